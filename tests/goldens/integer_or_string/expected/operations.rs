//! Operations of Example: each a value that a client sends.

use super::types;

/// `createOrder`.
///
/// `POST /orders`
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct CreateOrder {
    /// `page`.
    pub page: Option<::malipo::runtime::Lenient<i64>>,
    /// The request body.
    pub body: types::Order,
}

impl CreateOrder {
    /// page
    pub fn page(mut self, page: impl Into<::malipo::runtime::Lenient<i64>>) -> Self {
        self.page = Some(page.into());
        self
    }
}

impl ::malipo::runtime::Operation for CreateOrder {
    type Output = types::Answer;
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "createOrder",
        method: ::malipo::runtime::Method::Post,
        path: "/orders",
        effect: ::malipo::runtime::Effect::Writes,
        authenticated: false,
    };
    fn check(&self, at: &mut ::malipo::runtime::Violations) {
        at.field("page", |at| ::malipo::runtime::Checked::check(&self.page, at));
        at.field("body", |at| ::malipo::runtime::Checked::check(&self.body, at));
    }
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/orders");
        request.query("page", &self.page);
        request.json(&self.body);
    }
    fn decode(
        answer: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        answer.json()
    }
}
