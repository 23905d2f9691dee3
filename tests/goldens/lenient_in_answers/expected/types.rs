//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Thing`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        /// `phone`.
        pub phone: must rt::Lenient<rt::Msisdn> = "phone";
        /// `done`.
        pub done: some rt::Lenient<rt::LocalDateTime> = "done";
        /// `label`.
        pub label: some rt::Lenient<String> = "label";
    }
}
