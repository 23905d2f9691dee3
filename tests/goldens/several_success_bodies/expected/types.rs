//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct GetVersion200 keeps unreadable {
        pub two: some i64 = "two";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct GetVersion200JsonVersion3 keeps unreadable {
        pub three: some i64 = "three";
    }
}
