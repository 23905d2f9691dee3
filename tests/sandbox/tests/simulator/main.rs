//! What the simulator claims to do, seen from the other end of a socket.
//!
//! These tests speak HTTP by themselves: the judge of the client must not depend on the client.
#![expect(clippy::unwrap_used, reason = "helpers of tests may stop a test")]

mod http;

mod answers;
mod contacts;
mod control;
mod fates;
mod faults;
mod layers;
mod neighbour;
mod payments;
mod program;
mod receiver;
mod refusals;
mod statement;
mod webhooks;
mod zamupay;

use malipo_sandbox::{Gateway, Sandbox};
use serde_json::{Value, json};

use crate::http::Answer;

const MTN: &str = "256770000017";
const AIRTEL: &str = "256750000013";

/// The body of a collection.
fn collection(msisdn: &str, amount: &str, reference: &str) -> String {
    format!(
        r#"{{"msisdn":"{msisdn}","amount":{amount},"external_reference":"{reference}","narration":"Credit note"}}"#
    )
}

/// The body of a transfer to a phone number.
fn transfer(msisdn: &str, amount: &str, reference: &str) -> String {
    format!(
        r#"{{"msisdn":"{msisdn}","amount":{amount},"external_reference":"{reference}","narration":"Payout","use_contact":false}}"#
    )
}

async fn get(sandbox: &Sandbox, path: &str) -> Answer {
    http::call(sandbox, "GET", path, None).await
}

async fn post(sandbox: &Sandbox, path: &str, body: &str) -> Answer {
    http::call(sandbox, "POST", path, Some(body)).await
}

/// Starts a payment that must be accepted, and gives its transactionReference.
async fn start(sandbox: &Sandbox, path: &str, body: &str) -> String {
    let answer = post(sandbox, path, body).await;
    assert_eq!(answer.status, 202, "{}", answer.body);
    answer.json()["transactionReference"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// One column of the rows of a list.
fn column(rows: &Value, name: &str) -> Vec<Value> {
    rows.as_array()
        .unwrap()
        .iter()
        .map(|row| row[name].clone())
        .collect()
}

/// Every request was as the specification says, and so was every answer.
fn assert_clean<G: Gateway>(sandbox: &Sandbox<G>) {
    assert_eq!(sandbox.violations(), []);
    assert_eq!(sandbox.unfit_answers(), Vec::<String>::new());
}

fn envelope(code: u16, status: &str, answer: &Answer) {
    assert_eq!(answer.status, code, "{}", answer.body);
    let body = answer.json();
    assert_eq!(body["code"], json!(code));
    assert_eq!(body["status"], json!(status));
    assert!(
        body["message"]
            .as_str()
            .is_some_and(|message| !message.is_empty())
    );
}
