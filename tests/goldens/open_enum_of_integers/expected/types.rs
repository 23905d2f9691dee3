//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::open_integer_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Level {
        N1 = 1,
        High = 7,
    } else Unknown
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        pub level: maybe Level = "level";
        pub closed: maybe Level = "closed";
        pub count: some i64 = "count";
    }
}
