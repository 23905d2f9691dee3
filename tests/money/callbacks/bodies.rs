//! Bodies as nobody would send them.

use std::panic::catch_unwind;

use malipo::Settlement;
use malipo::runtime::event::Refused;
use malipo::zamupay::callback;

use super::{BILL_OF_2026, body, confirmed};

/// What became of a body.
type Received = Result<bool, Refused>;

/// A function that receives, and a body that it takes.
type Receiver = (fn(&[u8]) -> Received, String);

fn receivers() -> Vec<Receiver> {
    let deposit = r#"{"OriginatorConversationId":"deposit-17","PaymentAmount":10}"#;
    vec![
        (
            |body| callback::payment_order(body).map(|event| event.is_known()),
            body("webhooks/payment_order_completed"),
        ),
        (
            |body| callback::payment_order(body).map(|event| event.is_known()),
            body("webhooks/payment_order_duplicate"),
        ),
        (
            |body| callback::bill_payment(body).map(|event| event.is_known()),
            body("webhooks/bill_payment"),
        ),
        (
            |body| callback::bill_payment(body).map(|event| event.is_known()),
            BILL_OF_2026.to_owned(),
        ),
        (
            |body| callback::account_number_validation(body).map(|event| event.is_known()),
            body("webhooks/account_number_validation_cut"),
        ),
        (
            |body| callback::checkout_order(body).map(|event| event.is_known()),
            body("webhooks/checkout_order"),
        ),
        (
            |body| callback::express_deposit(body).map(|event| event.is_some()),
            deposit.to_owned(),
        ),
    ]
}

#[test]
fn a_body_that_was_cut_anywhere_is_refused_with_400() {
    for (receive, body) in receivers() {
        assert_eq!(receive(body.as_bytes()), Ok(true));
        for end in 0..body.trim_end().len() {
            let refused = receive(&body.as_bytes()[..end]).unwrap_err();
            assert_eq!(refused.answer_status(), 400, "{refused}");
            assert!(refused.is_bad_body());
        }
    }
}

#[test]
fn a_changed_byte_is_no_panic_and_no_refusal_shows_the_body() {
    for (receive, body) in receivers() {
        for position in 0..body.len() {
            for byte in [b'"', b'{', b'9', 0xff] {
                let mut body = body.clone().into_bytes();
                body[position] = byte;
                let received = catch_unwind(|| receive(&body));
                if let Err(refused) = received.expect("a panic") {
                    assert_eq!(refused.answer_status(), 400);
                    let shown = format!("{refused} {refused:?}");
                    assert!(
                        !shown.contains("254") && !shown.contains("8f8cb9a6"),
                        "{shown}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_is_no_object_is_refused() {
    for (receive, _) in receivers() {
        for body in [
            "",
            "null",
            "7",
            "[]",
            "\"\"",
            "<html></html>",
            "OriginatorConversationId=17",
            "{}",
        ] {
            assert_eq!(receive(body.as_bytes()).unwrap_err().answer_status(), 400);
        }
    }
}

#[test]
fn a_large_body_is_read_or_refused_by_its_size() {
    for (receive, body) in receivers() {
        let padded = |bytes: usize| format!("{body}{}", " ".repeat(bytes - body.len()));
        assert_eq!(receive(padded(1024 * 1024).as_bytes()), Ok(true));
        let refused = receive(padded(1024 * 1024 + 1).as_bytes()).unwrap_err();
        assert!(refused.is_too_large());
        assert_eq!(refused.answer_status(), 413);

        let deep = "[".repeat(1_000_000);
        assert!(receive(deep.as_bytes()).is_err());
        let deep = format!("{{\"orderLines\":{deep}");
        assert!(receive(deep.as_bytes()).is_err());
    }
}

#[test]
fn a_reference_that_is_there_twice_is_refused() {
    let twice = r#"{"originatorConversationId":"order-17","originatorConversationId":"order-18"}"#;
    let refused = callback::payment_order(twice).unwrap_err();
    assert_eq!(refused.field(), Some("originatorConversationId"));
    assert!(refused.to_string().contains("more than one"), "{refused}");

    let both =
        r#"{"OriginatorConversationId":"a","originatorConversationId":"b","PaymentAmount":1}"#;
    assert!(callback::express_deposit(both).unwrap_err().is_bad_body());
}

#[test]
fn a_reference_in_another_casing_is_read_where_it_is_known_and_else_named() {
    let other = r#"{"OriginatorConversationId":"order-17","OrderLines":[]}"#;
    let refused = callback::payment_order(other).unwrap_err();
    assert_eq!(refused.field(), Some("originatorConversationId"));
    assert!(!refused.to_string().contains("order-17"));

    let other = r#"{"OriginatorConversationId":"bill-17","statusCode":0}"#;
    assert_eq!(
        callback::bill_payment(other).unwrap().reference(),
        "bill-17"
    );

    for blank in ["\"\"", "\"  \"", "null", "[]", "{}", "true"] {
        let body = format!(r#"{{"originatorConversationId":{blank}}}"#);
        let refused = callback::payment_order(body).unwrap_err();
        assert_eq!(refused.field(), Some("originatorConversationId"), "{blank}");
    }
}

#[test]
fn a_member_of_another_type_does_not_refuse_the_callback() {
    let body = super::event_of(&[("\"later\"", "0")]);
    assert_eq!(
        callback::payment_order(body).unwrap().reference(),
        "order-17"
    );
    for member in [
        r#""recordStatus":"2""#,
        r#""recordStatus":{"is":[2]}"#,
        r#""orderLines":[],"orderLines":[{}]"#,
        r#""orderLines":"none""#,
        r#""isProcessed":"yes""#,
    ] {
        let body = format!(r#"{{"originatorConversationId":"order-17",{member}}}"#);
        let event = callback::payment_order(body).unwrap_or_else(|why| panic!("{member}: {why}"));
        assert_eq!(event.reference(), "order-17");
    }
}

#[tokio::test]
async fn a_state_with_what_nobody_knows_is_read_and_is_not_final() {
    let event = callback::payment_order(r#"{"originatorConversationId":"order-17"}"#).unwrap();
    for state in [
        r#"{"originatorConversationId":"order-17"}"#,
        r#"{"originatorConversationId":"order-17","orderLines":null}"#,
        r#"{"originatorConversationId":"order-17","orderLines":[{}]}"#,
        r#"{"originatorConversationId":"order-17","orderLines":[{"transactionOutcome":null}]}"#,
        r#"{"originatorConversationId":"order-17","orderLines":[{"transactionOutcome":{"transactionStatus":99}}]}"#,
        r#"{"originatorConversationId":"order-17","orderLines":[{"TransactionOutcome":{"TransactionStatus":4}}]}"#,
        r#"{"originatorConversationId":"order-17","extra":{"transactionStatus":4},"dueDate":"soon"}"#,
    ] {
        let (confirmed, _) = confirmed(&event, state).await;
        assert_eq!(confirmed.settlement(), Settlement::Unknown, "{state}");
    }
}
