//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Balance`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Balance keeps unreadable {
        /// `spendable`.
        pub spendable: must rt::Amount = "spendable";
        /// `pending`.
        pub pending: some rt::Amount = "pending";
        /// `history`.
        pub history: some Vec<rt::Amount> = "history" [list];
    }
}
