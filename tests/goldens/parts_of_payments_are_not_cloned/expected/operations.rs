//! Operations of Example: each a value that a client sends.

use super::types;

/// `pay`.
///
/// `POST /pay`
///
/// **Moves money.** The merchant's reference is `id`.
#[derive(Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct Pay {
    /// The request body.
    pub body: types::Payment,
}

impl ::malipo::runtime::Operation for Pay {
    type Output = ();
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "pay",
        method: ::malipo::runtime::Method::Post,
        path: "/pay",
        effect: ::malipo::runtime::Effect::MovesMoney,
        authenticated: false,
    };
    fn check(&self, at: &mut ::malipo::runtime::Violations) {
        at.field("body", |at| ::malipo::runtime::Checked::check(&self.body, at));
    }
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/pay");
        request.json(&self.body);
    }
    fn decode(
        _: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        Ok(())
    }
    fn reference(&self) -> Option<&str> {
        Some(&self.body.id)
    }
}

/// `plan`.
///
/// `POST /plan`
#[derive(Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct Plan {
    /// The request body.
    pub body: Option<Vec<types::Part>>,
}

impl Plan {
    /// Sends a request body.
    pub fn body(mut self, body: Vec<types::Part>) -> Self {
        self.body = Some(body);
        self
    }
}

impl ::malipo::runtime::Operation for Plan {
    type Output = ();
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "plan",
        method: ::malipo::runtime::Method::Post,
        path: "/plan",
        effect: ::malipo::runtime::Effect::Writes,
        authenticated: false,
    };
    fn check(&self, at: &mut ::malipo::runtime::Violations) {
        at.field("body", |at| ::malipo::runtime::Checked::check(&self.body, at));
    }
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/plan");
        if let Some(body) = &self.body {
            request.json(body);
        }
    }
    fn decode(
        _: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        Ok(())
    }
}
