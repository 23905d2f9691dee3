//! Operations of Example: each a value that a client sends.

use super::types;

/// `getToken`.
///
/// `POST /token`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetToken {
    /// The request body.
    pub body: types::TokenRequest,
}

impl ::malipo::runtime::Operation for GetToken {
    type Output = ();
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "getToken",
        method: ::malipo::runtime::Method::Post,
        path: "/token",
        effect: ::malipo::runtime::Effect::Writes,
        authenticated: false,
    };
    fn check(&self, at: &mut ::malipo::runtime::Violations) {
        at.field("body", |at| ::malipo::runtime::Checked::check(&self.body, at));
    }
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/token");
        request.form(&self.body);
    }
    fn decode(
        _: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        Ok(())
    }
}
