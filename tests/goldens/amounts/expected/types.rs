//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Balance`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Balance {
    /// `spendable`.
    pub spendable: rt::Amount,
    /// `pending`.
    pub pending: Option<rt::Amount>,
    /// `history`.
    pub history: Option<Vec<rt::Amount>>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Balance keeps unreadable {
        spendable = "spendable", must,
        pending = "pending", some,
        history = "history", some; list,
    }
}
