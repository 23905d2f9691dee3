//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Order
        builds OrderBuilder(OrderBuilderRest)[
            list: Vec<String>,
            items: Vec<i64>,
        ] {
        pub list: must Vec<String> = "list" [list], set(I0 each String);
        pub items: must Vec<i64> = "items" [list], set(I1 each_exact i64);
        /// What it is about.
        pub tags: some Vec<String> = "tags" [list], set(each String);
    }
}
