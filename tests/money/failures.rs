//! Claim: a payment that the gateway calls failed is over only when its own result code is conclusive. With every other code
//! the payment stays unsettled, no caller learns that it may be paid again, and the error names the gateway's ids.

use std::future::IntoFuture;
use std::sync::Arc;
use std::time::Duration;

use malipo::runtime::{Call, Retries, Settles};
use malipo::zamupay::types::{
    CheckoutOrderRequest, MobileLine, MobileRecipient, PaymentOrderRequest, PaymentTransaction,
    TransactionStatus,
};
use malipo::zamupay::{Client, Environment, callback};
use malipo::{Error, Outcome, Resolution, Settled, Settlement};
use malipo_sandbox::{Fate, Fault, Which, Zamupay, ZamupaySandbox};
use malipo_tests::scripted::{Reply, Scripted};

/// The example of `Error::resolve`, word by word.
mod example {
    use malipo::runtime::Resolves;
    use malipo::{Error, Resolution, Settlement};

    include!("../../generated/runtime/src/payments/resolve/may_pay_again.rs");

    pub(super) async fn answer<C: Resolves>(error: Error, client: &C) -> Result<bool, Error> {
        may_pay_again(error, client).await
    }
}

const REFERENCE: &str = "order-17";
const LONG: Duration = Duration::from_secs(60);

/// What may stand as the result code: JSON, or nothing for a code that is absent. Written by hand, from the vendor's tables.
const CODES: [&str; 41] = [
    r#""-1""#, r#""0""#, r#""1""#, r#""2""#, r#""3""#, r#""4""#, r#""5""#, r#""6""#, r#""7""#,
    r#""8""#, r#""9""#, r#""10""#, r#""11""#, r#""12""#, r#""13""#, r#""14""#, r#""15""#,
    r#""16""#, r#""17""#, r#""18""#, r#""19""#, r#""20""#, r#""21""#, r#""22""#, r#""999""#,
    r#""77""#, r#""A1""#, r#""""#, "null", "", "1", "9", "14", "18", "77", r#""01""#, r#"" 1""#,
    r#""1 ""#, r#""1.0""#, r#""018""#, r#"" 9""#,
];

/// The codes after which status 6 is final, as strings and as numbers.
const REFUSED: [&str; 11] = [
    r#""1""#, r#""2""#, r#""5""#, r#""6""#, r#""7""#, r#""15""#, r#""17""#, r#""18""#, r#""19""#,
    "1", "18",
];
/// What says, or may say, that a line cannot be rejected.
const CANNOT_BE_REJECTED: [&str; 5] = [r#""1""#, "1", r#""01""#, r#"" 1""#, r#""1 ""#];
const DUPLICATE: [&str; 2] = [r#""9""#, "9"];

/// What a line of a payment order says.
fn of_order(status: u8, code: &str) -> Settlement {
    match status {
        4 => Settlement::Succeeded,
        _ if DUPLICATE.contains(&code) => Settlement::Duplicate,
        _ => of_checkout(status, code),
    }
}

/// What a checkout order says. It has no code for a duplicate, and 9 proves nothing.
fn of_checkout(status: u8, code: &str) -> Settlement {
    let conclusive = match status {
        4 => return Settlement::Succeeded,
        6 => REFUSED.contains(&code),
        _ => {
            let doubtful = [r#""1.0""#, r#"" 9""#];
            !CANNOT_BE_REJECTED.contains(&code)
                && !DUPLICATE.contains(&code)
                && !doubtful.contains(&code)
        }
    };
    if conclusive {
        Settlement::Failed
    } else {
        Settlement::Inconclusive
    }
}

fn order(lines: &[(u8, &str)]) -> String {
    let lines: Vec<_> = lines
        .iter()
        .enumerate()
        .map(|(number, (status, code))| {
            let code = member("resultCode", code);
            format!(
                r#"{{"transaction":{{"systemTraceAuditNumber":"line-{number}"}},"transactionOutcome":{{"id":"outcome-{number}","trackingNumber":"track-{number}","transactionStatus":{status}{code}}}}}"#
            )
        })
        .collect();
    format!(
        r#"{{"originatorConversationId":"{REFERENCE}","conversationId":"c-1","orderLines":[{}]}}"#,
        lines.join(",")
    )
}

fn checkout(status: u8, code: &str) -> String {
    let code = member("ResultCode", code);
    format!(
        r#"{{"originatorConversationId":"{REFERENCE}","conversationId":"c-1","checkoutId":"k-1","checkoutOutcome":{{"Status":{status}{code},"ThirdPartyPayload":{{"Reference":"t-1"}}}}}}"#
    )
}

fn member(name: &str, json: &str) -> String {
    match json.is_empty() {
        true => String::new(),
        false => format!(r#","{name}":{json}"#),
    }
}

fn client(server: &Scripted) -> Client {
    Client::builder(Environment::Sandbox, "shop-17", "a-secret")
        .base_url(format!("http://{}", server.host()))
        .bearer("a-token")
        .retries(Retries::none())
        .build()
        .unwrap()
}

/// A gateway that always has this state, and a client of it.
async fn gateway(state: &str) -> (Arc<Scripted>, Client) {
    let server = Scripted::start(Reply::json(200, state)).await.unwrap();
    let server = Arc::new(server);
    let client = client(&server);
    (server, client)
}

/// A gateway that takes the payment and does not answer, and then has this state.
async fn silent_gateway(state: &str) -> (Scripted, Client) {
    let replies = [Reply::Close, Reply::json(200, state)];
    let server = Scripted::sequence(replies).await.unwrap();
    let client = client(&server);
    (server, client)
}

fn payout() -> PaymentOrderRequest {
    payout_under(REFERENCE)
}

fn payout_under(reference: &str) -> PaymentOrderRequest {
    let recipient = MobileRecipient::builder()
        .name("Amina")
        .primary_account_number("+254710000010")
        .mccmnc("63902")
        .ccy(404)
        .build();
    let transaction = PaymentTransaction::builder()
        .route_id("route")
        .channel_type(20)
        .amount(200)
        .reference("16000000000")
        .system_trace_audit_number("line-0")
        .build();
    let line = MobileLine::builder()
        .recipient(recipient)
        .transaction(transaction)
        .build();
    PaymentOrderRequest::builder()
        .originator_conversation_id(reference)
        .payment_notes("Wages")
        .payment_order_lines([line])
        .build()
}

/// Waits until the payment is over, or until the gateway was asked three times.
async fn wait_for<O: Settles>(
    payment: Call<O>,
    server: &Arc<Scripted>,
) -> Result<Settled<O::Output>, Error> {
    let server = Arc::clone(server);
    let before = server.requests().len();
    let asked_thrice = async move {
        while server.requests().len() < before + 3 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    payment
        .wait(LONG)
        .first_pause(Duration::from_millis(1))
        .max_pause(Duration::from_millis(1))
        .until(asked_thrice)
        .await
}

/// How the wait ended, if the payment is over.
fn outcome<T>(waited: Result<Settled<T>, Error>) -> Option<Outcome> {
    match waited {
        Ok(settled) => Some(settled.outcome),
        Err(error) => {
            assert!(error.is_unsettled() && error.is_cancelled(), "{error}");
            assert!(error.may_have_moved_money(), "{error}");
            None
        }
    }
}

/// Runs a check for each status and code, all at the same time.
async fn each<F: Future<Output = ()> + Send + 'static>(check: fn(u8, &'static str) -> F) {
    let mut checks = tokio::task::JoinSet::new();
    for status in [4, 6, 7] {
        for code in CODES {
            checks.spawn(check(status, code));
        }
    }
    checks.join_all().await;
}

#[tokio::test]
async fn a_payout_is_over_with_a_conclusive_code_only_whoever_asks() {
    each(payout_is_over).await;
}

async fn payout_is_over(status: u8, code: &'static str) {
    let state = order(&[(status, code)]);
    let expected = of_order(status, code);
    let what = format!("status {status}, result code {code}");
    let (server, client) = gateway(&state).await;

    let event = callback::payment_order(&state).unwrap();
    let confirmed = event.confirm(&client).await.unwrap();
    assert_eq!(confirmed.settlement(), expected, "confirm, {what}");

    let waited = wait_for(client.get_payment_order(REFERENCE), &server).await;
    assert_eq!(outcome(waited), expected.outcome(), "wait, {what}");

    let (_server, client) = silent_gateway(&state).await;
    let error = client.create_payment_order(payout()).await.unwrap_err();
    match error.resolve(&client).tries(1).await.unwrap() {
        Resolution::Executed(found) => assert_eq!(found.settlement(), expected, "{what}"),
        // Which order a repetition is of is not known.
        Resolution::Unclear(found) => {
            assert_eq!(found.candidates()[0].settlement(), expected, "{what}");
            assert_eq!(expected, Settlement::Duplicate, "{what}");
        }
        other => panic!("{what}: {other:?}"),
    }
}

#[tokio::test]
async fn a_checkout_is_over_with_a_conclusive_code_only_whoever_asks() {
    each(checkout_is_over).await;
}

async fn checkout_is_over(status: u8, code: &'static str) {
    let state = checkout(status, code);
    let expected = of_checkout(status, code);
    let what = format!("status {status}, result code {code}");
    let (server, client) = gateway(&state).await;

    let event = callback::checkout_order(&state).unwrap();
    let confirmed = event.confirm(&client).await.unwrap();
    assert_eq!(confirmed.settlement(), expected, "confirm, {what}");

    let waited = wait_for(client.get_checkout_order(REFERENCE), &server).await;
    assert_eq!(outcome(waited), expected.outcome(), "wait, {what}");

    let (_server, client) = silent_gateway(&state).await;
    let order = CheckoutOrderRequest::builder()
        .originator_conversation_id(REFERENCE)
        .build();
    let error = client.create_checkout_order(order).await.unwrap_err();
    match error.resolve(&client).tries(1).await.unwrap() {
        Resolution::Executed(found) => assert_eq!(found.settlement(), expected, "{what}"),
        other => panic!("{what}: {other:?}"),
    }
}

#[tokio::test]
async fn the_example_pays_again_after_a_conclusive_failure_only() {
    each(example_pays_again).await;
}

async fn example_pays_again(status: u8, code: &'static str) {
    let (_server, client) = silent_gateway(&order(&[(status, code)])).await;
    let error = client.create_payment_order(payout()).await.unwrap_err();
    let may_pay_again = example::answer(error, &client).await.unwrap();
    let expected = of_order(status, code) == Settlement::Failed;
    assert_eq!(
        may_pay_again, expected,
        "status {status}, result code {code}"
    );
}

#[tokio::test]
async fn a_code_of_another_type_is_never_conclusive() {
    for code in ["{}", "[]", r#"["1"]"#, r#"{"code":"18"}"#, "[18]"] {
        for status in [6, 7] {
            let (server, client) = gateway(&order(&[(status, code)])).await;
            let waited = wait_for(client.get_payment_order(REFERENCE), &server).await;
            assert_eq!(outcome(waited), None, "status {status}, {code}");
            let (server, client) = gateway(&checkout(status, code)).await;
            let waited = wait_for(client.get_checkout_order(REFERENCE), &server).await;
            assert_eq!(outcome(waited), None, "status {status}, {code}");

            let (_server, client) = silent_gateway(&order(&[(status, code)])).await;
            let error = client.create_payment_order(payout()).await.unwrap_err();
            let may_pay_again = example::answer(error, &client).await;
            assert!(!may_pay_again.unwrap_or(false), "status {status}, {code}");
        }
    }
}

#[tokio::test]
async fn a_line_or_an_outcome_that_cannot_be_read_leaves_the_order_open() {
    let refused = order(&[(6, r#""18""#)]);
    let paid = order(&[(4, r#""0""#)]);
    for state in [
        refused.replace(r#""orderLines":["#, r#""orderLines":["odd","#),
        paid.replace(r#""orderLines":["#, r#""orderLines":[null,"#),
        refused
            .replace(r#""orderLines":[{"#, r#""orderLines":{"0":{"#)
            .replace("]}", "}}"),
        refused
            .replace(r#""transactionOutcome":{"#, r#""transactionOutcome":[{"#)
            .replace("}}]}", "}]}]}"),
        refused.replace(
            r#""transactionStatus":6"#,
            r#""transactionStatus":{"value":6}"#,
        ),
        refused.replace(
            r#""transactionStatus":6"#,
            r#""transactionStatus":6,"transactionStatus":4"#,
        ),
        refused.replace(
            r#""resultCode":"18""#,
            r#""resultCode":"18","resultCode":"14""#,
        ),
    ] {
        serde_json::from_str::<serde_json::Value>(&state).expect(&state);
        let (server, client) = gateway(&state).await;
        let waited = wait_for(client.get_payment_order(REFERENCE), &server).await;
        assert_eq!(outcome(waited), None, "{state}");
    }
}

#[tokio::test]
async fn an_order_of_several_lines_is_not_over_while_one_of_them_is_inconclusive() {
    let refused = (6, r#""18""#);
    let unclear = (6, r#""14""#);
    let paid = (4, r#""0""#);
    for (lines, settlement) in [
        (vec![refused, refused], Settlement::Failed),
        (vec![refused, paid], Settlement::Partial),
        (vec![refused, unclear], Settlement::Inconclusive),
        (vec![unclear, paid], Settlement::Inconclusive),
        (vec![unclear, (1, "null")], Settlement::Inconclusive),
        (vec![unclear, (6, r#""9""#)], Settlement::Duplicate),
    ] {
        let state = order(&lines);
        let (_server, client) = gateway(&state).await;
        let event = callback::payment_order(&state).unwrap();
        let confirmed = event.confirm(&client).await.unwrap();
        assert_eq!(confirmed.settlement(), settlement, "{lines:?}");
    }
}

#[tokio::test]
async fn a_wait_that_ends_with_an_inconclusive_failure_says_so_and_names_the_ids_of_the_lines_in_question()
 {
    let state = order(&[(6, r#""18""#), (6, r#""14""#), (4, r#""0""#)]);
    let (server, client) = gateway(&state).await;
    let waited = wait_for(client.get_payment_order(REFERENCE), &server).await;
    let error = waited.unwrap_err();
    let ids = [
        ("originatorConversationId", REFERENCE),
        ("conversationId", "c-1"),
        ("orderLines.transaction.systemTraceAuditNumber", "line-1"),
        ("orderLines.transactionOutcome.id", "outcome-1"),
        ("orderLines.transactionOutcome.trackingNumber", "track-1"),
    ];
    assert_eq!(error.ids().collect::<Vec<_>>(), ids);
    assert_eq!(
        error.to_string(),
        "getPaymentOrder was asked until the wait was cancelled, and the gateway calls the payment failed with a \
         code that does not prove it; the payment may have succeeded or may still succeed: wait again, and do not pay again; for \
         the gateway's support: originatorConversationId \"order-17\", conversationId \"c-1\", \
         orderLines.transaction.systemTraceAuditNumber \"line-1\", orderLines.transactionOutcome.id \"outcome-1\", \
         orderLines.transactionOutcome.trackingNumber \"track-1\""
    );

    let event = callback::payment_order(&state).unwrap();
    let confirmed = event.confirm(&client).await.unwrap();
    assert_eq!(confirmed.ids().iter().collect::<Vec<_>>(), ids);

    let (_server, client) = silent_gateway(&state).await;
    let error = client.create_payment_order(payout()).await.unwrap_err();
    match error.resolve(&client).tries(1).await.unwrap() {
        Resolution::Executed(found) => assert_eq!(found.ids().iter().collect::<Vec<_>>(), ids),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_ids_of_a_checkout_are_named_and_zeros_are_no_id() {
    let (server, client) = gateway(&checkout(6, r#""14""#)).await;
    let waited = wait_for(client.get_checkout_order(REFERENCE), &server).await;
    assert_eq!(
        waited.unwrap_err().ids().collect::<Vec<_>>(),
        [
            ("originatorConversationId", REFERENCE),
            ("conversationId", "c-1"),
            ("checkoutId", "k-1"),
            ("checkoutOutcome.ThirdPartyPayload.Reference", "t-1"),
        ]
    );

    let zeros = order(&[(6, r#""14""#)])
        .replace("outcome-0", "00000000-0000-0000-0000-000000000000")
        .replace(r#""c-1""#, "null")
        .replace("track-0", "");
    let (server, client) = gateway(&zeros).await;
    let waited = wait_for(client.get_payment_order(REFERENCE), &server).await;
    assert_eq!(
        waited.unwrap_err().ids().collect::<Vec<_>>(),
        [
            ("originatorConversationId", REFERENCE),
            ("orderLines.transaction.systemTraceAuditNumber", "line-0"),
        ]
    );
}

#[tokio::test]
async fn a_wait_goes_on_over_an_inconclusive_failure_until_the_payment_is_over() {
    for (status, code, expected) in [
        (4, r#""0""#, Outcome::Succeeded),
        (6, r#""18""#, Outcome::Failed),
    ] {
        let replies = [
            order(&[(6, r#""-1""#)]),
            order(&[(6, r#""14""#)]),
            order(&[(status, code)]),
        ]
        .map(|state| Reply::json(200, &state));
        let server = Scripted::sequence(replies).await.unwrap();
        let waited = client(&server)
            .get_payment_order(REFERENCE)
            .wait(Duration::from_secs(30))
            .first_pause(Duration::from_millis(1))
            .await;
        assert_eq!(waited.unwrap().outcome, expected);
        assert_eq!(server.requests().len(), 3);
    }
}

#[tokio::test]
async fn a_validation_moves_no_money_and_is_over_with_any_code() {
    for status in [6, 7] {
        for code in CODES {
            let code_and_name = member("resultCode", code);
            let state =
                format!(r#"{{"systemTraceAuditNumber":"v-1","status":{status}{code_and_name}}}"#);
            let (_server, client) = gateway(&state).await;
            let waited = client.get_account_number_validation("v-1").wait(LONG);
            assert_eq!(waited.await.unwrap().outcome, Outcome::Failed, "{code}");
        }
    }
}

/// An embedded gateway that decides the next payment so, and a client of it.
async fn embedded(fate: impl Into<malipo_sandbox::Course>) -> (ZamupaySandbox, Client) {
    let builder = Zamupay::builder().decide(Which::Next, fate);
    let sandbox = builder.start().await.unwrap();
    let (id, secret) = (sandbox.client_id(), sandbox.client_secret());
    let client = Client::builder(Environment::Sandbox, id, secret)
        .base_url(sandbox.base_url())
        .build()
        .unwrap();
    (sandbox, client)
}

#[tokio::test]
async fn the_embedded_gateway_corrects_a_failure_that_proved_nothing_and_a_wait_believes_only_the_correction()
 {
    let minute = Duration::from_secs(60);
    for (fate, expected) in [
        (Fate::Approve, Outcome::Succeeded),
        (Fate::Decline, Outcome::Failed),
    ] {
        let (sandbox, client) = embedded(Fate::Inconclusive.then_after(minute, fate)).await;
        client.create_payment_order(payout()).await.unwrap();
        let state = client.get_payment_order(REFERENCE).await.unwrap();
        let outcome = state.order_lines.as_ref().unwrap()[0]
            .transaction_outcome
            .as_ref();
        let outcome = outcome.unwrap();
        assert_eq!(outcome.transaction_status, Some(TransactionStatus::Failed));

        let waiting = client
            .get_payment_order(REFERENCE)
            .wait(LONG)
            .first_pause(Duration::from_millis(1))
            .max_pause(Duration::from_millis(5));
        let asked = sandbox.requests().len();
        let correction = async {
            while sandbox.requests().len() < asked + 3 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            sandbox.advance(minute);
        };
        let (settled, ()) = tokio::join!(waiting.into_future(), correction);
        assert_eq!(settled.unwrap().outcome, expected);
    }
}

#[tokio::test]
async fn nobody_pays_again_while_the_embedded_gateway_may_still_correct_a_failure() {
    for code in 0..15 {
        let (sandbox, client) = embedded(Fate::Inconclusive).await;
        // The code follows from the order of the payments.
        for number in 0..code {
            let earlier = payout_under(&format!("earlier-{number}"));
            client.create_payment_order(earlier).await.unwrap();
        }
        sandbox.decide(Which::Reference(REFERENCE.to_owned()), Fate::Inconclusive);
        sandbox
            .fail(Fault::Close.after_execution().of("createPaymentOrder"))
            .unwrap();
        let error = client.create_payment_order(payout()).await.unwrap_err();
        assert!(!example::answer(error, &client).await.unwrap());
        assert_eq!(sandbox.ledger().executions(REFERENCE), 1);
        sandbox.approve(REFERENCE).unwrap();
    }
}

#[tokio::test]
async fn a_status_and_a_code_in_the_other_casing_are_read_and_two_that_differ_prove_nothing() {
    for (outcome, settlement) in [
        (
            r#""transactionStatus":7,"ResultCode":"1""#,
            Settlement::Inconclusive,
        ),
        (
            r#""TransactionStatus":6,"ResultCode":"14""#,
            Settlement::Inconclusive,
        ),
        (
            r#""TransactionStatus":6,"ResultCode":"18""#,
            Settlement::Failed,
        ),
        (r#""TransactionStatus":4"#, Settlement::Succeeded),
        (
            r#""TransactionStatus":4,"transactionStatus":6,"resultCode":"1""#,
            Settlement::Unknown,
        ),
        (
            r#""transactionStatus":6,"ResultCode":"14","resultCode":"1""#,
            Settlement::Inconclusive,
        ),
    ] {
        let body = format!(
            r#"{{"originatorConversationId":"{REFERENCE}","orderLines":[{{"transactionOutcome":{{{outcome}}}}}]}}"#
        );
        let server = Scripted::start(Reply::json(200, &body)).await.unwrap();
        let event = callback::payment_order(&body).unwrap();
        let confirmed = event.confirm(&client(&server)).await.unwrap();
        assert_eq!(confirmed.settlement(), settlement, "{outcome}");
    }
}
