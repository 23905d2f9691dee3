//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::get_token`](super::Client::get_token) sends: `POST /token`.
    #[derive(Clone, Debug)]
    pub struct GetToken: "getToken" {
        /// The request body.
        pub body: must types::TokenRequest = form "application/x-www-form-urlencoded",
            where body(check);
    }
    Post "/token", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
