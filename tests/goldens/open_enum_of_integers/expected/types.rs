//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::open_integer_enum! {
    /// `Level`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Level {
        N1 = 1,
        High = 7,
    } else Unknown
}

rt::object! {
    /// `Thing`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        /// `level`.
        pub level: maybe Level = "level";
        /// `closed`.
        pub closed: maybe Level = "closed";
        /// `count`.
        pub count: some i64 = "count";
    }
}
