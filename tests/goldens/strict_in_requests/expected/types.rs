//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing builds ThingBuilder(ThingBuilderRest)[] {
        pub phone: some rt::Msisdn = "phone", set(exact);
        pub done: some rt::LocalDateTime = "done", set(exact);
        pub label: some rt::Lenient<String> = "label", set(into);
    }
}
