//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Copy keeps unreadable {
        pub line: some OrderLinesItem = "line";
        pub state: some OrderState = "state";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Order keeps unreadable {
        pub lines: some Vec<OrderLinesItem> = "lines" [list];
        pub state: some OrderState = "state";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct OrderLinesItem keeps unreadable {
        pub size: some i64 = "size";
    }
}

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum OrderState {
        Open = "OPEN",
        Done = "DONE",
    } else Unknown
}
