//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Copy`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Copy keeps unreadable {
        /// `line`.
        pub line: some OrderLinesItem = "line";
        /// `state`.
        pub state: some OrderState = "state";
    }
}

rt::object! {
    /// `Order`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Order keeps unreadable {
        /// `lines`.
        pub lines: some Vec<OrderLinesItem> = "lines" [list];
        /// `state`.
        pub state: some OrderState = "state";
    }
}

rt::object! {
    /// `OrderLinesItem`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct OrderLinesItem keeps unreadable {
        /// `size`.
        pub size: some i64 = "size";
    }
}

rt::open_enum! {
    /// `OrderState`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum OrderState {
        Open = "OPEN",
        Done = "DONE",
    } else Unknown
}
