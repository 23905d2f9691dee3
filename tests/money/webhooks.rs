//! Claim: only an event that the gateway signed is received, nothing of it is to be seen before the gateway was asked,
//! and the gateway's state wins over what the event says. Whatever else comes is refused with the status to answer.

use malipo::runtime::HeaderMap;
use malipo::runtime::event::Comparison;
use malipo::zengapay::webhook::{self, Receiver, Refused, SIGNATURE_HEADER, Unconfirmed};
use malipo::zengapay::{Client, Environment};
use malipo_tests::scripted::{Reply, Scripted};

mod confirming;
mod declared;
mod delivered;
mod readings;

const SECRET: &str = "malipo-test-secret";
const VECTOR: &str = "155b566252751bea8a33e559c171efd74c511753f18d7526173b5c4f6d389465";
const REFERENCE: &str = "566a4a89-4024-584c-b1f5-8c59aff0d334";
const EXTERNAL: &str = "20080513164357";

/// The body that the vendor prints, with an invented phone number.
fn printed() -> String {
    let path = malipo_tests::root("tests/fixtures/zengapay/webhooks/collection.success.json");
    let text = std::fs::read_to_string(path).unwrap();
    let exchange: std::collections::BTreeMap<String, Box<serde_json::value::RawValue>> =
        serde_json::from_str(&text).unwrap();
    exchange["body"].get().to_owned()
}

fn receiver() -> Receiver {
    Receiver::new([SECRET]).unwrap()
}

fn headers(signature: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let name: http::HeaderName = SIGNATURE_HEADER.parse().unwrap();
    headers.insert(name, signature.parse().unwrap());
    headers
}

fn received(body: &str) -> Result<Unconfirmed, Refused> {
    receiver().receive(&headers(&webhook::sign(SECRET, body).unwrap()), body)
}

fn refused(signature: &str, body: impl AsRef<[u8]>) -> Refused {
    receiver().receive(&headers(signature), body).unwrap_err()
}

#[test]
fn the_test_vector_verifies() {
    let body = printed();
    assert_eq!(webhook::sign(SECRET, &body).unwrap(), VECTOR);
    let event = receiver().receive(&headers(VECTOR), &body).unwrap();
    assert_eq!(event.kind(), "collection.success");
    assert_eq!(event.reference(), REFERENCE);
    assert!(event.is_known());
    let event = receiver()
        .receive_signed(Some(VECTOR), body.as_bytes())
        .unwrap();
    assert_eq!(event.reference(), REFERENCE);
}

#[test]
fn the_signature_is_over_the_values_and_not_over_the_layout_of_the_body() {
    let dense =
        serde_json::to_string(&serde_json::from_str::<serde_json::Value>(&printed()).unwrap())
            .unwrap();
    assert_eq!(webhook::sign(SECRET, dense).unwrap(), VECTOR);
    let escaped = printed().replace("\"126600\"", r#""\u0031266\u00300""#);
    assert_eq!(webhook::sign(SECRET, escaped).unwrap(), VECTOR);
}

#[test]
fn a_signature_that_is_not_exactly_the_right_one_is_refused_with_401() {
    let body = printed();
    let other_secret = webhook::sign("another-secret", &body).unwrap();
    for signature in [
        other_secret.as_str(),
        &VECTOR.to_uppercase(),
        &VECTOR[..63],
        &VECTOR[..32],
        &format!("{VECTOR}00"),
        &format!(" {VECTOR}"),
        &format!("sha256={VECTOR}"),
        &VECTOR.replace('1', "g"),
        &"0".repeat(64),
        "",
        "FVtWYlJ1G+qKM+VZwXHv10xRF1PxjXUmFztcT204lGU=",
    ] {
        let refused = refused(signature, &body);
        assert!(refused.is_bad_signature(), "{signature}: {refused}");
        assert_eq!(refused.answer_status(), 401);
    }
    for position in 0..64 {
        let mut signature = VECTOR.to_owned().into_bytes();
        signature[position] = if signature[position] == b'0' {
            b'1'
        } else {
            b'0'
        };
        let signature = String::from_utf8(signature).unwrap();
        assert_eq!(refused(&signature, &body).answer_status(), 401);
    }
}

#[test]
fn a_missing_a_repeated_and_an_unreadable_header_are_refused_with_401() {
    let body = printed();
    let missing = receiver().receive(&HeaderMap::new(), &body).unwrap_err();
    assert!(missing.is_unsigned() && !missing.is_bad_signature());
    assert_eq!(missing.answer_status(), 401);
    assert_eq!(receiver().receive_signed(None, &body).unwrap_err(), missing);

    let mut twice = headers(VECTOR);
    twice.append(SIGNATURE_HEADER, VECTOR.parse().unwrap());
    let twice = receiver().receive(&twice, &body).unwrap_err();
    assert!(twice.is_bad_signature());

    let mut odd = HeaderMap::new();
    let value = http::HeaderValue::from_bytes(&[0xff; 64]).unwrap();
    odd.insert(SIGNATURE_HEADER, value);
    assert_eq!(
        receiver().receive(&odd, &body).unwrap_err().answer_status(),
        401
    );
}

#[test]
fn a_changed_value_that_is_signed_is_refused() {
    for (from, to) in [
        (REFERENCE, "566a4a89-4024-584c-b1f5-8c59aff0d335"),
        ("\"126600\"", "\"1266000\""),
        ("\"126600\"", "\"126600.00\""),
        ("256750000013", "256750000014"),
    ] {
        let changed = printed().replace(from, to);
        assert_ne!(changed, printed());
        let refused = refused(VECTOR, changed);
        assert!(refused.is_bad_signature(), "{to}");
    }
}

#[test]
fn a_body_of_another_shape_is_refused_with_400() {
    for body in [
        "",
        "null",
        "7",
        "[]",
        "{}",
        r#"{"event":"collection.success"}"#,
        r#"{"event":"collection.success","data":null}"#,
        r#"{"event":"collection.success","data":[]}"#,
        "transactionReference=1&amount=2",
        "<html></html>",
        r#"{"event":"collection.success","data":{"transactionReference":"r","#,
    ] {
        let refused = refused(VECTOR, body);
        assert!(refused.is_bad_body(), "{body}: {refused}");
        assert_eq!(refused.answer_status(), 400);
    }
    let refused = refused(VECTOR, [0xff, 0xfe, 0x00]);
    assert_eq!(refused.answer_status(), 400);
}

#[test]
fn a_missing_or_null_value_that_is_signed_is_refused_by_name() {
    for field in ["transactionReference", "msisdn", "amount"] {
        for (body, says) in [
            (
                printed().replace(&format!("\"{field}\""), "\"other\""),
                "has no `data.",
            ),
            (null(field), "is null"),
        ] {
            let refused = refused(VECTOR, &body);
            assert_eq!(refused.field(), Some(format!("data.{field}").as_str()));
            assert!(refused.to_string().contains(says), "{refused}");
            assert_eq!(refused.answer_status(), 400);
            assert!(webhook::sign(SECRET, body).is_err(), "nor can it be signed");
        }
    }
}

#[test]
fn a_reference_without_a_letter_is_refused() {
    // The border to the next signed value can be moved there under the same signature.
    let moved = printed()
        .replace(&format!("\"{REFERENCE}\""), "\"\"")
        .replace("\"256750000013\"", &format!("\"{REFERENCE}256750000013\""));
    assert_eq!(webhook::sign(SECRET, &moved).unwrap(), VECTOR);
    let blank = printed().replace(REFERENCE, " ");
    for body in [moved, blank] {
        let refused = received(&body).unwrap_err();
        assert_eq!(refused.field(), Some("data.transactionReference"));
        assert_eq!(refused.answer_status(), 400);
        assert!(refused.to_string().contains("is empty"), "{refused}");
    }
}

#[test]
fn a_refusal_names_a_value_only_where_that_value_is_the_reason() {
    for body in ["", "[]", "<html>", "{", "\u{feff}{}"] {
        let refused = refused(VECTOR, body);
        assert_eq!(refused.field(), None, "{refused}");
        assert!(!refused.to_string().contains("data."), "{refused}");
    }
    let twice = printed().replace("\"event\":", "\"event\": \"a\", \"event\":");
    let refused = refused(VECTOR, twice);
    assert_eq!(refused.field(), Some("event"));
    assert!(refused.to_string().contains("more than one"), "{refused}");
}

/// The printed body with null for a field.
fn null(field: &str) -> String {
    let body = printed();
    let start = body.find(&format!("\"{field}\"")).unwrap();
    let colon = start + body[start..].find(':').unwrap();
    let comma = colon + body[colon..].find(',').unwrap();
    format!("{}: null{}", &body[..colon], &body[comma..])
}

#[test]
fn a_genuine_signature_does_not_make_an_event_of_another_body() {
    // What is signed is there; what is required beside it is not, or is of another type.
    let signed = format!(
        r#""transactionReference":"{REFERENCE}","msisdn":"256750000013","amount":"126600""#
    );
    for body in [
        format!(r#"{{"data":{{{signed},"transactionStatus":"SUCCEEDED"}}}}"#),
        format!(r#"{{"event":null,"data":{{{signed},"transactionStatus":"SUCCEEDED"}}}}"#),
        format!(r#"{{"event":"collection.success","data":{{{signed}}}}}"#),
        format!(r#"{{"event":"collection.success","data":{{{signed},"transactionStatus":[1]}}}}"#),
        format!(
            r#"{{"event":"collection.success","data":{{{signed},"transactionStatus":"FAILED","transactionStatus":"SUCCEEDED"}}}}"#
        ),
    ] {
        let refused = refused(VECTOR, &body);
        assert!(refused.is_bad_body(), "{body}");
        assert_eq!(refused.answer_status(), 400);
    }
}

#[test]
fn a_value_that_is_there_twice_is_refused() {
    for (from, to) in [
        (
            "\"amount\": \"126600\"",
            "\"amount\": \"126600\", \"amount\": \"1\"",
        ),
        (
            "\"amount\": \"126600\"",
            "\"amount\": \"1\", \"\\u0061mount\": \"126600\"",
        ),
        ("\"event\":", "\"data\": {}, \"event\":"),
        ("\"event\":", "\"event\": \"transfer.success\", \"event\":"),
    ] {
        let body = printed().replace(from, to);
        assert_ne!(body, printed());
        assert_eq!(refused(VECTOR, body).answer_status(), 400, "{to}");
    }
}

#[test]
fn a_megabyte_of_garbage_is_refused_with_413_and_unread() {
    for garbage in [vec![b'x'; 1 << 20], vec![b'['; 1 << 20], vec![0; 1 << 20]] {
        let refused = refused(VECTOR, garbage);
        assert!(refused.is_too_large());
        assert_eq!(refused.answer_status(), 413);
    }
    let body = printed();
    let small = receiver().max_body_bytes(body.len());
    assert!(small.receive(&headers(VECTOR), &body).is_ok());
    let smaller = receiver().max_body_bytes(body.len() - 1);
    assert_eq!(
        smaller
            .receive(&headers(VECTOR), &body)
            .unwrap_err()
            .answer_status(),
        413
    );
    // Below the limit, nesting without end is no overflow of the stack.
    let deep = format!(r#"{{"data":{}"#, r#"{"a":["#.repeat(5000));
    assert_eq!(refused(VECTOR, deep).answer_status(), 400);
}

#[test]
fn secrets_can_be_rotated() {
    let body = printed();
    let with = |secrets: &[&str]| Receiver::new(secrets).unwrap();
    assert!(
        with(&["new", SECRET])
            .receive(&headers(VECTOR), &body)
            .is_ok()
    );
    assert!(
        with(&[SECRET, "old"])
            .receive(&headers(VECTOR), &body)
            .is_ok()
    );
    assert!(with(&["new"]).receive(&headers(VECTOR), &body).is_err());
}

#[test]
fn no_secret_and_an_empty_secret_are_configuration_errors() {
    for secrets in [vec![], vec![""], vec![SECRET, ""], vec![" \n"]] {
        let error = Receiver::new(secrets).unwrap_err();
        assert!(error.is_configuration(), "{error}");
    }
}

#[test]
fn a_secret_with_a_line_break_at_its_end_is_a_configuration_error() {
    for secret in ["malipo-test-secret\n", " malipo-test-secret"] {
        let error = Receiver::new([secret]).unwrap_err();
        assert!(error.is_configuration());
        assert!(error.to_string().contains("line break"), "{error}");
        assert!(!error.to_string().contains(SECRET), "{error}");
    }
    assert!(Receiver::new(["two words"]).is_ok());
}

#[test]
fn an_amount_may_be_a_text_or_a_number_with_or_without_decimals() {
    for amount in ["\"500\"", "\"500.00\"", "500", "500.00", "5e2"] {
        let body = printed().replace("\"126600\"", amount);
        assert!(received(&body).is_ok(), "{amount}");
    }
    // What is signed is the text as it is written.
    let sign = |amount| webhook::sign(SECRET, printed().replace("\"126600\"", amount)).unwrap();
    assert_eq!(sign("\"500.00\""), sign("500.00"));
    assert_ne!(sign("\"500\""), sign("500.00"));
}

/// The gateway's answer about the printed transaction.
fn transaction(status: &str, more: &str) -> String {
    if more.contains("transactionEntrySpecificType") {
        return undirected(status, more);
    }
    let direction = r#","transactionEntrySpecificType":"INBOUND_MSISDN_CREDIT""#;
    undirected(status, &format!("{direction}{more}"))
}

/// The same, of which only `more` may show the direction.
fn undirected(status: &str, more: &str) -> String {
    format!(
        r#"{{"code":200,"data":{{"transactionReference":"{REFERENCE}","transactionStatus":"{status}","amount":126600.00,"msisdn":"256750000013","currencyCode":"UGX-ATLMM","transactionExternalReference":"{EXTERNAL}"{more}}}}}"#
    )
}

async fn ask(body: &str, reply: Reply) -> (Result<webhook::Confirmed, malipo::Error>, Vec<String>) {
    let server = Scripted::start(reply).await.unwrap();
    let client = Client::builder(Environment::Sandbox, "ZPYPUBK-test")
        .base_url(server.base_url())
        .build()
        .unwrap();
    let confirmed = received(body).unwrap().confirm(&client).await;
    let asked = server
        .requests()
        .iter()
        .map(|request| {
            String::from_utf8_lossy(request)
                .lines()
                .next()
                .unwrap()
                .to_owned()
        })
        .collect();
    (confirmed, asked)
}

async fn confirm(body: &str, answer: &str) -> (webhook::Confirmed, Vec<String>) {
    let (confirmed, asked) = ask(body, Reply::json(200, answer)).await;
    (confirmed.unwrap(), asked)
}

#[tokio::test]
async fn an_answer_about_another_payment_settles_nothing() {
    let answer = transaction("SUCCEEDED", "").replace(REFERENCE, "another-reference");
    let (confirmed, _) = confirm(&printed(), &answer).await;
    assert_eq!(confirmed.settlement(), malipo::Settlement::Unknown);
    assert_eq!(differing(&confirmed), ["data.transactionReference"]);
    assert_eq!(confirmed.identity(), None);
}

#[tokio::test]
async fn a_payout_or_a_charge_confirms_no_collection() {
    for (path, more) in [
        (
            "data.transactionEntrySpecificType",
            r#","transactionEntrySpecificType":"OUTBOUND_MSISDN_DEBIT""#,
        ),
        (
            "data.transactionEntrySpecificType",
            r#","transactionEntrySpecificType":"OUTBOUND_ZPACCT_DEBIT""#,
        ),
        (
            "data.transactionEntryDesignation",
            r#","transactionEntryDesignation":"CHARGES""#,
        ),
    ] {
        let (confirmed, _) = confirm(&printed(), &transaction("SUCCEEDED", more)).await;
        assert_eq!(confirmed.settlement(), malipo::Settlement::Unknown);
        assert_eq!(differing(&confirmed), [path]);
        assert_eq!(confirmed.identity(), None);
    }
    let (confirmed, _) = confirm(
        &printed(),
        &transaction(
            "SUCCEEDED",
            r#","transactionEntrySpecificType":"INBOUND_MSISDN_CREDIT""#,
        ),
    )
    .await;
    assert_eq!(confirmed.settlement(), malipo::Settlement::Succeeded);
}

#[tokio::test]
async fn a_response_that_does_not_show_the_direction_confirms_no_event() {
    for more in [
        "",
        r#","transactionEntryDesignation":"TRANSACTION""#,
        r#","transactionEntrySpecificType":"NEW_KIND""#,
        r#","transactionEntrySpecificType":7"#,
    ] {
        let (confirmed, _) = confirm(&printed(), &undirected("SUCCEEDED", more)).await;
        assert_eq!(confirmed.settlement(), malipo::Settlement::Unknown);
        assert_eq!(*confirmed.comparison(), Comparison::NotSettledYet, "{more}");
        assert_eq!(confirmed.identity(), None);
        // What differs in every state is still reported.
        let other = undirected("SUCCEEDED", more).replace("126600.00", "1.00");
        let (confirmed, _) = confirm(&printed(), &other).await;
        assert_eq!(differing(&confirmed), ["data.amount"]);
    }
    // The older name of the direction is as good.
    let more = r#","transactionType":"INBOUND_MSISDN_CREDIT""#;
    let (confirmed, _) = confirm(&printed(), &undirected("SUCCEEDED", more)).await;
    assert_eq!(*confirmed.comparison(), Comparison::Agrees);
}

#[tokio::test]
async fn a_payout_that_was_relabelled_as_a_collection_is_no_collection() {
    // The name and the transaction type are not signed.
    let (confirmed, _) = confirm(&printed(), &undirected("SUCCEEDED", "")).await;
    assert_ne!(confirmed.settlement(), malipo::Settlement::Succeeded);
    let relabelled = printed()
        .replace("collection.success", "transfer.success")
        .replace("INBOUND_MSISDN_CREDIT", "OUTBOUND_MSISDN_CREDIT");
    let (confirmed, _) = confirm(&relabelled, &transaction("SUCCEEDED", "")).await;
    assert_eq!(confirmed.settlement(), malipo::Settlement::Unknown);
    assert_eq!(differing(&confirmed), ["data.transactionEntrySpecificType"]);
}

#[tokio::test]
async fn an_event_whose_transaction_type_contradicts_its_name_differs() {
    let relabelled = printed().replace("INBOUND_MSISDN_CREDIT", "OUTBOUND_MSISDN_CREDIT");
    assert_ne!(relabelled, printed());
    let (confirmed, _) = confirm(&relabelled, &transaction("SUCCEEDED", "")).await;
    assert_eq!(confirmed.settlement(), malipo::Settlement::Unknown);
    assert_eq!(differing(&confirmed), ["data.transactionType"]);
    assert_eq!(confirmed.identity(), None);
}

/// The paths at which an event differs from the state.
fn differing<E: malipo::runtime::event::Event>(
    confirmed: &malipo::runtime::event::Confirmed<E>,
) -> Vec<&str> {
    match confirmed.comparison() {
        malipo::runtime::event::Comparison::Differs(paths) => {
            paths.iter().map(String::as_str).collect()
        }
        other => panic!("{other:?}"),
    }
}

/// The identity of an event against a state.
async fn identity(body: &str, answer: &str) -> Option<String> {
    let (confirmed, _) = confirm(body, answer).await;
    confirmed.identity().map(str::to_owned)
}

#[tokio::test]
async fn a_repeated_event_has_the_same_identity_and_another_has_not() {
    let paid = transaction("SUCCEEDED", "");
    let first = identity(&printed(), &paid).await.unwrap();
    assert_eq!(first, format!("collection.success:{REFERENCE}"));
    let repeated = printed().replace(": ", ":");
    assert_eq!(identity(&repeated, &paid).await.unwrap(), first);
    let failed = printed()
        .replace("collection.success", "collection.failed")
        .replace("SUCCEEDED", "FAILED");
    let other_kind = identity(&failed, &transaction("FAILED", "")).await;
    assert_ne!(other_kind.unwrap(), first);
    let other_payment = printed().replace(REFERENCE, "another");
    let other_payment = identity(&other_payment, &paid.replace(REFERENCE, "another")).await;
    assert_ne!(other_payment.unwrap(), first);
}

#[tokio::test]
async fn only_an_event_that_agrees_has_an_identity_so_a_forged_early_one_cannot_use_it_up() {
    for state in ["PENDING", "INDETERMINATE", "SUCCESS"] {
        assert_eq!(identity(&printed(), &transaction(state, "")).await, None);
    }
    assert_eq!(identity(&printed(), &transaction("FAILED", "")).await, None);
    let other_amount = transaction("SUCCEEDED", "").replace("126600.00", "1.00");
    assert_eq!(identity(&printed(), &other_amount).await, None);
    assert!(
        identity(&printed(), &transaction("SUCCEEDED", ""))
            .await
            .is_some()
    );
}

#[tokio::test]
async fn nothing_personal_and_no_secret_is_printed() {
    let event = received(&printed()).unwrap();
    let unknown = received(&printed().replace("collection.success", "256750000013")).unwrap();
    let (confirmed, _) = confirm(&printed(), &transaction("FAILED", "")).await;
    let refused = [
        refused(VECTOR, printed().replace("256750000013", "256750000019")),
        refused("256750000013", printed()),
        refused(VECTOR, null("msisdn")),
    ];
    let shown = format!(
        "{:?} {event:?} {unknown:?} {confirmed:?} {refused:?} {refused:#?}",
        receiver()
    );
    let sentences: Vec<String> = refused.iter().map(ToString::to_string).collect();
    for secret in [SECRET, "25675000001", VECTOR] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
        assert!(
            !sentences.concat().contains(secret),
            "{secret}: {sentences:?}"
        );
    }
}

#[test]
fn what_is_received_can_be_kept_and_sent_between_tasks() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    fn sent<T: Send>(_: T) {}
    shared::<Receiver>();
    shared::<Unconfirmed>();
    shared::<Refused>();
    shared::<webhook::Confirmed>();
    fn future(event: &Unconfirmed, client: &Client) {
        sent(event.confirm(client));
    }
    let _ = future;
}
