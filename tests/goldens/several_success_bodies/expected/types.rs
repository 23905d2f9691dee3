//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `GetVersion200`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct GetVersion200 keeps unreadable {
        /// `two`.
        pub two: some i64 = "two";
    }
}

rt::object! {
    /// `GetVersion200JsonVersion3`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct GetVersion200JsonVersion3 keeps unreadable {
        /// `three`.
        pub three: some i64 = "three";
    }
}
