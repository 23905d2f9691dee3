//! Operations of Example: each a value that a client sends.

use super::types;

/// Pays someone.
///
/// `POST /payments`
///
/// **Moves money.** The merchant's reference is `orderId`. A reference that was used before: Refused,
/// says the page.
///
/// The state is in `status`: pending while `OPEN`; succeeded with `DONE`; failed with `FAILED`. Any
/// other value is not final.
#[derive(Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct Pay {
    /// The request body.
    pub body: types::Payment,
}

impl ::malipo::runtime::Operation for Pay {
    type Output = types::State;
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "pay",
        method: ::malipo::runtime::Method::Post,
        path: "/payments",
        effect: ::malipo::runtime::Effect::MovesMoney,
        authenticated: false,
    };
    fn check(&self, at: &mut ::malipo::runtime::Violations) {
        at.field("body", |at| ::malipo::runtime::Checked::check(&self.body, at));
    }
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/payments");
        request.json(&self.body);
    }
    fn decode(
        answer: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        answer.json()
    }
    fn reference(&self) -> Option<&str> {
        Some(&self.body.order_id)
    }
}
