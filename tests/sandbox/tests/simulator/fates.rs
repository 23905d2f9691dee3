//! What becomes of payments: by number, by rule, by hand, at once and later.

use std::time::Duration;

use malipo_sandbox::{Decimal, Fate, Payment, PaymentStatus, Sandbox, Which};
use serde_json::json;

use crate::{AIRTEL, MTN, assert_clean, collection, column, get, post, start, transfer};

const HOUR: Duration = Duration::from_secs(60 * 60);

/// Starts a payment that must be accepted, and gives its status in the API.
async fn status_of(sandbox: &Sandbox, path: &str, body: &str) -> String {
    let reference = start(sandbox, path, body).await;
    shown(sandbox, path, &reference).await
}

async fn shown(sandbox: &Sandbox, path: &str, reference: &str) -> String {
    let answer = get(sandbox, &format!("{path}/{reference}")).await.json();
    answer["data"]["transactionStatus"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn payment(sandbox: &Sandbox, reference: &str) -> Payment {
    sandbox.ledger().payment(reference).unwrap().clone()
}

fn mtn_wallet(sandbox: &Sandbox) -> Decimal {
    sandbox.ledger().balance("UGX-MTNMM").unwrap()
}

#[tokio::test]
async fn the_simulators_own_numbers_decide_for_both_networks_and_both_kinds() {
    let sandbox = Sandbox::start().await.unwrap();
    for (ending, status, an_hour_later) in [
        ("900001", "SUCCEEDED", "SUCCEEDED"),
        ("900002", "FAILED", "FAILED"),
        ("900003", "PENDING", "PENDING"),
        ("900004", "INDETERMINATE", "INDETERMINATE"),
        ("900005", "INDETERMINATE", "SUCCEEDED"),
        ("900006", "INDETERMINATE", "FAILED"),
        // Its failures have no codes.
        ("900007", "INDETERMINATE", "INDETERMINATE"),
        ("900008", "INDETERMINATE", "SUCCEEDED"),
        ("900009", "INDETERMINATE", "FAILED"),
    ] {
        for network in ["256770", "256750"] {
            let msisdn = format!("{network}{ending}");
            for (path, body) in [
                ("/collections", collection(&msisdn, "1000", "own")),
                ("/transfers", transfer(&msisdn, "1000", "own")),
            ] {
                let reference = start(&sandbox, path, &body).await;
                assert_eq!(shown(&sandbox, path, &reference).await, status, "{msisdn}");
                sandbox.advance(HOUR);
                let later = shown(&sandbox, path, &reference).await;
                assert_eq!(later, an_hour_later, "{msisdn} {path}");
            }
        }
    }
    assert_clean(&sandbox);
}

#[tokio::test]
async fn a_rule_for_a_number_decides_every_payment_of_that_number() {
    let sandbox = Sandbox::builder()
        .decide(Which::Number(MTN.to_owned()), Fate::Decline)
        .start()
        .await
        .unwrap();
    for reference in ["1", "2"] {
        let body = collection(MTN, "1000", reference);
        assert_eq!(status_of(&sandbox, "/collections", &body).await, "FAILED");
        let body = transfer(MTN, "1000", reference);
        assert_eq!(status_of(&sandbox, "/transfers", &body).await, "FAILED");
    }
    let body = collection(AIRTEL, "1000", "3");
    assert_eq!(status_of(&sandbox, "/collections", &body).await, "PENDING");
    sandbox.decide(Which::Number(MTN.to_owned()), Fate::Approve);
    let body = collection(MTN, "1000", "4");
    assert_eq!(
        status_of(&sandbox, "/collections", &body).await,
        "SUCCEEDED"
    );
    assert_clean(&sandbox);
}

#[tokio::test]
async fn a_rule_for_the_next_payment_waits_for_one_that_is_accepted_and_is_used_once() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.decide(Which::NextTransfer, Fate::Decline);
    sandbox.decide(Which::NextTransfer, Fate::Indeterminate);
    let too_much = transfer(MTN, "1000001", "0");
    assert_eq!(post(&sandbox, "/transfers", &too_much).await.status, 422);
    for (reference, status) in [("1", "FAILED"), ("2", "INDETERMINATE"), ("3", "SUCCEEDED")] {
        let body = transfer(MTN, "1000", reference);
        assert_eq!(status_of(&sandbox, "/transfers", &body).await, status);
    }
    assert_clean(&sandbox);
}

#[tokio::test]
async fn a_rule_for_a_reference_decides_every_payment_under_it() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.decide(Which::Reference("b".to_owned()), Fate::Decline);
    for (reference, status) in [("a", "SUCCEEDED"), ("b", "FAILED"), ("b", "FAILED")] {
        let body = transfer(MTN, "1000", reference);
        assert_eq!(status_of(&sandbox, "/transfers", &body).await, status);
    }
    assert_eq!(sandbox.ledger().executions("b"), 0);
    assert_clean(&sandbox);
}

#[tokio::test]
async fn a_collection_that_a_rule_approves_is_credited_and_charged_like_one_approved_by_hand() {
    let mut statements = Vec::new();
    for by_rule in [true, false] {
        let sandbox = Sandbox::start().await.unwrap();
        if by_rule {
            sandbox.decide(Which::Collections, Fate::Approve);
        }
        let reference = start(&sandbox, "/collections", &collection(MTN, "1000", "1")).await;
        if !by_rule {
            sandbox.approve(&reference).unwrap();
        }
        assert_eq!(mtn_wallet(&sandbox), Decimal::from(1_000_980));
        let statement = get(&sandbox, "/account/statement").await.json();
        statements.push(statement["statement"]["data"].clone());
        assert_clean(&sandbox);
    }
    assert_eq!(statements[0], statements[1]);
}

#[tokio::test]
async fn an_indeterminate_transfer_holds_its_money_counts_and_is_listed_as_such() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.decide(Which::Next, Fate::Indeterminate);
    let unclear = start(&sandbox, "/transfers", &transfer(MTN, "600000", "unclear")).await;
    start(&sandbox, "/transfers", &transfer(MTN, "100", "clear")).await;
    sandbox.decide(Which::Next, Fate::Indeterminate);
    start(&sandbox, "/collections", &collection(MTN, "7", "asked")).await;

    assert_eq!(mtn_wallet(&sandbox), Decimal::from(399_900));
    let again = post(&sandbox, "/transfers", &transfer(MTN, "600000", "again")).await;
    assert_eq!(again.status, 422, "the money is held");
    assert_eq!(sandbox.ledger().executions("unclear"), 1);

    let row = get(&sandbox, &format!("/transfers/{unclear}")).await.json()["data"].clone();
    assert_eq!(row["transactionStatus"], json!("INDETERMINATE"));
    assert_eq!(
        row["transactionCompletionDate"],
        json!("0000-00-00 00:00:00")
    );
    assert_eq!(row["MNOTransactionReferenceId"], json!(null));
    for (path, key, amounts) in [
        ("/transfers", "transfers", vec![600_000]),
        ("/collections", "collections", vec![7]),
        ("/account/statement", "statement", vec![600_000, 7]),
    ] {
        let page = get(&sandbox, &format!("{path}?status=INDETERMINATE")).await;
        let listed = column(&page.json()[key]["data"], "amount");
        let amounts: Vec<_> = amounts.into_iter().map(|amount| json!(amount)).collect();
        assert_eq!(listed, amounts, "{path}");
    }
    assert_clean(&sandbox);
}

#[tokio::test]
async fn an_indeterminate_payment_is_settled_by_hand_either_way() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.decide(Which::Transfers, Fate::Indeterminate);
    start(&sandbox, "/transfers", &transfer(MTN, "1000", "paid")).await;
    start(&sandbox, "/transfers", &transfer(MTN, "2000", "back")).await;
    let asked = start(&sandbox, "/collections", &collection(MTN, "100", "asked")).await;
    let unclear = sandbox.make_indeterminate("asked").unwrap();
    assert_eq!(
        (unclear.status, unclear.reference),
        (PaymentStatus::Indeterminate, asked)
    );
    assert_eq!(mtn_wallet(&sandbox), Decimal::from(997_000));

    let paid = sandbox.approve("paid").unwrap();
    assert_eq!(paid.status, PaymentStatus::Succeeded);
    assert!(paid.network_reference.is_some());
    assert_eq!(
        sandbox.decline("back").unwrap().status,
        PaymentStatus::Failed
    );
    sandbox.approve("asked").unwrap();
    assert_eq!(mtn_wallet(&sandbox), Decimal::from(999_098));
    assert_eq!(sandbox.ledger().executions("back"), 0);
    assert_clean(&sandbox);
}

#[tokio::test]
async fn what_comes_later_happens_at_its_own_time_whoever_looks() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.decide(
        Which::Next,
        Fate::LeavePending
            .then_after(HOUR, Fate::Indeterminate)
            .then_after(HOUR * 2, Fate::Approve),
    );
    let reference = start(&sandbox, "/collections", &collection(MTN, "1000", "slow")).await; // 09:00:01
    assert_eq!(payment(&sandbox, &reference).status, PaymentStatus::Pending);
    sandbox.set_time("2026-01-05 09:59:59".parse().unwrap());
    assert_eq!(payment(&sandbox, &reference).status, PaymentStatus::Pending);
    // The next request comes at 10:00:00, and the one after it when the step is due.
    assert_eq!(get(&sandbox, "/networks").await.status, 200);
    assert_eq!(payment(&sandbox, &reference).status, PaymentStatus::Pending);
    let status = shown(&sandbox, "/collections", &reference).await;
    assert_eq!(status, "INDETERMINATE");

    // Long after: it has ended when it was due, not when somebody looked.
    sandbox.advance(HOUR * 24);
    let settled = payment(&sandbox, &reference);
    assert_eq!(settled.status, PaymentStatus::Succeeded);
    assert_eq!(
        settled.completed.unwrap().to_string(),
        "2026-01-05 12:00:01"
    );
    let charge = sandbox.ledger().payments().last().unwrap().clone();
    assert_eq!(charge.initiated.to_string(), "2026-01-05 12:00:01");
    assert_eq!(mtn_wallet(&sandbox), Decimal::from(1_000_980));
    assert_clean(&sandbox);
}

#[tokio::test]
async fn who_was_settled_by_hand_is_not_settled_again() {
    let sandbox = Sandbox::start().await.unwrap();
    let course = Fate::Indeterminate
        .then_after(HOUR, Fate::Approve)
        .then_after(HOUR, Fate::Decline);
    sandbox.decide(Which::Transfers, course);
    start(&sandbox, "/transfers", &transfer(MTN, "1000", "by hand")).await;
    start(&sandbox, "/transfers", &transfer(MTN, "2000", "by time")).await;
    sandbox.decline("by hand").unwrap();
    sandbox.advance(HOUR * 24);
    assert_eq!(sandbox.ledger().executions("by hand"), 0);
    assert_eq!(sandbox.ledger().executions("by time"), 1);
    assert_eq!(mtn_wallet(&sandbox), Decimal::from(998_000));
}

#[tokio::test]
async fn with_the_computers_time_later_comes_without_a_request() {
    let sandbox = Sandbox::builder().real_time().start().await.unwrap();
    let soon = Duration::from_millis(10);
    sandbox.decide(
        Which::Next,
        Fate::Indeterminate.then_after(soon, Fate::Decline),
    );
    let reference = start(&sandbox, "/transfers", &transfer(MTN, "1000", "soon")).await;
    for _ in 0..500 {
        if payment(&sandbox, &reference).status == PaymentStatus::Failed {
            return;
        }
        tokio::time::sleep(soon).await;
    }
    panic!("it never happened");
}
