//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// The first line goes on.
///
/// ```text
/// example <as> [it] stands
/// ```
///
/// an example by its four spaces
///
/// - `code` and \<b\>text\</b\> in a list
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Thing {
    /// What it is called. it turns
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}
