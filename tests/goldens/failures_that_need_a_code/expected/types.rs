//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Order`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Order {
    /// `orderId`.
    pub order_id: String,
    /// `receipt`.
    ///
    /// There is no value, and `is_unset()` holds, where `0` was sent.
    pub receipt: rt::Maybe<rt::Lenient<String, unset::N0>>,
    /// `state`.
    pub state: Option<State>,
    /// `code`.
    pub code: rt::Maybe<rt::Lenient<String>>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Order keeps unreadable {
        order_id = "orderId", must,
        receipt = "receipt", some,
        state = "state", some,
        code = "code", some,
    }
}

/// `State`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    /// `4`.
    Completed,
    /// `6`.
    Failed,
    /// `7`.
    Rejected,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(i64),
}

rt::open_integer_enum! {
    State {
        Completed = 4,
        Failed = 6,
        Rejected = 7,
    } else Unknown
}

/// Which texts mean that a value is not known: the second parameter of [`Lenient`](::malipo_runtime::Lenient).
pub mod unset {
    /// Not known: `0`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum N0 {}

    impl ::malipo_runtime::UnsetTexts for N0 {
        const TEXTS: &'static [&'static str] = &["0"];
    }
}
