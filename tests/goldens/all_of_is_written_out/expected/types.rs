//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// `Base`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Base {
    /// `id`.
    pub id: String,
    /// `kind`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<BaseKind>,
    /// Of the base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// `BaseKind`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BaseKind {
    /// `A`.
    A,
    /// `B`.
    B,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    BaseKind {
        A = "A",
        B = "B",
    } else Unknown
}

/// `Holder`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Holder {
    /// The base of it.
    #[serde(default, skip_serializing_if = "rt::Maybe::is_absent")]
    pub base: rt::Maybe<Base>,
}

/// A base and more.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Thing {
    /// `id`.
    pub id: String,
    /// `kind`.
    pub kind: BaseKind,
    /// Of the base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// `size`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<i64>,
}
