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
    /// `transactionReference`.
    #[serde(rename = "transactionReference", alias = "reference", alias = "ref")]
    pub transaction_reference: String,
    /// `note`.
    #[serde(alias = "remark", default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
