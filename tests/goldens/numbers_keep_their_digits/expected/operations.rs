//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::set_balances`](super::Client::set_balances) sends: `PUT /balances`.
    #[derive(Clone, Debug)]
    pub struct SetBalances: "setBalances" {
        pub above: some rt::Number = query "above", set(into), where(minimum("0.5"));
        /// The request body.
        pub body: must types::Balances = json "application/json", where body(check);
    }
    Put "/balances", Unknown -> types::Balances, json;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
