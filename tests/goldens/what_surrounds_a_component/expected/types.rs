//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Colour`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Colour {
    /// `RED`.
    Red,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    Colour {
        Red = "RED",
    } else Unknown
}

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `colour`.
    pub colour: rt::Maybe<rt::Sensitive<Colour>>,
    /// `level`.
    pub level: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        colour = "colour", some,
        level = "level", may,
    }
}
