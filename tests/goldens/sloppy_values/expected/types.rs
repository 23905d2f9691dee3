//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Thing`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        /// `7`.
        pub n7: must String = "7";
        /// `note`.
        pub note: some String = "note";
        /// `value`.
        pub value: some String = "value";
        /// `other`.
        pub other: some i64 = "other";
        /// `gone`.
        pub gone: maybe String = "gone";
    }
}
