//! Claim: a callback that nobody signs shows nothing until the gateway was asked, and then the gateway's own state is what
//! counts. A repeated payment never makes the original look failed. Whatever else is posted is read leniently or refused
//! with the status to answer, and is never a panic.

use std::collections::BTreeMap;

use malipo::Settlement;
use malipo::runtime::event::{Comparison, Confirmed, Event, Unconfirmed};
use malipo::zamupay::callback;
use malipo::zamupay::{Client, Environment};
use malipo_tests::scripted::{Reply, Scripted};
use serde_json::value::RawValue;

mod bodies;
mod compared;
mod lines;
mod repeated;
mod spellings;

/// A body of the vendor, as it is in the fixture.
fn body(name: &str) -> String {
    let path = malipo_tests::root(&format!("tests/fixtures/zamupay/{name}.json"));
    let text = std::fs::read_to_string(path).unwrap();
    let exchange: BTreeMap<String, Box<RawValue>> = serde_json::from_str(&text).unwrap();
    exchange["body"].get().to_owned()
}

/// A client that has a token already.
fn client(server: &Scripted) -> Client {
    Client::builder(Environment::Sandbox, "shop-17", "a-secret")
        .base_url(format!("http://{}", server.host()))
        .bearer("a-token")
        .retries(malipo::runtime::Retries::none())
        .build()
        .unwrap()
}

/// The paths at which an event differs from the state.
fn differing<E: Event>(confirmed: &Confirmed<E>) -> Vec<&str> {
    match confirmed.comparison() {
        Comparison::Differs(paths) => paths.iter().map(String::as_str).collect(),
        other => panic!("{other:?}"),
    }
}

/// The lines of the requests that arrived.
fn asked(server: &Scripted) -> Vec<String> {
    let line = |request: Vec<u8>| {
        let text = String::from_utf8(request).unwrap();
        text.lines().next().unwrap().to_owned()
    };
    server.requests().into_iter().map(line).collect()
}

/// What the gateway answers when it is asked, and the request by which it was.
async fn confirmed<E: Event<Client = Client>>(
    event: &Unconfirmed<E>,
    state: &str,
) -> (callback::Confirmed<E>, String) {
    let server = Scripted::start(Reply::json(200, state)).await.unwrap();
    let confirmed = event.confirm(&client(&server)).await.unwrap();
    let [asked] = asked(&server).try_into().unwrap();
    (confirmed, asked)
}

#[test]
fn a_callback_shows_its_kind_and_what_to_ask_about_and_nothing_else() {
    fn shown<E: Event>(event: &Unconfirmed<E>) -> [String; 2] {
        assert!(event.is_known());
        let debugged = format!("{event:?} {event:#?}");
        assert!(
            !debugged.contains(event.reference()) && !debugged.contains("254"),
            "{debugged}"
        );
        [event.kind().to_owned(), event.reference().to_owned()]
    }
    let order = callback::payment_order(body("webhooks/payment_order_completed")).unwrap();
    let reference = "8f8cb9a6-56a7-ec11-ab96-0ee00e897f52";
    assert_eq!(shown(&order), ["paymentOrder", reference]);

    let repeated = callback::payment_order(body("webhooks/payment_order_duplicate")).unwrap();
    assert_eq!(shown(&repeated)[1], "UA5L3LSL53W5P07KWG54");

    let bill = callback::bill_payment(body("webhooks/bill_payment")).unwrap();
    assert_eq!(shown(&bill)[1], "2EJZQA1TOEO8KIYF28UB");
    let newer = callback::bill_payment(BILL_OF_2026).unwrap();
    assert_eq!(shown(&newer)[1], "J88TYG1SB3MAN64GYOQU");

    let account = body("webhooks/account_number_validation_cut");
    let account = callback::account_number_validation(account).unwrap();
    assert_eq!(shown(&account)[1], "f9445f06-2a9a-456e-98a0-5f9db5d3a202");

    let checkout = callback::checkout_order(body("webhooks/checkout_order")).unwrap();
    assert_eq!(shown(&checkout)[1], "00a9f0d4-6e2b-4a8f-b9d3-5f7c2e1a4b66");
}

/// The form of 2026, with the fields that are known of it.
const BILL_OF_2026: &str = r#"{"originatorConversationId":"J88TYG1SB3MAN64GYOQU",
    "billService":{"serviceId":"bc97d2b1-4828-f111-bc5a-0e7d952d79b7","serviceCategory":2,"serviceType":2},
    "billRequestOutcome":{"status":4,"statusDesc":"Completed","resultCode":"0"}}"#;

#[tokio::test]
async fn a_completed_order_is_one_when_the_gateway_says_so() {
    let event = callback::payment_order(body("webhooks/payment_order_completed")).unwrap();
    let state = body("webhooks/payment_order_completed");
    let (confirmed, asked) = confirmed(&event, &state).await;
    assert_eq!(
        asked,
        "GET /v1/payment-order/check-status?Id=8f8cb9a6-56a7-ec11-ab96-0ee00e897f52&IdType=OriginatorConversationId HTTP/1.1"
    );
    assert_eq!(confirmed.settlement(), Settlement::Succeeded);
    assert_eq!(*confirmed.comparison(), Comparison::Agrees);
    let lines = confirmed.state().order_lines.as_ref().unwrap();
    let outcome = lines[0].transaction_outcome.as_ref().unwrap();
    assert_eq!(outcome.payment_amount, Some(10.into()));
}

#[tokio::test]
async fn an_order_that_only_the_callback_calls_completed_is_not() {
    let event = callback::payment_order(body("webhooks/payment_order_completed")).unwrap();
    let state = event_of(&[("6", "1")])
        .replace("order-17", event.reference())
        .replace("c-1", "another-conversation");
    let (confirmed, _) = confirmed(&event, &state).await;
    assert_eq!(confirmed.settlement(), Settlement::Failed);
    let outcome = |member| format!("orderLines[0].transactionOutcome.{member}");
    assert_eq!(
        differing(&confirmed),
        [
            "conversationId",
            &outcome("resultCode"),
            &outcome("transactionStatus")
        ]
    );
    assert_eq!(confirmed.identity(), None);
}

#[tokio::test]
async fn an_answer_about_another_payment_confirms_nothing() {
    async fn assert_another<E: Event<Client = Client>>(event: &Unconfirmed<E>, state: &str) {
        let (confirmed, _) = confirmed(event, state).await;
        assert_eq!(confirmed.settlement(), Settlement::Unknown, "{state}");
        let path = E::SPEC.reference[0];
        assert_eq!(differing(&confirmed), [path], "{state}");
    }
    let order = callback::payment_order(event_of(&[("4", "0")])).unwrap();
    let state = event_of(&[("4", "0")]).replace("order-17", "order-18");
    assert_another(&order, &state).await;

    let checkout = r#"{"originatorConversationId":"17","checkoutOutcome":{"Status":4}}"#;
    let state = checkout.replace("17", "18");
    assert_another(&callback::checkout_order(checkout).unwrap(), &state).await;

    let account = r#"{"systemTraceAuditNumber":"17","status":4}"#;
    let state = account.replace("17", "18");
    let account = callback::account_number_validation(account).unwrap();
    assert_another(&account, &state).await;

    let deposit = r#"{"OriginatorConversationId":"17"}"#;
    let deposit = callback::express_deposit(deposit).unwrap().unwrap();
    assert_another(&deposit, r#"{"originatorConversationId":"18"}"#).await;
}

/// An order whose lines have these statuses and result codes.
fn event_of(lines: &[(&str, &str)]) -> String {
    let lines: Vec<_> = lines
        .iter()
        .map(|(status, result)| {
            format!(r#"{{"transactionOutcome":{{"transactionStatus":{status},"resultCode":"{result}"}}}}"#)
        })
        .collect();
    format!(
        r#"{{"originatorConversationId":"order-17","conversationId":"c-1","orderLines":[{}]}}"#,
        lines.join(",")
    )
}

#[tokio::test]
async fn an_order_of_several_lines_is_over_when_all_of_them_are() {
    for (lines, settlement) in [
        (&[("4", "0"), ("4", "0")][..], Settlement::Succeeded),
        (&[("4", "0"), ("6", "6"), ("4", "0")], Settlement::Partial),
        (&[("7", "18"), ("4", "0")], Settlement::Partial),
        (&[("6", "6"), ("7", "18")], Settlement::Failed),
        // A number that is not known yet is not final, and neither is an order of which a line has it.
        (&[("4", "0"), ("1", "0")], Settlement::Unknown),
        (&[("4", "0"), ("null", "0")], Settlement::Unknown),
        (&[("\"4\"", "0")], Settlement::Succeeded),
        (&[], Settlement::Unknown),
    ] {
        let state = event_of(lines);
        let event = callback::payment_order(&state).unwrap();
        let (confirmed, _) = confirmed(&event, &state).await;
        assert_eq!(confirmed.settlement(), settlement, "{lines:?}");
    }
}

#[tokio::test]
async fn a_bill_payment_is_asked_about_in_either_form_and_its_state_is_for_the_caller_to_judge() {
    for (event, reference) in [
        (body("webhooks/bill_payment"), "2EJZQA1TOEO8KIYF28UB"),
        (BILL_OF_2026.to_owned(), "J88TYG1SB3MAN64GYOQU"),
    ] {
        let event = callback::bill_payment(event).unwrap();
        let state = body("get_bill_request/response_200_cut");
        let (confirmed, asked) = confirmed(&event, &state).await;
        assert_eq!(
            asked,
            format!("GET /v1/bill-payments?OriginatorConversationId={reference} HTTP/1.1")
        );
        assert_eq!(confirmed.settlement(), Settlement::Unknown);
    }
}

#[tokio::test]
async fn an_account_validation_and_a_checkout_are_confirmed_by_their_own_reads() {
    let event = body("webhooks/account_number_validation_cut");
    let event = callback::account_number_validation(event).unwrap();
    let state = body("get_account_number_validation/response_200");
    let (account, asked) = confirmed(&event, &state).await;
    assert_eq!(
        asked,
        "GET /v1/account/query?stan=f9445f06-2a9a-456e-98a0-5f9db5d3a202 HTTP/1.1"
    );
    assert_eq!(account.settlement(), Settlement::Succeeded);

    let event = callback::checkout_order(body("webhooks/checkout_order")).unwrap();
    for (status, code, settlement) in [
        ("4", "000", Settlement::Succeeded),
        ("6", "18", Settlement::Failed),
        // The code of a success.
        ("6", "000", Settlement::Inconclusive),
    ] {
        let state = body("webhooks/checkout_order")
            .replace("\"Status\": 4", &format!("\"Status\": {status}"))
            .replace(
                "\"ResultCode\": \"000\"",
                &format!("\"ResultCode\": \"{code}\""),
            );
        let (checkout, asked) = confirmed(&event, &state).await;
        assert_eq!(
            asked,
            "GET /v1/checkout-order/check-status?IdType=1&Id=00a9f0d4-6e2b-4a8f-b9d3-5f7c2e1a4b66 HTTP/1.1"
        );
        assert_eq!(checkout.settlement(), settlement);
    }
}

#[test]
fn a_deposit_that_names_its_receipt_and_amount_twice_is_received() {
    let sent = r#"{"OriginatorConversationId":"d-1","Thirdpartyreceiptnumber":"R1","mpesaReceiptNumber":"R1","PaymentAmount":10,"amount":10}"#;
    let event = callback::express_deposit(sent).unwrap();
    assert_eq!(
        event.map(|event| event.reference().to_owned()).as_deref(),
        Some("d-1")
    );
}

#[tokio::test]
async fn only_the_second_callback_of_a_deposit_is_an_event() {
    let prompted = r#"{"Body":{"StkCallback":{"MerchantRequestID":"m-1","ResultCode":0,"ResultDesc":"done",
        "CallbackMetadata":{"Item":[{"Name":"Amount","Value":10.00}]}}}}"#;
    assert!(callback::express_deposit(prompted).unwrap().is_none());

    for ended in [
        r#"{"OriginatorConversationId":"deposit-17","Thirdpartyreceiptnumber":"RK61","PaymentAmount":10}"#,
        r#"{"originatorConversationId":"deposit-17","mpesaReceiptNumber":"RK61","amount":"10"}"#,
    ] {
        let event = callback::express_deposit(ended).unwrap().unwrap();
        assert_eq!(event.reference(), "deposit-17");
        let state = r#"{"originatorConversationId":"deposit-17","status":"Completed"}"#;
        let (confirmed, asked) = confirmed(&event, state).await;
        assert_eq!(
            asked,
            "GET /v1/express-deposit/check-status?OriginatorConversationId=deposit-17 HTTP/1.1"
        );
        let callback::ExpressDeposit(said) = confirmed.event();
        let paid = said.payment_amount.value().or(said.amount.value());
        assert_eq!(paid, Some(&10.into()));
        // Nobody knows which texts the status has, so none of them counts.
        assert_eq!(confirmed.settlement(), Settlement::Unknown);
    }
}

#[test]
fn a_callback_of_unknown_shape_is_handed_over_as_it_came() {
    let sent = r#"{"amount":10.00,"who":"254710000001"}"#;
    for received in [
        callback::airtime_purchase(sent).unwrap(),
        callback::account_validation(sent).unwrap(),
    ] {
        assert_eq!(received.get(), sent);
        assert!(!format!("{received:?}").contains("254710000001"));
    }
}

#[tokio::test]
async fn a_failure_to_confirm_leaves_the_event_as_it_was() {
    let event = callback::payment_order(event_of(&[("4", "0")])).unwrap();
    let server = Scripted::sequence([
        Reply::json(503, "{}"),
        Reply::json(200, &event_of(&[("4", "0")])),
    ])
    .await
    .unwrap();
    let client = client(&server);
    let error = event.confirm(&client).await.unwrap_err();
    assert!(
        error.is_retryable() && !error.may_have_moved_money(),
        "{error}"
    );
    let confirmed = event.confirm(&client).await.unwrap();
    assert_eq!(confirmed.settlement(), Settlement::Succeeded);
}
