//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Colour {
        Red = "RED",
    } else Unknown
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        pub colour: maybe rt::Sensitive<Colour> = "colour";
        pub level: null String = "level";
    }
}
