//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::open_enum! {
    /// `Colour`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Colour {
        Red = "RED",
        Blue = "BLUE",
    } else Unknown
}

rt::object! {
    /// `Thing`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing builds ThingBuilder(ThingBuilderRest)[] {
        /// `urgent`.
        pub urgent: may bool = "urgent", set(or false; into);
        /// `copies`.
        pub copies: must i64 = "copies", set(or 1; exact);
        /// `colour`.
        pub colour: must Colour = "colour", set(or "BLUE".into(); into);
        /// `note`.
        pub note: some String = "note", set(into);
    }
}
