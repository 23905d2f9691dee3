//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::submit`](super::Client::submit) sends: `POST /bills`.
#[derive(Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct Submit {
    /// The request body.
    pub body: types::Bill,
}

impl rt::Operation for Submit {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "submit",
        method: rt::Method::Post,
        path: "/bills",
        effect: rt::Effect::MovesMoney,
        authenticated: false,
    };

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("body", |at| rt::Checked::check(&self.body, at));
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/bills");
        request.query("kind", "bill");
        request.json(&self.body);
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }

    fn reference(&self) -> Option<&str> {
        match &self.body {
            types::Bill::Pay(body) => Some(&body.reference),
            types::Bill::Ask(_) => None,
        }
    }

    fn effect(&self) -> rt::Effect {
        match &self.body {
            types::Bill::Pay(_) => rt::Effect::MovesMoney,
            types::Bill::Ask(_) => rt::Effect::Reads,
        }
    }

    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        match wanted.part(self, |operation| operation.body) {
            Err(operation) => match operation {
                Self { body: types::Bill::Pay(body), .. } if wanted.is::<types::Pay>() => Ok(body),
                Self { body: types::Bill::Ask(body), .. } if wanted.is::<types::Ask>() => Ok(body),
                operation => Err(operation),
            },
            given => given,
        }
    }
}
