//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Colour {
        Red = "RED",
        Blue = "BLUE",
    } else Unknown
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing builds ThingBuilder(ThingBuilderRest)[] {
        pub urgent: may bool = "urgent", set(or false; into);
        pub copies: must i64 = "copies", set(or 1; exact);
        pub colour: must Colour = "colour", set(or "BLUE".into(); into);
        pub note: some String = "note", set(into);
    }
}
