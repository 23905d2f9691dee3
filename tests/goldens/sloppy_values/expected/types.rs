//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        /// Named `7` in the document.
        pub n7: must String = "7";
        pub note: some String = "note";
        pub value: some String = "value";
        pub other: some i64 = "other";
        pub gone: maybe String = "gone";
    }
}
