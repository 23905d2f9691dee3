use malipo_sandbox::Sandbox;
use serde_json::json;

use crate::http::{call, with_headers};
use crate::{MTN, assert_clean, collection, envelope, get, post, transfer};

/// The places and rules of all violations so far.
fn rules(sandbox: &Sandbox) -> Vec<(String, String)> {
    sandbox
        .violations()
        .into_iter()
        .map(|violation| (violation.at, violation.rule))
        .collect()
}

fn rule(at: &str, rule: &str) -> (String, String) {
    (at.to_owned(), rule.to_owned())
}

#[tokio::test]
async fn a_wrong_token_gets_401_and_a_missing_one_is_a_violation_too() {
    let sandbox = Sandbox::start().await.unwrap();
    for headers in [
        "authorization: Bearer another\r\n".to_owned(),
        format!("authorization: Token {}\r\n", sandbox.token()),
    ] {
        let answer = with_headers(&sandbox, "GET", "/networks", &headers, None).await;
        envelope(401, "Unauthorized", &answer);
    }
    assert_clean(&sandbox);
    envelope(
        401,
        "Unauthorized",
        &with_headers(&sandbox, "GET", "/networks", "", None).await,
    );
    assert_eq!(rules(&sandbox), [rule("header.authorization", "required")]);
}

#[tokio::test]
async fn a_path_or_a_method_that_the_specification_lacks_is_refused() {
    let sandbox = Sandbox::start().await.unwrap();
    envelope(404, "Not Found", &get(&sandbox, "/airtime").await);
    envelope(404, "Not Found", &get(&sandbox, "/collections/a/b").await);
    let answer = call(&sandbox, "DELETE", "/collections", None).await;
    envelope(405, "Method Not Allowed", &answer);
    assert_eq!(answer.header("allow"), Some("GET, POST"));
    assert_eq!(
        rules(&sandbox),
        [
            rule("path", "path"),
            rule("path", "path"),
            rule("path", "method")
        ]
    );
}

#[tokio::test]
async fn a_body_that_does_not_fit_gets_the_bare_map_of_fields() {
    let sandbox = Sandbox::start().await.unwrap();
    let body = r#"{"msisdn":"256770000017","amount":100,"external_reference":"1","narration":"n"}"#;
    let answer = post(&sandbox, "/transfers", body).await;
    assert_eq!(answer.status, 422);
    assert_eq!(
        answer.json(),
        json!({"use_contact": ["The use contact field is required."]})
    );
    assert_eq!(rules(&sandbox), [rule("body.use_contact", "required")]);
    assert_eq!(sandbox.ledger().payments(), []);
    assert_eq!(sandbox.unfit_answers(), Vec::<String>::new());
}

#[tokio::test]
async fn all_mistakes_of_a_body_are_told_at_once() {
    let sandbox = Sandbox::start().await.unwrap();
    let body = r#"{"msisdn":"070-letters","amount":-5,"external_reference":"","colour":"red"}"#;
    let answer = post(&sandbox, "/collections", body).await;
    assert_eq!(answer.status, 422);
    let fields: Vec<_> = answer.json().as_object().unwrap().keys().cloned().collect();
    assert_eq!(
        fields,
        [
            "amount",
            "colour",
            "external_reference",
            "msisdn",
            "narration"
        ]
    );
    assert_eq!(sandbox.violations().len(), 5);
}

#[tokio::test]
async fn a_boolean_in_quotes_is_not_a_boolean() {
    let sandbox = Sandbox::start().await.unwrap();
    let body = transfer(MTN, "100", "1").replace("false", r#""false""#);
    assert_eq!(post(&sandbox, "/transfers", &body).await.status, 422);
    assert!(rules(&sandbox).contains(&rule("body.use_contact", "type")));
}

#[tokio::test]
async fn parameters_are_checked_as_well() {
    let sandbox = Sandbox::start().await.unwrap();
    for (path, at, broken, status) in [
        ("/account/statement?limit=0", "query.limit", "minimum", 422),
        ("/account/statement?limit=many", "query.limit", "type", 422),
        (
            "/account/statement?start=yesterday",
            "query.start",
            "local-datetime",
            422,
        ),
        ("/networks?per_page=5", "query.per_page", "undeclared", 422),
        ("/networks/mtn", "path.id", "type", 404),
    ] {
        let answer = get(&sandbox, path).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.body);
        assert_eq!(rules(&sandbox).last(), Some(&rule(at, broken)), "{path}");
    }
    assert_eq!(sandbox.unfit_answers(), Vec::<String>::new());
}

#[tokio::test]
async fn a_body_where_none_belongs_is_refused() {
    let sandbox = Sandbox::start().await.unwrap();
    let answer = call(&sandbox, "GET", "/collections", Some(r#"{"per_page":25}"#)).await;
    assert_eq!(answer.status, 422, "{}", answer.body);
    assert_eq!(rules(&sandbox), [rule("body", "undeclared")]);
    assert_eq!(post(&sandbox, "/collections", "").await.status, 422);
    assert_eq!(rules(&sandbox).last(), Some(&rule("body", "required")));
}

#[tokio::test]
async fn what_is_not_json_gets_400() {
    let sandbox = Sandbox::start().await.unwrap();
    envelope(
        400,
        "Bad Request",
        &post(&sandbox, "/collections", "{\"msisdn\":").await,
    );
    let authorization = format!("authorization: Bearer {}\r\n", sandbox.token());
    let form = format!("{authorization}content-type: application/x-www-form-urlencoded\r\n");
    let answer = with_headers(&sandbox, "POST", "/collections", &form, Some("amount=1")).await;
    envelope(400, "Bad Request", &answer);
    assert_eq!(
        rules(&sandbox),
        [rule("body", "type"), rule("header.content-type", "type")]
    );
}

#[tokio::test]
async fn another_format_than_json_is_not_available() {
    let sandbox = Sandbox::start().await.unwrap();
    let authorization = format!("authorization: Bearer {}\r\n", sandbox.token());
    let xml = format!("{authorization}accept: text/xml\r\n");
    envelope(
        406,
        "Not Acceptable",
        &with_headers(&sandbox, "GET", "/networks", &xml, None).await,
    );
    let anything = format!("{authorization}accept: text/html, */*;q=0.8\r\n");
    assert_eq!(
        with_headers(&sandbox, "GET", "/networks", &anything, None)
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_number_of_no_known_network_is_refused_without_a_violation() {
    let sandbox = Sandbox::start().await.unwrap();
    let answer = post(
        &sandbox,
        "/collections",
        &collection("254700000001", "100", "kenya"),
    )
    .await;
    assert_eq!(answer.status, 422);
    assert!(answer.json()["msisdn"].is_array(), "{}", answer.body);
    assert_clean(&sandbox);
}

#[tokio::test]
async fn what_is_not_simulated_yet_says_so() {
    let sandbox = Sandbox::start().await.unwrap();
    let contact = r#"{"first_name":"Denis","phone":"256770000017","type":"Beneficiary"}"#;
    let to_contact = r#"{"msisdn":"","amount":1500,"external_reference":"r","narration":"n","contact_id":"9aa3bc79-583e-4eb5-93bf-0e894b07aec9","use_contact":true}"#;
    for answer in [
        get(&sandbox, "/account").await,
        get(&sandbox, "/contacts").await,
        get(&sandbox, "/contacts/9aa3bc79-583e-4eb5-93bf-0e894b07aec9").await,
        post(&sandbox, "/contacts", contact).await,
        post(&sandbox, "/transfers", to_contact).await,
    ] {
        envelope(501, "Not Implemented", &answer);
        assert!(
            answer.body.contains("malipo-sandbox does not simulate"),
            "{}",
            answer.body
        );
    }
    assert_clean(&sandbox);
}
