//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// `Balance`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Balance {
    /// `spendable`.
    pub spendable: rt::Amount,
    /// `pending`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<rt::Amount>,
    /// `history`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub history: Option<Vec<rt::Amount>>,
}
