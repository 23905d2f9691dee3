//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::pay`](super::Client::pay) sends: `POST /payments`.
    #[derive(Debug)]
    pub struct Pay: "pay" {
        /// The request body.
        pub body: must types::Payment = json "application/json", where body(check);
    }
    Post "/payments", MovesMoney -> types::State, json;

    fn reference(&self) -> Option<&str> {
        Some(&self.body.order_id)
    }

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
