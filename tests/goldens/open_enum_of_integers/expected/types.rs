//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Level`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Level {
    /// `1`.
    N1,
    /// `7`.
    High,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(i64),
}

rt::open_integer_enum! {
    Level {
        N1 = 1,
        High = 7,
    } else Unknown
}

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `level`.
    pub level: rt::Maybe<Level>,
    /// `closed`.
    pub closed: rt::Maybe<Level>,
    /// `count`.
    pub count: Option<i64>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        level = "level", some,
        closed = "closed", some,
        count = "count", some,
    }
}
