//! Types of what Example sends and receives.

/// `Person`.
#[derive(
    Clone,
    Debug,
    PartialEq,
    ::malipo::runtime::serde::Deserialize,
    ::malipo::runtime::serde::Serialize
)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Person {
    /// `name`.
    pub name: ::malipo::runtime::Sensitive<String>,
    /// `token`.
    #[serde(default, skip_serializing_if = "::malipo::runtime::Maybe::is_absent")]
    pub token: ::malipo::runtime::Maybe<::malipo::runtime::Sensitive<String>>,
    /// `phone`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<::malipo::runtime::Lenient<::malipo::runtime::Msisdn>>,
    /// `names`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names: Option<Vec<::malipo::runtime::Sensitive<String>>>,
}
