//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Envelope`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Envelope keeps unreadable {
        /// `code`.
        pub code: some i64 = "code";
        /// `message`.
        pub message: some rt::Sensitive<String> = "message";
    }
}
