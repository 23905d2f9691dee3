//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::get_order`](super::Client::get_order) sends: `GET /orders/{id}`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetOrder {
    pub id: String,
}

impl rt::Operation for GetOrder {
    type Output = types::Order;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "getOrder",
        method: rt::Method::Get,
        path: "/orders/{id}",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/orders/");
        request.path_parameter("id", &self.id);
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        answer.json()
    }
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
