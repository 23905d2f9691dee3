//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `text`.
    pub text: String,
    /// `yes`.
    pub yes: bool,
    /// `small`.
    pub small: i32,
    /// `large`.
    pub large: i64,
    /// `huge`.
    pub huge: Option<u64>,
    /// `share`.
    pub share: rt::Number,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        text = "text", must,
        yes = "yes", must,
        small = "small", must,
        large = "large", must,
        huge = "huge", some,
        share = "share", must,
    }
}
