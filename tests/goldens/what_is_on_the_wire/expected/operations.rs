//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::add_thing`](super::Client::add_thing) sends: `POST /things/{rate}`.
    #[derive(Clone, Debug)]
    pub struct AddThing: "addThing" {
        pub rate: must f64 = path "rate", where(check);
        pub above: some rt::Number = query "above", set(into), where(check);
        /// Named `X-Rate` in the document.
        pub x_rate: some f64 = header "X-Rate", set(into), where(check);
        /// Named `X-Note` in the document.
        pub x_note: some String = header "X-Note", set(into);
        pub sid: some String = cookie "sid", set(into);
        pub ids: some Vec<i64> = cookie_styled "ids" (rt::Style::Form, false),
            set(list_exact i64);
        /// The request body.
        pub body: must types::Thing = json "application/json", where body(check);
    }
    Post "/things/{rate}", Unknown, authenticated -> types::Thing, json;

    const SECURITY: &'static [&'static [rt::Scheme]] = &[&[rt::Scheme::Key("session")]];

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
