//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::pay`](super::Client::pay) sends: `POST /pay`.
#[derive(Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct Pay {
    /// The request body.
    pub body: types::Payment,
}

impl rt::Operation for Pay {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "pay",
        method: rt::Method::Post,
        path: "/pay",
        effect: rt::Effect::MovesMoney,
        authenticated: false,
    };

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("body", |at| rt::Checked::check(&self.body, at));
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/pay");
        request.json(&self.body);
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }

    fn reference(&self) -> Option<&str> {
        Some(&self.body.id)
    }

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

/// The request that [`Client::plan`](super::Client::plan) sends: `POST /plan`.
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

impl rt::Operation for Plan {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "plan",
        method: rt::Method::Post,
        path: "/plan",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("body", |at| rt::Checked::check(&self.body, at));
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/plan");
        if let Some(body) = &self.body {
            request.json(body);
        }
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}
