//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::trace_things`](super::Client::trace_things) sends: `TRACE /things`.
    #[derive(Clone, Debug)]
    pub struct TraceThings: "traceThings" {
        pub sid: must String = cookie "sid";
        pub seen: some Vec<i64> = cookie_styled "seen" (rt::Style::Form, true),
            set(list_exact i64);
        /// `where` is a keyword of Rust: write `.r#where`.
        pub r#where: some types::Where = query_json "where", set(into), where(check);
    }
    Trace "/things", Reads -> (), nothing;
}
