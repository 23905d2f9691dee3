//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Envelope`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Envelope {
    /// `code`.
    pub code: Option<i64>,
    /// `message`.
    pub message: Option<rt::Sensitive<String>>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Envelope keeps unreadable {
        code = "code", some,
        message = "message", some,
    }
}
