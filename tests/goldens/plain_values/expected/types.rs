//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Thing`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        /// `text`.
        pub text: must String = "text";
        /// `yes`.
        pub yes: must bool = "yes";
        /// `small`.
        pub small: must i32 = "small";
        /// `large`.
        pub large: must i64 = "large";
        /// `huge`.
        pub huge: some u64 = "huge";
        /// `share`.
        pub share: must rt::Number = "share";
    }
}
