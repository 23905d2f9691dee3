//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

rt::operation! {
    /// The request that [`Client::list_things`](super::Client::list_things) sends: `GET
    /// /things/{id}/parts`.
    #[derive(Clone, Debug)]
    pub struct ListThings: "listThings" {
        pub id: must String = path "id", where(min_length(1));
        pub from: some rt::LocalDateTime = query "from", set(exact);
        pub tag: some Vec<String> = query_list "tag", set(list String);
        /// How many.
        pub limit: must i64 = query "limit", where(maximum("100"));
        /// Named `X-Trace` in the document.
        pub x_trace: some String = header "X-Trace", set(into);
    }
    Get "/things/{id}/parts", Reads -> (), nothing;
}
