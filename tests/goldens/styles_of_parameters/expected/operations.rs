//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::list_things`](super::Client::list_things) sends: `GET
    /// /things/{ids}/of/{range}.json`.
    #[derive(Clone, Debug)]
    pub struct ListThings: "listThings" {
        pub ids: must Vec<i64> = path_styled "ids" (rt::Style::Simple, false);
        pub range: must types::Range = path_styled "range" (rt::Style::Label, true),
            where(check);
        pub filter: some types::Range = query_styled "filter" (rt::Style::DeepObject, true),
            set(into),
            where(check);
        pub tags: some Vec<String> = query_styled "tags" (rt::Style::Form, false),
            set(list String);
        pub words: some Vec<String> = query_styled "words" (rt::Style::PipeDelimited, false),
            set(list String);
        pub any: some String = query "any", set(into);
        /// Named `X-Codes` in the document.
        pub x_codes: some Vec<String> = header_styled "X-Codes" (rt::Style::Simple, false),
            set(list String);
    }
    Get "/things/{ids}/of/{range}.json", Reads -> (), nothing;
}
