//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `always`.
    pub always: String,
    /// `always_or_null`.
    pub always_or_null: Option<String>,
    /// `or_absent`.
    pub or_absent: Option<String>,
    /// `or_absent_or_null`.
    pub or_absent_or_null: rt::Maybe<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        always = "always", must,
        always_or_null = "always_or_null", may,
        or_absent = "or_absent", some,
        or_absent_or_null = "or_absent_or_null", some,
    }
}
