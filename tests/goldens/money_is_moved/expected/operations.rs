//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::pay`](super::Client::pay) sends: `POST /payments`.
#[derive(Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct Pay {
    /// The request body.
    pub body: types::Payment,
}

impl rt::Operation for Pay {
    type Output = types::State;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "pay",
        method: rt::Method::Post,
        path: "/payments",
        effect: rt::Effect::MovesMoney,
        authenticated: false,
    };

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("body", |at| rt::Checked::check(&self.body, at));
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/payments");
        request.json(&self.body);
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        answer.json()
    }

    fn reference(&self) -> Option<&str> {
        Some(&self.body.order_id)
    }

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
