//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Reason`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// `unknown`.
    Unknown,
    /// `option`.
    OptionValue,
    /// `self`.
    SelfValue,
    /// A value that was not known when this was generated, as it was sent.
    Unrecognised(String),
}

rt::open_enum! {
    Reason {
        Unknown = "unknown",
        OptionValue = "option",
        SelfValue = "self",
    } else Unrecognised
}
