//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// `Identity`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Identity {
    /// `issuer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
}

/// `Thing`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Thing {
    /// `issuer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<i64>,
}
