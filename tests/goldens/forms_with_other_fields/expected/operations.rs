//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::add_thing`](super::Client::add_thing) sends: `POST /things`.
    #[derive(Clone, Debug)]
    pub struct AddThing: "addThing" {
        /// The request body.
        pub body: must types::AddThingRequest
            = form_styled "application/x-www-form-urlencoded" (&[]),
            where body(check);
    }
    Post "/things", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

rt::operation! {
    /// The request that [`Client::get_nothing`](super::Client::get_nothing) sends: `GET /nothing`.
    #[derive(Clone, Debug)]
    pub struct GetNothing: "getNothing" {
    }
    Get "/nothing", Reads -> (), nothing;
}
