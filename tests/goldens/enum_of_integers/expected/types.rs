//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Level`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Level {
    /// `-1`.
    Minus1,
    /// `0`.
    N0,
    /// `7`.
    High,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(i64),
}

rt::open_integer_enum! {
    Level {
        Minus1 = -1,
        N0 = 0,
        High = 7,
    } else Unknown
}
