//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Order`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Order {
    /// `id`.
    pub id: Option<String>,
    /// `orderId`.
    pub order_id: Option<String>,
    /// `state`.
    pub state: Option<State>,
    /// `total`.
    pub total: Option<rt::Amount>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Order keeps unreadable {
        id = "id", some,
        order_id = "orderId", some,
        state = "state", some,
        total = "total", some,
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
