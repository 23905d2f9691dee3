use malipo_sandbox::{Fate, Webhooks, Which};
use serde_json::{Value, json};

use super::{Merchant, ORDERS, PHONE, assert_fits, bill, mobile, order};
use crate::assert_clean;
use crate::receiver::Receiver;

const BILLS: &str = "/v1/bill-payments";

fn posted(receiver: &Receiver) -> Vec<Value> {
    let posted = receiver.posted();
    posted
        .iter()
        .map(|posted| {
            assert_eq!(posted.header("content-type"), Some("application/json"));
            serde_json::from_str(&posted.body).unwrap()
        })
        .collect()
}

/// The names that an object and what it holds have.
fn names(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                found.push(format!("{at}/{name}"));
                names(member, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| names(item, at, found)),
        _ => {}
    }
}

/// What the simulator leaves out of a sample, and what it has that the sample has not.
fn differences(sample: &str, posted: &Value) -> (Vec<String>, Vec<String>) {
    let sample: Value = serde_json::from_str(sample).unwrap();
    let (mut theirs, mut ours) = (Vec::new(), Vec::new());
    names(&sample["body"], "", &mut theirs);
    names(posted, "", &mut ours);
    let only = |these: &[String], those: &[String]| {
        let mut only = these.to_vec();
        only.retain(|name| {
            !those.contains(name) && !name.contains("/remitter") && !name.contains("/recipient")
        });
        only
    };
    (only(&theirs, &ours), only(&ours, &theirs))
}

#[tokio::test]
async fn an_order_that_is_over_is_told_once_with_all_of_its_lines_and_the_members_of_the_sample() {
    let merchant = Merchant::start().await;
    let receiver = Receiver::start().await;
    merchant.send_webhooks(Webhooks::to(receiver.url()).unwrap());
    merchant.decide(Which::Reference("s-2".to_owned()), Fate::LeavePending);
    let lines = [mobile(PHONE, "10", "s-1"), mobile(PHONE, "20", "s-2")];
    merchant.done(ORDERS, &order("o-1", &lines)).await;
    assert!(merchant.webhook_deliveries().await.is_empty());
    merchant.decline("s-2").unwrap();
    let deliveries = merchant.webhook_deliveries().await;
    let event = &deliveries[0].event;
    assert_eq!(
        (event.kind.as_str(), event.reference.as_str()),
        ("paymentOrder", "o-1")
    );
    let posted = posted(&receiver);
    assert_eq!(posted.len(), 1);
    let statuses = [0, 1].map(|line| {
        posted[0]["orderLines"][line]["transactionOutcome"]["transactionStatus"].clone()
    });
    assert_eq!(statuses, [json!(4), json!(6)]);
    assert_eq!(posted[0]["recordStatus"], 2);
    let sample = include_str!("../../../../fixtures/zamupay/webhooks/payment_order_completed.json");
    assert_eq!(differences(sample, &posted[0]), (Vec::new(), Vec::new()));
    assert_fits("PaymentOrder", &posted[0]);
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn a_failure_that_proves_nothing_is_told_and_so_is_what_corrects_it() {
    let merchant = Merchant::start().await;
    let receiver = Receiver::start().await;
    merchant.send_webhooks(Webhooks::to(receiver.url()).unwrap());
    merchant.decide(Which::Transfers, Fate::LeavePending);
    let body = order("o-1", &[mobile(PHONE, "10", "s-1")]);
    merchant.done(ORDERS, &body).await;
    merchant.fail_inconclusively("o-1").unwrap();
    merchant.approve("o-1").unwrap();
    assert!(merchant.fail_inconclusively("o-1").is_err(), "it is over");
    merchant.webhook_deliveries().await;
    let told: Vec<_> = posted(&receiver)
        .iter()
        .map(|posted| {
            assert_fits("PaymentOrder", posted);
            let outcome = &posted["orderLines"][0]["transactionOutcome"];
            (
                outcome["transactionStatus"].clone(),
                outcome["resultCode"].clone(),
            )
        })
        .collect();
    assert_eq!(told, [(json!(6), json!("14")), (json!(4), json!("0"))]);
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn a_repeated_order_fails_under_the_reference_of_the_first_while_that_one_completes() {
    let merchant = Merchant::start().await;
    let receiver = Receiver::start().await;
    merchant.send_webhooks(Webhooks::to(receiver.url()).unwrap());
    merchant.decide(Which::Transfers, Fate::LeavePending);
    let body = order("o-1", &[mobile(PHONE, "10", "s-1")]);
    merchant.done(ORDERS, &body).await;
    merchant.done(ORDERS, &body).await;
    merchant.approve("o-1").unwrap();
    merchant.webhook_deliveries().await;
    let posted = posted(&receiver);
    let told: Vec<_> = posted
        .iter()
        .map(|posted| {
            let outcome = &posted["orderLines"][0]["transactionOutcome"];
            assert_eq!(posted["originatorConversationId"], "o-1");
            assert_fits("PaymentOrder", posted);
            (
                outcome["transactionStatus"].clone(),
                outcome["resultCode"].clone(),
            )
        })
        .collect();
    assert_eq!(told, [(json!(6), json!("9")), (json!(4), json!("0"))]);
    assert_eq!(posted[0]["id"], "00000000-0000-0000-0000-000000000000");
    let sample = include_str!("../../../../fixtures/zamupay/webhooks/payment_order_duplicate.json");
    assert_eq!(differences(sample, &posted[0]), (Vec::new(), Vec::new()));
    assert_eq!(merchant.ledger().executions("o-1"), 1);
}

#[tokio::test]
async fn a_rejected_order_is_over_and_told() {
    let merchant = Merchant::start().await;
    let receiver = Receiver::start().await;
    merchant.send_webhooks(Webhooks::to(receiver.url()).unwrap());
    merchant.decide(Which::Transfers, Fate::LeavePending);
    merchant
        .done(ORDERS, &order("o-1", &[mobile(PHONE, "10", "s-1")]))
        .await;
    let reject = "/v1/payment-order/reject-order?OriginatorConversationId=o-1";
    for _ in 0..2 {
        merchant.call("POST", reject, None).await;
    }
    merchant.webhook_deliveries().await;
    let posted = posted(&receiver);
    assert_eq!(posted.len(), 1);
    assert_eq!(
        posted[0]["orderLines"][0]["transactionOutcome"]["transactionStatus"],
        7
    );
    assert_fits("PaymentOrder", &posted[0]);
}

#[tokio::test]
async fn callbacks_can_be_held_come_in_another_order_and_come_again() {
    let merchant = Merchant::start().await;
    let (dashboard, of_bills) = (Receiver::start().await, Receiver::start().await);
    merchant.send_webhooks(Webhooks::to(dashboard.url()).unwrap());
    merchant.hold_webhooks();
    merchant
        .done(ORDERS, &order("o-1", &[mobile(PHONE, "10", "s-1")]))
        .await;
    merchant
        .done(BILLS, &bill("b-1", "1111111", "KE-GOTV", &of_bills.url()))
        .await;
    assert!(merchant.webhook_deliveries().await.is_empty());
    merchant.deliver_webhook(2).unwrap();
    merchant.release_webhooks();
    merchant.deliver_webhook(2).unwrap();
    let order: Vec<_> = merchant
        .webhook_deliveries()
        .await
        .into_iter()
        .map(|delivery| (delivery.event.kind, delivery.url))
        .collect();
    let to = |kind: &str, receiver: &Receiver| (kind.to_owned(), receiver.url());
    assert_eq!(
        order,
        [
            to("billPayment", &of_bills),
            to("paymentOrder", &dashboard),
            to("billPayment", &of_bills)
        ]
    );
    assert_eq!(of_bills.posted()[0].body, of_bills.posted()[1].body);
}

#[tokio::test]
async fn a_bill_is_told_in_the_form_in_which_it_was_paid() {
    let merchant = Merchant::start().await;
    let receiver = Receiver::start().await;
    let guid = "bc97d2b1-4828-f111-bc5a-0e7d952d79b7";
    merchant
        .done(BILLS, &bill("old", "1111111", "KE-GOTV", &receiver.url()))
        .await;
    merchant
        .done(BILLS, &bill("new", "1111111", guid, &receiver.url()))
        .await;
    merchant
        .done(BILLS, &bill("bad", "1900002", "KE-GOTV", &receiver.url()))
        .await;
    merchant
        .done(BILLS, &bill("worse", "1900002", guid, &receiver.url()))
        .await;
    merchant.webhook_deliveries().await;
    let posted = posted(&receiver);
    let sample = include_str!("../../../../fixtures/zamupay/webhooks/bill_payment.json");
    assert_eq!(differences(sample, &posted[0]), (Vec::new(), Vec::new()));
    assert_eq!(posted[0]["StatusCode"], 0);
    assert_eq!(posted[1]["billService"]["serviceId"], guid);
    assert_eq!(posted[1]["billRequestOutcome"]["status"], 4);
    assert_eq!(posted[2].get("StatusCode"), None, "0 would claim success");
    assert_eq!(posted[3]["billRequestOutcome"]["status"], 6);
    for old in [&posted[0], &posted[2]] {
        assert_fits("BillPaymentNotice", old);
    }
    for new in [&posted[1], &posted[3]] {
        assert_fits("BillPaymentResult", new);
    }
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn nothing_is_posted_to_another_machine_and_that_is_recorded() {
    let merchant = Merchant::start().await;
    for url in ["http://example.com", "https://example.com", "string"] {
        merchant
            .done(BILLS, &bill("b-1", "1111111", "KE-GOTV", url))
            .await;
    }
    for delivery in merchant.webhook_deliveries().await {
        let reason = delivery.answer.unwrap_err();
        assert!(reason.contains("this machine only"), "{reason}");
    }
    assert_eq!(merchant.webhook_events().len(), 3);
}

#[tokio::test]
async fn an_address_of_this_machine_that_cannot_be_posted_to_is_recorded_with_its_real_reason() {
    let merchant = Merchant::start().await;
    let urls = [
        "https://127.0.0.1/",
        "https://localhost:3000/x",
        "http://[::1]:99999/x",
    ];
    for url in urls {
        merchant
            .done(BILLS, &bill("b-1", "1111111", "KE-GOTV", url))
            .await;
    }
    let deliveries = merchant.webhook_deliveries().await;
    assert_eq!(deliveries.len(), urls.len());
    for delivery in deliveries {
        let reason = delivery.answer.unwrap_err();
        assert!(reason.contains("has no TLS"), "{reason}");
        assert!(!reason.contains("this machine only"), "{reason}");
    }
}
