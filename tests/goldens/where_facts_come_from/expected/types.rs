//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// A thing, as in \[the docs\] or at <https://example.com/things>.
///
/// - one \<b>
/// - two
///
/// Source: [`docs`, `sdk`](super#sources) (documented in part). The list is incomplete.
///
/// Contradiction: The docs say A; the SDK sends B. Chosen: B. It is what runs.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `name`.
    ///
    /// Source: [`sdk`](super#sources) (**inferred, stated by nobody**).
    pub name: Option<String>,
    /// `kind`.
    pub kind: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        name = "name", some,
        kind = "kind", some,
    }
}
