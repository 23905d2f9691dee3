//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Copy`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Copy {
    /// `line`.
    pub line: Option<OrderLinesItem>,
    /// `state`.
    pub state: Option<OrderState>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Copy keeps unreadable {
        line = "line", some,
        state = "state", some,
    }
}

/// `Order`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Order {
    /// `lines`.
    pub lines: Option<Vec<OrderLinesItem>>,
    /// `state`.
    pub state: Option<OrderState>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Order keeps unreadable {
        lines = "lines", some; list,
        state = "state", some,
    }
}

/// `OrderLinesItem`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct OrderLinesItem {
    /// `size`.
    pub size: Option<i64>,
    unreadable: rt::Unreadable,
}

rt::object! {
    OrderLinesItem keeps unreadable {
        size = "size", some,
    }
}

/// `OrderState`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OrderState {
    /// `OPEN`.
    Open,
    /// `DONE`.
    Done,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    OrderState {
        Open = "OPEN",
        Done = "DONE",
    } else Unknown
}
