//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing builds ThingBuilder(ThingBuilderRest)[] {
        pub tags: some Vec<String> = "tags" [list],
            set(each String),
            where(items(|at, item| {
                at.min_length(item, 1);
                at.max_length(item, 3);
            }));
        pub labels: some ::std::collections::BTreeMap<String, String> = "labels",
            set(into),
            where(min_properties(1));
    } and pub additional_properties: String
    where |this, at| {
        at.max_properties(this, 2);
    }
}
