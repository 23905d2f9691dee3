//! Types of what Example sends and receives.

/// `UnauthorizedResponse`.
#[derive(
    Clone,
    Debug,
    PartialEq,
    ::malipo::runtime::serde::Deserialize,
    ::malipo::runtime::serde::Serialize
)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct UnauthorizedResponse {
    /// `message`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<::malipo::runtime::Sensitive<String>>,
}
