//! What is sent, and what is not sent at all.

use std::time::Duration;

use super::gateway::client::Client;
use super::server::{Server, payment};
use crate::call::ClientBuilder;
use crate::dec;
use crate::error::Phase;
use crate::request::Method;
use crate::wire::Amount;

const ACCEPTED: &str = r#"{"code":202,"status":"accepted","transactionReference":"t-1","new":[1]}"#;
const TRANSACTION: &str = r#"{"transactionReference":"t-1","transactionStatus":"REVERSED","amount":1234567890123456789012345.678,"msisdn":256770000017}"#;

#[tokio::test]
async fn a_payment_is_one_post_with_its_exact_amount_and_length() {
    let server = Server::answering("202 Accepted", "x-request-id: r-1\r\n", ACCEPTED).await;
    let accepted = server.client().create_collection(payment()).await.unwrap();
    assert_eq!(accepted.transaction_reference, "t-1");

    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    let (head, body) = requests[0].split_once("\r\n\r\n").unwrap();
    assert_eq!(
        body,
        r#"{"msisdn":"256770000017","amount":186600.00,"external_reference":"ref-400000","narration":"Credit note"}"#
    );
    let mut lines: Vec<_> = head.lines().collect();
    assert_eq!(lines.remove(0), "POST /v1/collections HTTP/1.1");
    lines.sort_unstable();
    let host = format!("host: {}", server.address());
    assert_eq!(
        lines,
        [
            "accept-encoding: identity",
            "accept: application/json",
            "authorization: Bearer tok-4711",
            "connection: close",
            "content-length: 104",
            "content-type: application/json",
            &host,
            concat!("user-agent: malipo/", env!("CARGO_PKG_VERSION")),
        ]
    );
}

#[tokio::test]
async fn a_response_keeps_unknown_values_and_exact_digits() {
    let server = Server::answering("200 OK", "x-a: b\r\n", TRANSACTION).await;
    let response = server
        .client()
        .get_collection("t-1")
        .with_response()
        .await
        .unwrap();
    let transaction = response.value();
    assert!(
        transaction
            .transaction_status
            .as_ref()
            .unwrap()
            .is_unknown()
    );
    assert_eq!(
        transaction.amount,
        Some(Amount::from(dec!(1234567890123456789012345.678)))
    );
    assert_eq!(response.status(), 200);
    assert_eq!(response.answer().header("X-A"), Some("b"));
    assert_eq!(response.body(), TRANSACTION);
    assert_eq!(serde_json::to_string(transaction).unwrap(), TRANSACTION);
}

#[tokio::test]
async fn optional_parameters_are_escaped_and_the_path_cannot_be_left() {
    let server = Server::answering("200 OK", "", TRANSACTION).await;
    server
        .client()
        .get_collection("../account?x=é")
        .with(|query| {
            query
                .since("2021-01-01 00:00:00")
                .fields(["a".to_owned(), "b&c".to_owned()])
        })
        .await
        .unwrap();
    let first = server.requests()[0].lines().next().unwrap().to_owned();
    assert_eq!(
        first,
        "GET /v1/collections/..%2Faccount%3Fx%3D%C3%A9?since=2021-01-01%2000%3A00%3A00&field=a&field=b%26c HTTP/1.1"
    );
}

#[tokio::test]
async fn an_operation_that_needs_no_credentials_carries_none() {
    let server = Server::answering("204 No Content", "", "").await;
    server.client().ping().await.unwrap();
    assert!(!server.requests()[0].contains("authorization"));
}

#[tokio::test]
async fn a_request_that_breaks_constraints_is_never_sent_and_every_violation_is_named() {
    let server = Server::answering("202 Accepted", "", ACCEPTED).await;
    let mut request = payment();
    request.amount = dec!(-1.001).into();
    request.external_reference.clear();
    request.narration = Some("x".repeat(21));
    let error = server
        .client()
        .create_collection(request)
        .await
        .unwrap_err();

    assert!(server.requests().is_empty());
    assert!(error.is_invalid_request());
    assert_eq!(error.phase(), Phase::NotSent);
    assert!(!error.may_have_moved_money() && !error.is_retryable());
    let paths: Vec<_> = error
        .violations()
        .iter()
        .map(|violation| violation.path())
        .collect();
    assert_eq!(
        paths,
        [
            "body.amount",
            "body.amount",
            "body.external_reference",
            "body.narration"
        ]
    );
    assert_eq!(
        error.to_string(),
        "createCollection was not sent, because `body.amount` must be above 0, and `body.amount` must be a multiple of 0.01 (give it at most 2 decimals), and `body.external_reference` must not be empty, and `body.narration` must have at most 20 characters; no money moved"
    );
}

#[tokio::test]
async fn a_path_parameter_that_would_vanish_is_never_sent() {
    let server = Server::answering("200 OK", "", TRANSACTION).await;
    for value in ["", ".", ".."] {
        let error = server.client().get_collection(value).await.unwrap_err();
        assert!(error.is_invalid_request());
        assert_eq!(error.violations()[0].path(), "transactionReference");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn the_escape_hatch_is_authenticated_and_gives_the_answer_as_it_came() {
    let server = Server::answering("201 Created", "", "anything").await;
    let answer = server
        .client()
        .request(Method::Post, "/airtime/send")
        .query("dry run", true)
        .header("X-Extra", "1")
        .json(&vec![1])
        .await
        .unwrap();
    assert_eq!((answer.status(), answer.text().unwrap()), (201, "anything"));
    let request = &server.requests()[0];
    assert!(
        request.starts_with("POST /v1/airtime/send?dry%20run=true HTTP/1.1\r\n"),
        "{request}"
    );
    assert!(
        request.contains("authorization: Bearer tok-4711\r\n"),
        "{request}"
    );
    assert!(request.contains("x-extra: 1\r\n"), "{request}");
    assert!(request.ends_with("[1]"), "{request}");
}

#[tokio::test]
async fn the_escape_hatch_counts_as_moving_money_unless_it_reads() {
    let server = Server::answering("400 Bad Request", "", "{}").await;
    for (method, moves) in [
        (Method::Get, false),
        (Method::Head, false),
        (Method::Post, true),
        (Method::Put, true),
        (Method::Patch, true),
        (Method::Delete, true),
    ] {
        let error = server.client().request(method, "/x").await.unwrap_err();
        assert_eq!(error.may_have_moved_money(), moves, "{method}");
        assert_eq!(error.operation(), Some("request"));
    }
    let refused = server
        .client()
        .request(Method::Post, "/../x")
        .await
        .unwrap_err();
    assert!(refused.is_invalid_request());
    assert_eq!(server.requests().len(), 6);
}

#[tokio::test]
async fn a_plain_http_call_to_this_machine_never_goes_through_the_proxy() {
    let server = Server::answering("200 OK", "", TRANSACTION).await;
    let proxy = Server::answering("502 Bad Gateway", "", "").await;
    let client = server
        .builder()
        .proxy(format!("http://{}", proxy.address()))
        .build()
        .unwrap();
    client.get_collection("t-1").await.unwrap();
    assert!(proxy.requests().is_empty());
}

#[tokio::test]
async fn an_encrypted_call_goes_through_the_proxy() {
    let proxy = Server::answering("502 Bad Gateway", "", "").await;
    let client: Client = ClientBuilder::new("https://gateway.invalid/v1")
        .bearer("tok-4711")
        .proxy(format!("http://{}", proxy.address()))
        .add_root_certificate_pem(super::server::ROOT)
        .build()
        .unwrap();
    let error = client.create_collection(payment()).await.unwrap_err();
    assert_eq!(error.phase(), Phase::NotSent);
    let requests = proxy.requests();
    assert!(
        requests[0].starts_with("CONNECT gateway.invalid:443 HTTP/1.1\r\n"),
        "{requests:?}"
    );
    assert!(!requests[0].contains("4711"), "{requests:?}");
}

#[tokio::test]
async fn a_proxy_that_refuses_the_tunnel_is_named_as_what_refused_it() {
    for (status, says) in [
        ("502 Bad Gateway", "the proxy refused a tunnel to the host"),
        ("403 Forbidden", "the proxy refused a tunnel to the host"),
        (
            "407 Proxy Authentication Required",
            "the proxy asks for credentials",
        ),
    ] {
        let proxy = Server::answering(status, "", "").await;
        let builder = || {
            ClientBuilder::<Client>::new("https://gateway.invalid/v1")
                .proxy(format!("http://u:4711@{}", proxy.address()))
                .add_root_certificate_pem(super::server::ROOT)
                .retries(crate::http::Retries::none())
        };
        let client = builder().bearer("tok-4711").build().unwrap();
        let error = client.create_collection(payment()).await.unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
        assert!(error.is_connect() && !error.may_have_moved_money());
        assert!(!format!("{error} {error:?}").contains("4711"), "{error:?}");
        // A token is asked for in the same way.
        let credentials = crate::auth::ClientCredentials::new("shop", "secret").token_url("/token");
        let client = builder().client_credentials(credentials).build().unwrap();
        let error = client.create_collection(payment()).await.unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
    }
    let proxy = Server::start(super::server::Then::Close).await;
    let client: Client = ClientBuilder::new("https://gateway.invalid/v1")
        .bearer("tok-4711")
        .proxy(format!("http://{}", proxy.address()))
        .add_root_certificate_pem(super::server::ROOT)
        .build()
        .unwrap();
    let error = client.create_collection(payment()).await.unwrap_err();
    assert!(
        error.to_string().contains("the proxy broke the connection"),
        "{error}"
    );
}

#[tokio::test]
async fn an_amount_that_was_quoted_leaves_as_a_number() {
    let server = Server::answering("200 OK", "", "{}").await;
    for amount in [
        dec!(79228162514264337593543950.33).into(),
        serde_json::from_str::<Amount>(r#""79228162514264337593543950.33""#).unwrap(),
    ] {
        let mut payment = payment();
        payment.amount = amount.to_quoted();
        let _undecodable = server.client().create_collection(payment).await;
    }
    for request in server.requests() {
        assert!(
            request.contains(r#""amount":79228162514264337593543950.33,"#),
            "{request}"
        );
    }
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_call_without_time_is_not_sent() {
    let server = Server::answering("202 Accepted", "", ACCEPTED).await;
    let client = server.client();
    // A warm connection could be quicker than the clock.
    client.create_collection(payment()).await.unwrap();
    let call = client.create_collection(payment()).timeout(Duration::ZERO);
    let error = call.await.unwrap_err();
    assert_eq!(error.phase(), Phase::NotSent);
    assert!(error.to_string().contains("`timeout` is zero"), "{error}");
    assert_eq!(server.requests().len(), 1);
}
