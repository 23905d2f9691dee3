//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `GetVersion200`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetVersion200 {
    /// `two`.
    pub two: Option<i64>,
    unreadable: rt::Unreadable,
}

rt::object! {
    GetVersion200 keeps unreadable {
        two = "two", some,
    }
}

/// `GetVersion200JsonVersion3`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetVersion200JsonVersion3 {
    /// `three`.
    pub three: Option<i64>,
    unreadable: rt::Unreadable,
}

rt::object! {
    GetVersion200JsonVersion3 keeps unreadable {
        three = "three", some,
    }
}
