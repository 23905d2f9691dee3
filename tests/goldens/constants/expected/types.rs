//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::open_enum! {
    /// How it was granted.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Grant {
        ClientCredentials = "client_credentials",
    } else Unknown
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing
        builds ThingBuilder(ThingBuilderRest)[
            name: String,
        ] {
        pub kind: must ThingKind = "kind", set(only ThingKind::Payment);
        /// How it was granted.
        pub grant: must Grant = "grant", set(only Grant::ClientCredentials);
        pub name: must String = "name", set(I0 into);
        /// How it was granted.
        pub optional: some Grant = "optional", set(into);
    }
}

rt::open_integer_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum ThingKind {
        Payment = 2,
    } else Unknown
}
