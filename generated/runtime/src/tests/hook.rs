//! Headers of a caller, on the wire.

use std::sync::{Arc, Mutex};

use http::{HeaderMap, HeaderValue};

use super::payment;
use super::server::Server;
use crate::call::Attempt;
use crate::http::Retries;
use crate::request::Method;

/// A hook that gives these headers.
fn giving(
    pairs: &[(&'static str, &'static str)],
) -> impl Fn(&Attempt) -> HeaderMap + Send + Sync + 'static {
    let mut headers = HeaderMap::new();
    for (name, value) in pairs {
        headers.append(*name, HeaderValue::from_static(value));
    }
    move |_| headers.clone()
}

#[tokio::test]
async fn each_attempt_carries_the_headers_that_the_hook_gives_it() {
    let server = Server::answering("503 Busy", "", "").await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let attempts = Arc::clone(&seen);
    let client = server
        .builder()
        .retries(Retries::default().first_pause(std::time::Duration::ZERO))
        .headers(move |attempt| {
            attempts.lock().unwrap().push(*attempt);
            let mut headers = HeaderMap::new();
            headers.insert("x-attempt", HeaderValue::from(attempt.number));
            headers
        })
        .build()
        .unwrap();
    client.get_collection("t-1").await.unwrap_err();
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    for (request, number) in requests.iter().zip(1..) {
        assert!(
            request.contains(&format!("x-attempt: {number}\r\n")),
            "{request}"
        );
    }
    let seen = seen.lock().unwrap();
    assert!(seen.iter().all(|attempt| {
        attempt.operation == "getCollection"
            && attempt.method == Method::Get
            && attempt.path == "/collections/{transactionReference}"
    }));
}

#[tokio::test]
async fn a_hook_changes_neither_the_credentials_nor_the_body_of_a_payment() {
    let plain = Server::answering("503 Busy", "", "").await;
    let hooked = Server::answering("503 Busy", "", "").await;
    let client = plain.client();
    client.create_collection(payment()).await.unwrap_err();
    let client = hooked
        .builder()
        .headers(giving(&[
            ("authorization", "Bearer other"),
            ("cookie", "sid=1"),
            ("content-length", "2"),
            ("content-type", "text/plain"),
            ("content-encoding", "gzip"),
            ("transfer-encoding", "chunked"),
            ("host", "elsewhere.example"),
            ("connection", "keep-alive"),
            ("expect", "100-continue"),
            ("user-agent", "other"),
            ("accept", "text/html"),
        ]))
        .build()
        .unwrap();
    client.create_collection(payment()).await.unwrap_err();
    let on = |server: &Server| {
        let requests = server.requests();
        requests[0].replace(&server.address().to_string(), "server")
    };
    assert_eq!(on(&hooked), on(&plain));
}

#[tokio::test]
async fn a_hook_does_not_see_requests_for_tokens() {
    let server = Server::answering("503 Busy", "", "").await;
    let credentials = crate::auth::ClientCredentials::new("shop", "secret").token_url("/token");
    let client = server
        .builder()
        .client_credentials(credentials)
        .headers(giving(&[("traceparent", "00-1")]))
        .build()
        .unwrap();
    let error = client.create_collection(payment()).await.unwrap_err();
    assert!(error.is_no_token(), "{error}");
    let requests = server.requests();
    assert!(requests[0].contains("/token HTTP/1.1\r\n"), "{requests:?}");
    assert!(!requests[0].contains("traceparent"), "{requests:?}");
}
