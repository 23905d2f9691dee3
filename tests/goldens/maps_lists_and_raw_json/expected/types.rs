//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Thing`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        /// `numbers`.
        pub numbers: some ::std::collections::BTreeMap<String, i64> = "numbers";
        /// `anything`.
        pub anything: some rt::RawJson = "anything";
        /// `any_object`.
        pub any_object: some rt::RawJson = "any_object";
        /// `any_values`.
        pub any_values: some ::std::collections::BTreeMap<String, rt::RawJson> = "any_values";
        /// `texts_or_nulls`.
        pub texts_or_nulls: some Vec<Option<String>> = "texts_or_nulls" [list];
        /// `lists_by_name`.
        pub lists_by_name: some ::std::collections::BTreeMap<String, Vec<String>>
                = "lists_by_name";
    }
}
