//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `numbers`.
    pub numbers: Option<::std::collections::BTreeMap<String, i64>>,
    /// `anything`.
    pub anything: Option<rt::RawJson>,
    /// `any_object`.
    pub any_object: Option<rt::RawJson>,
    /// `any_values`.
    pub any_values: Option<::std::collections::BTreeMap<String, rt::RawJson>>,
    /// `texts_or_nulls`.
    pub texts_or_nulls: Option<Vec<Option<String>>>,
    /// `lists_by_name`.
    pub lists_by_name: Option<::std::collections::BTreeMap<String, Vec<String>>>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        numbers = "numbers", some,
        anything = "anything", some,
        any_object = "any_object", some,
        any_values = "any_values", some,
        texts_or_nulls = "texts_or_nulls", some; list,
        lists_by_name = "lists_by_name", some,
    }
}
