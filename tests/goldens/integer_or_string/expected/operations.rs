//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::create_order`](super::Client::create_order) sends: `POST /orders`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct CreateOrder {
    pub page: Option<rt::Lenient<i64>>,
    /// The request body.
    pub body: types::Order,
}

impl CreateOrder {
    /// Sets `page`.
    pub fn page(mut self, page: impl Into<rt::Lenient<i64>>) -> Self {
        self.page = Some(page.into());
        self
    }
}

impl rt::Operation for CreateOrder {
    type Output = types::Answer;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "createOrder",
        method: rt::Method::Post,
        path: "/orders",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("page", |at| rt::Checked::check(&self.page, at));
        at.field("body", |at| rt::Checked::check(&self.body, at));
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/orders");
        request.query("page", &self.page);
        request.json(&self.body);
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        answer.json()
    }

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
