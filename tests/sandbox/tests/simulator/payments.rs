use malipo_sandbox::{Decimal, Fate, PaymentStatus, Sandbox, Which};
use serde_json::json;

use crate::{AIRTEL, MTN, assert_clean, collection, get, post, start, transfer};

const NOT_FINISHED: &str = "0000-00-00 00:00:00";

#[tokio::test]
async fn a_collection_is_pending_until_the_subscriber_answers() {
    let sandbox = Sandbox::start().await.unwrap();
    let reference = start(
        &sandbox,
        "/collections",
        &collection(MTN, "256600", "400000"),
    )
    .await;

    let pending = get(&sandbox, &format!("/collections/{reference}"))
        .await
        .json();
    assert_eq!(pending["data"]["transactionStatus"], json!("PENDING"));
    assert_eq!(
        pending["data"]["transactionCompletionDate"],
        json!(NOT_FINISHED)
    );
    assert_eq!(pending["data"]["MNOTransactionReferenceId"], json!(null));
    assert_eq!(
        sandbox.ledger().balance("UGX-MTNMM"),
        Some(Decimal::from(1_000_000))
    );

    sandbox.approve(&reference).unwrap();
    let settled = get(&sandbox, &format!("/collections/{reference}"))
        .await
        .json();
    assert_eq!(settled["data"]["transactionStatus"], json!("SUCCEEDED"));
    assert_ne!(
        settled["data"]["transactionCompletionDate"],
        json!(NOT_FINISHED)
    );
    assert!(settled["data"]["MNOTransactionReferenceId"].is_string());
    // 256600 came in and 2 % of it, 5132, went out again.
    assert_eq!(
        sandbox.ledger().balance("UGX-MTNMM"),
        Some(Decimal::from(1_251_468))
    );
    assert_clean(&sandbox);
}

#[tokio::test]
async fn a_number_that_only_the_client_doubts_is_charged_because_no_document_says_that_it_is_refused()
 {
    let sandbox = Sandbox::start().await.unwrap();
    let reference = start(
        &sandbox,
        "/collections",
        &collection("2567700000177", "5000", "400001"),
    )
    .await;
    sandbox.approve(&reference).unwrap();
    assert_eq!(sandbox.ledger().executions("400001"), 1);
    assert_clean(&sandbox);
}

#[tokio::test]
async fn a_declined_collection_has_failed_and_costs_nothing() {
    let sandbox = Sandbox::start().await.unwrap();
    let reference = start(
        &sandbox,
        "/collections",
        &collection(AIRTEL, "5000", "400001"),
    )
    .await;
    sandbox.decline(&reference).unwrap();

    let failed = get(&sandbox, &format!("/collections/{reference}"))
        .await
        .json();
    assert_eq!(failed["data"]["transactionStatus"], json!("FAILED"));
    assert_eq!(
        sandbox.ledger().balance("UGX-ATLMM"),
        Some(Decimal::from(1_000_000))
    );
    assert_eq!(sandbox.ledger().payments().len(), 1);
    assert_clean(&sandbox);
}

#[tokio::test]
async fn a_subscriber_who_bears_the_charge_leaves_none_to_the_merchant() {
    let sandbox = Sandbox::start().await.unwrap();
    let body = collection(MTN, "1000", "400002").replace('}', r#","charge_customer":true}"#);
    let reference = start(&sandbox, "/collections", &body).await;
    sandbox.approve(&reference).unwrap();

    let settled = get(&sandbox, &format!("/collections/{reference}"))
        .await
        .json();
    assert_eq!(settled["data"]["customerCharged"], json!(true));
    assert_eq!(
        sandbox.ledger().balance("UGX-MTNMM"),
        Some(Decimal::from(1_001_000))
    );
    assert_clean(&sandbox);
}

#[tokio::test]
async fn a_transfer_debits_and_succeeds_at_once() {
    let sandbox = Sandbox::start().await.unwrap();
    let reference = start(
        &sandbox,
        "/transfers",
        &transfer(AIRTEL, "120000.50", "500000"),
    )
    .await;

    let paid = get(&sandbox, &format!("/transfers/{reference}")).await;
    assert!(paid.body.contains(r#""amount":120000.5,"#), "{}", paid.body);
    assert_eq!(paid.json()["data"]["transactionStatus"], json!("SUCCEEDED"));
    assert_eq!(paid.json()["data"].get("customerCharged"), None);
    assert_eq!(
        sandbox.ledger().balance("UGX-ATLMM"),
        Some(Decimal::new(8_799_995, 1))
    );
    assert_eq!(
        sandbox.ledger().balance("UGX-MTNMM"),
        Some(Decimal::from(1_000_000))
    );
    assert_clean(&sandbox);
}

#[tokio::test]
async fn a_transfer_left_pending_holds_its_money_until_it_is_settled() {
    let sandbox = Sandbox::builder()
        .decide(Which::Transfers, Fate::LeavePending)
        .start()
        .await
        .unwrap();
    let failing = start(&sandbox, "/transfers", &transfer(MTN, "600000", "500001")).await;
    assert_eq!(
        sandbox.ledger().balance("UGX-MTNMM"),
        Some(Decimal::from(400_000))
    );
    assert_eq!(
        post(&sandbox, "/transfers", &transfer(MTN, "600000", "500002"))
            .await
            .status,
        422
    );

    let failed = sandbox.decline(&failing).unwrap();
    assert_eq!(failed.status, PaymentStatus::Failed);
    assert_eq!(
        sandbox.ledger().balance("UGX-MTNMM"),
        Some(Decimal::from(1_000_000))
    );

    let paid = start(&sandbox, "/transfers", &transfer(MTN, "600000", "500003")).await;
    sandbox.approve(&paid).unwrap();
    assert_eq!(
        sandbox.ledger().balance("UGX-MTNMM"),
        Some(Decimal::from(400_000))
    );
    assert_clean(&sandbox);
}

#[tokio::test]
async fn a_transfer_above_the_balance_is_refused_and_not_executed() {
    let sandbox = Sandbox::builder()
        .opening_balance("UGX-MTNMM", Decimal::from(999))
        .start()
        .await
        .unwrap();
    sandbox.decide(Which::Next, Fate::LeavePending);
    let before = sandbox.ledger();
    // The other wallet is full, but money is not moved between them.
    let refused = post(&sandbox, "/transfers", &transfer(MTN, "999.01", "500004")).await;
    crate::envelope(422, "Unprocessable Entity", &refused);
    assert_eq!(sandbox.ledger().executions("500004"), 0);
    assert_eq!(sandbox.ledger(), before);
    assert_eq!(sandbox.contacts(), [], "nobody was paid");

    // The last shilling can be spent, and the rule for the next payment is still there.
    let spent = start(&sandbox, "/transfers", &transfer(MTN, "999", "500005")).await;
    let ledger = sandbox.ledger();
    assert_eq!(
        ledger.payment(&spent).unwrap().status,
        PaymentStatus::Pending
    );
    assert_eq!(ledger.balance("UGX-MTNMM"), Some(Decimal::ZERO));
    // It is not the client's fault.
    assert_clean(&sandbox);
}

#[tokio::test]
async fn a_repeated_reference_is_carried_out_again_and_the_ledger_tells() {
    let sandbox = Sandbox::start().await.unwrap();
    let first = start(&sandbox, "/transfers", &transfer(MTN, "700", "same")).await;
    let second = start(&sandbox, "/transfers", &transfer(MTN, "700", "same")).await;
    assert_ne!(first, second);
    assert_eq!(sandbox.ledger().executions("same"), 2);
    assert_eq!(
        sandbox.ledger().balance("UGX-MTNMM"),
        Some(Decimal::from(998_600))
    );
}

#[tokio::test]
async fn amounts_keep_every_digit_from_request_to_answer() {
    let sandbox = Sandbox::start().await.unwrap();
    for (sent, shown) in [
        ("186600.00", "186600"),
        ("2152.2", "2152.2"),
        ("26194436.5", "26194436.5"),
        ("2.5E4", "25000"),
        (
            "99999999999999999999999999.99",
            "99999999999999999999999999.99",
        ),
    ] {
        let reference = start(&sandbox, "/collections", &collection(MTN, sent, "digits")).await;
        let answer = get(&sandbox, &format!("/collections/{reference}")).await;
        assert!(
            answer.body.contains(&format!(r#""amount":{shown},"#)),
            "{sent}: {}",
            answer.body
        );
    }
    assert_clean(&sandbox);
}

#[tokio::test]
async fn an_amount_that_only_a_float_would_accept_is_refused() {
    let sandbox = Sandbox::start().await.unwrap();
    for amount in ["100.00000000000000000001", "123456789012345678901234567890"] {
        let answer = post(&sandbox, "/collections", &collection(MTN, amount, "digits")).await;
        assert_eq!(answer.status, 422, "{amount}: {}", answer.body);
        assert!(answer.json()["amount"].is_array(), "{}", answer.body);
    }
    assert_eq!(sandbox.ledger().payments(), []);
}

#[tokio::test]
async fn collections_and_transfers_are_found_under_their_own_paths_only() {
    let sandbox = Sandbox::start().await.unwrap();
    let collection = start(&sandbox, "/collections", &collection(MTN, "100", "c")).await;
    let transfer = start(&sandbox, "/transfers", &transfer(MTN, "100", "t")).await;
    for path in [
        format!("/collections/{transfer}"),
        format!("/transfers/{collection}"),
        "/collections/c".to_owned(),
        "/collections/..%2Ftransfers".to_owned(),
    ] {
        crate::envelope(404, "Not Found", &get(&sandbox, &path).await);
    }
    assert_clean(&sandbox);
}
