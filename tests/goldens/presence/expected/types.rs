//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Thing {
    /// `always`.
    pub always: String,
    /// `always_or_null`.
    pub always_or_null: Option<String>,
    /// `or_absent`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub or_absent: Option<String>,
    /// `or_absent_or_null`.
    #[serde(default, skip_serializing_if = "rt::Maybe::is_absent")]
    pub or_absent_or_null: rt::Maybe<String>,
}
