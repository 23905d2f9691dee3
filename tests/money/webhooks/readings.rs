//! Claim: a receiver accepts the signature that its constructor names, and no captured signature of one reading verifies an
//! event in another. Each attack is first shown to fit the bytes that the gateway signed.

use malipo::runtime::HeaderMap;
use malipo::runtime::event::Comparison;
use malipo::zengapay::webhook::{self, Receiver, Refused, SIGNATURE_HEADER, Unconfirmed};
use malipo::zengapay::{Client, Environment};
use malipo::{Phase, Settlement};
use malipo_tests::scripted::{Reply, Scripted};
use serde_json::json;

use super::{REFERENCE, SECRET, VECTOR, differing, headers, null, printed, receiver, transaction};

/// The signature over the whole printed body, made with Python's `hmac`.
const BODY_VECTOR: &str = "b17b0f6b865579d48402196080a02880854ba94be81233e91ecd40db68197377";

fn over_body() -> Receiver {
    Receiver::over_body([SECRET]).unwrap()
}

fn over_either() -> Receiver {
    Receiver::over_either([SECRET]).unwrap()
}

/// Every receiver that wants a signature.
fn signed() -> [Receiver; 3] {
    [receiver(), over_body(), over_either()]
}

fn receive(receiver: &Receiver, signature: &str, body: &str) -> Result<Unconfirmed, Refused> {
    receiver.receive(&headers(signature), body)
}

/// An event with these signed values.
fn event(reference: &str, msisdn: &str, amount: &str) -> String {
    json!({"event": "collection.success", "data": {
        "transactionStatus": "SUCCEEDED", "transactionReference": reference, "msisdn": msisdn, "amount": amount,
    }})
    .to_string()
}

/// Asks a gateway that has one response about an event: what came of it, and the request lines.
async fn confirm(
    event: &Unconfirmed,
    reply: Reply,
) -> (Result<webhook::Confirmed, malipo::Error>, Vec<String>) {
    let server = Scripted::start(reply).await.unwrap();
    let client = Client::builder(Environment::Sandbox, "ZPYPUBK-test")
        .base_url(server.base_url())
        .build()
        .unwrap();
    let confirmed = event.confirm(&client).await;
    let lines = server.requests().into_iter().map(|request| {
        let request = String::from_utf8(request).unwrap();
        request.lines().next().unwrap().to_owned()
    });
    (confirmed, lines.collect())
}

#[test]
fn each_receiver_accepts_the_signature_that_it_was_made_for_and_no_other() {
    let body = printed();
    assert_eq!(webhook::sign_body(SECRET, &body), BODY_VECTOR);
    for (receiver, joined, whole) in [
        (receiver(), true, false),
        (over_body(), false, true),
        (over_either(), true, true),
    ] {
        for (signature, accepted) in [(VECTOR, joined), (BODY_VECTOR, whole)] {
            match receive(&receiver, signature, &body) {
                Ok(event) => assert!(accepted && event.reference() == REFERENCE, "{receiver:?}"),
                Err(refused) => assert!(!accepted && refused.answer_status() == 401, "{refused}"),
            }
        }
        let other = webhook::sign_body("another-secret", &body);
        for signature in [&*other, &"0".repeat(64), &BODY_VECTOR.to_uppercase(), ""] {
            let refused = receive(&receiver, signature, &body).unwrap_err();
            assert!(refused.is_bad_signature(), "{receiver:?} {signature}");
        }
    }
}

#[test]
fn a_missing_signature_is_refused_by_every_receiver_that_has_a_secret() {
    for receiver in signed() {
        for body in [printed(), null("msisdn"), "{}".to_owned(), String::new()] {
            let refused = receiver.receive(&HeaderMap::new(), &body).unwrap_err();
            assert!(refused.is_unsigned(), "{receiver:?}");
            assert_eq!(refused.answer_status(), 401);
            let refused = receiver.receive_signed(None, &body).unwrap_err();
            assert!(refused.is_unsigned(), "{receiver:?}");
        }
        let mut twice = headers(VECTOR);
        twice.append(SIGNATURE_HEADER, BODY_VECTOR.parse().unwrap());
        let refused = receiver.receive(&twice, printed()).unwrap_err();
        assert!(refused.is_bad_signature(), "{receiver:?}");
    }
}

#[test]
fn secrets_can_be_rotated_whatever_is_signed() {
    let body = printed();
    for secrets in [["new", SECRET], [SECRET, "old"]] {
        let whole = Receiver::over_body(secrets).unwrap();
        assert!(receive(&whole, BODY_VECTOR, &body).is_ok());
        let either = Receiver::over_either(secrets).unwrap();
        assert!(receive(&either, BODY_VECTOR, &body).is_ok());
        assert!(receive(&either, VECTOR, &body).is_ok());
    }
    let either = Receiver::over_either(["new", "old"]).unwrap();
    assert!(receive(&either, VECTOR, &body).is_err());
    assert!(receive(&either, BODY_VECTOR, &body).is_err());
    for secrets in [vec![], vec![""], vec![SECRET, " "], vec!["secret\n"]] {
        assert!(Receiver::over_body(&secrets).is_err_and(|error| error.is_configuration()));
        assert!(Receiver::over_either(&secrets).is_err_and(|error| error.is_configuration()));
    }
}

#[test]
fn a_signature_over_the_body_covers_every_byte_of_it() {
    for (from, to) in [
        ("SUCCEEDED", "FAILED"),
        ("collection.success", "collection.failed"),
        ("20080513164357", "20080513164358"),
        (": ", ":"),
    ] {
        let changed = printed().replace(from, to);
        assert_ne!(changed, printed());
        for receiver in [over_body(), over_either()] {
            let refused = receive(&receiver, BODY_VECTOR, &changed).unwrap_err();
            assert!(refused.is_bad_signature(), "{receiver:?} {to}");
        }
    }
}

#[test]
fn an_event_without_all_of_the_joined_values_can_be_signed_as_a_whole() {
    let body = null("msisdn");
    let signature = webhook::sign_body(SECRET, &body);
    assert!(receive(&over_body(), &signature, &body).is_ok());
    assert!(receive(&over_either(), &signature, &body).is_ok());
    let refused = receive(&receiver(), &signature, &body).unwrap_err();
    assert_eq!(refused.field(), Some("data.msisdn"));
    // With the signature of another secret it is forged, and the error still names what cannot be joined.
    let forged = webhook::sign_body("another-secret", &body);
    let refused = receive(&over_either(), &forged, &body).unwrap_err();
    assert!(refused.is_bad_signature() && refused.answer_status() == 401);
    assert_eq!(refused.field(), Some("data.msisdn"));
}

#[test]
fn a_captured_signature_over_a_body_verifies_no_event_that_has_this_body_in_its_values() {
    let captured = event(REFERENCE, "256750000013", "500.00");
    let signature = webhook::sign_body(SECRET, &captured);
    // Every border of the reference, and some of the phone number for each.
    let splits = (0..=captured.len()).flat_map(|first| {
        let seconds = (first..captured.len()).step_by(7).chain([captured.len()]);
        let captured = &captured;
        seconds.map(move |second| {
            event(
                &captured[..first],
                &captured[first..second],
                &captured[second..],
            )
        })
    });
    let mut fit = 0;
    for forged in splits {
        // The joined values are the bytes that were signed.
        assert_eq!(webhook::sign(SECRET, &forged).unwrap(), signature);
        fit += usize::from(receive(&receiver(), &signature, &forged).is_ok());
        let refused = receive(&over_either(), &signature, &forged).unwrap_err();
        assert!(refused.is_bad_signature(), "{refused}");
        assert_eq!(refused.answer_status(), 401);
        let refused = receive(&over_body(), &signature, &forged).unwrap_err();
        assert!(refused.is_bad_signature(), "{refused}");
    }
    assert!(fit > 1000, "without the forms it fits: {fit}");
}

#[tokio::test]
async fn by_default_such_an_event_asks_about_no_payment_and_settles_nothing() {
    let captured = event(REFERENCE, "256750000013", "500.00");
    let signature = webhook::sign_body(SECRET, &captured);
    let forged = event(&captured, "", "");
    let forged = receive(&receiver(), &signature, &forged).unwrap();
    assert_eq!(forged.reference(), captured);
    let (confirmed, lines) =
        confirm(&forged, Reply::json(200, &transaction("SUCCEEDED", ""))).await;
    // Even a gateway that has an answer to it answers about another payment.
    let confirmed = confirmed.unwrap();
    assert_eq!(confirmed.settlement(), Settlement::Unknown);
    assert_eq!(confirmed.identity(), None);
    assert!(lines[0].starts_with("GET /v1/collections/%7B"), "{lines:?}");
}

#[test]
fn a_captured_signature_over_values_verifies_no_body_that_is_an_event() {
    let captured = format!("{REFERENCE}256750000013126600");
    // The joined values, as a body, are what the gateway signed; they are no JSON object.
    assert_eq!(webhook::sign_body(SECRET, &captured), VECTOR);
    let changed = printed().replace("SUCCEEDED", "FAILED");
    for receiver in [over_body(), over_either()] {
        let refused = receive(&receiver, VECTOR, &captured).unwrap_err();
        assert!(refused.is_bad_body(), "{receiver:?}: {refused}");
        assert_eq!(refused.answer_status(), 400);
    }
    let refused = receive(&over_body(), VECTOR, &changed).unwrap_err();
    assert!(refused.is_bad_signature(), "{refused}");
    // The joined values are not changed: the event stays to be confirmed.
    let event = receive(&over_either(), VECTOR, &changed).unwrap();
    assert_eq!(event.reference(), REFERENCE);
    assert!(receive(&over_body(), VECTOR, &printed()).is_err());
}

#[test]
fn with_both_readings_the_border_of_the_reference_cannot_be_moved() {
    let joined = format!("{REFERENCE}256750000013126600");
    for border in (1..REFERENCE.len() + 12).filter(|border| *border != REFERENCE.len()) {
        let amount = joined.len() - 6;
        let moved = event(
            &joined[..border],
            &joined[border..amount.max(border)],
            &joined[amount.max(border)..],
        );
        assert_eq!(webhook::sign(SECRET, &moved).unwrap(), VECTOR);
        assert!(receive(&receiver(), VECTOR, &moved).is_ok(), "{moved}");
        let refused = receive(&over_either(), VECTOR, &moved).unwrap_err();
        assert_eq!(refused.field(), Some("data.transactionReference"));
        assert!(refused.is_bad_signature() && refused.answer_status() == 401);
        assert!(refused.to_string().contains("not a UUID"), "{refused}");
    }
}

#[tokio::test]
async fn an_amount_that_took_digits_of_the_phone_number_is_found_by_confirming() {
    let moved = event(REFERENCE, "25675000001", "3126600");
    assert_eq!(webhook::sign(SECRET, &moved).unwrap(), VECTOR);
    for receiver in [receiver(), over_either()] {
        let event = receive(&receiver, VECTOR, &moved).unwrap();
        let paid = Reply::json(200, &transaction("SUCCEEDED", ""));
        let (confirmed, _) = confirm(&event, paid).await;
        let confirmed = confirmed.unwrap();
        assert_eq!(differing(&confirmed), ["data.amount", "data.msisdn"]);
        assert_eq!(confirmed.identity(), None);
    }
}

#[test]
fn with_both_readings_joined_values_of_another_form_are_refused_by_name() {
    for (reference, msisdn, amount, field, says) in [
        (
            "invoice-17",
            "256750000013",
            "500",
            "data.transactionReference",
            "not a UUID",
        ),
        (
            &*format!("{{{REFERENCE}}}"),
            "256750000013",
            "500",
            "data.transactionReference",
            "not a UUID",
        ),
        (
            REFERENCE,
            "+256750000013",
            "500",
            "data.msisdn",
            "not a string of digits",
        ),
        (
            REFERENCE,
            "",
            "500",
            "data.msisdn",
            "not a string of digits",
        ),
        (
            REFERENCE,
            "256750000013",
            "",
            "data.amount",
            "not a decimal number",
        ),
        (
            REFERENCE,
            "256750000013",
            "5e2",
            "data.amount",
            "not a decimal number",
        ),
        (
            REFERENCE,
            "256750000013",
            "-5",
            "data.amount",
            "not a decimal number",
        ),
    ] {
        let body = event(reference, msisdn, amount);
        let joined = webhook::sign(SECRET, &body).unwrap();
        assert!(receive(&receiver(), &joined, &body).is_ok(), "{body}");
        let refused = receive(&over_either(), &joined, &body).unwrap_err();
        assert_eq!(refused.field(), Some(field));
        assert!(refused.is_bad_signature() && refused.answer_status() == 401);
        assert!(refused.to_string().contains(says), "{refused}");
        // The same event, signed as a whole, is genuine.
        let whole = webhook::sign_body(SECRET, &body);
        assert!(receive(&over_either(), &whole, &body).is_ok(), "{body}");
    }
}

#[tokio::test]
async fn without_a_secret_everything_is_received_and_only_the_gateway_says_what_is_true() {
    let receiver = Receiver::unsigned();
    let mut twice = headers(VECTOR);
    twice.append(SIGNATURE_HEADER, "odd".parse().unwrap());
    for headers in [HeaderMap::new(), headers("not a signature"), twice] {
        let event = receiver.receive(&headers, printed()).unwrap();
        assert_eq!(event.reference(), REFERENCE);
        let failed = Reply::json(200, &transaction("FAILED", ""));
        let (confirmed, lines) = confirm(&event, failed).await;
        let confirmed = confirmed.unwrap();
        assert_eq!(confirmed.settlement(), Settlement::Failed);
        assert!(matches!(confirmed.comparison(), Comparison::Differs(_)));
        assert_eq!(lines, [format!("GET /v1/collections/{REFERENCE} HTTP/1.1")]);
    }
    assert!(receiver.receive_signed(None, null("msisdn")).is_ok());
    let unread = receiver.receive_signed(None, "{}").unwrap_err();
    assert_eq!(unread.answer_status(), 400);
    let small = Receiver::unsigned().max_body_bytes(10);
    let large = small.receive_signed(None, printed()).unwrap_err();
    assert_eq!(large.answer_status(), 413);
}

#[tokio::test]
async fn a_forged_reference_leads_to_no_other_address_of_the_gateway() {
    for (reference, sent) in [
        ("../account", Some("..%2Faccount")),
        ("..", None),
        (".", None),
        ("a/b?c=d#e", Some("a%2Fb%3Fc%3Dd%23e")),
        ("%2e%2e", Some("%252e%252e")),
        ("a\r\nb: c", None),
    ] {
        let body = event(reference, "256750000013", "500");
        let event = Receiver::unsigned().receive_signed(None, body).unwrap();
        let paid = Reply::json(200, &transaction("SUCCEEDED", ""));
        let (confirmed, lines) = confirm(&event, paid).await;
        match sent {
            Some(path) => {
                assert_eq!(lines, [format!("GET /v1/collections/{path} HTTP/1.1")]);
                let settlement = confirmed.unwrap().settlement();
                assert_eq!(settlement, Settlement::Unknown, "{reference}");
            }
            None => {
                assert_eq!(lines, [""; 0], "{reference}");
                assert_eq!(confirmed.unwrap_err().phase(), Phase::NotSent);
            }
        }
    }
}

#[test]
fn no_receiver_prints_a_secret() {
    for receiver in [receiver(), over_body(), over_either(), Receiver::unsigned()] {
        let shown = format!("{receiver:?} {receiver:#?}");
        assert!(!shown.contains(SECRET), "{shown}");
    }
    let body = event("256750000013", "256750000013", "500");
    let refused = receive(&over_either(), VECTOR, &body).unwrap_err();
    let shown = format!("{refused} {refused:?}");
    assert!(
        !shown.contains("25675") && !shown.contains(VECTOR),
        "{shown}"
    );
}
