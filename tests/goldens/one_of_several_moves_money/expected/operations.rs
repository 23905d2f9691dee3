//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::submit`](super::Client::submit) sends: `POST /bills`.
    #[derive(Debug)]
    pub struct Submit: "submit" {
        const query "kind" = "bill";
        /// The request body.
        pub body: must types::Bill = json "application/json", where body(check);
    }
    Post "/bills", MovesMoney -> (), nothing;

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
