//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        pub text: must String = "text";
        pub yes: must bool = "yes";
        pub small: must i32 = "small";
        pub large: must i64 = "large";
        pub huge: some u64 = "huge";
        pub share: must rt::Number = "share";
    }
}
