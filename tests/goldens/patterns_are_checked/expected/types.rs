//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing builds ThingBuilder(ThingBuilderRest)[] {
        pub currency: some String = "currency", set(into), where(pattern("^[A-Z]{3}$"));
        pub line: some String = "line",
            set(into),
            where(max_length(20), pattern_as("^.+$", "^[^\\n\\r\\u{2028}\\u{2029}]+$"));
        pub tags: some Vec<String> = "tags" [list],
            set(each String),
            where(items(|at, item| at.pattern(item, "^[a-z]+$")));
        pub both: some String = "both", set(into), where(pattern("^a"), pattern("z$"));
    }
}
