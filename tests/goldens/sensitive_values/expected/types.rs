//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Person`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Person keeps unreadable {
        /// `name`.
        pub name: must rt::Sensitive<String> = "name";
        /// `token`.
        pub token: maybe rt::Sensitive<String> = "token";
        /// `phone`.
        pub phone: some rt::Lenient<rt::Msisdn> = "phone";
        /// `names`.
        pub names: some Vec<rt::Sensitive<String>> = "names" [list];
    }
}
