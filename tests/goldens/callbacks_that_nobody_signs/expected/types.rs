//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Order`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Order keeps unreadable {
        /// `id`.
        pub id: some String = "id";
        /// `orderId`.
        pub order_id: some String = "orderId";
        /// `state`.
        pub state: some State = "state";
        /// `total`.
        pub total: some rt::Amount = "total";
    }
}

rt::open_enum! {
    /// `State`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum State {
        Open = "OPEN",
        Done = "DONE",
    } else Unknown
}
