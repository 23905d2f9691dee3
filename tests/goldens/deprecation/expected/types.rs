//! Types of what Example sends and receives.
#![allow(deprecated)]

use ::malipo::runtime as rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
#[deprecated]
pub struct Thing {
    /// `name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deprecated]
    pub name: Option<String>,
}
