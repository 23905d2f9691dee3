//! Operations of Example: each a value that a client sends.

use super::types;

/// `payBill`.
///
/// `POST /bills`
///
/// **Moves money.** The merchant's reference is `id`.
#[derive(Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct PayBill {
    /// The request body.
    pub body: types::Bill,
}

impl ::malipo::runtime::Operation for PayBill {
    type Output = ();
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "payBill",
        method: ::malipo::runtime::Method::Post,
        path: "/bills",
        effect: ::malipo::runtime::Effect::MovesMoney,
        authenticated: false,
    };
    fn check(&self, at: &mut ::malipo::runtime::Violations) {
        at.field("body", |at| ::malipo::runtime::Checked::check(&self.body, at));
    }
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/bills");
        request.json(&self.body);
    }
    fn decode(
        _: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        Ok(())
    }
    fn reference(&self) -> Option<&str> {
        match &self.body {
            types::Bill::Due(body) => Some(&body.id),
            types::Bill::Prepaid(body) => Some(&body.id),
        }
    }
}
