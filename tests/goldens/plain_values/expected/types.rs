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
