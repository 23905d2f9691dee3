//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Thing {
    /// `transactionReference`.
    #[serde(rename = "transactionReference")]
    #[serde(alias = "reference")]
    #[serde(alias = "ref")]
    pub transaction_reference: String,
    /// `note`.
    #[serde(alias = "remark")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
