//! The same order sent twice, and an order that is to be stopped.

use std::time::Duration;

use malipo::zamupay::callback;
use malipo::zamupay::types::{
    MobileLine, MobileRecipient, PaymentOrderRequest, PaymentTransaction, RejectionResult,
    RejectionStatus, ResultCode,
};
use malipo::{Maybe, Outcome, Settlement};
use malipo_tests::scripted::{Reply, Scripted};

use super::{asked, body, client, event_of};

/// The reference in the sample of an accepted order.
const PRINTED: &str = "origiqjwwqwqnnmqeqersationId";

const REFERENCE: &str = "UA5L3LSL53W5P07KWG54";

fn order() -> PaymentOrderRequest {
    let recipient = MobileRecipient::builder()
        .name("Amina")
        .primary_account_number("+254710000010")
        .mccmnc("63902")
        .ccy(404)
        .build();
    let transaction = PaymentTransaction::builder()
        .route_id("dadcb601-7089-ec11-ab85-0ee00e897f52")
        .channel_type(20)
        .amount(200)
        .reference("16000000000")
        .system_trace_audit_number(REFERENCE)
        .build();
    let line = MobileLine::builder()
        .recipient(recipient)
        .transaction(transaction)
        .build();
    PaymentOrderRequest::builder()
        .originator_conversation_id(REFERENCE)
        .payment_notes("Withdrawal")
        .payment_order_lines([line])
        .build()
}

#[tokio::test]
async fn a_repeated_order_never_makes_the_original_look_failed() {
    let duplicate = body("webhooks/payment_order_duplicate");
    let completed = event_of(&[("4", "0")]).replace("order-17", REFERENCE);
    let accepted = body("create_payment_order/response_accepted").replace(PRINTED, REFERENCE);
    let server = Scripted::sequence(
        [
            &accepted, &accepted, &duplicate, &duplicate, &duplicate, &completed, &completed,
        ]
        .map(|answer| Reply::json(200, answer)),
    )
    .await
    .unwrap();
    let client = client(&server);
    client.create_payment_order(order()).await.unwrap();
    client.create_payment_order(order()).await.unwrap();

    // The callback of the second has the reference of the first, and so has the state that is read.
    let event = callback::payment_order(&duplicate).unwrap();
    assert_eq!(event.reference(), REFERENCE);
    let confirmed = event.confirm(&client).await.unwrap();
    assert_eq!(confirmed.settlement(), Settlement::Duplicate);
    assert!(!confirmed.settlement().is_final() && confirmed.settlement().outcome().is_none());
    let lines = confirmed.state().order_lines.as_ref().unwrap();
    let outcome = lines[0].transaction_outcome.as_ref().unwrap();
    let code = Maybe::Value(ResultCode::DuplicateTransaction);
    assert_eq!(
        outcome.result_code, code,
        "what was sent is there to be seen"
    );

    // A wait does not end with it.
    let settled = client
        .get_payment_order(REFERENCE)
        .wait(Duration::from_secs(30))
        .first_pause(Duration::from_millis(1))
        .await
        .unwrap();
    assert!(settled.succeeded());
    assert_eq!(asked(&server).len(), 6);

    // And the same callback, confirmed once more, tells how the original ended.
    let confirmed = event.confirm(&client).await.unwrap();
    assert_eq!(confirmed.settlement(), Settlement::Succeeded);
}

#[tokio::test]
async fn a_wait_that_only_hears_of_the_repetition_ends_unsettled() {
    let duplicate = body("webhooks/payment_order_duplicate");
    let server = Scripted::start(Reply::json(200, &duplicate)).await.unwrap();
    let error = client(&server)
        .get_payment_order(REFERENCE)
        .wait(Duration::from_secs(30))
        .first_pause(Duration::from_millis(1))
        .until(server.asked(2))
        .await
        .unwrap_err();
    assert!(error.is_unsettled() && error.may_have_moved_money());
    assert!(
        error.to_string().contains("repetition of another"),
        "{error}"
    );
}

#[tokio::test]
async fn a_repeated_line_keeps_an_order_of_several_open() {
    for lines in [
        [("6", "9"), ("4", "0")],
        [("4", "0"), ("6", "9")],
        [("6", "6"), ("6", "9")],
    ] {
        let server = Scripted::start(Reply::json(200, &event_of(&lines)))
            .await
            .unwrap();
        let event = callback::payment_order(event_of(&lines)).unwrap();
        let confirmed = event.confirm(&client(&server)).await.unwrap();
        assert_eq!(confirmed.settlement(), Settlement::Duplicate, "{lines:?}");
    }
}

#[tokio::test]
async fn an_order_with_mixed_lines_ends_in_part() {
    let server = Scripted::sequence([
        Reply::json(200, &event_of(&[("4", "0"), ("1", "0")])),
        Reply::json(200, &event_of(&[("4", "0"), ("6", "6")])),
    ])
    .await
    .unwrap();
    let settled = client(&server)
        .get_payment_order("order-17")
        .wait(Duration::from_secs(30))
        .first_pause(Duration::from_millis(1))
        .await
        .unwrap();
    assert_eq!(settled.outcome, Outcome::Partial);
    assert!(!settled.succeeded());
}

#[tokio::test]
async fn a_line_that_the_gateway_calls_rejected_may_not_be() {
    let answer = body("reject_payment_order/response_200");
    let server = Scripted::start(Reply::json(200, &answer)).await.unwrap();
    let answer = client(&server)
        .reject_payment_order("W765131")
        .await
        .unwrap();
    let [line] = &*answer.payment_orderlines else {
        panic!("{answer:?}")
    };
    assert_eq!(
        line.transaction_status,
        Some(RejectionStatus::CalledRejected)
    );
    assert_eq!(
        line.result_code,
        Maybe::Value(RejectionResult::CannotBeRejected)
    );
}
