//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

rt::operation! {
    /// The request that [`Client::inside`](super::Client::inside) sends: `GET /in`.
    #[derive(Clone, Debug)]
    pub struct Inside: "inside" {
    }
    Get "/in", Reads, authenticated -> (), nothing;
}

rt::operation! {
    /// The request that [`Client::outside`](super::Client::outside) sends: `GET /out`.
    #[derive(Clone, Debug)]
    pub struct Outside: "outside" {
    }
    Get "/out", Reads -> (), nothing;
}
