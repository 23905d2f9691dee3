//! Types of what Example sends and receives.

/// `Balance`.
#[derive(
    Clone,
    Debug,
    PartialEq,
    ::malipo::runtime::serde::Deserialize,
    ::malipo::runtime::serde::Serialize
)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Balance {
    /// `spendable`.
    pub spendable: ::malipo::runtime::Amount,
    /// `pending`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<::malipo::runtime::Amount>,
    /// `history`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub history: Option<Vec<::malipo::runtime::Amount>>,
}
