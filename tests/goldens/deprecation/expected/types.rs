//! Types of what Example sends and receives.
#![allow(deprecated)]

use ::malipo_runtime::rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
#[deprecated]
pub struct Thing {
    /// `name`.
    #[deprecated]
    pub name: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        name = "name", some,
    }
}
