//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Thing`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing builds ThingBuilder(ThingBuilderRest)[] {
        /// `phone`.
        pub phone: some rt::Msisdn = "phone", set(exact);
        /// `done`.
        pub done: some rt::LocalDateTime = "done", set(exact);
        /// `label`.
        pub label: some rt::Lenient<String> = "label", set(into);
    }
}
