//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::get_thing`](super::Client::get_thing) sends: `GET /things`.
    #[derive(Clone, Debug)]
    pub struct GetThing: "getThing" {
    }
    Get "/things", Reads -> types::Thing, json;
}
