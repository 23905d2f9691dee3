//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Thing {
    /// `numbers`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbers: Option<::std::collections::BTreeMap<String, i64>>,
    /// `anything`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anything: Option<rt::RawJson>,
    /// `any_object`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub any_object: Option<rt::RawJson>,
    /// `any_values`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub any_values: Option<::std::collections::BTreeMap<String, rt::RawJson>>,
    /// `texts_or_nulls`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub texts_or_nulls: Option<Vec<Option<String>>>,
    /// `lists_by_name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lists_by_name: Option<::std::collections::BTreeMap<String, Vec<String>>>,
}
