//! Operations of Example: each a value that a client sends.

use super::types;

/// Reads one order.
///
/// `GET /orders/{id}`
///
/// The state is in `state`: pending while `OPEN`; succeeded with `DONE`; failed with nothing. Any other
/// value is not final. `wait` on the call asks until it is.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetOrder {
    /// `id`.
    pub id: String,
}

impl ::malipo::runtime::Operation for GetOrder {
    type Output = types::Order;
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "getOrder",
        method: ::malipo::runtime::Method::Get,
        path: "/orders/{id}",
        effect: ::malipo::runtime::Effect::Reads,
        authenticated: false,
    };
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/orders/");
        request.path_parameter("id", &self.id);
    }
    fn decode(
        answer: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        answer.json()
    }
}

impl ::malipo::runtime::Settles for GetOrder {
    fn settlement(output: &Self::Output) -> ::malipo::runtime::Settlement {
        match output.state.as_ref() {
            Some(types::State::Open) => ::malipo::runtime::Settlement::Pending,
            Some(types::State::Done) => ::malipo::runtime::Settlement::Succeeded,
            _ => ::malipo::runtime::Settlement::Unknown,
        }
    }
}
