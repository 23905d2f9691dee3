//! Answers that are no success, and what each means for money.

use super::gateway::operations::{CreateCollection, GetCollection, Refused};
use super::server::{Server, Then, payment};
use crate::error::{Error, Phase};

async fn pay(status: &str, headers: &str, body: &str) -> Error {
    let server = Server::answering(status, headers, body).await;
    let error = server
        .client()
        .create_collection(payment())
        .await
        .unwrap_err();
    assert_eq!(server.requests().len(), 1, "a payment is sent once");
    assert_eq!(error.phase(), Phase::Answered);
    assert_eq!(error.operation(), Some("createCollection"));
    assert_eq!(error.reference(), Some("ref-400000"));
    assert!(!error.is_retryable());
    error
}

#[tokio::test]
async fn a_documented_refusal_moves_no_money_and_is_typed() {
    let error = pay(
        "401 Unauthorized",
        "x-request-id: r-1\r\n",
        r#"{"code":401,"status":"Unauthorized","message":"no, Amina"}"#,
    )
    .await;
    assert!(!error.may_have_moved_money());
    assert!(error.is_unauthorized() && !error.is_forbidden());
    assert_eq!(
        error.to_string(),
        "createCollection was refused with status 401 (the token was not accepted); no money moved"
    );
    assert!(matches!(
        error.refusal::<CreateCollection>(),
        Some(Refused::Unauthorized(_))
    ));
    let said = error.api_error().unwrap();
    assert_eq!(
        (
            said.code.as_deref(),
            said.status.as_deref(),
            said.message.as_deref()
        ),
        (Some("401"), Some("Unauthorized"), Some("no, Amina"))
    );
    assert_eq!(error.request_id(), Some("r-1"));
}

#[tokio::test]
async fn each_documented_body_of_one_status_is_tried() {
    let bag = pay(
        "422 Unprocessable",
        "",
        r#"{"msisdn":["required","wrong"]}"#,
    )
    .await;
    assert!(!bag.may_have_moved_money());
    assert_eq!(
        bag.api_error().unwrap().fields,
        [(
            "msisdn".to_owned(),
            vec!["required".to_owned(), "wrong".to_owned()]
        )]
    );
    let envelope = pay("422 Unprocessable", "", r#"{"code":422,"message":"m"}"#).await;
    assert!(matches!(
        envelope.refusal::<CreateCollection>(),
        Some(Refused::UnprocessableEntityErrorEnvelope(_))
    ));
}

#[tokio::test]
async fn a_refusal_that_cannot_be_read_may_have_moved_money() {
    for (status, body) in [
        ("401 Unauthorized", "<html>"),
        ("401 Unauthorized", ""),
        ("401 Unauthorized", r#"{"code":401,"message":"tr"#),
        ("404 Not Found", r#"{"code":404,"message":"undeclared"}"#),
        ("418 Teapot", "{}"),
    ] {
        let error = pay(status, "", body).await;
        assert!(error.may_have_moved_money(), "{status} {body}");
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
        assert!(error.refusal::<CreateCollection>().is_none());
    }
}

#[tokio::test]
async fn a_refusal_that_can_be_read_and_proves_nothing_says_so() {
    for body in [
        r#"{"message":"no route"}"#,
        r#"{"code":401,"status":"accepted","message":"m"}"#,
        r#"{"code":401,"message":"m","transactionReference":"t-1"}"#,
    ] {
        let error = pay("401 Unauthorized", "", body).await;
        assert!(error.may_have_moved_money(), "{body}");
        assert!(error.api_error().is_some() && error.refusal::<CreateCollection>().is_some());
        assert_eq!(
            error.to_string(),
            "createCollection was refused with status 401 (the token was not accepted), but may still have been carried out; the money may have moved: look the payment up by its reference \"ref-400000\" before paying again"
        );
    }
}

#[tokio::test]
async fn a_success_without_what_makes_it_one_may_have_moved_money() {
    for body in [
        r#"{"code":202,"status":"accepted","transactionReference":""}"#,
        r#"{"code":422,"status":"accepted","transactionReference":"t-1"}"#,
        r#"{"code":202,"status":"failed","transactionReference":"t-1"}"#,
    ] {
        let error = pay("202 Accepted", "", body).await;
        assert!(
            error.is_undecodable() && error.may_have_moved_money(),
            "{body}"
        );
    }
}

#[tokio::test]
async fn a_server_error_may_have_moved_money_even_when_its_body_is_documented() {
    let error = pay("500 Oops", "", r#"{"code":500,"message":"m"}"#).await;
    assert!(error.may_have_moved_money());
    assert!(error.refusal::<CreateCollection>().is_some());
    assert!(error.api_error().is_some());
    assert_eq!(
        error.to_string(),
        "createCollection got a response with status 500, which is neither the expected success nor a documented refusal; the money may have moved: look the payment up by its reference \"ref-400000\" before paying again"
    );
}

#[tokio::test]
async fn an_empty_503_keeps_its_status_and_headers() {
    let error = pay("503 Service Unavailable", "retry-after: 7\r\n", "").await;
    assert!(error.may_have_moved_money());
    assert_eq!(error.status(), Some(503));
    assert_eq!(error.raw_body(), Some(&b""[..]));
    assert_eq!(error.retry_after().unwrap().as_secs(), 7);
    assert_eq!(error.header("Retry-After"), Some("7"));
}

#[tokio::test]
async fn a_429_is_told_with_and_without_the_time_to_wait() {
    let with = pay("429 Too Many", "Retry-After: 30\r\n", "").await;
    assert!(with.is_rate_limited());
    assert_eq!(with.retry_after().unwrap().as_secs(), 30);
    let date =
        "Date: Wed, 21 Oct 2026 07:27:30 GMT\r\nRetry-After: Wed, 21 Oct 2026 07:28:00 GMT\r\n";
    let until = pay("429 Too Many", date, "").await;
    assert_eq!(until.retry_after().unwrap().as_secs(), 30);
    for headers in ["", "Retry-After: tomorrow\r\n", "Retry-After: -1\r\n"] {
        let without = pay("429 Too Many", headers, "").await;
        assert!(without.is_rate_limited() && without.retry_after().is_none());
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_may_have_moved_money() {
    for status in [
        "301 Moved",
        "302 Found",
        "303 See Other",
        "307 Temporary",
        "308 Permanent",
    ] {
        let target = Server::answering("200 OK", "", "{}").await;
        let location = format!("location: http://{}/v1/collections\r\n", target.address());
        let error = pay(status, &location, "").await;
        assert!(error.may_have_moved_money());
        assert!(target.requests().is_empty());
    }
}

#[tokio::test]
async fn a_success_that_is_html_may_have_moved_money() {
    let error = pay(
        "200 OK",
        "content-type: text/html\r\n",
        "<html>secret</html>",
    )
    .await;
    assert!(error.is_undecodable() && error.may_have_moved_money());
    assert_eq!(error.status(), Some(200));
    assert_eq!(error.raw_body(), Some(&b"<html>secret</html>"[..]));
    assert_eq!(
        error.to_string(),
        "createCollection got a response with status 200, and the body is not JSON at line 1, column 1; the money may have moved: look the payment up by its reference \"ref-400000\" before paying again"
    );
}

#[tokio::test]
async fn a_success_with_truncated_json_may_have_moved_money() {
    let error = pay("200 OK", "", r#"{"code":202,"status":"acc"#).await;
    assert!(error.is_undecodable() && error.may_have_moved_money());
}

#[tokio::test]
async fn half_a_body_is_answered_and_may_have_moved_money() {
    let half = "HTTP/1.1 202 Accepted\r\ncontent-length: 100\r\n\r\n{\"code\":202";
    let server = Server::start(Then::Write(half.into())).await;
    let error = server
        .client()
        .create_collection(payment())
        .await
        .unwrap_err();
    assert_eq!(error.phase(), Phase::Answered);
    assert_eq!(error.status(), Some(202));
    assert!(error.may_have_moved_money());
    assert_eq!(error.raw_body(), Some(&b"{\"code\":202"[..]));
    assert!(error.raw_body_is_cut());
}

#[tokio::test]
async fn half_a_refusal_is_no_refusal() {
    let half =
        "HTTP/1.1 401 Unauthorized\r\ncontent-length: 100\r\n\r\n{\"code\":401,\"message\":\"m\"}";
    let server = Server::start(Then::Write(half.into())).await;
    let error = server
        .client()
        .create_collection(payment())
        .await
        .unwrap_err();
    assert_eq!(
        (error.phase(), error.status()),
        (Phase::Answered, Some(401))
    );
    assert!(error.may_have_moved_money());
}

#[tokio::test]
async fn a_body_of_10_mb_is_not_read_and_its_beginning_is_kept() {
    let body = "x".repeat(10_000_000);
    let chunked = format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n",
        body.len()
    );
    let announced = format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    for answer in [chunked, announced] {
        let server = Server::start(Then::Write(answer.into_bytes())).await;
        let error = server
            .client()
            .create_collection(payment())
            .await
            .unwrap_err();
        assert!(error.is_too_large() && error.may_have_moved_money());
        assert_eq!(
            (error.phase(), error.status()),
            (Phase::Answered, Some(200))
        );
        assert_eq!(error.raw_body().map(<[u8]>::len), Some(64 * 1024));
        assert!(error.raw_body_is_cut());
    }
}

#[tokio::test]
async fn a_body_at_the_limit_is_read_and_one_byte_more_is_not() {
    let server = Server::answering("200 OK", "", r#"{"transactionReference":"t-1"}"#).await;
    for (limit, fits) in [(30, true), (29, false), (0, false)] {
        let client = server.builder().max_answer_bytes(limit).build().unwrap();
        let result = client.get_collection("t-1").await;
        assert_eq!(result.is_ok(), fits, "{limit}");
        if let Err(error) = result {
            assert!(error.is_too_large());
            assert!(!error.may_have_moved_money());
        }
    }
}

#[tokio::test]
async fn a_long_error_body_is_kept_in_part_and_still_read_whole_and_proves_nothing() {
    let body = format!(r#"{{"code":401,"message":"{}"}}"#, "x".repeat(100_000));
    let error = pay("401 Unauthorized", "", &body).await;
    assert!(error.may_have_moved_money());
    assert!(error.refusal::<CreateCollection>().is_some());
    assert_eq!(error.raw_body().map(<[u8]>::len), Some(64 * 1024));
    assert!(error.raw_body_is_cut());
}

#[tokio::test]
async fn a_read_never_moves_money_and_may_be_repeated_after_a_passing_fault() {
    for (status, retryable) in [
        ("503 Unavailable", true),
        ("500 Oops", true),
        ("429 Too Many", true),
        ("408 Timeout", true),
        ("404 Not Found", false),
        ("302 Found", false),
        ("401 Unauthorized", false),
        ("501 Not Implemented", false),
    ] {
        let server = Server::answering(status, "", "").await;
        let error = server.client().get_collection("t-1").await.unwrap_err();
        assert!(!error.may_have_moved_money());
        assert_eq!(error.is_retryable(), retryable, "{status}");
        assert!(error.refusal::<GetCollection>().is_none());
        assert!(!error.to_string().contains("money"), "{error}");
    }
}

#[tokio::test]
async fn a_refusal_that_says_nothing_is_none_and_has_no_words() {
    for body in [
        r#"{"msisdn":"text"}"#,
        r#"{"proxy":"busy"}"#,
        r#"{"errors":[]}"#,
        "{}",
    ] {
        let error = pay("422 Unprocessable", "", body).await;
        assert!(error.api_error().is_none(), "{body}: {error:?}");
        assert!(error.may_have_moved_money(), "{body}");
    }
}
