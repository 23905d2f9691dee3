//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::get_order`](super::Client::get_order) sends: `GET /orders/{id}`.
    #[derive(Clone, Debug)]
    pub struct GetOrder: "getOrder" {
        pub id: must String = path "id";
    }
    Get "/orders/{id}", Reads -> types::Order, json;
}

impl rt::Settles for GetOrder {
    fn settlement(output: &Self::Output) -> rt::Settlement {
        match output.state.as_ref() {
            Some(types::State::Completed) => rt::Settlement::Succeeded,
            Some(types::State::Failed) => {
                rt::Settlement::failed_only_with(output.code.value(), &["1", "18"])
            }
            Some(types::State::Rejected) if output.unreadable().has("code") => {
                rt::Settlement::Inconclusive
            }
            Some(types::State::Rejected) => {
                rt::Settlement::failed_except_with(output.code.value(), &["1"])
            }
            _ => rt::Settlement::Unknown,
        }
    }

    fn ids(output: &Self::Output) -> rt::Ids {
        let mut ids = rt::Ids::default();
        ids.add("orderId", Some(&output.order_id));
        ids.add("receipt", output.receipt.value());
        ids
    }
}
