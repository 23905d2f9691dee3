//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Envelope keeps unreadable {
        pub code: some i64 = "code";
        pub message: some rt::Sensitive<String> = "message";
    }
}
