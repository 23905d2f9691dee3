//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

rt::operation! {
    /// The request that [`Client::get_token`](super::Client::get_token) sends: `POST /token`.
    #[derive(Clone, Debug)]
    pub struct GetToken: "getToken" {
    }
    Post "/token", Unknown -> (), nothing;
}

rt::operation! {
    /// The request that [`Client::list_things`](super::Client::list_things) sends: `GET /things`.
    #[derive(Clone, Debug)]
    pub struct ListThings: "listThings" {
    }
    Get "/things", Reads, authenticated -> (), nothing;
}
