//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// What is made.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing
        builds ThingBuilder(ThingBuilderRest)[
            name: String,
            count: i64,
        ] {
        /// What it is called.
        pub name: must String = "name", set(I0 into);
        pub count: must i64 = "count", set(I1 exact);
        pub note: maybe String = "note", set(into);
    }
}
