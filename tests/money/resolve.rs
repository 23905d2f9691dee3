//! Claim: after a payment whose answer was lost, `resolve` finds out what the gateway made of it, by the reference alone;
//! what it cannot be sure of is unclear, and what it did not find is never called not executed.

use std::future::{IntoFuture, poll_fn};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use malipo::runtime::{CallFuture, ClientBuilder, ClientCredentials, Resolve, Retries};
use malipo::zengapay::types::TransferRequest;
use malipo::zengapay::{Client, Environment, Record, operations};
use malipo::{Doubt, Error, Found, Phase, Resolution, Settlement, dec, zamupay};
use malipo_sandbox::{Fault, Sandbox};
use malipo_tests::scripted::{Reply, Scripted};

mod clock;
mod contradicted;
mod counts;
mod end_to_end;
mod failed;
mod growing;
mod reference;
mod rows;
mod similar;
mod time;

const REFERENCE: &str = "payout-17";

/// 09:00:00 on 2026-01-05 by a clock three hours ahead of UTC.
fn attempted_at() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_592_800)
}

/// A row at so many minutes past nine, with what else it has.
fn row(id: &str, reference: &str, minute: u32, more: &str) -> String {
    format!(
        r#"{{"transactionReference":"{id}","transactionStatus":"SUCCEEDED","msisdn":null,"transactionExternalReference":"{reference}","transactionInitiationDate":"2026-01-05 09:{minute:02}:00"{more}}}"#
    )
}

const TRANSFER: &str = r#","transactionEntrySpecificType":"OUTBOUND_MSISDN_DEBIT","transactionEntryDesignation":"TRANSACTION""#;
const COLLECTION: &str = r#","transactionEntrySpecificType":"INBOUND_MSISDN_CREDIT","transactionEntryDesignation":"TRANSACTION""#;
const CHARGE: &str = r#","transactionEntrySpecificType":"OUTBOUND_ZPACCT_DEBIT","transactionEntryDesignation":"CHARGES""#;

fn page(key: &str, current: i64, last: i64, rows: &[String]) -> Reply {
    Reply::json(200, &page_body(key, current, last, rows))
}

/// The body of a page. Where there are several, each has one row, by what it says.
fn page_body(key: &str, current: i64, last: i64, rows: &[String]) -> String {
    let total = match last {
        1 => rows.len().to_string(),
        several => several.to_string(),
    };
    let (from, to) = match (last, rows.len()) {
        (1, 0) => ("null".to_owned(), "null".to_owned()),
        (1, several) => ("1".to_owned(), several.to_string()),
        _ => (current.to_string(), current.to_string()),
    };
    let rows = rows.join(",");
    format!(
        r#"{{"{key}":{{"current_page":{current},"data":[{rows}],"from":{from},"last_page":{last},"next_page_url":null,"prev_page_url":null,"to":{to},"total":{total}}}}}"#
    )
}

fn statement(current: i64, last: i64, rows: &[String]) -> Reply {
    page("statement", current, last, rows)
}

fn transfers(current: i64, last: i64, rows: &[String]) -> Reply {
    page("transfers", current, last, rows)
}

/// A gateway that gives these replies, and a client of it that makes nothing again by itself.
async fn scripted(replies: impl IntoIterator<Item = Reply>) -> (Scripted, Client) {
    let server = Scripted::sequence(replies).await.unwrap();
    let client = Client::builder(Environment::Sandbox, "ZPYPUBK-test")
        .base_url(server.base_url())
        .retries(Retries::none())
        .build()
        .unwrap();
    (server, client)
}

/// Looks once.
fn once(client: &Client) -> Resolve<Client> {
    client
        .resolve::<operations::CreateTransfer>(REFERENCE, attempted_at())
        .tries(1)
}

fn payout(reference: &str) -> TransferRequest {
    TransferRequest::builder()
        .to_msisdn("256770000017".parse().unwrap())
        .amount(dec!(1500.50))
        .external_reference(reference)
        .narration("Refund")
        .build()
}

/// The request targets, in order.
fn asked(server: &Scripted) -> Vec<String> {
    let target = |request: &Vec<u8>| {
        let text = String::from_utf8_lossy(request).into_owned();
        text.split(' ').nth(1).unwrap().to_owned()
    };
    server.requests().iter().map(target).collect()
}

/// The candidates and the reasons of a result that is unclear.
fn unclear<R: std::fmt::Debug>(resolution: Resolution<R>) -> (Vec<Found<R>>, Vec<Doubt>) {
    match resolution {
        Resolution::Unclear(unclear) => {
            let doubts = unclear.doubts().to_vec();
            (unclear.into_candidates(), doubts)
        }
        other => panic!("{other:?}"),
    }
}

fn executed<R: std::fmt::Debug>(resolution: Resolution<R>) -> Found<R> {
    match resolution {
        Resolution::Executed(found) => found,
        other => panic!("{other:?}"),
    }
}

fn id(found: &Found<Record>) -> &str {
    match found.record() {
        Record::StatementEntry(row) => &row.transaction_reference,
        Record::Transaction(row) => &row.transaction_reference,
        other => panic!("{other:?}"),
    }
}
