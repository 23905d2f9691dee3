//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// `Envelope`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Envelope {
    /// `code`.
    pub code: Option<i64>,
    /// `message`.
    pub message: Option<rt::Sensitive<String>>,
}

rt::object! {
    Envelope {
        code = "code", some,
        message = "message", some,
    }
}
