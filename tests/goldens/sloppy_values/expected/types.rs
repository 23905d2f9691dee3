//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `7`.
    pub n7: String,
    /// `note`.
    pub note: Option<String>,
    /// `value`.
    pub value: Option<String>,
    /// `other`.
    pub other: Option<i64>,
    /// `gone`.
    pub gone: rt::Maybe<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        n7 = "7", must,
        note = "note", some,
        value = "value", some,
        other = "other", some,
        gone = "gone", some,
    }
}
