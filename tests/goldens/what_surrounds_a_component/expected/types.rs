//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::open_enum! {
    /// `Colour`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Colour {
        Red = "RED",
    } else Unknown
}

rt::object! {
    /// `Thing`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        /// `colour`.
        pub colour: maybe rt::Sensitive<Colour> = "colour";
        /// `level`.
        pub level: null String = "level";
    }
}
