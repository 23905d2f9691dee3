//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        pub phone: must rt::Lenient<rt::Msisdn> = "phone";
        pub done: some rt::Lenient<rt::LocalDateTime> = "done";
        pub label: some rt::Lenient<String> = "label";
    }
}
