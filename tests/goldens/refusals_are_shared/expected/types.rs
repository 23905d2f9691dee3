//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// `UnauthorizedResponse`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnauthorizedResponse {
    /// `message`.
    pub message: Option<rt::Sensitive<String>>,
}

rt::object! {
    UnauthorizedResponse {
        message = "message", some,
    }
}
