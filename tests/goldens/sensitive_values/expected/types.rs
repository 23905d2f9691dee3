//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Person keeps unreadable {
        pub name: must rt::Sensitive<String> = "name";
        pub token: maybe rt::Sensitive<String> = "token";
        pub phone: some rt::Lenient<rt::Msisdn> = "phone";
        pub names: some Vec<rt::Sensitive<String>> = "names" [list];
    }
}
