//! Operations of Example: each a value that a client sends.

use super::types;

/// Looks a bill up, or pays it.
///
/// `POST /bills`
///
/// **Moves money.** Not with `Ask`. The merchant's reference is `reference`.
#[derive(Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct Submit {
    /// The request body.
    pub body: types::Bill,
}

impl ::malipo::runtime::Operation for Submit {
    type Output = ();
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "submit",
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
        request.query("kind", "bill");
        request.json(&self.body);
    }
    fn decode(
        _: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        Ok(())
    }
    fn reference(&self) -> Option<&str> {
        match &self.body {
            types::Bill::Pay(body) => Some(&body.reference),
            types::Bill::Ask(_) => None,
        }
    }
    fn effect(&self) -> ::malipo::runtime::Effect {
        match &self.body {
            types::Bill::Pay(_) => ::malipo::runtime::Effect::MovesMoney,
            types::Bill::Ask(_) => ::malipo::runtime::Effect::Reads,
        }
    }
}
