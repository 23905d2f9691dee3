//! Token endpoints that grant nothing: the call is not sent, no money moves, and the error says why and shows no secret.

use std::error::Error as _;
use std::time::{Duration, Instant};

use super::gateway::client::Client;
use super::issuer::{Issuer, credentials};
use super::server::{Server, Then, nobody, payment};
use super::spans::observed;
use crate::auth::TokenCache;
use crate::call::ClientBuilder;
use crate::error::{Error, Phase};
use crate::http::Retries;

const SECRETS: [&str; 5] = ["4711", "4712", "Amina", "/token", "http://"];

fn assert_clean(shown: &str) {
    for secret in SECRETS {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
}

fn assert_not_sent(error: &Error) {
    assert_eq!(error.phase(), Phase::NotSent);
    assert!(error.is_no_token() && !error.may_have_moved_money());
    assert_eq!((error.status(), error.raw_body()), (None, None));
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        shown.push_str(&format!(" {cause} {cause:?}"));
        source = cause.source();
    }
    assert_clean(&shown);
}

/// The error of a payment, once that of a read has been seen to be of the same kind.
async fn refused(status: &'static str, headers: &'static str, body: &str) -> Error {
    let issuer = Issuer::start().await;
    issuer.script().no_token = Some((status, headers, body.to_owned()));
    let client = issuer.client();
    let read = client.get_collection("t-1").await.unwrap_err();
    assert_not_sent(&read);
    let error = client.create_collection(payment()).await.unwrap_err();
    assert_not_sent(&error);
    assert_eq!(read.is_retryable(), error.is_retryable());
    assert!(issuer.shown().is_empty(), "the gateway has seen no call");
    assert_eq!(issuer.asked(), 2, "nothing is asked again by itself");
    error
}

#[tokio::test]
async fn wrong_credentials_are_named_and_not_shown() {
    for (status, body, says) in [
        ("401 Unauthorized", "<html>secret-4711</html>", "status 401"),
        (
            "400 Bad Request",
            r#"{"error":"invalid_client","error_description":"secret-4711"}"#,
            "status 400, invalid_client",
        ),
        (
            "200 OK",
            r#"{"error":"invalid_client"}"#,
            "status 200, invalid_client",
        ),
    ] {
        let error = refused(status, "", body).await;
        assert!(error.is_unauthorized() && !error.is_forbidden() && !error.is_retryable());
        assert_eq!(
            error.to_string(),
            format!(
                "createCollection was not sent, because the token endpoint did not accept the client id and the client secret ({says}): check both, and that they belong to this environment; no money moved"
            )
        );
    }
}

#[tokio::test]
async fn a_missing_permission_is_named() {
    for (status, body, says) in [
        ("403 Forbidden", "", "status 403"),
        (
            "400 Bad Request",
            r#"{"error":"invalid_scope"}"#,
            "status 400, invalid_scope",
        ),
    ] {
        let error = refused(status, "", body).await;
        assert!(error.is_forbidden() && !error.is_unauthorized() && !error.is_retryable());
        assert_eq!(
            error.to_string(),
            format!(
                "createCollection was not sent, because the client credentials are not permitted the scope `pay` ({says}): ask the gateway for that permission; no money moved"
            )
        );
    }
}

#[tokio::test]
async fn an_answer_without_a_token_says_what_it_is() {
    let large = format!(r#"{{"access_token":"tok-4711{}"}}"#, "x".repeat(70_000));
    for (status, body, says) in [
        (
            "200 OK",
            "<html>Amina</html>",
            "is no token, since the body is not JSON at line 1, column 1",
        ),
        ("200 OK", "", "is no token, since the body is empty"),
        (
            "200 OK",
            r#"{"token":"tok-4711"}"#,
            "is no token, since the body has no field `access_token`",
        ),
        (
            "200 OK",
            r#"{"access_token":null}"#,
            "is no token, since the body is JSON of another shape",
        ),
        (
            "200 OK",
            r#"{"access_token":"","expires_in":3600}"#,
            "the token that the token endpoint granted is empty",
        ),
        (
            "200 OK",
            r#"{"access_token":"tok-4711\n"}"#,
            "granted has a space, a line break or a control character",
        ),
        (
            "200 OK",
            r#"{"access_token":"tok-4711é"}"#,
            "granted has a character that is not ASCII",
        ),
        (
            "200 OK",
            &large,
            "is no token, since it is larger than 64 KiB",
        ),
        (
            "302 Found",
            "Amina",
            "granted no token (status 302), and a redirect is not followed: check the token URL",
        ),
        (
            "404 Not Found",
            "Amina",
            "granted no token (status 404): check the token URL",
        ),
        (
            "400 Bad Request",
            r#"{"error":"Amina 4711"}"#,
            "granted no token (status 400);",
        ),
        (
            "400 Bad Request",
            r#"{"error":"unsupported_grant_type"}"#,
            "granted no token (status 400, unsupported_grant_type);",
        ),
    ] {
        let error = refused(status, "location: http://4711.example/\r\n", body).await;
        assert!(error.to_string().contains(says), "{error}");
        assert!(!error.is_retryable() && !error.is_unauthorized() && !error.is_forbidden());
    }
}

#[tokio::test]
async fn a_fault_that_looks_passing_may_be_tried_again() {
    for status in ["503 Service Unavailable", "429 Too Many", "500 Oops"] {
        let error = refused(status, "retry-after: 7\r\n", "<html>").await;
        assert!(error.is_retryable() && !error.is_timeout());
        assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    }
}

/// A payment by a client whose token endpoint is elsewhere.
async fn pay(token_url: String) -> Error {
    let gateway = Server::answering("200 OK", "", "{}").await;
    let client: Client = ClientBuilder::new(format!("http://{}/v1", gateway.address()))
        .client_credentials(credentials().token_url(token_url))
        .retries(Retries::none())
        .read_timeout(Duration::from_millis(300))
        .build()
        .unwrap();
    let error = client.create_collection(payment()).await.unwrap_err();
    assert_not_sent(&error);
    assert!(error.is_retryable());
    assert!(gateway.requests().is_empty());
    error
}

#[tokio::test]
async fn an_endpoint_that_is_down_silent_or_breaks_off_is_a_passing_fault() {
    let error = pay(nobody()).await;
    assert!(error.is_connect(), "{error}");
    assert_eq!(
        error.to_string(),
        "createCollection was not sent, because the token endpoint could not be reached; no money moved"
    );
    for (then, says) in [
        (Then::Close, "broke before its answer was complete"),
        (Then::Hang, "did not answer in time"),
        (
            Then::Write(
                b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"access_token\":\"tok-4711"
                    .to_vec(),
            ),
            "broke before its answer was complete",
        ),
        (
            Then::WriteAndHang(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec()),
            "did not answer in time",
        ),
    ] {
        let server = Server::start(then).await;
        let error = pay(format!("http://{}/token", server.address())).await;
        assert!(error.to_string().contains(says), "{error}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_call_waits_for_a_token_no_longer_than_its_own_time() {
    let issuer = Issuer::start().await;
    issuer.hold();
    let client = issuer.client();
    let started = Instant::now();
    let error = client
        .create_collection(payment())
        .timeout(Duration::from_millis(200))
        .await
        .unwrap_err();
    assert!(started.elapsed() < Duration::from_secs(10));
    assert_not_sent(&error);
    assert!(error.is_timeout() && error.is_retryable());
    assert_eq!(
        error.to_string(),
        "createCollection was not sent, because its time was over before the token endpoint had answered; no money moved"
    );
    issuer.let_through();
    client.create_collection(payment()).await.unwrap();
    assert_eq!(issuer.asked(), 1, "the request went on without the call");
}

#[tokio::test]
async fn the_time_of_a_call_includes_that_of_its_token() {
    let issuer = Issuer::start().await;
    let gateway = Server::start(Then::Hang).await;
    let client = issuer
        .builder()
        .base_url(format!("http://{}/v1", gateway.address()))
        .client_credentials(credentials().token_url(issuer.url("/token")))
        .build()
        .unwrap();
    issuer.hold();
    let started = Instant::now();
    let call = client.get_collection("t-1").timeout(Duration::from_secs(2));
    let call = tokio::spawn(async move { call.await });
    tokio::time::sleep(Duration::from_millis(1500)).await;
    issuer.let_through();
    let error = call.await.unwrap().unwrap_err();
    assert!(error.is_timeout() && error.phase() == Phase::MaybeSent);
    assert!(started.elapsed() < Duration::from_secs(3));
}

#[tokio::test]
async fn what_waits_together_fails_together_and_the_next_call_asks_anew() {
    let issuer = Issuer::start().await;
    issuer.refuse_tokens("503 Service Unavailable", "");
    issuer.hold();
    let client = issuer.client();
    let calls: Vec<_> = (0..50)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.get_collection("t-1").await })
        })
        .collect();
    issuer.was_asked(1).await;
    issuer.let_through();
    for call in calls {
        assert_not_sent(&call.await.unwrap().unwrap_err());
    }
    assert_eq!(issuer.asked(), 1);
    issuer.grant_tokens();
    client.get_collection("t-1").await.unwrap();
    assert_eq!(issuer.asked(), 2);
}

#[tokio::test]
async fn nothing_that_is_printed_or_recorded_shows_a_secret_or_a_token() {
    let issuer = Issuer::start().await;
    let scenario = async {
        let client = issuer.client();
        client.get_collection("t-1").await.unwrap();
        issuer.withdraw();
        client.get_collection("t-1").await.unwrap();
        issuer.withdraw();
        let _ = client.create_collection(payment()).await.unwrap_err();
        issuer.refuse_tokens("401 Unauthorized", r#"{"error":"secret-4711 Amina"}"#);
        let _ = client.create_collection(payment()).await.unwrap_err();
        issuer.refuse_tokens("200 OK", r#"{"access_token":"tok-4711\n"}"#);
        let _ = client.create_collection(payment()).await.unwrap_err();
        let shown = format!("{client:?} {:?}", TokenCache::default());
        assert!(
            shown.contains("auth: ClientCredentials([redacted])"),
            "{shown}"
        );
        assert!(!shown.contains("471"), "{shown}");
    };
    let seen = observed(scenario).await;
    assert_clean(&format!("{:?} {:?}", credentials(), issuer.builder()));
    assert!(seen.contains("malipo.token"), "{seen}");
    assert!(seen.contains("a token was granted"), "{seen}");
    assert!(
        seen.contains("reason=the token endpoint did not accept"),
        "{seen}"
    );
    for secret in ["4711", "4712", "Amina"] {
        assert!(!seen.contains(secret), "{secret}: {seen}");
    }
    for (attempt, status) in [(1, 401), (2, 200)] {
        assert!(seen.contains(&format!("attempt={attempt}")), "{seen}");
        assert!(seen.contains(&format!("status={status}")), "{seen}");
    }
}

#[tokio::test]
async fn a_token_in_a_body_that_is_encoded_or_no_utf_8_says_so() {
    let granted = r#"{"access_token":"tok-4711"}"#.to_owned();
    let issuer = Issuer::start().await;
    issuer.script().no_token = Some(("200 OK", "content-encoding: gzip\r\n", granted));
    let error = issuer.client().get_collection("t-1").await.unwrap_err();
    assert_not_sent(&error);
    assert!(error.to_string().contains("its body is encoded"), "{error}");

    let body = b"{\"access_token\":\"tok-4711\xff\"}";
    let answer = crate::wire::Answer::new(200, http::HeaderMap::new(), &body[..]);
    let reason = answer.json::<serde_json::Value>().unwrap_err();
    assert_eq!(reason.to_string(), "the body is not text in UTF-8");
}
