//! What the gateway says when it is asked, and where the event said otherwise.

use malipo::Settlement;
use malipo::runtime::Retries;
use malipo::runtime::event::Comparison;
use malipo::zengapay::types::TransactionStatus;
use malipo::zengapay::webhook::{self, Event};
use malipo::zengapay::{Client, Environment};
use malipo_tests::scripted::{Reply, Scripted};

use super::{
    EXTERNAL, REFERENCE, SECRET, VECTOR, ask, confirm, differing, printed, received, transaction,
};

#[tokio::test]
async fn both_spellings_of_the_external_reference_are_read() {
    for name in [
        "externalTransactionReference",
        "transactionExternalReference",
    ] {
        let body = printed().replace("externalTransactionReference", name);
        let (confirmed, _) = confirm(&body, &transaction("SUCCEEDED", "")).await;
        let Event::CollectionSuccess(event) = confirmed.event() else {
            panic!("{confirmed:?}")
        };
        let read = event.data.transaction_external_reference.as_deref();
        assert_eq!(read, Some(EXTERNAL));
        assert_eq!(*confirmed.comparison(), Comparison::Agrees);
    }
}

#[tokio::test]
async fn both_spellings_at_once_are_accepted_if_they_agree_and_reported_if_not() {
    let old = format!(r#""externalTransactionReference": "{EXTERNAL}""#);
    for (other, agree) in [(EXTERNAL, true), ("somebody-elses", false)] {
        let both = format!(r#"{old},"transactionExternalReference":"{other}""#);
        let body = printed().replace(&old, &both);
        assert_ne!(body, printed());
        let (confirmed, _) = confirm(&body, &transaction("SUCCEEDED", "")).await;
        let Event::CollectionSuccess(event) = confirmed.event() else {
            panic!("{confirmed:?}")
        };
        let read = event.data.transaction_external_reference.as_deref();
        assert_eq!(read, agree.then_some(EXTERNAL));
        let kept = event.data.unreadable();
        assert_eq!(kept.has("transactionExternalReference"), !agree);
        assert_eq!(kept.iter().count(), if agree { 0 } else { 2 });
    }
}

#[tokio::test]
async fn confirming_asks_the_operation_that_the_specification_names() {
    for (kind, path, status) in [
        ("collection.success", "collections", "SUCCEEDED"),
        ("collection.failed", "collections", "FAILED"),
        ("transfer.success", "transfers", "SUCCEEDED"),
        ("transfer.failed", "transfers", "FAILED"),
    ] {
        let body = printed()
            .replace("collection.success", kind)
            .replace("SUCCEEDED", status);
        let body = match path {
            "transfers" => body.replace("INBOUND_MSISDN_CREDIT", "OUTBOUND_MSISDN_CREDIT"),
            _ => body,
        };
        let state = match path {
            "transfers" => {
                transaction(status, "").replace("INBOUND_MSISDN_CREDIT", "OUTBOUND_MSISDN_DEBIT")
            }
            _ => transaction(status, ""),
        };
        let (confirmed, asked) = confirm(&body, &state).await;
        assert_eq!(asked, [format!("GET /v1/{path}/{REFERENCE} HTTP/1.1")]);
        assert_eq!(*confirmed.comparison(), Comparison::Agrees);
        let expected = match status {
            "SUCCEEDED" => Settlement::Succeeded,
            _ => Settlement::Failed,
        };
        assert_eq!(confirmed.settlement(), expected);
    }
}

#[tokio::test]
async fn the_gateways_state_wins_and_the_differences_are_reported() {
    let (confirmed, _) = confirm(&printed(), &transaction("FAILED", "")).await;
    assert_eq!(confirmed.settlement(), Settlement::Failed);
    assert_eq!(
        confirmed.state().data.transaction_status,
        TransactionStatus::Failed
    );
    assert_eq!(differing(&confirmed), ["event", "data.transactionStatus"]);

    let other = transaction("SUCCEEDED", "")
        .replace("126600.00", "126600.01")
        .replace("256750000013", "256750000014")
        .replace(EXTERNAL, "another");
    let (confirmed, _) = confirm(&printed(), &other).await;
    assert_eq!(confirmed.settlement(), Settlement::Succeeded);
    assert_eq!(
        differing(&confirmed),
        [
            "data.amount",
            "data.msisdn",
            "data.transactionExternalReference"
        ]
    );
    assert_eq!(
        confirmed
            .into_state()
            .data
            .transaction_external_reference
            .as_deref(),
        Some("another")
    );
}

#[tokio::test]
async fn a_flipped_name_or_status_is_found_out_although_its_signature_is_genuine() {
    let renamed = printed().replace("collection.success", "collection.failed");
    assert_eq!(webhook::sign(SECRET, &renamed).unwrap(), VECTOR);
    let (confirmed, _) = confirm(&renamed, &transaction("SUCCEEDED", "")).await;
    assert_eq!(confirmed.settlement(), Settlement::Succeeded);
    assert_eq!(differing(&confirmed), ["event"]);

    let flipped = printed().replace("SUCCEEDED", "FAILED");
    let (confirmed, _) = confirm(&flipped, &transaction("SUCCEEDED", "")).await;
    assert_eq!(confirmed.settlement(), Settlement::Succeeded);
    assert_eq!(differing(&confirmed), ["data.transactionStatus"]);
}

#[tokio::test]
async fn a_border_between_signed_values_that_was_moved_is_found_out() {
    // The values are joined without a separator, so this has the same signature.
    let moved = printed()
        .replace("\"256750000013\"", "\"2567500000131\"")
        .replace("\"126600\"", "\"26600\"");
    assert_eq!(webhook::sign(SECRET, &moved).unwrap(), VECTOR);
    let (confirmed, _) = confirm(&moved, &transaction("SUCCEEDED", "")).await;
    assert_eq!(differing(&confirmed), ["data.amount", "data.msisdn"]);
}

#[tokio::test]
async fn a_state_that_is_not_final_is_no_success_whatever_the_event_says() {
    for (status, settlement) in [
        ("PENDING", Settlement::Pending),
        ("INDETERMINATE", Settlement::Pending),
        ("SUCCESS", Settlement::Unknown),
    ] {
        let (confirmed, _) = confirm(&printed(), &transaction(status, "")).await;
        assert_eq!(confirmed.settlement(), settlement);
        assert_eq!(*confirmed.comparison(), Comparison::NotSettledYet);
        // What is the same in every state differs in this one as well.
        let other = transaction(status, "").replace("126600.00", "1.00");
        let (confirmed, _) = confirm(&printed(), &other).await;
        assert_eq!(differing(&confirmed), ["data.amount"]);
    }
}

#[tokio::test]
async fn a_confirmation_that_fails_confirms_nothing_and_may_be_tried_again() {
    let (confirmed, _) = ask(
        &printed(),
        Reply::json(404, r#"{"code":404,"status":"error","message":"no"}"#),
    )
    .await;
    assert_eq!(confirmed.unwrap_err().status(), Some(404));

    let server = Scripted::sequence([
        Reply::json(503, "{}"),
        Reply::json(200, &transaction("SUCCEEDED", "")),
    ])
    .await
    .unwrap();
    let client = Client::builder(Environment::Sandbox, "ZPYPUBK-test")
        .base_url(server.base_url())
        .retries(Retries::none())
        .build()
        .unwrap();
    let event = received(&printed()).unwrap();
    assert!(event.confirm(&client).await.unwrap_err().is_retryable());
    let confirmed = event.confirm(&client).await.unwrap();
    assert_eq!(*confirmed.comparison(), Comparison::Agrees);
}

#[tokio::test]
async fn an_unknown_event_is_received_and_cannot_be_confirmed() {
    let body = printed().replace("collection.success", "collection.reversed");
    let event = received(&body).unwrap();
    assert_eq!(
        (event.kind(), event.is_known()),
        ("collection.reversed", false)
    );
    assert_eq!(event.reference(), REFERENCE);
    let (confirmed, asked) = ask(&body, Reply::json(200, "{}")).await;
    let error = confirmed.unwrap_err();
    assert!(error.is_unconfirmable() && asked.is_empty(), "{error}");
    assert_eq!(error.reference(), Some(REFERENCE));
    assert!(!error.is_retryable() && !error.may_have_moved_money());
}

#[tokio::test]
async fn a_compared_member_that_cannot_be_read_differs() {
    let paid = transaction("SUCCEEDED", "");
    for (from, to, path) in [
        ("126600.00", "\"1,000.00\"", "data.amount"),
        ("126600.00", "[]", "data.amount"),
        ("\"256750000013\"", "{}", "data.msisdn"),
        (
            &*format!("\"{EXTERNAL}\""),
            "[1]",
            "data.transactionExternalReference",
        ),
    ] {
        let odd = paid.replace(from, to);
        assert_ne!(odd, paid);
        let (confirmed, _) = confirm(&printed(), &odd).await;
        assert_eq!(differing(&confirmed), [path], "{to}");
        assert_eq!(confirmed.identity(), None);
    }
    // In the event; what is signed is there.
    let odd = printed().replace("\"UGX-ATLMM\"", "{\"code\":\"UGX\"}");
    assert_ne!(odd, printed());
    let (confirmed, _) = confirm(&odd, &paid).await;
    assert_eq!(differing(&confirmed), ["data.currencyCode"]);
}

#[tokio::test]
async fn a_masked_number_contradicts_nothing() {
    for masked in ["25675000**13", "2567500xx013", "****", ""] {
        let state = transaction("SUCCEEDED", "").replace("256750000013", masked);
        let (confirmed, _) = confirm(&printed(), &state).await;
        assert_eq!(*confirmed.comparison(), Comparison::Agrees, "{masked}");
    }
}

#[tokio::test]
async fn a_success_whose_body_reports_a_failure_confirms_nothing() {
    let fine = transaction("SUCCEEDED", "");
    for says in [
        r#""code":500"#,
        r#""code":200,"status":"error""#,
        r#""code":200,"errors":["m"]"#,
    ] {
        let body = fine.replace(r#""code":200"#, says);
        assert_ne!(body, fine);
        let (confirmed, asked) = ask(&printed(), Reply::json(200, &body)).await;
        let error = confirmed.unwrap_err();
        assert!(error.is_undecodable(), "{says}: {error}");
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
        assert_eq!(asked.len(), 1);
    }
}

#[tokio::test]
async fn a_masked_number_whose_visible_digits_are_others_differs() {
    for masked in [
        "25675000**14",
        "256751xxx013",
        "100835XXXXXX",
        "2567500x0013",
        "13",
    ] {
        let state = transaction("SUCCEEDED", "").replace("256750000013", masked);
        let (confirmed, _) = confirm(&printed(), &state).await;
        assert_eq!(differing(&confirmed), ["data.msisdn"], "{masked}");
        assert_eq!(confirmed.identity(), None);
    }
}
