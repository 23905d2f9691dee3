//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// `Person`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Person {
    /// `name`.
    pub name: rt::Sensitive<String>,
    /// `token`.
    #[serde(default, skip_serializing_if = "rt::Maybe::is_absent")]
    pub token: rt::Maybe<rt::Sensitive<String>>,
    /// `phone`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<rt::Lenient<rt::Msisdn>>,
    /// `names`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names: Option<Vec<rt::Sensitive<String>>>,
}
