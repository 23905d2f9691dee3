//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::create_thing`](super::Client::create_thing) sends: `POST /things/{id}`.
    #[derive(Clone, Debug)]
    pub struct CreateThing: "createThing" {
        pub id: must i64 = path "id";
        /// The request body.
        pub body: must types::Thing = json "application/json", where body(check);
    }
    Post "/things/{id}", Unknown, authenticated -> types::Thing, json;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
