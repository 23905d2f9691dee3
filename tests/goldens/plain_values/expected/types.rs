//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Thing {
    /// `text`.
    pub text: String,
    /// `yes`.
    pub yes: bool,
    /// `small`.
    pub small: i32,
    /// `large`.
    pub large: i64,
    /// `share`.
    pub share: f64,
}
