//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

rt::operation! {
    /// The request that [`Client::ping`](super::Client::ping) sends: `HEAD /ping`.
    #[derive(Clone, Debug)]
    pub struct Ping: "ping" {
    }
    Head "/ping", Reads -> (), nothing;
}

rt::operation! {
    /// The request that [`Client::head_thing`](super::Client::head_thing) sends: `HEAD /pong`.
    #[derive(Clone, Debug)]
    pub struct HeadThing: "headThing" {
    }
    Head "/pong", Reads -> (), nothing;
}
