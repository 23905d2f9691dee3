//! What the gateway refuses, as the client's errors tell it.

use std::time::Duration;

use malipo::Phase;
use malipo::runtime::Retries;
use malipo::zengapay::operations::{CreateTransfer, Refused};
use malipo::zengapay::types::TransferRequest;
use malipo::zengapay::{Client, Environment};

use super::{assert_contract, collection, gateway, transfer};

#[tokio::test]
async fn a_transfer_above_the_balance_is_refused_and_moves_nothing() {
    let (sandbox, client) = gateway().await;
    let before = sandbox.ledger().total();
    let error = client
        .create_transfer(transfer("too-much", 999_999_999_999))
        .await
        .unwrap_err();
    assert_eq!(error.phase(), Phase::Answered);
    assert!(!error.may_have_moved_money(), "{error}");
    assert_eq!(error.reference(), Some("too-much"));
    assert_eq!(sandbox.ledger().executions("too-much"), 0);
    assert_eq!(sandbox.ledger().total(), before);
}

#[tokio::test]
async fn a_wrong_token_is_refused_with_the_gateways_words() {
    let (sandbox, _) = gateway().await;
    let client = Client::builder(Environment::Sandbox, "ZPYPUBK-wrong")
        .base_url(sandbox.base_url())
        .build()
        .unwrap();
    let error = client
        .create_transfer(transfer("unauthorised", 1))
        .await
        .unwrap_err();
    assert!(error.is_unauthorized());
    assert!(!error.may_have_moved_money());
    assert!(error.api_error().unwrap().message.is_some());
    assert!(!format!("{error} {error:?}").contains("ZPYPUBK-wrong"));
    assert_eq!(sandbox.ledger().executions("unauthorised"), 0);
}

#[tokio::test]
async fn from_an_address_that_is_not_whitelisted_nothing_is_paid_and_the_error_says_so() {
    let (sandbox, client) = gateway().await;
    sandbox.whitelist(["192.0.2.36".parse().unwrap()]);
    let error = client
        .create_transfer(transfer("foreign", 1_000))
        .await
        .unwrap_err();
    assert!(error.is_forbidden());
    assert_eq!(
        (error.status(), error.phase()),
        (Some(403), Phase::Answered)
    );
    assert!(!error.may_have_moved_money() && !error.is_retryable());
    assert_eq!(error.reference(), Some("foreign"));
    let Some(Refused::Forbidden(envelope)) = error.refusal::<CreateTransfer>() else {
        panic!("{error:?}");
    };
    assert_eq!(envelope.code, Some(403));
    assert!(client.get_account().await.unwrap_err().is_forbidden());
    assert_eq!(sandbox.ledger().payments(), []);
    // Others are not guarded.
    client
        .create_collection(collection("asked", 1_000))
        .await
        .unwrap();
    assert_contract(&sandbox);
}

#[tokio::test]
async fn too_many_requests_are_told_with_the_pause_that_is_asked_for() {
    let (sandbox, client) = gateway().await;
    for pause in [None, Some(Duration::from_secs(30))] {
        sandbox.throttle(2, pause);
        let error = client
            .create_transfer(transfer("fast", 1_000))
            .await
            .unwrap_err();
        assert!(error.is_rate_limited());
        assert_eq!(
            (error.status(), error.phase()),
            (Some(429), Phase::Answered)
        );
        assert_eq!(error.retry_after(), pause);
        assert!(!error.may_have_moved_money(), "it is a documented refusal");
        assert!(!error.is_retryable(), "a payment is never simply repeated");
        let refusal = error.refusal::<CreateTransfer>();
        assert!(matches!(refusal, Some(Refused::TooManyRequests(_))));

        let once = client.list_transfers().retries(Retries::none());
        let error = once.await.unwrap_err();
        assert!(error.is_rate_limited() && error.is_retryable());
        assert_eq!(error.retry_after(), pause);
        client.list_transfers().await.unwrap();
    }
    assert_eq!(sandbox.ledger().executions("fast"), 0);
    assert_contract(&sandbox);
}

#[tokio::test]
async fn a_wait_outlasts_too_many_requests() {
    let (sandbox, client) = gateway().await;
    let accepted = client
        .create_transfer(transfer("out-1", 1_000))
        .await
        .unwrap();
    sandbox.throttle(3, Some(Duration::ZERO));
    let settled = client
        .get_transfer(&accepted.transaction_reference)
        .wait(Duration::from_secs(30))
        .first_pause(Duration::from_millis(1))
        .await
        .unwrap();
    assert!(settled.succeeded());
    assert_eq!(sandbox.requests().len(), 1 + 3 + 1);
    assert_contract(&sandbox);
}

#[tokio::test]
async fn a_transfer_to_an_unknown_contact_names_the_field_and_moves_nothing() {
    let (sandbox, client) = gateway().await;
    let request = TransferRequest::builder()
        .to_contact("9aa3bc79-583e-4eb5-93bf-0e894b07aec9")
        .amount(1_500)
        .external_reference("nobody")
        .narration("Payout")
        .build();
    let error = client.create_transfer(request).await.unwrap_err();
    assert_eq!(error.status(), Some(422));
    assert!(!error.may_have_moved_money());
    let refusal = error.refusal::<CreateTransfer>();
    assert!(matches!(refusal, Some(Refused::UnprocessableEntity(_))));
    assert_eq!(error.api_error().unwrap().fields[0].0, "contact_id");
    assert_eq!(sandbox.ledger().executions("nobody"), 0);
    assert_contract(&sandbox);
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    let (sandbox, client) = gateway().await;
    for error in [
        client.get_collection("r-1").await.unwrap_err(),
        client.get_transfer("r-1").await.unwrap_err(),
        client.get_network(999).await.unwrap_err(),
        client.get_contact("u-1").await.unwrap_err(),
    ] {
        assert_eq!(error.status(), Some(404));
        assert!(!error.is_retryable(), "{error}");
    }
    assert_contract(&sandbox);
}
