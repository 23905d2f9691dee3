//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// A thing, as in \[the docs\] or at <https://example.com/things>.
    ///
    /// - one \<b>
    /// - two
    ///
    /// # Provenance
    ///
    /// Source: [`docs`, `sdk`](super#sources) (documented in part). The list is incomplete.
    ///
    /// Contradiction: The docs say A; the SDK sends B. Chosen: B. It is what runs.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        /// Source: [`sdk`](super#sources) (**inferred, stated by nobody**).
        pub name: some String = "name";
        pub kind: some String = "kind";
    }
}
