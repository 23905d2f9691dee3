//! Claim: a wait ends with success only on a status that the specification calls a success. What is pending,
//! indeterminate or unknown is asked about again, and when the time is over, the error carries the last state.

use std::future::{pending, ready};
use std::time::{Duration, Instant};

use malipo::runtime::{Outcome, Wait};
use malipo::zengapay::operations::GetCollection;
use malipo::zengapay::types::TransactionStatus;
use malipo::zengapay::{Client, Environment};
use malipo::{Error, Phase};
use malipo_tests::scripted::{Reply, Scripted};

const LONG: Duration = Duration::from_secs(30);
const SHORT: Duration = Duration::from_millis(300);

/// A deadline before which a few responses arrive on a busy machine too.
const ENOUGH: Duration = Duration::from_secs(2);

fn status(status: &str) -> Reply {
    Reply::json(
        200,
        &format!(
            r#"{{"data":{{"transactionReference":"r-1","transactionStatus":"{status}","msisdn":"256770000017"}}}}"#
        ),
    )
}

fn failure(status: u16) -> Reply {
    Reply::json(
        status,
        &format!(r#"{{"code":{status},"status":"error","message":"Amina"}}"#),
    )
}

fn wait(server: &Scripted, deadline: Duration) -> Wait<GetCollection> {
    Client::builder(Environment::Sandbox, "ZPYPUBK-test")
        .base_url(server.base_url())
        .build()
        .unwrap()
        .get_collection("r-1")
        .wait(deadline)
        .first_pause(Duration::from_millis(1))
        .max_pause(Duration::from_millis(10))
}

async fn asked(replies: impl IntoIterator<Item = Reply>) -> Scripted {
    Scripted::sequence(replies).await.unwrap()
}

fn last_status(error: &Error) -> Option<&TransactionStatus> {
    let state = error.last_state::<GetCollection>()?;
    Some(&state.data.transaction_status)
}

#[tokio::test]
async fn a_wait_goes_on_until_the_payment_has_succeeded() {
    let server = asked([
        status("PENDING"),
        status("INDETERMINATE"),
        status("PENDING"),
        status("SUCCEEDED"),
    ])
    .await;
    let settled = wait(&server, LONG).await.unwrap();
    assert_eq!(settled.outcome, Outcome::Succeeded);
    assert!(settled.succeeded());
    assert_eq!(settled.value.data.transaction_reference, "r-1");
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn a_payment_that_failed_is_settled_and_no_success() {
    let server = asked([status("PENDING"), status("FAILED")]).await;
    let settled = wait(&server, LONG).await.unwrap();
    assert_eq!(settled.outcome, Outcome::Failed);
    assert!(!settled.succeeded());
}

#[tokio::test]
async fn pending_indeterminate_and_unknown_are_never_final() {
    for (word, says) in [
        ("PENDING", "not final"),
        ("INDETERMINATE", "not final"),
        ("SUCCESS", "does not know"),
        ("succeeded", "does not know"),
    ] {
        let server = asked([status(word)]).await;
        let error = wait(&server, LONG).until(server.asked(2)).await;
        let error = error.unwrap_err();
        assert!(error.is_unsettled() && error.is_cancelled(), "{error}");
        assert_eq!(last_status(&error), Some(&TransactionStatus::from(word)));
        assert_eq!(error.phase(), Phase::Answered);
        assert!(error.to_string().contains(says), "{word}: {error}");
        assert!(error.to_string().contains("do not pay again"), "{error}");
        // The next request may have left before the wait noticed its end.
        assert!(server.requests().len() >= 2, "{word} was asked about again");
    }
}

#[tokio::test]
async fn the_deadline_of_a_wait_carries_the_last_state() {
    let server = asked([status("PENDING"), status("INDETERMINATE"), Reply::Silence]).await;
    let error = wait(&server, ENOUGH).await.unwrap_err();
    assert!(error.is_unsettled() && !error.is_cancelled(), "{error}");
    let last = last_status(&error);
    assert_eq!(last, Some(&TransactionStatus::Indeterminate));
    assert_eq!(error.phase(), Phase::Answered);
    assert!(error.to_string().contains("not final"), "{error}");
    assert!(error.to_string().contains("do not pay again"), "{error}");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_cancel_ends_the_wait_at_once_with_the_last_state() {
    let server = asked([status("PENDING")]).await;
    let started = Instant::now();
    let error = wait(&server, LONG)
        .until(server.asked(2))
        .await
        .unwrap_err();
    assert!(started.elapsed() < LONG / 2);
    assert!(error.is_unsettled() && error.is_cancelled(), "{error}");
    assert_eq!(last_status(&error), Some(&TransactionStatus::Pending));

    let error = wait(&server, LONG).until(ready(())).await.unwrap_err();
    assert!(error.is_cancelled());
    let server = asked([status("SUCCEEDED")]).await;
    let settled = wait(&server, LONG).until(pending::<()>()).await.unwrap();
    assert!(
        settled.succeeded(),
        "a cancel that never comes is no cancel"
    );
}

/// A payment that succeeded, in a body that also says this.
fn contradicted(envelope: &str) -> Reply {
    Reply::json(
        200,
        &format!(
            r#"{{{envelope},"data":{{"transactionReference":"r-1","transactionStatus":"SUCCEEDED","msisdn":null}}}}"#
        ),
    )
}

#[tokio::test]
async fn a_wait_goes_on_over_a_success_whose_body_reports_a_failure() {
    for envelope in [
        r#""code":500"#,
        r#""code":"500","status":"OK""#,
        r#""code":-1"#,
        r#""status":"error""#,
        r#""code":200,"status":"failed""#,
        r#""code":200,"status":["Failed"]"#,
        r#""Status":"Service Unavailable""#,
        r#""code":200,"code":500"#,
        r#""errors":{"msisdn":["m"]}"#,
        r#""error":"m""#,
    ] {
        let server = asked([contradicted(envelope), status("SUCCEEDED")]).await;
        assert!(wait(&server, LONG).await.unwrap().succeeded());
        assert_eq!(server.requests().len(), 2, "{envelope}");

        let server = asked([contradicted(envelope)]).await;
        let error = wait(&server, LONG).until(server.asked(2)).await;
        let error = error.unwrap_err();
        assert!(error.is_unsettled() && error.may_have_moved_money());
        assert!(last_status(&error).is_none(), "{envelope}");
        assert_eq!(error.status(), Some(200));
        let kept = String::from_utf8_lossy(error.raw_body().unwrap());
        assert!(kept.contains(envelope), "{kept}");
    }
    // Nothing of this reports a failure.
    for envelope in [
        r#""code":200,"status":"OK""#,
        r#""code":"200","status":"""#,
        r#""code":null,"status":null,"errors":[],"error":null"#,
        r#""message":"failed: 500","more":{"code":500,"status":"failed"},"more":1"#,
    ] {
        let server = asked([contradicted(envelope)]).await;
        let settled = wait(&server, LONG).await.unwrap();
        assert!(settled.succeeded(), "{envelope}");
        assert_eq!(server.requests().len(), 1, "{envelope}");
    }
}

#[tokio::test]
async fn passing_failures_are_tolerated() {
    let server = asked([
        failure(503),
        Reply::Close,
        failure(429),
        Reply::Bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec()),
        status("PENDING"),
        Reply::answer(500, &[], "<html>"),
        status("SUCCEEDED"),
    ])
    .await;
    assert!(wait(&server, LONG).await.unwrap().succeeded());
    assert_eq!(server.requests().len(), 7);
}

#[tokio::test]
async fn a_wait_that_sees_nothing_but_passing_failures_says_why() {
    let server = asked([failure(503)]).await;
    let error = wait(&server, LONG).until(server.asked(2)).await;
    let error = error.unwrap_err();
    assert!(error.is_unsettled());
    assert!(error.last_state::<GetCollection>().is_none());
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.contains("503"), "{source}");
    assert!(
        error.to_string().contains("no state could be read"),
        "{error}"
    );
}

/// Responses of somebody on the way, or of nobody that is known.
fn foreign() -> Vec<Reply> {
    let html = &[("content-type", "text/html")][..];
    vec![
        Reply::answer(
            404,
            &[("content-type", "text/plain")],
            "default backend - 404",
        ),
        Reply::answer(404, &[], ""),
        Reply::json(404, r#"{"message":"no Route matched with those values"}"#),
        Reply::answer(401, html, "<html>401 Authorization Required</html>"),
        Reply::answer(401, &[], ""),
        Reply::json(401, r#"{"message":"Unauthorized"}"#),
        Reply::json(
            401,
            r#"{"code":16,"status":"error","message":"no credentials"}"#,
        ),
        Reply::answer(403, html, "<html>403 Forbidden</html>"),
        Reply::json(403, r#"{"message":"Forbidden"}"#),
        Reply::json(403, r#"{"code":403,"message":"Forbidden"}"#),
        Reply::json(403, r#"{"error":"rate limited by the firewall"}"#),
        Reply::answer(302, &[("location", "/login")], ""),
        Reply::answer(520, &[], "error code: 520"),
        Reply::answer(525, &[], "error code: 525"),
        Reply::answer(503, &[], "upstream connect error"),
        Reply::answer(200, html, "<html>sign in</html>"),
        Reply::json(200, r#"{"data":{}}"#),
        Reply::json(200, "[]"),
        Reply::answer(200, &[], ""),
    ]
}

#[tokio::test]
async fn a_wait_goes_on_over_what_may_pass() {
    let own = [
        400, 404, 405, 406, 408, 409, 422, 425, 429, 500, 502, 503, 504, 520, 522, 524,
    ];
    for reply in own.map(failure).into_iter().chain(foreign()) {
        let server = asked([
            reply.clone(),
            status("PENDING"),
            reply.clone(),
            status("SUCCEEDED"),
        ])
        .await;
        let settled = wait(&server, LONG).await;
        let settled = settled.unwrap_or_else(|error| panic!("{reply:?}: {error}"));
        assert!(settled.succeeded());
        assert_eq!(server.requests().len(), 4);
    }
}

#[tokio::test]
async fn the_gateways_own_401_and_403_end_a_wait_at_once_with_the_last_state() {
    for code in [401, 403] {
        let server = asked([status("PENDING"), failure(code)]).await;
        let error = wait(&server, LONG).await.unwrap_err();
        assert!(!error.is_unsettled());
        assert_eq!(error.status(), Some(code));
        assert_eq!(last_status(&error), Some(&TransactionStatus::Pending));
        assert_eq!(server.requests().len(), 2);
    }
}

#[tokio::test]
async fn a_wait_does_not_believe_a_response_about_another_payment() {
    let another = |status: &str| {
        Reply::json(
            200,
            &format!(
                r#"{{"data":{{"transactionReference":"r-2","transactionStatus":"{status}"}}}}"#
            ),
        )
    };
    for word in ["SUCCEEDED", "FAILED", "PENDING"] {
        let server = asked([
            another(word),
            status("PENDING"),
            another(word),
            status("SUCCEEDED"),
        ])
        .await;
        let settled = wait(&server, LONG).await.unwrap();
        assert!(settled.succeeded());
        assert_eq!(settled.value.data.transaction_reference, "r-1");
        assert_eq!(server.requests().len(), 4);

        // And if there is no other response, the wait does not end by itself.
        let server = asked([status("PENDING"), another(word)]).await;
        let error = wait(&server, LONG).until(server.asked(3)).await;
        let error = error.unwrap_err();
        assert!(
            error.is_unsettled() && error.may_have_moved_money(),
            "{error}"
        );
        assert_eq!(last_status(&error), Some(&TransactionStatus::Pending));
        let source = std::error::Error::source(&error).unwrap().to_string();
        assert!(source.contains("responded about another"), "{source}");
    }
}

#[tokio::test]
async fn the_final_error_of_a_wait_keeps_the_last_response() {
    let busy = Reply::answer(
        503,
        &[("x-request-id", "req-7"), ("retry-after", "0")],
        "upstream connect error",
    );
    for (last, code, body) in [
        (busy, 503, "upstream connect error"),
        (
            Reply::answer(404, &[("x-request-id", "req-7")], "default backend - 404"),
            404,
            "default backend - 404",
        ),
        (
            Reply::answer(200, &[("x-request-id", "req-7")], "<html>"),
            200,
            "<html>",
        ),
    ] {
        for replies in [
            vec![last.clone()],
            vec![status("PENDING"), last.clone()],
            vec![last, Reply::Close],
        ] {
            let all_read = replies.len() + 1;
            let server = asked(replies).await;
            let error = wait(&server, LONG).until(server.asked(all_read)).await;
            let error = error.unwrap_err();
            assert!(error.is_unsettled());
            assert_eq!(error.status(), Some(code));
            assert_eq!(error.raw_body(), Some(body.as_bytes()));
            assert_eq!(error.request_id(), Some("req-7"));
            assert_eq!(error.header("x-request-id"), Some("req-7"));
        }
    }
    let server = asked([status("PENDING")]).await;
    let error = wait(&server, LONG).until(server.asked(2)).await;
    let error = error.unwrap_err();
    assert_eq!(error.status(), Some(200));
    assert!(String::from_utf8_lossy(error.raw_body().unwrap()).contains("PENDING"));
}

/// A function that pays and waits has one error for both, and its caller asks that error whether to pay again.
#[tokio::test]
async fn whatever_ends_a_wait_nobody_is_told_that_no_money_moved_or_to_try_again() {
    let unreachable = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/v1", listener.local_addr().unwrap())
    };
    let unreachable = Client::builder(Environment::Sandbox, "ZPYPUBK-test")
        .base_url(unreachable)
        .build()
        .unwrap();
    let mut errors = vec![
        unreachable.get_collection("r-1").wait(SHORT).await,
        unreachable.get_collection("").wait(SHORT).await,
    ];
    for reply in [
        status("PENDING"),
        status("SUCCESS"),
        failure(401),
        failure(404),
        failure(503),
        Reply::answer(302, &[], ""),
        Reply::answer(200, &[], "<html>"),
        Reply::json(200, r#"{"data":{}}"#),
        Reply::Silence,
    ] {
        let server = asked([reply.clone()]).await;
        errors.push(wait(&server, SHORT).await);
        let server = asked([reply]).await;
        errors.push(wait(&server, LONG).until(tokio::time::sleep(SHORT)).await);
    }
    for error in errors {
        let error = error.unwrap_err();
        assert!(error.may_have_moved_money(), "{error}");
        assert!(!error.is_retryable(), "{error}");
        assert!(error.to_string().contains("do not pay again"), "{error}");
    }
}

#[tokio::test]
async fn a_first_pause_of_nothing_does_not_ask_without_a_pause() {
    let server = asked([status("PENDING")]).await;
    let unpaused = wait(&server, Duration::from_secs(1))
        .first_pause(Duration::ZERO)
        .max_pause(LONG);
    assert!(unpaused.await.unwrap_err().is_unsettled());
    let asked = server.requests().len();
    assert!((2..100).contains(&asked), "asked {asked} times");
}

#[tokio::test]
async fn a_gateway_that_names_a_pause_is_heeded() {
    let later = Reply::answer(429, &[("retry-after", "1")], "{}");
    let server = asked([later, status("SUCCEEDED")]).await;
    let started = Instant::now();
    assert!(wait(&server, LONG).await.unwrap().succeeded());
    assert!(started.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn an_absurd_pause_does_not_outlast_the_deadline() {
    let never = Reply::answer(429, &[("retry-after", "18446744073709551615")], "{}");
    let server = asked([never]).await;
    let started = Instant::now();
    assert!(wait(&server, SHORT).await.unwrap_err().is_unsettled());
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn a_gateway_that_says_nothing_does_not_outlast_the_deadline() {
    let server = asked([status("PENDING"), Reply::Silence]).await;
    let started = Instant::now();
    let error = wait(&server, ENOUGH).await.unwrap_err();
    assert!(error.is_unsettled());
    assert_eq!(last_status(&error), Some(&TransactionStatus::Pending));
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn a_wait_without_a_deadline_is_possible() {
    let server = asked([status("SUCCEEDED")]).await;
    assert!(wait(&server, Duration::MAX).await.unwrap().succeeded());
}

#[tokio::test]
async fn nothing_personal_is_in_the_error_of_a_wait() {
    let server = asked([status("PENDING"), failure(503)]).await;
    let error = wait(&server, LONG).until(server.asked(3)).await;
    let error = error.unwrap_err();
    let shown = format!("{error} {error:?} {error:#?}");
    for secret in ["256770000017", "Amina", "ZPYPUBK", "r-1"] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
}

#[tokio::test]
async fn a_wait_can_be_sent_to_another_task() {
    let server = asked([status("PENDING"), status("SUCCEEDED")]).await;
    let waiting = tokio::spawn(wait(&server, LONG).into_future());
    assert!(waiting.await.unwrap().unwrap().succeeded());
}

#[tokio::test]
async fn a_203_or_a_206_is_no_response_about_the_payment() {
    let odd = |code: u16| {
        let Reply::Bytes(whole) = status("SUCCEEDED") else {
            unreachable!("a whole response");
        };
        let text = String::from_utf8(whole).unwrap();
        Reply::Bytes(text.replacen(" 200 ", &format!(" {code} "), 1).into())
    };
    let server = asked([odd(206), odd(203), status("FAILED")]).await;
    let settled = wait(&server, LONG).await.unwrap();
    assert_eq!(settled.outcome, Outcome::Failed);
    assert_eq!(server.requests().len(), 3);

    let server = asked([odd(206)]).await;
    let error = wait(&server, LONG).until(server.asked(2)).await;
    let error = error.unwrap_err();
    assert!(
        error.is_unsettled() && error.status() == Some(206),
        "{error}"
    );
    assert_eq!(last_status(&error), None);
}

#[tokio::test]
async fn a_wait_gets_one_new_token_after_a_401_and_then_asks_once_at_each_poll() {
    let token = || {
        Reply::json(
            200,
            r#"{"access_token":"t","expires_in":3600,"token_type":"Bearer"}"#,
        )
    };
    let refused = || Reply::answer(401, &[], "");
    let line = r#"{"transactionOutcome":{"transactionStatus":4,"resultCode":"0"}}"#;
    let done = format!(r#"{{"originatorConversationId":"W933","orderLines":[{line}]}}"#);
    let server = asked([
        token(),
        refused(),
        token(),
        refused(),
        refused(),
        refused(),
        Reply::json(200, &done),
    ])
    .await;
    let settled = malipo::zamupay::Client::builder(
        malipo::zamupay::Environment::Sandbox,
        "shop-17",
        "a-secret",
    )
    .base_url(format!("http://{}", server.host()))
    .build()
    .unwrap()
    .get_payment_order("W933")
    .wait(LONG)
    .first_pause(Duration::from_millis(1))
    .max_pause(Duration::from_millis(5))
    .await
    .unwrap();
    assert!(settled.succeeded());
    let is_for_token: Vec<bool> = server
        .requests()
        .iter()
        .map(|request| request.starts_with(b"POST /connect/token "))
        .collect();
    assert_eq!(
        is_for_token,
        [true, false, true, false, false, false, false]
    );
}

#[tokio::test]
async fn a_wait_for_a_collection_does_not_believe_a_payout_a_charge_or_a_transfer_between_accounts()
{
    let shows = |more: &str| {
        Reply::json(
            200,
            &format!(
                r#"{{"code":200,"status":"OK","data":{{"transactionReference":"r-1","transactionStatus":"SUCCEEDED","msisdn":null{more}}}}}"#
            ),
        )
    };
    for other in [
        r#","transactionEntrySpecificType":"OUTBOUND_MSISDN_DEBIT""#,
        r#","transactionEntrySpecificType":"OUTBOUND_ZPACCT_DEBIT""#,
        r#","transactionEntryDesignation":"CHARGES""#,
    ] {
        let server = asked([shows(other)]).await;
        let error = wait(&server, LONG).until(server.asked(2)).await;
        let error = error.unwrap_err();
        assert!(error.is_unsettled(), "{error}");
        let why = std::error::Error::source(&error).unwrap().to_string();
        assert!(why.contains("about another"), "{why}");
    }
    // What says nothing of its kind, or something unknown, is not another.
    for same in [
        "",
        r#","transactionEntrySpecificType":"INBOUND_MSISDN_CREDIT""#,
        r#","transactionEntrySpecificType":"NEW_KIND","transactionEntryDesignation":null"#,
    ] {
        let server = asked([shows(same)]).await;
        assert!(wait(&server, LONG).await.unwrap().succeeded(), "{same}");
    }
}
