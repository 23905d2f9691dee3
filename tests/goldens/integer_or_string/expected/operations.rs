//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::create_order`](super::Client::create_order) sends: `POST /orders`.
    #[derive(Clone, Debug)]
    pub struct CreateOrder: "createOrder" {
        pub page: some rt::Lenient<i64> = query "page", set(into), where(check);
        /// The request body.
        pub body: must types::Order = json "application/json", where body(check);
    }
    Post "/orders", Unknown -> types::Answer, json;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
