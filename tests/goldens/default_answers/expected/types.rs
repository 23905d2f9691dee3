//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Problem`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Problem {
    /// `title`.
    pub title: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Problem keeps unreadable {
        title = "title", some,
    }
}
