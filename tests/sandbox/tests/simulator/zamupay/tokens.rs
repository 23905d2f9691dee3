use std::time::Duration;

use malipo_sandbox::{TokenAnswer, Zamupay};
use serde_json::json;

use super::{Merchant, ask, ask_for_token};
use crate::assert_clean;
use crate::http::raw;

const READ: &str = "/v1/transaction-routes/assigned-routes";

#[tokio::test]
async fn both_endpoints_give_tokens_that_open_the_other_operations_and_are_counted() {
    let merchant = Merchant::start().await;
    assert_eq!(merchant.token.split('.').count(), 3, "it looks like a JWT");
    assert_eq!(merchant.get(READ).await.status, 200);

    let body = json!({
        "client_id": merchant.client_id(),
        "client_secret": merchant.client_secret(),
        "grant_type": "client_credentials",
    });
    let answer = merchant
        .call_with("", "POST", "/v1/oauth/token", Some(&body))
        .await;
    let given = answer.json();
    assert_eq!(given["expires_in"], 3600);
    assert_eq!(given["token_type"], "Bearer");
    assert_eq!(given["scope"], "PyPay_api");
    let second = given["access_token"].as_str().unwrap();
    assert_ne!(second, merchant.token);
    let authorization = format!("authorization: Bearer {second}\r\n");
    let answer = merchant.call_with(&authorization, "GET", READ, None).await;
    assert_eq!(answer.status, 200, "and the first is good as well");
    assert_eq!(merchant.get(READ).await.status, 200);
    assert_eq!(merchant.token_requests(), 2);
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn a_token_dies_when_its_time_is_up_and_when_all_are_expired() {
    let merchant = Merchant::start().await;
    merchant.advance(Duration::from_secs(3590));
    assert_eq!(merchant.get(READ).await.status, 200);
    merchant.advance(Duration::from_secs(10));
    let answer = merchant.get(READ).await;
    assert_eq!((answer.status, answer.body.as_str()), (401, ""));

    merchant.token_life(Duration::from_secs(60));
    let given = ask_for_token(&merchant.sandbox).await.json();
    assert_eq!(given["expires_in"], 60);
    let authorization = format!(
        "authorization: Bearer {}\r\n",
        given["access_token"].as_str().unwrap()
    );
    let read = || merchant.call_with(&authorization, "GET", READ, None);
    assert_eq!(read().await.status, 200);
    merchant.expire_tokens();
    assert_eq!(read().await.status, 401);
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn wrong_credentials_and_scopes_are_refused_in_the_form_of_oauth() {
    let sandbox = Zamupay::builder()
        .credentials("shop", "s&cret")
        .start()
        .await
        .unwrap();
    let grant = "grant_type=client_credentials";
    for (form, status, error) in [
        (
            format!("client_id=shop&client_secret=wrong&{grant}"),
            401,
            "invalid_client",
        ),
        (
            format!("client_id=other&client_secret=s%26cret&{grant}"),
            401,
            "invalid_client",
        ),
        (
            format!("client_id=shop&client_secret=s%26cret&{grant}&scope=all"),
            400,
            "invalid_scope",
        ),
        (
            "client_id=shop&client_secret=s%26cret".to_owned(),
            400,
            "invalid_request",
        ),
        (format!("client_id=shop&{grant}"), 400, "invalid_request"),
        (
            "client_id=shop&client_secret=s%26cret&grant_type=password".to_owned(),
            400,
            "invalid_request",
        ),
    ] {
        let answer = ask(&sandbox, &form).await;
        assert_eq!(answer.status, status, "{form}: {}", answer.body);
        assert_eq!(answer.json(), json!({"error": error}), "{form}");
    }
    assert_eq!(sandbox.violations().len(), 3, "{:?}", sandbox.violations());
    let fine = format!("client_id=shop&client_secret=s%26cret&{grant}");
    assert_eq!(ask(&sandbox, &fine).await.status, 200);
    assert_eq!(sandbox.token_requests(), 7);
    let kept = format!("{:?}{:?}", sandbox.requests(), sandbox.violations());
    assert!(
        !kept.contains("s%26cret") && !kept.contains("s&cret"),
        "{kept}"
    );
    assert_eq!(sandbox.unfit_answers(), Vec::<String>::new());
}

#[tokio::test]
async fn tokens_are_answered_in_every_odd_way() {
    let sandbox = Zamupay::start().await.unwrap();
    for said in [None, Some(0), Some(-5), Some(7)] {
        sandbox.answer_token_requests(TokenAnswer::Says(said));
        let given = ask_for_token(&sandbox).await.json();
        assert_eq!(given.get("expires_in").and_then(|said| said.as_i64()), said);
        assert!(!given["access_token"].as_str().unwrap().is_empty());
    }
    sandbox.answer_token_requests(TokenAnswer::Empty);
    assert_eq!(ask_for_token(&sandbox).await.json()["access_token"], "");
    let empty = "GET /v1/bill-services HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\nauthorization: Bearer \r\n\r\n";
    assert_eq!(raw(&sandbox, empty).await.status, 401);
    sandbox.answer_token_requests(TokenAnswer::Forbidden);
    assert_eq!(ask_for_token(&sandbox).await.status, 403);
    sandbox.answer_token_requests(TokenAnswer::Unavailable);
    assert_eq!(ask_for_token(&sandbox).await.status, 503);
    sandbox.answer_token_requests(TokenAnswer::Html);
    let answer = ask_for_token(&sandbox).await;
    assert_eq!(answer.header("content-type"), Some("text/html"));
    assert!(answer.body.starts_with("<!DOCTYPE html>"));
    sandbox.answer_token_requests(TokenAnswer::Token);
    assert_eq!(ask_for_token(&sandbox).await.status, 200);
    assert_eq!(sandbox.token_requests(), 9);
    assert_eq!(sandbox.violations(), []);
    // An empty token is no token, in the specification too.
    assert_eq!(sandbox.unfit_answers().len(), 1);
}
