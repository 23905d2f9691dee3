//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::add_thing`](super::Client::add_thing) sends: `POST /things`.
    #[derive(Clone, Debug)]
    pub struct AddThing: "addThing" {
        /// The request body.
        pub body: must types::AddThingRequest
            = form_styled "application/x-www-form-urlencoded" (&[
                ("address", rt::Style::DeepObject, true),
            ]),
            where body(check);
    }
    Post "/things", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

rt::operation! {
    /// The request that [`Client::add_map`](super::Client::add_map) sends: `POST /nothing`.
    #[derive(Clone, Debug)]
    pub struct AddMap: "addMap" {
        /// The request body.
        pub body: some ::std::collections::BTreeMap<String, String>
            = by "application/x-www-form-urlencoded"(|request, media_type, body| {
                if let Some(body) = body {
                    request.form_styled(media_type, body, &[]);
                }
            }),
            set(exact);
    }
    Post "/nothing", Unknown -> (), nothing;
}
