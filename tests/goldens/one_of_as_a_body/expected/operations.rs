//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::pay_bill`](super::Client::pay_bill) sends: `POST /bills`.
    #[derive(Debug)]
    pub struct PayBill: "payBill" {
        /// The request body.
        pub body: must types::Bill = json "application/json", where body(check);
    }
    Post "/bills", MovesMoney -> (), nothing;

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
