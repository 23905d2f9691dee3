//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::set_balances`](super::Client::set_balances) sends: `PUT /balances`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct SetBalances {
    pub above: Option<rt::Number>,
    /// The request body.
    pub body: types::Balances,
}

impl SetBalances {
    /// Sets `above`.
    pub fn above(mut self, above: impl Into<rt::Number>) -> Self {
        self.above = Some(above.into());
        self
    }
}

impl rt::Operation for SetBalances {
    type Output = types::Balances;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "setBalances",
        method: rt::Method::Put,
        path: "/balances",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("above", |at| at.minimum(&self.above, "0.5"));
        at.field("body", |at| rt::Checked::check(&self.body, at));
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/balances");
        request.query("above", &self.above);
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
