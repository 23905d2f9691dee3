//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// `Colour`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Colour {
    /// `RED`.
    Red,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    Colour {
        Red = "RED",
    } else Unknown
}

/// `Thing`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Thing {
    /// `colour`.
    #[serde(default, skip_serializing_if = "rt::Maybe::is_absent")]
    pub colour: rt::Maybe<rt::Sensitive<Colour>>,
    /// `level`.
    pub level: Option<String>,
}
