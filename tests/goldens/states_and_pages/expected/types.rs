//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Answer`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Answer keeps unreadable {
        /// `data`.
        pub data: some Thing = "data";
    }
}

rt::object! {
    /// `List`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct List keeps unreadable {
        /// `page`.
        pub page: must Page = "page";
    }
}

rt::object! {
    /// `Page`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Page keeps unreadable {
        /// `rows`.
        pub rows: must Vec<Thing> = "rows" [list];
        /// `current`.
        pub current: must i32 = "current";
        /// `last`.
        pub last: some i64 = "last";
        /// `total`.
        pub total: some i32 = "total";
        /// `from`.
        pub from: maybe i64 = "from";
        /// `to`.
        pub to: maybe i64 = "to";
        /// `next`.
        pub next: maybe String = "next";
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

rt::object! {
    /// `Thing`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        /// `state`.
        pub state: some State = "state";
    }
}
