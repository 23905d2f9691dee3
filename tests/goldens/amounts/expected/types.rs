//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Balance keeps unreadable {
        pub spendable: must rt::Amount = "spendable";
        pub pending: some rt::Amount = "pending";
        pub history: some Vec<rt::Amount> = "history" [list];
    }
}
