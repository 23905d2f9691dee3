//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `name`.
    pub name: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        name = "name", some,
    }
}
