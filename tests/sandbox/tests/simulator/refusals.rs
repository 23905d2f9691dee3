use std::net::Ipv4Addr;
use std::time::Duration;

use malipo_sandbox::Sandbox;
use serde_json::json;

use crate::http::{call, with_headers};
use crate::{MTN, assert_clean, collection, envelope, get, post, start, transfer};

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
async fn a_parameter_that_is_there_twice_and_a_day_that_never_was_are_no_filters() {
    let sandbox = Sandbox::start().await.unwrap();
    for (query, at, broken) in [
        ("page=1&page=2", "query.page", "repeated"),
        (
            "start=2026-02-30%2000:00:00",
            "query.start",
            "local-datetime",
        ),
        ("end=2026-01-01%2024:61:00", "query.end", "local-datetime"),
    ] {
        let answer = get(&sandbox, &format!("/account/statement?{query}")).await;
        assert_eq!(answer.status, 422, "{query}: {}", answer.body);
        assert_eq!(rules(&sandbox).last(), Some(&rule(at, broken)), "{query}");
    }
    assert_eq!(sandbox.violations().len(), 3);
    assert_eq!(sandbox.unfit_answers(), Vec::<String>::new());
}

#[tokio::test]
async fn what_only_an_exact_reader_sees_in_a_body_is_a_violation_as_well() {
    let sandbox = Sandbox::start().await.unwrap();
    let whole = transfer(MTN, "100", "1");
    for (body, at, broken) in [
        (
            // As a float it is 100.
            transfer(MTN, "100.00000000000000000001", "1"),
            "body.amount",
            "multipleOf",
        ),
        (
            whole.replacen('{', r#"{"amount":900,"#, 1),
            "body",
            "repeated",
        ),
        (
            whole.replacen('{', r#"{"use_contact":true,"#, 1),
            "body",
            "repeated",
        ),
    ] {
        let answer = post(&sandbox, "/transfers", &body).await;
        assert_eq!(answer.status, 422, "{body}: {}", answer.body);
        assert_eq!(rules(&sandbox).last(), Some(&rule(at, broken)), "{body}");
    }
    assert_eq!(sandbox.violations().len(), 3);
    assert_eq!(sandbox.ledger().payments(), []);
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
async fn a_transfer_says_whom_it_pays_and_with_a_real_boolean() {
    let sandbox = Sandbox::start().await.unwrap();
    let whole = transfer(MTN, "100", "1");
    for (body, at, broken) in [
        (
            whole.replace(r#","use_contact":false"#, ""),
            "body.use_contact",
            "required",
        ),
        (
            whole.replace("false", r#""false""#),
            "body.use_contact",
            "type",
        ),
        (whole.replace("false", "0"), "body.use_contact", "type"),
        (whole.replace("false", "null"), "body.use_contact", "type"),
        // To a contact, but to which?
        (whole.replace("false", "true"), "body", "choice"),
        (whole.replace(MTN, ""), "body", "choice"),
    ] {
        let answer = post(&sandbox, "/transfers", &body).await;
        assert_eq!(answer.status, 422, "{body}: {}", answer.body);
        let bag = answer.json();
        assert!(bag.get("code").is_none(), "{bag}");
        let field = at.strip_prefix("body.").unwrap_or("body");
        assert!(bag[field].is_array(), "{body}: {bag}");
        assert!(rules(&sandbox).contains(&rule(at, broken)), "{body}");
    }
    assert_eq!(sandbox.ledger().payments(), []);
    assert_eq!(sandbox.unfit_answers(), Vec::<String>::new());
    // What the vendor's own PHP code sends for a phone number.
    let php = whole.replace("false", r#"false,"contact_id":"""#);
    assert_eq!(post(&sandbox, "/transfers", &php).await.status, 202);
}

#[tokio::test]
async fn from_an_address_that_is_not_whitelisted_sensitive_operations_are_refused_in_the_vendors_words()
 {
    let sandbox = Sandbox::start().await.unwrap();
    let paid = start(&sandbox, "/transfers", &transfer(MTN, "100", "before")).await;
    let before = sandbox.ledger();
    for whitelist in [vec![], vec![Ipv4Addr::new(192, 0, 2, 36)]] {
        sandbox.whitelist(whitelist);
        let answer = get(&sandbox, "/account").await;
        assert_eq!(
            answer.json(),
            json!({
                "code": 403,
                "status": "Forbidden",
                "message": "Connection refused from unauthorized IP: 127.0.0.1,  This IP is NOT unauthorized to access the /account endpoint on your account. If you believe this is in error, please contact support@zengapay.com"
            })
        );
        let refused = post(&sandbox, "/transfers", &transfer(MTN, "100", "after")).await;
        envelope(403, "Forbidden", &refused);
        assert!(refused.body.contains("the /transfers endpoint"));
        for path in ["/account/balance", "/account/statement"] {
            envelope(403, "Forbidden", &get(&sandbox, path).await);
        }
    }
    // A wrong token is told first: the whitelist is that of an account.
    let wrong = "authorization: Bearer another\r\n";
    let answer = with_headers(&sandbox, "GET", "/account", wrong, None).await;
    envelope(401, "Unauthorized", &answer);
    assert_eq!(sandbox.ledger(), before);
    for path in [
        "/collections",
        "/transfers",
        "/networks",
        "/contacts",
        &format!("/transfers/{paid}"),
    ] {
        assert_eq!(get(&sandbox, path).await.status, 200, "{path}");
    }
    start(&sandbox, "/collections", &collection(MTN, "100", "asked")).await;

    sandbox.whitelist([Ipv4Addr::new(192, 0, 2, 36), Ipv4Addr::LOCALHOST]);
    assert_eq!(get(&sandbox, "/account").await.status, 200);
    start(&sandbox, "/transfers", &transfer(MTN, "100", "after")).await;
    assert_clean(&sandbox);
}

#[tokio::test]
async fn too_many_requests_are_refused_with_and_without_a_pause_and_do_nothing() {
    let sandbox = Sandbox::start().await.unwrap();
    let body = transfer(MTN, "100", "fast");
    for (pause, header) in [
        (None, None),
        (Some(Duration::ZERO), Some("0")),
        (Some(Duration::from_secs(30)), Some("30")),
        (Some(Duration::from_millis(1_001)), Some("2")),
    ] {
        sandbox.throttle(2, pause);
        for answer in [
            post(&sandbox, "/transfers", &body).await,
            // A request without a token counts as well.
            with_headers(&sandbox, "GET", "/networks", "", None).await,
        ] {
            envelope(429, "error", &answer);
            assert_eq!(answer.header("retry-after"), header);
        }
        assert_eq!(get(&sandbox, "/networks").await.status, 200);
    }
    sandbox.throttle(1, None);
    envelope(429, "error", &get(&sandbox, "/nowhere").await);
    sandbox.throttle(5, None);
    sandbox.throttle(0, None);
    assert_eq!(get(&sandbox, "/networks").await.status, 200);
    assert_eq!(sandbox.ledger().payments(), []);
    assert_clean(&sandbox);
}
