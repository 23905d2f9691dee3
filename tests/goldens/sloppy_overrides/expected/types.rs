//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Identity`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Identity {
    /// `issuer`.
    pub issuer: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Identity keeps unreadable {
        issuer = "issuer", some,
    }
}

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `issuer`.
    pub issuer: Option<i64>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        issuer = "issuer", some,
    }
}
