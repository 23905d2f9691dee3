//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Thing {
    /// `phone`.
    pub phone: rt::Lenient<rt::Msisdn>,
    /// `done`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<rt::Lenient<rt::LocalDateTime>>,
    /// `label`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<rt::Lenient<String>>,
}
