//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable
        builds ThingBuilder(ThingBuilderRest)[
            name: Option<String>,
        ] {
        pub name: null String = "name", set(I0 into), where(max_length(9));
    }
}
