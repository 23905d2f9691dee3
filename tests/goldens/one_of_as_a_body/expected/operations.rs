//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::pay_bill`](super::Client::pay_bill) sends: `POST /bills`.
#[derive(Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct PayBill {
    /// The request body.
    pub body: types::Bill,
}

impl rt::Operation for PayBill {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "payBill",
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
        request.json(&self.body);
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }

    fn reference(&self) -> Option<&str> {
        match &self.body {
            types::Bill::Due(body) => Some(&body.id),
            types::Bill::Prepaid(body) => Some(&body.id),
        }
    }

    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        match wanted.part(self, |operation| operation.body) {
            Err(operation) => {
                match operation {
                    Self {
                        body: types::Bill::Due(body),
                        ..
                    } if wanted.is::<types::Due>() => Ok(body),
                    Self {
                        body: types::Bill::Prepaid(body),
                        ..
                    } if wanted.is::<types::Prepaid>() => Ok(body),
                    operation => Err(operation),
                }
            }
            given => given,
        }
    }
}
