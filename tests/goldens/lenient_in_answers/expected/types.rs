//! Types of what Example sends and receives.

/// `Thing`.
#[derive(
    Clone,
    Debug,
    PartialEq,
    ::malipo::runtime::serde::Deserialize,
    ::malipo::runtime::serde::Serialize
)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Thing {
    /// `phone`.
    pub phone: ::malipo::runtime::Lenient<::malipo::runtime::Msisdn>,
    /// `done`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<::malipo::runtime::Lenient<::malipo::runtime::LocalDateTime>>,
    /// `label`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<::malipo::runtime::Lenient<String>>,
}
