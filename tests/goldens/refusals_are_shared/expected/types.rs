//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `UnauthorizedResponse`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct UnauthorizedResponse keeps unreadable {
        /// `message`.
        pub message: some rt::Sensitive<String> = "message";
    }
}
