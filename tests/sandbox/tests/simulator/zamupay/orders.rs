use std::time::Duration;

use malipo_sandbox::{Decimal, Fate, PaymentStatus, Which, Zamupay};
use serde_json::{Value, json};

use super::{Merchant, ORDERS, PHONE, bank, mobile, order, status_of};
use crate::assert_clean;
use crate::receiver::Receiver;

/// The outcome of a line of an order.
fn outcome(order: &Value, line: usize) -> &Value {
    &order["orderLines"][line]["transactionOutcome"]
}

fn kes(merchant: &Merchant) -> Decimal {
    merchant.ledger().balance("KES").unwrap()
}

#[tokio::test]
async fn the_lines_of_a_mixed_order_are_payments_of_their_own_that_end_one_by_one() {
    let merchant = Merchant::start().await;
    merchant.decide(Which::Transfers, Fate::LeavePending);
    merchant.decide(Which::Reference("s-2".to_owned()), Fate::Decline);
    let business = json!({
        "recipient": {"name": "Shop", "primaryAccountNumber": "0072", "institutionIdentifier": "888888", "ccy": 404},
        "transaction": super::transaction("30", "s-3"),
    });
    let lines = [
        mobile(PHONE, "1000.25", "s-1"),
        bank("0110012345", "500", "s-2"),
        business,
    ];
    let accepted = merchant.done(ORDERS, &order("o-1", &lines)).await;
    assert_eq!(accepted["message"]["originatorConversationId"], "o-1");
    assert_eq!(
        kes(&merchant),
        Decimal::new(99_896_975, 2),
        "s-2 was given back"
    );
    assert_eq!(merchant.ledger().executions("o-1"), 2);
    for (stan, executions) in [("s-1", 1), ("s-2", 0), ("s-3", 1)] {
        assert_eq!(merchant.ledger().executions(stan), executions, "{stan}");
    }

    merchant.approve("s-1").unwrap();
    let read = merchant.read(&status_of("o-1")).await;
    assert_eq!(read["isProcessed"], false);
    assert_eq!(outcome(&read, 0)["transactionStatus"], 4);
    assert_eq!(outcome(&read, 0)["resultCode"], "0");
    assert_eq!(outcome(&read, 0)["paymentAmount"], 1000.25);
    assert!(outcome(&read, 0)["trackingNumber"].is_string());
    assert_eq!(outcome(&read, 1)["transactionStatus"], 6);
    assert_eq!(outcome(&read, 1)["paymentAmount"], 0);
    assert_eq!(
        outcome(&read, 2).get("transactionStatus"),
        None,
        "the number of pending is unknown"
    );
    assert_eq!(outcome(&read, 2)["transactionStatusDescription"], "Pending");

    merchant.approve("o-1").unwrap(); // the one line that is left
    let read = merchant.read(&status_of("o-1")).await;
    assert_eq!(read["isProcessed"], true);
    assert_eq!(outcome(&read, 2)["transactionStatus"], 4);
    let opening = merchant.ledger().opening_balance("KES").unwrap();
    assert_eq!(kes(&merchant), opening - Decimal::new(103_025, 2));
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn a_number_that_only_the_client_doubts_is_paid_because_no_document_says_that_it_is_refused()
{
    let merchant = Merchant::start().await;
    let lines = [
        mobile("+2540710000002", "1", "s-1"),
        mobile("+710000002", "1", "s-2"),
    ];
    merchant.done(ORDERS, &order("o-1", &lines)).await;
    assert_eq!(merchant.ledger().executions("o-1"), 2);
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn an_order_of_several_unfinished_lines_is_ambiguous_and_its_lines_are_not() {
    let merchant = Merchant::start().await;
    merchant.decide(Which::Transfers, Fate::LeavePending);
    let lines = [mobile(PHONE, "1", "s-1"), mobile(PHONE, "2", "s-2")];
    merchant.done(ORDERS, &order("o-1", &lines)).await;
    let error = merchant.approve("o-1").unwrap_err().to_string();
    assert!(error.contains("2 payments under o-1"), "{error}");
    let declined = merchant.decline("s-2").unwrap();
    assert_eq!(
        (declined.amount, declined.status),
        (Decimal::TWO, PaymentStatus::Failed)
    );
    assert_eq!(declined.name(), "o-1 / s-2");
}

#[tokio::test]
async fn a_line_that_the_wallet_does_not_cover_fails_with_code_15_and_moves_nothing() {
    let builder = Zamupay::builder().opening_balance("KES", Decimal::from(100));
    let merchant = Merchant::of(builder).await;
    let lines = [mobile(PHONE, "100.01", "s-1"), mobile(PHONE, "100", "s-2")];
    merchant.done(ORDERS, &order("o-1", &lines)).await;
    let read = merchant.read(&status_of("o-1")).await;
    assert_eq!(outcome(&read, 0)["transactionStatus"], 6);
    assert_eq!(outcome(&read, 0)["resultCode"], "15");
    assert_eq!(outcome(&read, 1)["transactionStatus"], 4);
    assert_eq!(read["isProcessed"], true);
    assert_eq!(merchant.ledger().executions("s-1"), 0);
    assert_eq!(kes(&merchant), Decimal::ZERO);
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn amounts_keep_every_digit() {
    let builder = Zamupay::builder().opening_balance("KES", Decimal::MAX);
    let merchant = Merchant::of(builder).await;
    let exact = "12345678901234567890.123456";
    let body = order("o-1", &[mobile(PHONE, "1", "s-1")]).to_string();
    let body = body.replace("\"amount\":1,", &format!("\"amount\":{exact},"));
    assert!(body.contains(exact));
    let request = format!(
        "POST {ORDERS} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        merchant.token,
        body.len()
    );
    let answer = crate::http::raw(&merchant.sandbox, &request).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let read = merchant.get(&status_of("o-1")).await.body;
    assert_eq!(read.matches(exact).count(), 2, "{read}");
    assert_eq!(
        merchant.ledger().payments()[0].amount,
        exact.parse().unwrap()
    );
}

#[tokio::test]
async fn only_what_is_pending_is_rejected_and_the_status_alone_does_not_tell() {
    let merchant = Merchant::start().await;
    let lines = [
        mobile("+254710900003", "10", "pending"),
        mobile("+254710900001", "20", "paid"),
        mobile("+254710900004", "30", "unclear"),
    ];
    merchant.done(ORDERS, &order("o-1", &lines)).await;
    let reject = "/v1/payment-order/reject-order?OriginatorConversationId=o-1";
    let answer = merchant.call("POST", reject, None).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let answer = answer.json();
    let told: Vec<_> = answer["paymentOrderlines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            (
                line["transactionStatus"].clone(),
                line["resultCode"].clone(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (json!(7), Value::Null),
            (json!(7), json!("1")),
            (json!(7), json!("1"))
        ]
    );
    let executions = |stan: &str| merchant.ledger().executions(stan);
    assert_eq!(
        (
            executions("pending"),
            executions("paid"),
            executions("unclear")
        ),
        (0, 1, 1)
    );
    let read = merchant.read(&status_of("o-1")).await;
    assert_eq!(outcome(&read, 0)["transactionStatus"], 7);
    assert_eq!(outcome(&read, 1)["transactionStatus"], 4);
    assert_eq!(outcome(&read, 2)["resultCode"], "14");
    assert!(merchant.approve("pending").is_err(), "it is over");
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn a_line_ends_later_by_the_clock_and_by_its_account() {
    let merchant = Merchant::start().await;
    let hour = Duration::from_secs(3600);
    merchant.decide(
        Which::Number("0110012345".to_owned()),
        Fate::LeavePending.then_after(hour, Fate::Approve),
    );
    let lines = [
        bank("0110012345", "5", "s-1"),
        mobile("+254710900006", "6", "s-2"),
    ];
    merchant.done(ORDERS, &order("o-1", &lines)).await;
    assert_eq!(merchant.ledger().unsettled().count(), 2);
    merchant.advance(hour + hour);
    let statuses: Vec<_> = merchant
        .ledger()
        .payments()
        .iter()
        .map(|payment| payment.status)
        .collect();
    assert_eq!(statuses, [PaymentStatus::Succeeded, PaymentStatus::Failed]);
}

#[tokio::test]
async fn a_failure_that_proves_nothing_holds_the_money_until_it_is_corrected_or_for_good() {
    let mut merchant = Merchant::start().await;
    let hour = Duration::from_secs(3600);
    let before = kes(&merchant);
    let lines = [
        mobile("+254710900007", "10", "never"),
        mobile("+254710900008", "20", "paid"),
        mobile("+254710900009", "40", "declined"),
    ];
    merchant.done(ORDERS, &order("o-1", &lines)).await;
    let read = merchant.read(&status_of("o-1")).await;
    let shown = |read: &Value| {
        [0, 1, 2].map(|line| {
            let outcome = outcome(read, line);
            (
                outcome["transactionStatus"].clone(),
                outcome["resultCode"].clone(),
            )
        })
    };
    assert_eq!(
        shown(&read),
        [
            (json!(6), json!("14")),
            (json!(6), json!("-1")),
            (json!(6), json!("22"))
        ]
    );
    assert_eq!(kes(&merchant), before - Decimal::from(70));
    assert_eq!(merchant.ledger().executions("o-1"), 3);

    merchant.advance(hour);
    merchant.token = super::token(&merchant.sandbox).await;
    let read = merchant.read(&status_of("o-1")).await;
    assert_eq!(
        shown(&read),
        [
            (json!(6), json!("14")),
            (json!(4), json!("0")),
            (json!(6), json!("18"))
        ]
    );
    assert_eq!(kes(&merchant), before - Decimal::from(30));
    assert_eq!(merchant.ledger().executions("declined"), 0);

    merchant.approve("never").unwrap();
    let read = merchant.read(&status_of("o-1")).await;
    assert_eq!(outcome(&read, 0)["transactionStatus"], 4);
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn a_failure_that_proves_nothing_has_every_such_code_in_time_and_none_that_proves_it() {
    let merchant = Merchant::start().await;
    merchant.decide(Which::Transfers, Fate::Inconclusive);
    let mut codes = Vec::new();
    for number in 0..15 {
        let name = format!("o-{number}");
        let body = order(&name, &[mobile(PHONE, "1", &name)]);
        merchant.done(ORDERS, &body).await;
        let read = merchant.read(&status_of(&name)).await;
        let outcome = outcome(&read, 0);
        assert_eq!(outcome["transactionStatus"], 6);
        codes.push(outcome["resultCode"].as_str().map(str::to_owned));
    }
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 15, "{codes:?}");
    for conclusive in ["1", "2", "5", "6", "7", "9", "15", "17", "18", "19"] {
        assert!(!codes.contains(&Some(conclusive.to_owned())));
    }
    assert!(codes.contains(&None), "a code may be missing");
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn only_payouts_and_checkouts_fail_inconclusively_and_all_else_is_indeterminate() {
    let merchant = Merchant::start().await;
    let receiver = Receiver::start().await;
    merchant.decide(Which::Collections, Fate::Inconclusive);
    let deposit = json!({
        "shortCode": "172989", "amount": 10, "phoneNumber": "254710000001", "transactionDesc": "Top up",
        "originatorConversationId": "d-1", "callBackUrl": receiver.url(),
    });
    merchant.done("/v1/express-deposit", &deposit).await;
    let payment = merchant.ledger().payments()[0].clone();
    assert_eq!(payment.status, PaymentStatus::Indeterminate);
    let path = "/v1/express-deposit/check-status?OriginatorConversationId=d-1";
    assert_eq!(merchant.read(path).await["status"], "Pending");

    let checkout = json!({"originatorConversationId": "k-1"});
    merchant
        .post("/v1/checkout-order/new-order", &checkout)
        .await;
    let path = "/v1/checkout-order/check-status?IdType=1&Id=k-1";
    let read = merchant.read(path).await;
    assert_eq!(read["checkoutOutcome"]["Status"], 6);
    assert_eq!(read["checkoutOutcome"]["ResultCode"], "-1");
    merchant.decline("k-1").unwrap();
    let read = merchant.read(path).await;
    assert_eq!(read["checkoutOutcome"]["ResultCode"], "18");
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn a_repeated_order_is_accepted_and_never_carried_out() {
    let merchant = Merchant::start().await;
    let body = order("o-1", &[mobile(PHONE, "10", "s-1")]);
    merchant.done(ORDERS, &body).await;
    let before = merchant.ledger();
    merchant.done(ORDERS, &body).await;
    assert_eq!(merchant.ledger(), before);
    let read = merchant.read(&status_of("o-1")).await;
    assert_eq!(outcome(&read, 0)["transactionStatus"], 4, "the first one's");
    // Nobody documents a repeated number of a line in another order.
    merchant
        .done(ORDERS, &order("o-2", &[mobile(PHONE, "10", "s-1")]))
        .await;
    assert_eq!(merchant.ledger().executions("s-1"), 2);
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn what_is_wrong_with_lines_is_told_all_at_once_and_nothing_is_paid() {
    let merchant = Merchant::start().await;
    let foreign = |number: &str| {
        json!({
            "recipient": {"name": "J", "primaryAccountNumber": PHONE, "mccmnc": "63902", "ccy": 978},
            "transaction": super::transaction("5", number),
        })
    };
    let lines = [mobile(PHONE, "5", "s-1"), foreign("s-2"), foreign("s-3")];
    let answer = merchant.post(ORDERS, &order("o-1", &lines)).await;
    assert_eq!(answer.status, 400);
    let answer = answer.json();
    assert_eq!(answer["status"], "BadRequest");
    assert_eq!(answer["originatorConversationId"], "o-1");
    assert_eq!(
        answer["errors"][0]["field"],
        "PaymentOrderLines[1].Recipient.Ccy"
    );
    assert_eq!(
        answer["errors"][1]["field"],
        "PaymentOrderLines[2].Recipient.Ccy"
    );
    assert_clean(&merchant.sandbox);
    // That an order has lines is in the specification.
    assert_eq!(merchant.post(ORDERS, &order("o-2", &[])).await.status, 400);
    assert!(merchant.ledger().payments().is_empty());
}
