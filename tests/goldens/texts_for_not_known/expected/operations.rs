//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::list_codes`](super::Client::list_codes) sends: `GET /codes`.
    #[derive(Clone, Debug)]
    pub struct ListCodes: "listCodes" {
    }
    Get "/codes", Reads
        -> Vec<rt::Lenient<String, types::unset::Minus1OrMinus1Point0>>, json;
}
