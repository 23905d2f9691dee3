//! Bodies in a content coding, which the client asks nobody for.

use super::server::{Server, payment};
use crate::error::{Error, Phase};
use crate::request::Method;

const ACCEPTED: &str = r#"{"code":202,"status":"accepted","transactionReference":"t-1"}"#;
const REFUSED: &str = r#"{"code":422,"status":"failed","message":"No"}"#;

async fn paid(status: &str, headers: &str, body: &str) -> Result<(), Error> {
    let server = Server::answering(status, headers, body).await;
    server.client().create_collection(payment()).await.map(drop)
}

#[tokio::test]
async fn an_encoded_body_is_named_and_proves_nothing_about_money() {
    for (status, body) in [
        ("202 Accepted", ACCEPTED),
        ("422 Unprocessable Entity", REFUSED),
        ("503 Busy", "busy"),
    ] {
        for (header, name) in [
            ("gzip", "gzip"),
            ("GZIP", "gzip"),
            ("identity, br", "br"),
            ("4711-secret", "an unknown coding"),
        ] {
            let header = format!("content-encoding: {header}\r\n");
            let error = paid(status, &header, body).await.unwrap_err();
            assert_eq!(error.phase(), Phase::Answered);
            assert!(error.may_have_moved_money() && !error.is_retryable());
            assert_eq!(error.is_undecodable(), status.starts_with('2'));
            let says = format!("the body is encoded ({name}) although the client asked for none");
            assert!(error.to_string().contains(&says), "{error}");
            assert!(!format!("{error} {error:?}").contains("4711"));
            assert_eq!(error.raw_body(), Some(body.as_bytes()));
        }
    }
}

#[tokio::test]
async fn a_body_that_is_not_encoded_is_read_whatever_the_header_is_called() {
    for header in ["identity", "Identity", "", "identity,identity"] {
        let header = format!("content-encoding: {header}\r\n");
        paid("202 Accepted", &header, ACCEPTED).await.unwrap();
        let error = paid("422 Unprocessable Entity", &header, REFUSED)
            .await
            .unwrap_err();
        assert!(!error.to_string().contains("encoded"), "{error}");
    }
}

#[tokio::test]
async fn a_caller_who_asks_for_a_coding_gets_it() {
    let server = Server::answering("200 OK", "content-encoding: gzip\r\n", "zipped").await;
    let client = server.client();
    let call = client.request(Method::Get, "/x");
    let answer = call.header("Accept-Encoding", "gzip").await.unwrap();
    assert_eq!(answer.body(), "zipped");
    client.request(Method::Get, "/x").await.unwrap_err();
    let asked: Vec<bool> = server
        .requests()
        .iter()
        .map(|request| request.contains("accept-encoding: identity\r\n"))
        .collect();
    assert_eq!(asked, [false, true]);
}
