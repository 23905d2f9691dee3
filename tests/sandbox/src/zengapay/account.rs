//! Who owns the account, and what it holds altogether. The merchant is invented.

use serde::Serialize;

use super::{ok, words};
use crate::Ledger;
use crate::exchange::Reply;
use crate::money::Exact;

#[derive(Serialize)]
struct Answer {
    code: u16,
    status: &'static str,
    data: Data,
}

#[derive(Serialize)]
struct Data {
    /// A list of one, as in the vendor's sample.
    account: [Owner; 1],
    balance: Total,
}

#[derive(Serialize)]
struct Owner {
    name: &'static str,
    number: &'static str,
    category: &'static str,
    address: &'static str,
    official_email: &'static str,
    support_email: &'static str,
    website: &'static str,
    created: &'static str,
}

/// Unlike the total of the balances by wallet, it has the short name of the currency, and the members are in another order.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Total {
    currency: &'static str,
    available: Exact,
    in_words: String,
}

const OWNER: Owner = Owner {
    name: "MALIPO SANDBOX LIMITED",
    number: "100835000001",
    category: "Business",
    address: "Plot 1, Example Road",
    official_email: "billing@malipo-sandbox.invalid",
    support_email: "support@malipo-sandbox.invalid",
    website: "https://malipo-sandbox.invalid",
    created: "2026-01-01 09:00:00",
};

pub(super) fn get(ledger: &Ledger) -> Reply {
    let total = ledger.total();
    ok(&Answer {
        code: 200,
        status: "OK",
        data: Data {
            account: [OWNER],
            balance: Total {
                currency: "UGX",
                available: Exact(total),
                in_words: words::shillings(total),
            },
        },
    })
}
