//! Requests that no URL and no head can hold.

use super::server::{Server, nobody};
use crate::call::ClientBuilder;
use crate::error::{Error, Phase};
use crate::request::Method;

/// What can be sent, and all that is longer.
const LENGTHS: [usize; 3] = [60_000, 70_000, 3_000_000];

fn assert_invalid(error: &Error, parameter: &str) {
    assert!(error.is_invalid_request(), "{error}");
    assert!(!error.is_retryable() && !error.is_connect());
    assert_eq!(error.phase(), Phase::NotSent);
    assert_eq!(error.violations()[0].path(), parameter, "{error}");
    let says = "makes the URL longer than 65,534 bytes";
    assert!(error.to_string().contains(says), "{error}");
}

#[tokio::test]
async fn a_reference_that_is_too_long_for_a_url_is_an_invalid_request() {
    let server = Server::answering("200 OK", "", r#"{"transactionReference":"t-1"}"#).await;
    let client = server.client();
    for length in LENGTHS {
        let reference = "r".repeat(length);
        let of_path = client.get_collection(&*reference).await;
        let of_query = client
            .get_collection("t-1")
            .with(|query| query.since(&*reference))
            .await;
        if length < 65_000 {
            of_path.unwrap();
            of_query.unwrap();
            continue;
        }
        assert_invalid(&of_path.unwrap_err(), "transactionReference");
        assert_invalid(&of_query.unwrap_err(), "since");
    }
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn what_is_escaped_counts_as_it_is_sent() {
    let client: crate::tests::TestClient = ClientBuilder::new(nobody())
        .bearer("tok-4711")
        .build()
        .unwrap();
    // Each of these characters takes nine bytes.
    let error = client
        .get_collection("\u{20ac}".repeat(8_000))
        .await
        .unwrap_err();
    assert_invalid(&error, "transactionReference");
    let path = format!("/{}", "\u{e9}".repeat(20_000));
    let error = client.request(Method::Post, path).await.unwrap_err();
    assert_invalid(&error, "path");
    assert!(!error.may_have_moved_money());
}

#[tokio::test]
async fn headers_without_number_or_end_are_no_panic() {
    let client: crate::tests::TestClient = ClientBuilder::new(nobody())
        .bearer("tok-4711")
        .build()
        .unwrap();
    let mut call = client.request(Method::Post, "/x");
    for number in 0..40_000 {
        call = call.header(&format!("x-{number}"), "1");
    }
    let error = call.await.unwrap_err();
    assert!(error.is_invalid_request());
    assert!(
        error.to_string().contains("`x-256` is one header too many"),
        "{}",
        error.violations()[0]
    );
    for name in ["", " ", "a b", "\u{e9}", &"x".repeat(100_000)] {
        let call = client.request(Method::Get, "/x").header(name, "1");
        assert!(call.await.unwrap_err().is_invalid_request());
    }
    for value in ["\n", "a\r\nx: 1", "\0"] {
        let call = client.request(Method::Get, "/x").header("x-a", value);
        assert!(call.await.unwrap_err().is_invalid_request());
    }
    let call = client.request(Method::Get, "/x").header("x-a", "");
    assert!(call.await.unwrap_err().is_connect());
}
