//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `UnauthorizedResponse`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnauthorizedResponse {
    /// `message`.
    pub message: Option<rt::Sensitive<String>>,
    unreadable: rt::Unreadable,
}

rt::object! {
    UnauthorizedResponse keeps unreadable {
        message = "message", some,
    }
}
