//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        pub always: must String = "always";
        pub always_or_null: null String = "always_or_null";
        pub or_absent: some String = "or_absent";
        pub or_absent_or_null: maybe String = "or_absent_or_null";
    }
}
