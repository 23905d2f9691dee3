use malipo_sandbox::{Decimal, PaymentKind};
use serde_json::{Value, json};

use super::{Merchant, deposit};
use crate::assert_clean;
use crate::receiver::Receiver;

const DEPOSITS: &str = "/v1/express-deposit";

fn status_of(reference: &str) -> String {
    format!("{DEPOSITS}/check-status?OriginatorConversationId={reference}")
}

fn posted(receiver: &Receiver) -> Vec<Value> {
    let posted = receiver.posted();
    posted
        .iter()
        .map(|posted| serde_json::from_str(&posted.body).unwrap())
        .collect()
}

#[tokio::test]
async fn a_deposit_waits_for_the_payer_and_then_posts_two_callbacks_of_which_the_second_is_final() {
    let merchant = Merchant::start().await;
    let receiver = Receiver::start().await;
    let accepted = merchant
        .done(DEPOSITS, &deposit("d-1", &receiver.url()))
        .await;
    assert_eq!(accepted["message"]["originatorConversationId"], "d-1");
    let waiting = merchant.read(&status_of("d-1")).await;
    assert_eq!(waiting["status"], "Pending");
    assert_eq!(waiting["mpesaReceiptNumber"], Value::Null);
    assert!(merchant.webhook_deliveries().await.is_empty());

    let before = merchant.ledger().balance("KES").unwrap();
    let paid = merchant.approve("d-1").unwrap();
    assert_eq!(paid.kind, PaymentKind::Collection);
    let after = merchant.ledger().balance("KES").unwrap();
    assert_eq!(after - before, Decimal::new(25_055, 2));
    let read = merchant.read(&status_of("d-1")).await;
    assert_eq!(read["status"], "Completed");

    let deliveries = merchant.webhook_deliveries().await;
    assert!(deliveries.iter().all(|delivery| delivery.is_acknowledged()));
    let posted = posted(&receiver);
    assert_eq!(posted.len(), 2);
    let prompt = &posted[0]["Body"]["StkCallback"];
    assert_eq!(prompt["MerchantRequestID"], read["merchantRequestID"]);
    assert_eq!(prompt["ResultCode"], 0);
    assert_eq!(
        posted[1],
        json!({
            "OriginatorConversationId": "d-1",
            "Thirdpartyreceiptnumber": read["mpesaReceiptNumber"],
            "PaymentAmount": 250.55,
        })
    );
    super::assert_fits("ExpressDepositPrompt", &posted[0]);
    super::assert_fits("ExpressDepositResult", &posted[1]);
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn after_the_first_callback_the_end_may_still_be_open() {
    let merchant = Merchant::start().await;
    let receiver = Receiver::start().await;
    merchant
        .done(DEPOSITS, &deposit("d-1", &receiver.url()))
        .await;
    merchant.make_indeterminate("d-1").unwrap();
    assert_eq!(merchant.webhook_deliveries().await.len(), 1);
    assert!(posted(&receiver)[0]["Body"].is_object());
    merchant.decline("d-1").unwrap();
    merchant.webhook_deliveries().await;
    let posted = posted(&receiver);
    assert_eq!(posted.len(), 2, "the first is posted once");
    assert_eq!(posted[1]["Thirdpartyreceiptnumber"], Value::Null);
    assert_eq!(merchant.ledger().executions("d-1"), 0);
}

#[tokio::test]
async fn a_repeated_deposit_is_refused_at_once_in_the_shape_of_the_vendors_sample() {
    let merchant = Merchant::start().await;
    let body = deposit("d-1", "http://127.0.0.1:9/");
    merchant.done(DEPOSITS, &body).await;
    let answer = merchant.post(DEPOSITS, &body).await;
    assert_eq!(answer.status, 400);
    let refused = answer.json();
    assert_eq!(refused.get("status"), None);
    assert_eq!(
        refused["errors"],
        json!([{
            "field": "OriginatorConversationId",
            "message": "duplicate originator conversation id 'd-1'",
        }])
    );
    assert_eq!(merchant.ledger().executions("d-1"), 1);
    assert_clean(&merchant.sandbox);
}
