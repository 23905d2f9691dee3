//! Nothing that is printed holds a secret, a person or a payment, but for the reference in an error.

use std::error::Error as _;

use super::gateway::{client::Client, operations::CreateCollection, types};
use super::server::{Server, Then, payment};
use crate::error::Error;
use crate::request::Method;

const PRIVATE: [&str; 9] = [
    "4711",
    "256770000017",
    "770000017",
    "ref-400000",
    "Amina",
    "127.0.0.1",
    "/collections",
    "http://",
    "cookie-value",
];

fn assert_clean(what: &str, shown: &str) {
    for private in PRIVATE {
        assert!(!shown.contains(private), "{what} shows {private}: {shown}");
    }
}

fn assert_error_is_clean(what: &str, error: &Error) {
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        shown.push_str(&format!(" {cause} {cause:?}"));
        source = cause.source();
    }
    // The reference of the payment is the merchant's own, and shown on purpose, by itself.
    assert_clean(what, &shown.replace(r#""ref-400000""#, ""));
}

async fn pay(then: Then) -> Error {
    let server = Server::start(then).await;
    let client = server
        .builder()
        .read_timeout(std::time::Duration::from_millis(300));
    client
        .build()
        .unwrap()
        .create_collection(payment())
        .await
        .unwrap_err()
}

fn answer(status: &str, body: &str) -> Then {
    let length = body.len();
    Then::Write(format!("HTTP/1.1 {status}\r\nset-cookie: cookie-value\r\ncontent-length: {length}\r\n\r\n{body}").into())
}

#[tokio::test]
async fn no_error_shows_a_body_a_message_a_token_a_number_or_a_url() {
    let envelope = r#"{"code":401,"status":"Amina","message":"Amina 256770000017 has no account"}"#;
    let bag = r#"{"256770000017":["Amina"]}"#;
    for (what, then) in [
        ("refusal", answer("401 Unauthorized", envelope)),
        ("bag", answer("422 Unprocessable", bag)),
        ("server error", answer("500 Oops", envelope)),
        ("html", answer("200 OK", "<html>Amina</html>")),
        (
            "wrong shape",
            answer("200 OK", r#"{"code":"Amina 256770000017"}"#),
        ),
        ("missing field", answer("200 OK", r#"{"Amina":1}"#)),
        ("truncated", answer("200 OK", r#"{"Amina":"#)),
        ("redirect", answer("302 Found", "Amina")),
        ("close", Then::Close),
        ("hang", Then::Hang),
        (
            "half",
            Then::Write(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nAmina".to_vec()),
        ),
        (
            "no http",
            Then::Write(b"Amina 256770000017\r\n\r\n".to_vec()),
        ),
    ] {
        assert_error_is_clean(what, &pay(then).await);
    }
}

#[tokio::test]
async fn no_violation_shows_its_value() {
    let server = Server::start(Then::Close).await;
    let mut request = payment();
    request.external_reference = String::new();
    request.narration = Some("Amina 256770000017 and much more".to_owned());
    let error = server
        .client()
        .create_collection(request)
        .await
        .unwrap_err();
    assert_error_is_clean("violations", &error);
    let raw = server
        .client()
        .request(Method::Get, "/a b/256770000017")
        .await
        .unwrap_err();
    assert_error_is_clean("raw path", &raw);
}

#[tokio::test]
async fn no_call_client_or_request_shows_what_it_carries() {
    let server = Server::answering("200 OK", "", "{}").await;
    let client: Client = server.client();
    let call = client.create_collection(payment());
    assert_clean(
        "call",
        &format!(
            "{call:?} {:?}",
            client.request(Method::Get, "/256770000017")
        ),
    );
    assert_clean(
        "builder",
        &format!("{:?}", server.builder().proxy("http://u:4711@example.com")),
    );
    let client = format!("{client:?}");
    assert!(!client.contains("4711"), "{client}");
    let operation = format!("{:?}", CreateCollection { body: payment() });
    assert!(!operation.contains("770000017"), "{operation}");
}

#[test]
fn a_response_shows_no_person() {
    let transaction: types::Transaction = serde_json::from_str(
        r#"{"transactionReference":"t","name":"Amina","msisdn":256770000017,"extra":{"name":"Amina"}}"#,
    )
    .unwrap();
    assert_clean("transaction", &format!("{transaction:?}"));
}
