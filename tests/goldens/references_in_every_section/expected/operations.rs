//! Operations of Example: each a value that a client sends.

use super::types;

/// `createThing`.
///
/// `POST /things/{id}`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct CreateThing {
    /// `id`.
    pub id: i64,
    /// The request body.
    pub body: types::Thing,
}

impl ::malipo::runtime::Operation for CreateThing {
    type Output = types::Thing;
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "createThing",
        method: ::malipo::runtime::Method::Post,
        path: "/things/{id}",
        effect: ::malipo::runtime::Effect::Writes,
        authenticated: true,
    };
    fn check(&self, at: &mut ::malipo::runtime::Violations) {
        at.field("body", |at| ::malipo::runtime::Checked::check(&self.body, at));
    }
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/things/");
        request.path_parameter("id", &self.id);
        request.json(&self.body);
    }
    fn decode(
        answer: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        answer.json()
    }
}
