//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `OrderParameter`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OrderParameter {
    /// `up`.
    Up,
    /// `down`.
    Down,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    OrderParameter {
        Up = "up",
        Down = "down",
    } else Unknown
}
