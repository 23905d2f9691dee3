//! Operations of Example: each a value that a client sends.
#![allow(deprecated)]

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::list_things`](super::Client::list_things) sends: `GET /things`.
    #[derive(Clone, Debug)]
    #[deprecated]
    pub struct ListThings: "listThings" {
    }
    Get "/things", Reads -> types::Thing, json;
}
