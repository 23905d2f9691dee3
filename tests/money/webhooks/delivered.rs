//! The embedded gateway posts an event to a receiver, which verifies it and asks the gateway about it.

use malipo::runtime::event::Comparison;
use malipo::runtime::{HeaderMap, Outcome, Settlement};
use malipo::zengapay::types::{CollectionRequest, TransferRequest};
use malipo::zengapay::webhook::{self, Event, Receiver, Refused, Unconfirmed};
use malipo::zengapay::{Client, Environment};
use malipo_sandbox::{Delivery, Fate, Sandbox, Webhooks, Which};
use malipo_tests::scripted::{Reply, Scripted};

use super::{SECRET, differing, receiver};

/// A merchant: a client, and a server that events are posted to.
struct Merchant {
    sandbox: Sandbox,
    client: Client,
    server: Scripted,
}

impl Merchant {
    async fn start() -> Self {
        let sandbox = Sandbox::start().await.unwrap();
        let client = Client::builder(Environment::Sandbox, sandbox.token())
            .base_url(sandbox.base_url())
            .build()
            .unwrap();
        let server = Scripted::start(Reply::answer(200, &[], "")).await.unwrap();
        let merchant = Self {
            sandbox,
            client,
            server,
        };
        merchant.sandbox.send_webhooks(merchant.webhooks());
        merchant
    }

    fn webhooks(&self) -> Webhooks {
        let url = format!("http://{}/webhook", self.server.host());
        Webhooks::to(url).unwrap().secret(SECRET)
    }

    /// Asks a subscriber for money; gives the gateway's reference.
    async fn ask(&self, reference: &str) -> String {
        let request = CollectionRequest::builder()
            .msisdn("256770000017".parse::<malipo::Msisdn>().unwrap())
            .amount(500)
            .external_reference(reference)
            .narration("Invoice")
            .build();
        let accepted = self.client.create_collection(request).await.unwrap();
        accepted.transaction_reference
    }

    /// Pays a subscriber; gives the gateway's reference.
    async fn pay(&self, reference: &str) -> String {
        let request = TransferRequest::builder()
            .to_msisdn("256750000013".parse::<malipo::Msisdn>().unwrap())
            .amount("1500.5".parse::<malipo::Amount>().unwrap())
            .external_reference(reference)
            .narration("Refund")
            .build();
        let accepted = self.client.create_transfer(request).await.unwrap();
        accepted.transaction_reference
    }

    /// What has come, in the order in which it came: headers and body.
    async fn posted(&self) -> Vec<(HeaderMap, Vec<u8>)> {
        let deliveries = self.sandbox.webhook_deliveries().await;
        assert!(
            deliveries.iter().all(Delivery::is_acknowledged),
            "{deliveries:?}"
        );
        let requests = self.server.requests();
        requests
            .iter()
            .map(|request| taken_apart(request))
            .collect()
    }

    /// What has come and is genuine.
    async fn received(&self) -> Vec<Unconfirmed> {
        let posted = self.posted().await;
        posted
            .iter()
            .map(|(headers, body)| receiver().receive(headers, body).unwrap())
            .collect()
    }

    fn assert_contract(&self) {
        assert_eq!(self.sandbox.violations(), []);
        assert_eq!(self.sandbox.unfit_answers(), Vec::<String>::new());
    }
}

fn taken_apart(request: &[u8]) -> (HeaderMap, Vec<u8>) {
    let border = request.windows(4).position(|four| four == b"\r\n\r\n");
    let (head, body) = request.split_at(border.unwrap() + 4);
    let head = std::str::from_utf8(head).unwrap();
    assert!(head.starts_with("POST /webhook HTTP/1.1\r\n"), "{head}");
    let mut headers = HeaderMap::new();
    for (name, value) in head.lines().filter_map(|line| line.split_once(": ")) {
        let name: http::HeaderName = name.parse().unwrap();
        headers.append(name, value.parse().unwrap());
    }
    (headers, body.to_vec())
}

#[tokio::test]
async fn an_event_of_every_kind_is_genuine_and_true() {
    let merchant = Merchant::start().await;
    merchant
        .sandbox
        .decide(Which::Transfers, Fate::LeavePending);
    let approved = merchant.ask("a").await;
    merchant.sandbox.approve(&approved).unwrap();
    let declined = merchant.ask("b").await;
    merchant.sandbox.decline(&declined).unwrap();
    let paid = merchant.pay("c").await;
    merchant.sandbox.approve(&paid).unwrap();
    let failed = merchant.pay("d").await;
    merchant.sandbox.decline(&failed).unwrap();

    let received = merchant.received().await;
    assert_eq!(received.len(), 4);
    for (event, (kind, reference, settlement)) in received.iter().zip([
        ("collection.success", approved, Settlement::Succeeded),
        ("collection.failed", declined, Settlement::Failed),
        ("transfer.success", paid, Settlement::Succeeded),
        ("transfer.failed", failed, Settlement::Failed),
    ]) {
        assert_eq!((event.kind(), event.reference()), (kind, &*reference));
        let confirmed = event.confirm(&merchant.client).await.unwrap();
        assert_eq!(confirmed.settlement(), settlement);
        assert_eq!(*confirmed.comparison(), Comparison::Agrees);
    }
    merchant.assert_contract();
}

#[tokio::test]
async fn both_ways_to_write_an_event_are_genuine_and_true() {
    let merchant = Merchant::start().await;
    for webhooks in [
        merchant.webhooks(),
        merchant.webhooks().old_spelling(),
        merchant.webhooks().amounts_without_decimals(),
    ] {
        merchant.sandbox.send_webhooks(webhooks);
        let asked = merchant.ask("invoice-17").await;
        merchant.sandbox.approve(&asked).unwrap();
    }
    let received = merchant.received().await;
    assert_eq!(received.len(), 3);
    for event in received {
        let confirmed = event.confirm(&merchant.client).await.unwrap();
        assert_eq!(*confirmed.comparison(), Comparison::Agrees);
        let Event::CollectionSuccess(event) = confirmed.event() else {
            panic!("{confirmed:?}")
        };
        let external = event.data.transaction_external_reference.as_deref();
        assert_eq!(external, Some("invoice-17"));
    }
    // The client's own signature, for tests of receivers, is the one that the gateway makes.
    for event in merchant.sandbox.webhook_events() {
        let signature = webhook::sign(SECRET, &event.body).unwrap();
        assert_eq!(
            event.header(webhook::SIGNATURE_HEADER),
            Some(signature.as_str())
        );
    }
}

#[tokio::test]
async fn a_late_event_tells_what_a_wait_has_told_before() {
    let merchant = Merchant::start().await;
    merchant.sandbox.hold_webhooks();
    let asked = merchant.ask("late").await;
    merchant.sandbox.approve(&asked).unwrap();
    let settled = merchant
        .client
        .get_collection(&asked)
        .wait(std::time::Duration::from_secs(30))
        .await
        .unwrap();
    assert_eq!(settled.outcome, Outcome::Succeeded);
    assert!(merchant.received().await.is_empty());

    merchant.sandbox.release_webhooks();
    let received = merchant.received().await;
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].reference(), asked);
    let confirmed = received[0].confirm(&merchant.client).await.unwrap();
    assert_eq!(confirmed.settlement(), Settlement::Succeeded);
    assert_eq!(*confirmed.comparison(), Comparison::Agrees);
    merchant.assert_contract();
}

#[tokio::test]
async fn a_repeated_event_is_recognised_by_its_identity() {
    let merchant = Merchant::start().await;
    for reference in ["a", "b"] {
        let asked = merchant.ask(reference).await;
        merchant.sandbox.approve(&asked).unwrap();
    }
    merchant.sandbox.deliver_webhook(1).unwrap();
    merchant.sandbox.deliver_webhook(1).unwrap();
    let received = merchant.received().await;
    let mut identities = Vec::new();
    for event in &received {
        let confirmed = event.confirm(&merchant.client).await.unwrap();
        identities.push(confirmed.identity().unwrap().to_owned());
    }
    assert_eq!(identities.len(), 4);
    assert_eq!(identities[0], identities[2]);
    assert_eq!(identities[0], identities[3]);
    assert_ne!(identities[0], identities[1]);
}

#[tokio::test]
async fn events_out_of_order_each_tell_of_their_own_payment() {
    let merchant = Merchant::start().await;
    merchant.sandbox.hold_webhooks();
    let approved = merchant.ask("first").await;
    let declined = merchant.ask("second").await;
    merchant.sandbox.approve(&approved).unwrap();
    merchant.sandbox.decline(&declined).unwrap();
    merchant.sandbox.deliver_webhook(2).unwrap();
    merchant.sandbox.deliver_webhook(1).unwrap();

    let received = merchant.received().await;
    assert_eq!(received[0].reference(), declined);
    assert_eq!(received[1].reference(), approved);
    for (event, settlement) in received
        .iter()
        .zip([Settlement::Failed, Settlement::Succeeded])
    {
        let confirmed = event.confirm(&merchant.client).await.unwrap();
        assert_eq!(confirmed.settlement(), settlement);
        assert_eq!(*confirmed.comparison(), Comparison::Agrees);
    }
}

#[tokio::test]
async fn a_status_that_was_flipped_on_the_way_is_genuine_and_not_true() {
    let merchant = Merchant::start().await;
    let declined = merchant.ask("never paid").await;
    merchant.sandbox.decline(&declined).unwrap();
    let (headers, body) = merchant.posted().await.remove(0);
    let flipped = String::from_utf8(body)
        .unwrap()
        .replace("collection.failed", "collection.success")
        .replace("FAILED", "SUCCEEDED");
    assert!(flipped.contains("collection.success") && flipped.contains("SUCCEEDED"));

    let event = receiver().receive(&headers, &flipped).unwrap();
    assert_eq!(event.kind(), "collection.success");
    let confirmed = event.confirm(&merchant.client).await.unwrap();
    assert_eq!(confirmed.settlement(), Settlement::Failed);
    assert_eq!(differing(&confirmed), ["event", "data.transactionStatus"]);
    assert_eq!(merchant.sandbox.ledger().executions("never paid"), 0);
}

#[tokio::test]
async fn an_unsigned_event_and_one_of_another_secret_are_refused() {
    let merchant = Merchant::start().await;
    let url = merchant.webhooks().url().to_owned();
    for webhooks in [
        Webhooks::to(&url).unwrap(),
        merchant.webhooks().secret("another-secret"),
    ] {
        merchant.sandbox.send_webhooks(webhooks);
        let asked = merchant.ask("invoice-17").await;
        merchant.sandbox.approve(&asked).unwrap();
    }
    let refused: Vec<Refused> = merchant
        .posted()
        .await
        .iter()
        .map(|(headers, body)| receiver().receive(headers, body).unwrap_err())
        .collect();
    assert!(refused[0].is_unsigned() && refused[1].is_bad_signature());
    assert!(refused.iter().all(|refused| refused.answer_status() == 401));
}

#[tokio::test]
async fn whatever_the_gateway_signs_the_receiver_for_it_accepts_and_the_others_refuse() {
    let merchant = Merchant::start().await;
    let unsigned = Webhooks::to(merchant.webhooks().url()).unwrap();
    for webhooks in [
        merchant.webhooks(),
        merchant.webhooks().sign_body(),
        unsigned,
    ] {
        merchant.sandbox.send_webhooks(webhooks);
        let asked = merchant.ask("invoice-17").await;
        merchant.sandbox.approve(&asked).unwrap();
    }
    let posted = merchant.posted().await;
    assert_eq!(posted.len(), 3);
    for (receiver, accepts) in [
        (receiver(), [true, false, false]),
        (Receiver::over_body([SECRET]).unwrap(), [false, true, false]),
        (
            Receiver::over_either([SECRET]).unwrap(),
            [true, true, false],
        ),
        (Receiver::unsigned(), [true, true, true]),
    ] {
        for ((headers, body), accepted) in posted.iter().zip(accepts) {
            let received = receiver.receive(headers, body);
            assert_eq!(received.is_ok(), accepted, "{receiver:?}");
            if let Ok(event) = received {
                let confirmed = event.confirm(&merchant.client).await.unwrap();
                assert_eq!(*confirmed.comparison(), Comparison::Agrees);
                assert_eq!(confirmed.settlement(), Settlement::Succeeded);
            }
        }
    }
    let signed = &merchant.sandbox.webhook_events()[1];
    let signature = webhook::sign_body(SECRET, &signed.body);
    assert_eq!(signed.header(webhook::SIGNATURE_HEADER), Some(&*signature));
    merchant.assert_contract();
}
