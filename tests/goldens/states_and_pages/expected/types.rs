//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Answer`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Answer {
    /// `data`.
    pub data: Option<Thing>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Answer keeps unreadable {
        data = "data", some,
    }
}

/// `List`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct List {
    /// `page`.
    pub page: Page,
    unreadable: rt::Unreadable,
}

rt::object! {
    List keeps unreadable {
        page = "page", must,
    }
}

/// `Page`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page {
    /// `rows`.
    pub rows: Vec<Thing>,
    /// `current`.
    pub current: i32,
    /// `last`.
    pub last: Option<i64>,
    /// `total`.
    pub total: Option<i32>,
    /// `from`.
    pub from: rt::Maybe<i64>,
    /// `to`.
    pub to: rt::Maybe<i64>,
    /// `next`.
    pub next: rt::Maybe<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Page keeps unreadable {
        rows = "rows", must; list,
        current = "current", must,
        last = "last", some,
        total = "total", some,
        from = "from", some,
        to = "to", some,
        next = "next", some,
    }
}

/// `State`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    /// `OPEN`.
    Open,
    /// `DONE`.
    Done,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    State {
        Open = "OPEN",
        Done = "DONE",
    } else Unknown
}

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `state`.
    pub state: Option<State>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        state = "state", some,
    }
}
