//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Identity keeps unreadable {
        pub issuer: some String = "issuer";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        pub issuer: some i64 = "issuer";
    }
}
