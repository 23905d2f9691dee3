//! The request of a failed call, given back to its caller.

use super::gateway::client::Client;
use super::gateway::operations::{CreateCollection, GetCollection};
use super::gateway::types::CollectionRequest;
use super::server::{Server, Then, nobody, payment};
use crate::call::{ClientBuilder, RawCall};
use crate::error::Error;
use crate::request::Method;

const REFUSED: &str = r#"{"code":422,"status":"failed","message":"Amina may not"}"#;

fn unreachable_client() -> Client {
    ClientBuilder::new(nobody())
        .bearer("tok-4711")
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_payment_that_was_not_sent_comes_back_with_its_reference_and_can_be_sent_again() {
    let error = unreachable_client()
        .create_collection(payment())
        .await
        .unwrap_err();
    let request: CollectionRequest = error.into_request().unwrap();
    assert_eq!(request, payment());
    let server = Server::answering(
        "202 Accepted",
        "",
        r#"{"code":202,"status":"accepted","transactionReference":"t-1"}"#,
    )
    .await;
    server.client().create_collection(request).await.unwrap();
    assert!(server.requests()[0].contains("ref-400000"));
}

#[tokio::test]
async fn a_payment_that_was_refused_comes_back() {
    let server = Server::answering("422 Unprocessable Entity", "", REFUSED).await;
    let client = server.client();
    let mut request = payment();
    for _ in 0..3 {
        let error = client.create_collection(request).await.unwrap_err();
        assert!(!error.may_have_moved_money(), "{error}");
        request = error.into_request().unwrap();
    }
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_payment_that_may_have_been_made_does_not_come_back() {
    let server = Server::start(Then::Close).await;
    let error = server
        .client()
        .create_collection(payment())
        .await
        .unwrap_err();
    let error = error.into_request::<CollectionRequest>().unwrap_err();
    let error = error.into_request::<CreateCollection>().unwrap_err();
    // It is the same error as before.
    assert!(error.may_have_moved_money());
    assert_eq!(error.reference(), Some("ref-400000"));

    let busy = Server::answering("503 Busy", "", REFUSED).await;
    let error = busy
        .client()
        .create_collection(payment())
        .await
        .unwrap_err();
    assert!(error.into_request::<CollectionRequest>().is_err());
}

#[tokio::test]
async fn a_request_of_another_type_is_left_in_the_error() {
    let error = unreachable_client()
        .create_collection(payment())
        .await
        .unwrap_err();
    let error = error.into_request::<String>().unwrap_err();
    let error = error.into_request::<GetCollection>().unwrap_err();
    let operation: CreateCollection = error.into_request().unwrap();
    assert_eq!(operation.body, payment());
}

#[tokio::test]
async fn an_operation_comes_back_with_all_its_parameters() {
    let server = Server::start(Then::Close).await;
    let call = server.client().get_collection("t-1");
    let call = call.with(|query| query.since("2026-01-01"));
    let error = call.await.unwrap_err();
    let operation: GetCollection = error.into_request().unwrap();
    assert_eq!(operation.transaction_reference, "t-1");
    assert_eq!(operation.since.as_deref(), Some("2026-01-01"));
}

#[tokio::test]
async fn a_raw_call_that_was_not_sent_comes_back_and_can_be_awaited_again() {
    let call = unreachable_client()
        .request(Method::Post, "/payouts")
        .query("a", "b")
        .json("500");
    let mut error = call.await.unwrap_err();
    for _ in 0..2 {
        error = error.into_request::<RawCall>().unwrap().await.unwrap_err();
        assert!(error.is_connect() && !error.may_have_moved_money());
    }
    let server = Server::start(Then::Close).await;
    let call = server
        .client()
        .request(Method::Post, "/payouts")
        .json("500");
    assert!(call.await.unwrap_err().into_request::<RawCall>().is_err());
}

#[tokio::test]
async fn an_error_shows_nothing_of_the_request_that_it_keeps() {
    let error = unreachable_client()
        .create_collection(payment())
        .await
        .unwrap_err();
    let shown = format!("{error:?} {error}");
    for secret in ["256770000017", "186600", "Credit note", "ref-400000"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn an_error_with_a_request_is_sent_and_shared_between_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Error>();
}
