//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

rt::operation! {
    /// The request that [`Client::get_anything`](super::Client::get_anything) sends: `GET /anything`.
    #[derive(Clone, Debug)]
    pub struct GetAnything: "getAnything" {
        const accept = "application/json, */*;q=0.9";
    }
    Get "/anything", Reads -> rt::RawJson, any;
}

rt::operation! {
    /// The request that [`Client::get_count`](super::Client::get_count) sends: `GET /count`.
    #[derive(Clone, Debug)]
    pub struct GetCount: "getCount" {
        const accept = "text/plain, application/json";
    }
    Get "/count", Reads -> i64, plain;
}

rt::operation! {
    /// The request that [`Client::greet`](super::Client::greet) sends: `GET /greeting`.
    #[derive(Clone, Debug)]
    pub struct Greet: "greet" {
        const accept = "application/json, */*;q=0.9";
    }
    Get "/greeting", Reads -> String, string;
}
