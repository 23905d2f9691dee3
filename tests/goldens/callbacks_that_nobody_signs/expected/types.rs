//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Order keeps unreadable {
        pub id: some String = "id";
        /// Named `orderId` in the document.
        pub order_id: some String = "orderId";
        pub state: some State = "state";
        pub total: some rt::Amount = "total";
    }
}

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum State {
        Open = "OPEN",
        Done = "DONE",
    } else Unknown
}
