//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::get_order`](super::Client::get_order) sends: `GET /orders/{id}`.
    #[derive(Clone, Debug)]
    pub struct GetOrder: "getOrder" {
        pub id: must String = path "id", where(reference);
    }
    Get "/orders/{id}", Reads -> types::Order, json;
}

impl rt::Settles for GetOrder {
    fn settlement(output: &Self::Output) -> rt::Settlement {
        match output.state.as_ref() {
            Some(types::State::Open) => rt::Settlement::Pending,
            Some(types::State::Done) => rt::Settlement::Succeeded,
            _ => rt::Settlement::Unknown,
        }
    }
}
