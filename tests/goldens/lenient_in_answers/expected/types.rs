//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `phone`.
    pub phone: rt::Lenient<rt::Msisdn>,
    /// `done`.
    pub done: Option<rt::Lenient<rt::LocalDateTime>>,
    /// `label`.
    pub label: Option<rt::Lenient<String>>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        phone = "phone", must,
        done = "done", some,
        label = "label", some,
    }
}
