//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::put_thing`](super::Client::put_thing) sends: `PUT /things`.
    #[derive(Clone, Debug)]
    pub struct PutThing: "putThing" {
        /// The request body.
        pub body: must types::Thing = json "application/json", where body(check);
    }
    Put "/things", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

rt::operation! {
    /// The request that [`Client::put_numbers`](super::Client::put_numbers) sends: `PUT /numbers`.
    #[derive(Clone, Debug)]
    pub struct PutNumbers: "putNumbers" {
        /// The request body.
        pub body: must Vec<i64> = json "application/json",
            where body(max_items(2), unique_items, items(|at, item| at.maximum(item, "5")));
    }
    Put "/numbers", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
