//! What the wallets hold, one by one and together.

use serde::Serialize;

use super::networks::NETWORKS;
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
    balances: Vec<WalletView>,
    balance: Total,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WalletView {
    currency_name: &'static str,
    currency_code: &'static str,
    currency_provider: &'static str,
    available: Exact,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Total {
    available: Exact,
    currency: &'static str,
    in_words: String,
}

pub(super) fn get(ledger: &Ledger) -> Reply {
    let balances = NETWORKS
        .iter()
        .map(|network| WalletView {
            currency_name: network.currency_name,
            currency_code: network.currency_code,
            currency_provider: network.name,
            available: Exact(ledger.balance(network.currency_code).unwrap_or_default()),
        })
        .collect();
    let total = ledger.total();
    ok(&Answer {
        code: 200,
        status: "OK",
        data: Data {
            balances,
            balance: Total {
                available: Exact(total),
                currency: "Ugandan shillings (UGX)",
                in_words: words::shillings(total),
            },
        },
    })
}
