use std::time::{Duration, Instant};

use malipo_sandbox::{Delivery, Error, Fate, Sandbox, Webhooks, Which};
use serde_json::Value;
use tokio::net::TcpListener;

use crate::receiver::Receiver;
use crate::{AIRTEL, MTN, assert_clean, collection, get, start, transfer};

const SECRET: &str = "malipo-test-secret";

/// The reference of the first payment of every simulator.
const SIGNED_REFERENCE: &str = "0fdb6160-9168-5ca4-bb7b-6305b35a492f";

/// By `openssl dgst -sha256 -hmac malipo-test-secret` over that reference, [`MTN`] and `500.00`.
const SIGNATURE: &str = "1c6b50759b777d55c7ae9f9a59e154460bf74b07086ce48ab722a405c0fcadc0";

async fn connected() -> (Sandbox, Receiver) {
    let sandbox = Sandbox::start().await.unwrap();
    let receiver = Receiver::start().await;
    sandbox.send_webhooks(to(&receiver));
    (sandbox, receiver)
}

fn to(receiver: &Receiver) -> Webhooks {
    Webhooks::to(receiver.url()).unwrap().secret(SECRET)
}

/// Settles a collection of 500 under this reference of the merchant.
async fn settled(sandbox: &Sandbox, reference: &str) {
    let asked = start(sandbox, "/collections", &collection(MTN, "500", reference)).await;
    sandbox.approve(&asked).unwrap();
}

/// The merchant's references of what came, in the order in which it came.
fn came(receiver: &Receiver) -> Vec<String> {
    receiver
        .posted()
        .iter()
        .map(|posted| {
            let body: Value = serde_json::from_str(&posted.body).unwrap();
            let reference = &body["data"]["transactionExternalReference"];
            reference.as_str().unwrap().to_owned()
        })
        .collect()
}

fn answers(deliveries: &[Delivery]) -> Vec<Result<u16, String>> {
    deliveries
        .iter()
        .map(|delivery| delivery.answer.clone())
        .collect()
}

#[tokio::test]
async fn every_payment_that_is_settled_is_told_once_and_as_the_gateway_has_it() {
    let (sandbox, receiver) = connected().await;
    let approved = start(&sandbox, "/collections", &collection(MTN, "500", "a")).await;
    sandbox.approve(&approved).unwrap();
    let declined = start(&sandbox, "/collections", &collection(AIRTEL, "0.5", "b")).await;
    sandbox.decline(&declined).unwrap();
    let paid = start(&sandbox, "/transfers", &transfer(MTN, "10.55", "c")).await;
    sandbox.decide(Which::Transfers, Fate::LeavePending);
    let failed = start(&sandbox, "/transfers", &transfer(AIRTEL, "20", "d")).await;
    start(
        &sandbox,
        "/collections",
        &collection(MTN, "1", "still pending"),
    )
    .await;
    sandbox.decline(&failed).unwrap();

    let deliveries = sandbox.webhook_deliveries().await;
    assert_eq!(answers(&deliveries), [Ok(200), Ok(200), Ok(200), Ok(200)]);
    assert!(deliveries.iter().all(Delivery::is_acknowledged));
    let posted = receiver.posted();
    assert_eq!(posted.len(), 4);
    for (posted, (kind, reference, path)) in posted.iter().zip([
        ("collection.success", &approved, "collections"),
        ("collection.failed", &declined, "collections"),
        ("transfer.success", &paid, "transfers"),
        ("transfer.failed", &failed, "transfers"),
    ]) {
        let body: Value = serde_json::from_str(&posted.body).unwrap();
        assert_eq!(body["event"], kind);
        assert_eq!(body["data"]["transactionReference"], **reference);
        let asked = get(&sandbox, &format!("/{path}/{reference}")).await.json();
        for name in [
            "transactionStatus",
            "transactionExternalReference",
            "MNOTransactionReferenceId",
            "currencyCode",
            "msisdn",
            "channel",
            "transactionInitiationDate",
            "transactionCompletionDate",
        ] {
            assert_eq!(body["data"][name], asked["data"][name], "{kind}: {name}");
        }
        let amount: f64 = body["data"]["amount"].as_str().unwrap().parse().unwrap();
        assert_eq!(Some(amount), asked["data"]["amount"].as_f64());
    }
    assert_clean(&sandbox);
}

#[tokio::test]
async fn an_event_is_posted_as_json_and_signed_over_three_values_as_they_are_written() {
    let (sandbox, receiver) = connected().await;
    settled(&sandbox, "a").await;
    let delivery = &sandbox.webhook_deliveries().await[0];
    let posted = &receiver.posted()[0];
    assert!(
        posted
            .head
            .starts_with("POST /hooks/zengapay?shop=7 HTTP/1.1\r\n"),
        "{}",
        posted.head
    );
    let host = format!("127.0.0.1:{}", receiver.port());
    assert_eq!(posted.header("host"), Some(host.as_str()));
    assert_eq!(posted.header("content-type"), Some("application/json"));
    assert_eq!(posted.body, delivery.event.body);
    assert_eq!(delivery.url, receiver.url());

    let body: Value = serde_json::from_str(&posted.body).unwrap();
    let values =
        ["transactionReference", "msisdn", "amount"].map(|name| body["data"][name].clone());
    assert_eq!(values, [SIGNED_REFERENCE, MTN, "500.00"]);
    assert_eq!(posted.header("x-zengapay-signature"), Some(SIGNATURE));
    assert_eq!(
        delivery.event.header("X-Zengapay-Signature"),
        Some(SIGNATURE)
    );
}

#[tokio::test]
async fn an_indeterminate_payment_is_told_when_it_ends_and_not_before() {
    let (sandbox, receiver) = connected().await;
    let hour = Duration::from_secs(60 * 60);
    let course = Fate::Indeterminate.then_after(hour, Fate::Decline);
    sandbox.decide(Which::NextTransfer, course);
    start(&sandbox, "/transfers", &transfer(MTN, "10", "a")).await;
    assert_eq!(sandbox.webhook_events(), []);
    sandbox.advance(hour);
    sandbox.webhook_deliveries().await;
    assert_eq!(came(&receiver), ["a"]);
    assert_eq!(sandbox.webhook_events()[0].kind, "transfer.failed");
}

#[tokio::test]
async fn the_next_event_is_signed_with_the_secret_that_was_set_last_or_not_at_all() {
    let (sandbox, receiver) = connected().await;
    settled(&sandbox, "a").await;
    sandbox.send_webhooks(Webhooks::to(receiver.url()).unwrap());
    settled(&sandbox, "b").await;
    sandbox.send_webhooks(Webhooks::to(receiver.url()).unwrap().secret("another"));
    settled(&sandbox, "c").await;
    sandbox.webhook_deliveries().await;
    let signatures: Vec<_> = receiver
        .posted()
        .iter()
        .map(|posted| posted.header("x-zengapay-signature").map(str::to_owned))
        .collect();
    assert!(signatures[0].is_some() && signatures[1].is_none());
    assert_eq!(signatures[2].as_ref().map(String::len), Some(64));
}

#[tokio::test]
async fn events_can_be_late() {
    let (sandbox, receiver) = connected().await;
    sandbox.hold_webhooks();
    settled(&sandbox, "a").await;
    settled(&sandbox, "b").await;
    assert_eq!(sandbox.webhook_deliveries().await, []);
    assert_eq!(sandbox.webhook_events().len(), 2);
    sandbox.release_webhooks();
    settled(&sandbox, "c").await;
    assert_eq!(sandbox.webhook_deliveries().await.len(), 3);
    assert_eq!(came(&receiver), ["a", "b", "c"]);
    sandbox.release_webhooks();
    assert_eq!(sandbox.webhook_deliveries().await.len(), 3, "each once");
}

#[tokio::test]
async fn events_can_come_in_another_order() {
    let (sandbox, receiver) = connected().await;
    sandbox.hold_webhooks();
    for reference in ["a", "b", "c"] {
        settled(&sandbox, reference).await;
    }
    sandbox.deliver_webhook(3).unwrap();
    sandbox.deliver_webhook(1).unwrap();
    sandbox.release_webhooks();
    let deliveries = sandbox.webhook_deliveries().await;
    assert_eq!(came(&receiver), ["c", "a", "b"]);
    let numbers: Vec<_> = deliveries
        .iter()
        .map(|delivery| (delivery.number, delivery.event.number))
        .collect();
    assert_eq!(numbers, [(1, 3), (2, 1), (3, 2)]);
}

#[tokio::test]
async fn a_repeated_event_is_the_same_byte_for_byte() {
    let (sandbox, receiver) = connected().await;
    settled(&sandbox, "a").await;
    // What is set later is for later events.
    sandbox.send_webhooks(to(&receiver).old_spelling().secret("another"));
    sandbox.deliver_webhook(1).unwrap();
    sandbox.webhook_deliveries().await;
    let posted = receiver.posted();
    assert_eq!(posted.len(), 2);
    assert_eq!(posted[0], posted[1]);
    for number in [0, 2, usize::MAX] {
        let error = sandbox.deliver_webhook(number).unwrap_err();
        assert!(matches!(error, Error::UnknownEvent { .. }), "{error}");
    }
}

#[tokio::test]
async fn events_can_be_written_as_in_the_vendors_sample_of_2020() {
    let (sandbox, receiver) = connected().await;
    sandbox.send_webhooks(to(&receiver).old_spelling().amounts_without_decimals());
    settled(&sandbox, "a").await;
    sandbox.webhook_deliveries().await;
    let body: Value = serde_json::from_str(&receiver.posted()[0].body).unwrap();
    assert_eq!(body["data"]["externalTransactionReference"], "a");
    assert_eq!(body["data"].get("transactionExternalReference"), None);
    assert_eq!(body["data"]["amount"], "500");
}

#[tokio::test]
async fn an_event_that_is_not_acknowledged_is_recorded_and_not_sent_again() {
    let sandbox = Sandbox::start().await.unwrap();
    let moved = "HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n";
    for (answer, recorded) in [
        (
            "HTTP/1.1 503 Busy\r\ncontent-length: 4\r\n\r\nlate",
            Ok(503),
        ),
        (moved, Ok(302)),
        ("SMTP\r\n\r\n", Err("the connection broke")),
    ] {
        let receiver = Receiver::answering(answer).await;
        sandbox.send_webhooks(to(&receiver));
        settled(&sandbox, "a").await;
        let delivery = sandbox.webhook_deliveries().await.pop().unwrap();
        assert!(!delivery.is_acknowledged());
        match (&delivery.answer, recorded) {
            (Ok(status), Ok(expected)) => assert_eq!(*status, expected),
            (Err(reason), Err(expected)) => assert!(reason.contains(expected), "{reason}"),
            _ => panic!("{delivery}"),
        }
        assert_eq!(receiver.posted().len(), 1);
    }
}

#[tokio::test]
async fn a_receiver_that_is_not_there_is_recorded() {
    let sandbox = Sandbox::start().await.unwrap();
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", free.local_addr().unwrap());
    drop(free);
    sandbox.send_webhooks(Webhooks::to(&url).unwrap());
    settled(&sandbox, "a").await;
    let delivery = &sandbox.webhook_deliveries().await[0];
    let reason = delivery.answer.as_ref().unwrap_err();
    assert!(reason.contains("no connection to 127.0.0.1"), "{reason}");
    assert!(delivery.to_string().contains(&url), "{delivery}");
}

#[tokio::test]
async fn a_receiver_that_says_nothing_is_not_waited_for_without_end() {
    let sandbox = Sandbox::start().await.unwrap();
    let silent = Receiver::answering("").await;
    let started = Instant::now();
    sandbox.send_webhooks(to(&silent).patience(Duration::from_millis(50)));
    settled(&sandbox, "a").await;
    let deliveries = sandbox.webhook_deliveries_after(0).await;
    let reason = deliveries[0].answer.as_ref().unwrap_err();
    assert!(reason.contains("50ms"), "{reason}");
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_payment_does_not_wait_for_the_receiver_and_nothing_outlives_the_simulator() {
    let sandbox = Sandbox::start().await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    sandbox.send_webhooks(Webhooks::to(url).unwrap());
    settled(&sandbox, "a").await;
    settled(&sandbox, "b").await;
    assert_eq!(sandbox.ledger().executions("b"), 1);
    let (mut first, _) = listener.accept().await.unwrap();
    drop(sandbox);
    // The delivery that was under way ends, and the next one never begins.
    tokio::io::copy(&mut first, &mut tokio::io::sink())
        .await
        .unwrap();
    let another = tokio::time::timeout(Duration::from_millis(50), listener.accept());
    assert!(another.await.is_err());
}

#[tokio::test]
async fn without_an_address_there_are_no_events() {
    let sandbox = Sandbox::start().await.unwrap();
    settled(&sandbox, "a").await;
    assert_eq!(sandbox.webhook_events(), []);
    assert_eq!(sandbox.webhook_deliveries().await, []);
}

#[tokio::test]
async fn no_secret_is_in_what_a_simulator_prints_of_itself() {
    let (sandbox, _receiver) = connected().await;
    settled(&sandbox, "a").await;
    let deliveries = sandbox.webhook_deliveries().await;
    let shown = format!("{sandbox:?} {deliveries:?} {:?}", sandbox.webhook_events());
    assert!(!shown.contains(SECRET), "{shown}");
}
