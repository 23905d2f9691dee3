//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        pub numbers: some ::std::collections::BTreeMap<String, i64> = "numbers";
        pub anything: some rt::RawJson = "anything";
        pub any_object: some rt::RawJson = "any_object";
        pub any_values: some ::std::collections::BTreeMap<String, rt::RawJson> = "any_values";
        pub texts_or_nulls: some Vec<Option<String>> = "texts_or_nulls" [list];
        pub lists_by_name: some ::std::collections::BTreeMap<String, Vec<String>>
                = "lists_by_name";
    }
}
