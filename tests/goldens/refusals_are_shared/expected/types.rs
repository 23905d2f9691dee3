//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// `UnauthorizedResponse`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct UnauthorizedResponse {
    /// `message`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<rt::Sensitive<String>>,
}
