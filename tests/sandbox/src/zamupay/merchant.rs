//! What the merchant has: routes, wallets, charges, billers. Routes and billers are the simulator's own.

use rust_decimal::Decimal;
use serde::Serialize;

use super::{currency, ok, refusals, unpublished};
use crate::contract::Call;
use crate::exchange::Reply;
use crate::identity::identity;
use crate::money::Exact;
use crate::{Ledger, Moment};

/// Name, category, and the words for the category. Of the categories only that of banks is documented.
const ROUTES: [(&str, &str, &str, i64); 5] = [
    ("bank", "1", "Bank Transfer", 3),
    ("mobile", "2", "Mobile Money", 20),
    ("business", "3", "Business Transfer", 1),
    ("checkout", "4", "Card Checkout", 159),
    ("validation", "5", "Account Validation", 1),
];

#[derive(Serialize)]
struct Routes {
    routes: Vec<Route>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Route {
    id: String,
    category: &'static str,
    category_description: &'static str,
    transaction_type_id: String,
    category_is_enabled: bool,
    // The vendor's spelling, as three integrators have it.
    route_intergration: &'static str,
    country: &'static str,
    route_is_active: bool,
    channel_types: [Channel; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Channel {
    channel_type: i64,
    channel_description: &'static str,
}

fn transaction_type(name: &str) -> String {
    identity(&format!("zamupay transaction type {name}"))
}

pub(super) fn routes() -> Reply {
    let routes = ROUTES
        .into_iter()
        .map(|(name, category, description, channel)| Route {
            id: identity(&format!("zamupay route {name}")),
            category,
            category_description: description,
            transaction_type_id: transaction_type(name),
            category_is_enabled: true,
            route_intergration: "malipo-sandbox",
            country: "KE",
            route_is_active: true,
            channel_types: [Channel {
                channel_type: channel,
                channel_description: description,
            }],
        })
        .collect();
    ok(&Routes { routes })
}

pub(super) fn health() -> Reply {
    Reply {
        headers: vec![("content-type", "text/plain".to_owned())],
        body: "Healthy".to_owned(),
        ..Reply::empty(200)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Balances {
    customer_account_balance_list: [AccountBalance; 1],
    balance: Exact,
}

#[derive(Serialize)]
struct AccountBalance {
    balance: Exact,
}

pub(super) fn balance(ledger: &Ledger, call: &Call, now: Moment) -> Result<Reply, Reply> {
    let balance = call
        .query("ccy")
        .and_then(currency::wallet)
        .and_then(|wallet| ledger.balance(wallet))
        .ok_or_else(|| refusals::reason("There is no wallet in this currency.", now))?;
    Ok(ok(&Balances {
        customer_account_balance_list: [AccountBalance {
            balance: Exact(balance),
        }],
        balance: Exact(balance),
    }))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Charges {
    name: String,
    minimum_charge: Exact,
    currency_name: &'static str,
    maximum_charge: Exact,
    graduated_scale_list: [Step; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Step {
    value: Exact,
    range_lower_limit: Exact,
    range_upper_limit: Exact,
}

/// Nothing is charged, so the scale has one step of zero.
pub(super) fn charges(call: &Call) -> Result<Reply, Reply> {
    let wanted = call.query("transactionTypeId").unwrap_or_default();
    let (_, _, description, _) = ROUTES
        .into_iter()
        .find(|(name, ..)| transaction_type(name) == wanted)
        .ok_or_else(|| refusals::not_found(wanted, "TransactionTypeId"))?;
    Ok(ok(&Charges {
        name: format!("{description} Charge"),
        minimum_charge: Exact(Decimal::ZERO),
        currency_name: "KES",
        maximum_charge: Exact(Decimal::ZERO),
        graduated_scale_list: [Step {
            value: Exact(Decimal::ZERO),
            range_lower_limit: Exact(Decimal::ONE),
            range_upper_limit: Exact(Decimal::from(999_999)),
        }],
    }))
}

/// A biller, in the shape that callbacks of 2026 have.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct BillService {
    pub(super) service_id: String,
    service_category: u8,
    service_category_description: &'static str,
    service_type: u8,
    service_type_description: &'static str,
}

/// Every biller is of the one kind that the vendor's sample shows.
pub(super) fn bill_service(service_id: String) -> BillService {
    BillService {
        service_id,
        service_category: 2,
        service_category_description: "ELECTRICITY",
        service_type: 2,
        service_type_description: "KPLC POSTPAID",
    }
}

pub(super) fn bill_services() -> Reply {
    unpublished(&[bill_service(identity("zamupay biller electricity"))])
}
