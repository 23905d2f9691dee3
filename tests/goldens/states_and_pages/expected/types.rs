//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Answer keeps unreadable {
        pub data: some Thing = "data";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct List keeps unreadable {
        pub page: must Page = "page";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Page keeps unreadable {
        pub rows: must Vec<Thing> = "rows" [list];
        pub current: must i32 = "current";
        pub last: some i64 = "last";
        pub total: some i32 = "total";
        pub from: maybe i64 = "from";
        pub to: maybe i64 = "to";
        pub next: maybe String = "next";
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

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        pub state: some State = "state";
    }
}
