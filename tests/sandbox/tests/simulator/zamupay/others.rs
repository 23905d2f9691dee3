use std::time::Duration;

use malipo_sandbox::{Decimal, Fate, Webhooks, Which, Zamupay};
use serde_json::{Value, json};

use super::{Merchant, assert_fits, bill};
use crate::assert_clean;
use crate::receiver::Receiver;

fn validation(account: &str, stan: &str, callback: &str) -> Value {
    json!({
        "type": 1,
        "systemTraceAuditNumber": stan,
        "primaryAccountNumber": account,
        "institutionCode": "63902",
        "callBackUrl": callback,
        "callBackFormat": "JSON",
        "ccy": "KES",
        "countryCode": "KE",
    })
}

#[tokio::test]
async fn a_validation_is_decided_by_its_number_posted_and_read_as_it_was_posted() {
    let merchant = Merchant::start().await;
    let receiver = Receiver::start().await;
    let hour = Duration::from_secs(3600);
    merchant.decide(
        Which::Number("254710000099".to_owned()),
        Fate::LeavePending.then_after(hour, Fate::Approve),
    );
    for (account, stan) in [
        ("+254710000004", "there"),
        ("+254710900002", "not there"),
        ("+254710000099", "later"),
    ] {
        let body = validation(account, stan, &receiver.url());
        let accepted = merchant.done("/v1/account/validate", &body).await;
        assert_eq!(accepted["systemTraceAuditNumber"], stan);
    }
    let read = async |stan: &str| {
        let path = format!("/v1/account/query?stan={}", stan.replace(' ', "%20"));
        merchant.read(&path).await
    };
    assert_eq!(read("there").await["status"], 4);
    assert_eq!(
        read("there").await["transactionCreditParty"],
        "254710000004 - JANE EXAMPLE"
    );
    assert_eq!(read("not there").await["resultCode"], "6");
    assert_eq!(read("later").await.get("status"), None);
    merchant.advance(hour * 2);
    assert_eq!(merchant.webhook_deliveries().await.len(), 3);
    for (posted, stan) in receiver
        .posted()
        .iter()
        .zip(["there", "not there", "later"])
    {
        let posted: Value = serde_json::from_str(&posted.body).unwrap();
        assert_fits("AccountNumberValidation", &posted);
        assert_eq!(posted["systemTraceAuditNumber"], stan);
    }
}

#[tokio::test]
async fn a_validation_that_wants_xml_is_not_posted() {
    let merchant = Merchant::start().await;
    let mut body = validation("+254710000004", "s-1", "http://127.0.0.1:9/");
    body["callBackFormat"] = json!("XML");
    merchant.done("/v1/account/validate", &body).await;
    assert!(merchant.webhook_events().is_empty());
}

#[tokio::test]
async fn a_bill_that_is_looked_up_without_an_id_gets_one_of_the_gateways_making() {
    let merchant = Merchant::start().await;
    let mut ids = std::collections::BTreeSet::new();
    for kind in [1, 3] {
        for id in [None, Some("")] {
            let mut body = json!({"serviceCode": "KE-GOTV", "accountNumber": "1111111", "transactionType": kind});
            if let Some(id) = id {
                body["originatorConversationId"] = json!(id);
            }
            let told = merchant.post("/v1/bill-payments", &body).await.json();
            let id = told["message"]["originatorConversationId"]
                .as_str()
                .unwrap();
            assert_eq!((id.len(), id.matches('-').count()), (36, 4), "{id}");
            assert_ne!(told["message"]["systemConversationId"], id);
            ids.insert(id.to_owned());
        }
    }
    assert_eq!(ids.len(), 4, "each has its own");
}

#[tokio::test]
async fn a_bill_that_was_looked_up_is_read_by_the_id_of_its_answer_and_a_payment_goes_before_it() {
    let merchant = Merchant::start().await;
    let bills = "/v1/bill-payments";
    let read = async |id: &str| {
        merchant
            .read(&format!("{bills}?OriginatorConversationId={id}"))
            .await
    };
    for (kind, due) in [(1, 1074), (3, 0)] {
        let body =
            json!({"serviceCode": "KE-GOTV", "accountNumber": "1111111", "transactionType": kind});
        let told = merchant.done(bills, &body).await["message"].take();
        let id = told["originatorConversationId"].as_str().unwrap();
        let found = read(id).await;
        assert_fits("BillPayment", &found);
        assert_eq!(found["transactionType"], kind);
        assert_eq!(found["accountNumber"], "1111111");
        assert_eq!(found["dueAmount"], due);
        assert_eq!(found["systemConversationId"], told["systemConversationId"]);
        assert_eq!(found["statusDescription"], told["statusDescription"]);
        let said_of_a_payment = ["status", "transactionStatusDescription", "amount"];
        for member in said_of_a_payment {
            assert_eq!(found.get(member), None, "nothing was paid");
        }
    }
    let paid = bill("b-1", "1111111", "KE-GOTV", "http://127.0.0.1:9/");
    merchant.done(bills, &paid).await;
    let query = json!({"serviceCode": "KE-GOTV", "accountNumber": "1111111", "transactionType": 1, "originatorConversationId": "b-1"});
    merchant.done(bills, &query).await;
    assert_eq!(read("b-1").await["transactionType"], 2);
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn what_moves_no_money_is_kept_for_a_while_and_every_payment_for_ever() {
    let merchant = Merchant::of(Zamupay::builder().keep_records(2)).await;
    let later = Duration::from_secs(600);
    let mut links = Vec::new();
    for number in 0..4 {
        let id = format!("k-{number}");
        let account = format!("111111{number}");
        merchant.decide(
            Which::Number(account.clone()),
            Fate::LeavePending.then_after(later, Fate::Decline),
        );
        let stan = validation(&account, &id, "http://127.0.0.1:9/");
        merchant.done("/v1/account/validate", &stan).await;
        let person = super::answers::person("12345678", &id);
        merchant.done("/v1/kyc-request/validate", &person).await;
        let query = json!({"serviceCode": "KE-GOTV", "accountNumber": "1111111", "transactionType": 1, "originatorConversationId": format!("q-{number}")});
        merchant.done("/v1/bill-payments", &query).await;
        let mut paid = bill(&id, "1111111", "KE-GOTV", "http://127.0.0.1:9/");
        paid["saveBillerNumber"] = json!(false);
        merchant.done("/v1/bill-payments", &paid).await;
        let saved = json!({"serviceId": 7, "accountNumber": account});
        merchant.done("/v1/bill-numbers", &saved).await;
        let link = json!({"shortCode": "888888"});
        let path = "/v1/payment-link/create-payment-link";
        let link = merchant.post(path, &link).await.json();
        links.push(link["id"].as_str().unwrap().to_owned());
        // The link that was changed last is the newest.
        if number == 2 {
            let change = json!({"id": links[1], "amount": 7});
            let path = "/v1/payment-link/update-payment-link";
            let changed = merchant.call("PUT", path, Some(&change)).await;
            assert_eq!(changed.json()["id"], links[1]);
        }
    }
    for (number, link) in links.iter().enumerate() {
        let found = async |path: String| merchant.get(&path).await.status == 200;
        let kept = number >= 2;
        for path in [
            format!("/v1/account/query?stan=k-{number}"),
            format!("/v1/kyc-request/check-status?stan=k-{number}"),
            format!("/v1/bill-payments?OriginatorConversationId=q-{number}"),
            format!("/v1/bill-numbers?serviceId=7&accountNumber=111111{number}"),
        ] {
            assert_eq!(found(path.clone()).await, kept, "{path}");
        }
        let path = format!("/v1/payment-link/get-payment-link?Id={link}");
        assert_eq!(found(path).await, number == 1 || number == 3, "{number}");
        let path = format!("/v1/bill-payments?OriginatorConversationId=k-{number}");
        assert!(found(path).await, "a payment is kept");
    }
    // What becomes due meets the validations that it was decided for, and those that went meet nothing.
    merchant.advance(later * 2);
    for number in [2, 3] {
        let path = format!("/v1/account/query?stan=k-{number}");
        assert_eq!(merchant.read(&path).await["resultCode"], "6");
    }
}

#[tokio::test]
async fn bills_are_looked_up_and_validated_without_money_and_paid_with_it() {
    let merchant = Merchant::start().await;
    let ask = |kind: u8, account: &str| json!({"serviceCode": "KE-GOTV", "accountNumber": account, "transactionType": kind, "originatorConversationId": "q-1"});
    let bills = "/v1/bill-payments";
    let query = merchant.done(bills, &ask(1, "1111111")).await;
    assert_eq!(query["message"]["dueAmount"], 1074);
    assert_eq!(query["message"]["statusCode"], 0);
    assert_eq!(query["message"]["originatorConversationId"], "q-1");
    let valid = merchant.done(bills, &ask(3, "1111111")).await;
    assert_eq!(valid["message"]["dueDate"], Value::Null);
    let unknown = merchant.post(bills, &ask(3, "1900002")).await;
    assert_eq!(unknown.status, 400);
    assert_eq!(unknown.json()["reason"], "Account number is invalid.");
    assert!(merchant.ledger().payments().is_empty());

    merchant.decide(Which::NextTransfer, Fate::LeavePending);
    let body = bill("b-1", "1111111", "KE-GOTV", "http://127.0.0.1:9/");
    let paid = merchant.done(bills, &body).await;
    assert_eq!(paid["message"]["statusCode"], -1);
    assert_eq!(paid["message"]["active"], "Unknown");
    let find = format!("{bills}?OriginatorConversationId=b-1");
    assert_eq!(merchant.read(&find).await["statusCode"], -1);
    merchant.approve("b-1").unwrap();
    let found = merchant.read(&find).await;
    assert_eq!(
        (&found["status"], &found["statusCode"]),
        (&json!(4), &json!(0))
    );
    // Nobody documents a repetition.
    merchant.done(bills, &body).await;
    assert_eq!(merchant.ledger().executions("b-1"), 2);
    let spent = Decimal::from(31);
    let ledger = merchant.ledger();
    assert_eq!(
        ledger.opening_balance("KES").unwrap() - spent,
        ledger.balance("KES").unwrap()
    );

    let saved = merchant
        .read("/v1/bill-numbers?serviceId=KE-GOTV&accountNumber=1111111")
        .await;
    assert_eq!(saved["phoneNumber"], "254710000011");
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn airtime_is_a_payment_for_each_recipient_and_nothing_is_told_of_it() {
    let merchant = Merchant::start().await;
    merchant.send_webhooks(Webhooks::to("http://127.0.0.1:9/").unwrap());
    let recipient = |phone: &str, amount: u8| json!({"currencyCode": "KES", "phoneNumber": phone, "amount": amount, "name": "Test Person"});
    let body = json!({
        "originatorConversationId": "a-1",
        "callbackURL": "http://127.0.0.1:9/",
        "recipients": [recipient("254700000007", 99), recipient("254700900002", 50)],
    });
    merchant.done("/v1/airtime-purchase", &body).await;
    assert_eq!(merchant.ledger().payments().len(), 2);
    assert_eq!(
        merchant.ledger().executions("a-1"),
        1,
        "the other was declined"
    );
    let ledger = merchant.ledger();
    let spent = ledger.opening_balance("KES").unwrap() - ledger.balance("KES").unwrap();
    assert_eq!(spent, Decimal::from(99));
    assert!(merchant.webhook_events().is_empty());
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn a_checkout_is_paid_by_approval_and_told_to_its_address() {
    let merchant = Merchant::start().await;
    let receiver = Receiver::start().await;
    let sample = include_str!("../../../../fixtures/zamupay/webhooks/checkout_order.json");
    let sample: Value = serde_json::from_str(sample).unwrap();
    let mut body = sample["body"].clone();
    body.as_object_mut().unwrap().remove("checkoutOutcome");
    body["checkoutCallbackUrl"] = json!(receiver.url());
    let answer = merchant.post("/v1/checkout-order/new-order", &body).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(
        answer
            .header("x-malipo-sandbox")
            .unwrap()
            .contains("invented")
    );

    let reference = body["originatorConversationId"].as_str().unwrap();
    let path = format!("/v1/checkout-order/check-status?IdType=1&Id={reference}");
    assert_eq!(merchant.read(&path).await.get("checkoutOutcome"), None);
    let paid = merchant.approve(reference).unwrap();
    assert_eq!(paid.amount, Decimal::from(7000));
    let read = merchant.read(&path).await;
    assert_eq!(read["checkoutOutcome"]["Status"], 4);
    assert_eq!(read["checkoutOutcome"]["ResultCode"], "000");
    merchant.webhook_deliveries().await;
    let posted: Value = serde_json::from_str(&receiver.posted()[0].body).unwrap();
    assert_eq!(posted, read);
    assert_fits("CheckoutOrder", &posted);
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn a_payment_link_is_kept_changed_and_read_and_each_answer_says_that_it_is_invented() {
    let merchant = Merchant::start().await;
    let links = "/v1/payment-link";
    let made = merchant
        .post(
            &format!("{links}/create-payment-link"),
            &json!({"shortCode": "888888", "amount": 5}),
        )
        .await;
    assert!(made.header("x-malipo-sandbox").is_some());
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let update = json!({"id": id, "amount": 7.25});
    let changed = merchant
        .call(
            "PUT",
            &format!("{links}/update-payment-link"),
            Some(&update),
        )
        .await;
    assert_eq!(
        changed.json(),
        json!({"id": id, "shortCode": "888888", "amount": 7.25})
    );
    let read = merchant
        .get(&format!("{links}/get-payment-link?Id={id}"))
        .await;
    assert!(read.header("x-malipo-sandbox").is_some());
    assert_eq!(read.json(), changed.json());
    assert!(merchant.ledger().payments().is_empty());
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn balances_are_those_of_the_ledger_and_charges_are_nothing() {
    let merchant = Merchant::start().await;
    let path = "/v1/customer-accounts/get-wallet-balance?ccy=404";
    assert_eq!(merchant.read(path).await["balance"], 1_000_000);
    let body = bill("b-1", "1111111", "KE-GOTV", "http://127.0.0.1:9/");
    merchant.done("/v1/bill-payments", &body).await;
    assert_eq!(merchant.read(path).await["balance"], 999_984.5);
    let routes = merchant
        .read("/v1/transaction-routes/assigned-routes")
        .await;
    for route in routes["routes"].as_array().unwrap() {
        let id = route["transactionTypeId"].as_str().unwrap();
        let path = format!("/v1/charge/fetch-charges?transactionTypeId={id}");
        assert_eq!(merchant.read(&path).await["maximumCharge"], 0);
    }
    let foreign = merchant
        .get("/v1/customer-accounts/get-wallet-balance?ccy=978")
        .await;
    assert_eq!(foreign.status, 400);
    assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn a_person_is_validated_by_the_national_id_and_nothing_is_posted() {
    let merchant = Merchant::start().await;
    for (id, stan, status) in [
        ("12345678", "k-1", json!("4")),
        ("12900002", "k-2", json!("6")),
    ] {
        let body = super::answers::person(id, stan);
        merchant.done("/v1/kyc-request/validate", &body).await;
        let path = format!("/v1/kyc-request/check-status?stan={stan}");
        let read = merchant.read(&path).await;
        assert_eq!(read["status"], status);
        assert_eq!(read["kycRecordDto"]["kycRequestNationalID"], id);
    }
    assert!(merchant.webhook_events().is_empty());
    assert_clean(&merchant.sandbox);
}
