//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::pay`](super::Client::pay) sends: `POST /pay`.
    #[derive(Debug)]
    pub struct Pay: "pay" {
        /// The request body.
        pub body: must types::Payment = json "application/json", where body(check);
    }
    Post "/pay", MovesMoney -> (), nothing;

    fn reference(&self) -> Option<&str> {
        Some(&self.body.id)
    }

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

rt::operation! {
    /// The request that [`Client::plan`](super::Client::plan) sends: `POST /plan`.
    #[derive(Debug)]
    pub struct Plan: "plan" {
        /// The request body.
        pub body: some Vec<types::Part>
            = by "application/json"(|request, media_type, body| {
                if let Some(body) = body {
                    request.json(media_type, body);
                }
            }),
            set(exact),
            where body(check);
    }
    Post "/plan", Unknown -> (), nothing;
}
