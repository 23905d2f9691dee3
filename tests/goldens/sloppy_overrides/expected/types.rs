//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Identity`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Identity keeps unreadable {
        /// `issuer`.
        pub issuer: some String = "issuer";
    }
}

rt::object! {
    /// `Thing`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        /// `issuer`.
        pub issuer: some i64 = "issuer";
    }
}
