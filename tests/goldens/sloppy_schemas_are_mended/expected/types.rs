//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// `Either`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Either {
    /// `Thing`.
    Thing(Box<Thing>),
    /// `EitherOption2`.
    Option2(Box<EitherOption2>),
    /// What is none of these, as it was sent.
    Unknown(rt::RawJson),
}

rt::one_of! {
    Either {
        Thing(boxed Thing) [has "name"],
        Option2(boxed EitherOption2),
    } else Unknown
}

/// `EitherOption2`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct EitherOption2 {
    /// `a`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub a: Option<String>,
}

/// `Thing`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Thing {
    /// `name`.
    pub name: String,
    /// `list`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<Vec<String>>,
    /// `forest`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forest: Option<Vec<rt::RawJson>>,
    /// `elsewhere`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<rt::RawJson>,
    /// `count`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<i32>,
    /// `not`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not: Option<String>,
}
