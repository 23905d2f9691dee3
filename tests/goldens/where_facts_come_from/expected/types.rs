//! Types of what Example sends and receives.

/// A thing, as in \[the docs\] or at <https://example.com/things>.
///
/// - one \<b\>
/// - two
///
/// Source: The docs at example.com; The SDK (documented in part). The list is incomplete.
///
/// Contradiction: The docs say A; the SDK sends B. Chosen: B. It is what runs.
#[derive(
    Clone,
    Debug,
    PartialEq,
    ::malipo::runtime::serde::Deserialize,
    ::malipo::runtime::serde::Serialize
)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Thing {
    /// `name`.
    ///
    /// Source: The SDK (**inferred, stated by nobody**).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}
