use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::{Value, json};

use super::{
    Merchant, ORDERS, PHONE, bank, bill, deposit, mobile, order, specification, status_of,
};

/// An address at which nobody listens.
const NOWHERE: &str = "http://127.0.0.1:9/";

pub(super) fn person(national_id: &str, stan: &str) -> Value {
    json!({
        "routeId": "90d7e7a0-2a12-ec11-aaa1-c7e0fb8016f8",
        "kycRequestFirstName": "Jane",
        "kycRequestMiddleName": "Test",
        "kycRequestLastName": "Example",
        "kycRequestNationalID": national_id,
        "kycRequestReportReason": 1,
        "systemTraceAuditNumber": stan,
        "country": "KE",
        "ccy": 404,
    })
}

/// A call of an operation: its operationId, method, path and body.
type Call = (&'static str, &'static str, String, Option<Value>);

/// A call of each operation that is carried out, after what it needs.
async fn every_operation(merchant: &Merchant) -> Vec<Call> {
    let lines = [mobile(PHONE, "10", "s-1"), bank("0110012345", "5.5", "s-2")];
    merchant.done(ORDERS, &order("o-0", &lines)).await;
    merchant
        .done("/v1/express-deposit", &deposit("d-0", NOWHERE))
        .await;
    let link = merchant
        .done(
            "/v1/payment-link/create-payment-link",
            &json!({"shortCode": "8"}),
        )
        .await;
    let link = link["id"].as_str().unwrap();
    let checkout = |id: &str| json!({"originatorConversationId": id, "checkoutCurrencyCode": 404, "checkoutRequestLines": [{"sku": "a", "price": 2.5}]});
    merchant
        .done("/v1/checkout-order/new-order", &checkout("c-0"))
        .await;
    let account = |stan: &str| json!({"type": 2, "systemTraceAuditNumber": stan, "primaryAccountNumber": "0110012345", "institutionCode": "1", "callBackUrl": NOWHERE, "callBackFormat": "JSON"});
    merchant.done("/v1/account/validate", &account("v-0")).await;
    merchant
        .done("/v1/kyc-request/validate", &person("12345678", "k-0"))
        .await;
    merchant
        .done(
            "/v1/bill-payments",
            &bill("b-0", "1111111", "KE-GOTV", NOWHERE),
        )
        .await;
    merchant
        .done(
            "/v1/bill-numbers",
            &json!({"serviceId": 1, "accountNumber": "22", "phoneNumber": "254710000006"}),
        )
        .await;
    let routes = merchant
        .read("/v1/transaction-routes/assigned-routes")
        .await;
    let kind = routes["routes"][0]["transactionTypeId"].as_str().unwrap();
    let airtime = json!({"originatorConversationId": "a-0", "callbackURL": NOWHERE, "recipients": [
        {"currencyCode": "KES", "phoneNumber": "254700000007", "amount": 9, "name": "Test Person"}
    ]});
    let credentials = json!({"client_id": merchant.client_id(), "client_secret": merchant.client_secret(), "grant_type": "client_credentials"});
    let get = |operation, path: String| (operation, "GET", path, None);
    let post = |operation, path: &str, body| (operation, "POST", path.to_owned(), Some(body));
    vec![
        ("requestToken", "POST", "/connect/token".to_owned(), None),
        post("requestTokenAsJson", "/v1/oauth/token", credentials),
        get(
            "listTransactionRoutes",
            "/v1/transaction-routes/assigned-routes".to_owned(),
        ),
        get("checkHealth", "/api_health_check".to_owned()),
        post(
            "createPaymentOrder",
            ORDERS,
            order("o-1", &[mobile(PHONE, "1", "s-9")]),
        ),
        get("getPaymentOrder", status_of("o-0")),
        (
            "rejectPaymentOrder",
            "POST",
            "/v1/payment-order/reject-order?OriginatorConversationId=o-0".to_owned(),
            None,
        ),
        post(
            "createExpressDeposit",
            "/v1/express-deposit",
            deposit("d-1", NOWHERE),
        ),
        get(
            "getExpressDeposit",
            "/v1/express-deposit/check-status?OriginatorConversationId=d-0".to_owned(),
        ),
        post(
            "createPaymentLink",
            "/v1/payment-link/create-payment-link",
            json!({"shortCode": "8"}),
        ),
        get(
            "getPaymentLink",
            format!("/v1/payment-link/get-payment-link?Id={link}"),
        ),
        (
            "updatePaymentLink",
            "PUT",
            "/v1/payment-link/update-payment-link".to_owned(),
            Some(json!({"id": link})),
        ),
        post(
            "createCheckoutOrder",
            "/v1/checkout-order/new-order",
            checkout("c-1"),
        ),
        get(
            "getCheckoutOrder",
            "/v1/checkout-order/check-status?IdType=1&Id=c-0".to_owned(),
        ),
        post(
            "validateAccountNumber",
            "/v1/account/validate",
            account("v-1"),
        ),
        get(
            "getAccountNumberValidation",
            "/v1/account/query?stan=v-0".to_owned(),
        ),
        post(
            "validateAccount",
            "/v1/kyc-request/validate",
            person("12345678", "k-1"),
        ),
        get(
            "getAccountValidation",
            "/v1/kyc-request/check-status?stan=k-0".to_owned(),
        ),
        post("purchaseAirtime", "/v1/airtime-purchase", airtime),
        get(
            "getBalance",
            "/v1/customer-accounts/get-wallet-balance?ccy=800".to_owned(),
        ),
        get(
            "getCharges",
            format!("/v1/charge/fetch-charges?transactionTypeId={kind}"),
        ),
        post(
            "submitBillRequest",
            "/v1/bill-payments",
            bill(
                "b-1",
                "1111111",
                "bc97d2b1-4828-f111-bc5a-0e7d952d79b7",
                NOWHERE,
            ),
        ),
        get(
            "getBillRequest",
            "/v1/bill-payments?OriginatorConversationId=b-0".to_owned(),
        ),
        get("listBillServices", "/v1/bill-services".to_owned()),
        post(
            "createBillNumber",
            "/v1/bill-numbers",
            json!({"serviceCode": "KE-GOTV", "accountNumber": "33"}),
        ),
        get(
            "getBillNumber",
            "/v1/bill-numbers?serviceId=1&accountNumber=22".to_owned(),
        ),
    ]
}

/// The statuses with which each operation has been answered so far.
fn answered(merchant: &Merchant) -> BTreeMap<String, BTreeSet<u16>> {
    let mut answered: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
    for request in merchant.requests() {
        if let Some(operation) = request.operation {
            answered
                .entry(operation)
                .or_default()
                .insert(request.status);
        }
    }
    answered
}

#[tokio::test]
async fn every_operation_is_carried_out_and_its_answer_fits_the_specification() {
    let merchant = Merchant::start().await;
    let calls = every_operation(&merchant).await;
    let called: BTreeSet<_> = calls.iter().map(|call| call.0.to_owned()).collect();
    let specified: BTreeSet<_> = specification()
        .operations
        .iter()
        .map(|operation| operation.id.clone())
        .collect();
    assert_eq!(called, specified);
    for (operation, method, path, body) in calls {
        if operation != "requestToken" {
            let answer = merchant.call(method, &path, body.as_ref()).await;
            assert_eq!(answer.status, 200, "{operation}: {}", answer.body);
        }
        assert!(answered(&merchant)[operation].contains(&200));
    }
    crate::assert_clean(&merchant.sandbox);
}

#[tokio::test]
async fn every_operation_refuses_in_every_way_and_each_refusal_fits_the_specification() {
    let merchant = Merchant::start().await;
    let calls = every_operation(&merchant).await;
    let before = merchant.ledger();
    for (operation, method, path, body) in calls {
        let body = body.as_ref();
        let open = ["requestToken", "requestTokenAsJson", "checkHealth"].contains(&operation);
        let wrong = "authorization: Bearer another\r\n";
        if !open {
            let answer = merchant.call_with(wrong, method, &path, body).await;
            assert_eq!(
                (answer.status, answer.body.as_str()),
                (401, ""),
                "{operation}"
            );
            merchant.forbid([operation]).unwrap();
            let answer = merchant.call(method, &path, body).await;
            assert_eq!(
                (answer.status, answer.body.as_str()),
                (403, ""),
                "{operation}"
            );
            merchant.forbid([]).unwrap();
        }
        let answer = merchant.call("DELETE", &path, None).await;
        assert_eq!(answer.status, 405, "{operation}");
        assert!(answer.header("allow").unwrap().contains(method));

        let unknown = format!(
            "{path}{}colour=red",
            if path.contains('?') { '&' } else { '?' }
        );
        let answer = merchant.call(method, &unknown, body).await;
        assert_eq!(answer.status, 400, "{operation}: {}", answer.body);
        match operation {
            "checkHealth" => assert_eq!(answer.body, ""),
            "requestToken" | "requestTokenAsJson" => {
                assert_eq!(answer.json(), json!({"error": "invalid_request"}));
            }
            "createPaymentOrder" | "createExpressDeposit" => {
                assert_eq!(
                    answer.json()["errors"][0]["field"],
                    "Colour",
                    "{}",
                    answer.body
                );
                assert_eq!(answer.json()["status"], "BadRequest");
            }
            _ => {
                assert!(
                    answer.json()["errors"]["Colour"].is_array(),
                    "{}",
                    answer.body
                );
                assert_eq!(answer.json()["status"], 400);
            }
        }

        merchant.throttle(1, Some(Duration::from_secs(7)));
        let answer = merchant.call(method, &path, body).await;
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (429, ""),
            "{operation}"
        );
        assert_eq!(answer.header("retry-after"), Some("7"));
        let xml = format!(
            "authorization: Bearer {}\r\naccept: text/xml\r\n",
            merchant.token
        );
        let answer = merchant.call_with(&xml, method, &path, body).await;
        assert_eq!(answer.status, 406, "{operation}");
        let mut all = BTreeSet::from([400, 406, 429]);
        if !open {
            all.extend([401, 403]);
        }
        assert!(
            all.is_subset(&answered(&merchant)[operation]),
            "{operation}"
        );
    }
    assert_eq!(merchant.ledger(), before, "a refusal changes nothing");
    assert_eq!(merchant.unfit_answers(), Vec::<String>::new());
}

#[tokio::test]
async fn a_parameter_with_one_value_takes_no_other() {
    let merchant = Merchant::start().await;
    merchant
        .done(ORDERS, &order("o-0", &[mobile(PHONE, "10", "s-1")]))
        .await;
    let found = status_of("o-0");
    assert_eq!(merchant.get(&found).await.status, 200);
    for (path, known, unknown) in [
        (found.as_str(), "OriginatorConversationId", "Id"),
        (
            "/v1/checkout-order/check-status?IdType=1&Id=o-0",
            "IdType=1",
            "IdType=2",
        ),
    ] {
        let answer = merchant.get(&path.replace(known, unknown)).await;
        assert_eq!(answer.status, 400, "{path}");
        let complaint = &answer.json()["errors"]["IdType"];
        assert!(complaint.is_array(), "{path}: {complaint}");
    }
    assert_eq!(merchant.violations().len(), 2);
    assert_eq!(merchant.unfit_answers(), Vec::<String>::new());
}

#[tokio::test]
async fn an_item_may_be_free_and_no_amount_has_more_digits_than_can_be_held() {
    let merchant = Merchant::start().await;
    let checkout = |id: &str, price: Value| {
        json!({
            "originatorConversationId": id,
            "checkoutCurrencyCode": 404,
            "checkoutRequestLines": [{"sku": "a", "price": price}, {"sku": "b", "price": 2.5}],
        })
    };
    let path = "/v1/checkout-order/new-order";
    merchant.done(path, &checkout("c-0", json!(0))).await;
    let tiny = merchant.post(path, &checkout("c-1", json!(2.6e-42))).await;
    assert_eq!(tiny.status, 400);
    let query = json!({
        "serviceCode": "1", "accountNumber": "17", "transactionType": 1, "amount": 2.6e-42,
    });
    let tiny = merchant.post("/v1/bill-payments", &query).await;
    assert_eq!(tiny.status, 400);
    assert!(tiny.json()["errors"]["Amount"].is_array());
}

#[tokio::test]
async fn what_is_not_there_is_told_in_the_shape_of_its_operation() {
    let merchant = Merchant::start().await;
    for path in [
        &status_of("unknown"),
        "/v1/express-deposit/check-status?OriginatorConversationId=unknown",
        "/v1/payment-link/get-payment-link?Id=unknown",
        "/v1/checkout-order/check-status?IdType=1&Id=unknown",
        "/v1/charge/fetch-charges?transactionTypeId=unknown",
        "/v1/bill-payments?OriginatorConversationId=unknown",
    ] {
        let answer = merchant.get(path).await;
        assert_eq!(answer.status, 400, "{path}");
        assert_eq!(answer.json()["id"], "unknown", "{path}");
    }
    for path in [
        "/v1/account/query?stan=unknown",
        "/v1/kyc-request/check-status?stan=unknown",
    ] {
        let answer = merchant.get(path).await;
        assert_eq!(answer.status, 400, "{path}");
        assert_eq!(answer.json()["systemTraceAuditNumber"], "unknown", "{path}");
    }
    let answer = merchant
        .get("/v1/bill-numbers?serviceId=1&accountNumber=unknown")
        .await;
    assert_eq!(answer.status, 400);
    assert!(answer.json()["reason"].is_string());
    let answer = merchant
        .call(
            "POST",
            "/v1/payment-order/reject-order?OriginatorConversationId=unknown",
            None,
        )
        .await;
    assert_eq!(answer.status, 400);
    assert_eq!(merchant.get("/v1/cards").await.status, 404);
    assert_eq!(merchant.unfit_answers(), Vec::<String>::new());
}

#[tokio::test]
async fn a_request_that_breaks_the_specification_is_refused_and_recorded() {
    let merchant = Merchant::start().await;
    let mut line = mobile(PHONE, "1", "s-1");
    line["recipient"].as_object_mut().unwrap().remove("mccmnc");
    let answer = merchant.post(ORDERS, &order("o-1", &[line])).await;
    assert_eq!(answer.status, 400, "{}", answer.body);
    assert_eq!(
        answer.json()["errors"][0]["field"],
        "PaymentOrderLines[0].Recipient.Mccmnc"
    );
    let answer = merchant
        .post("/v1/bill-numbers", &json!({"serviceId": 1}))
        .await;
    assert_eq!(
        answer.json()["errors"]["AccountNumber"],
        json!(["The AccountNumber field is required."])
    );
    let mut bill = bill("b-1", "1", "KE-GOTV", NOWHERE);
    bill["transactionType"] = json!(4);
    assert_eq!(merchant.post("/v1/bill-payments", &bill).await.status, 400);
    let rules: Vec<_> = merchant
        .violations()
        .into_iter()
        .map(|violation| (violation.at, violation.rule))
        .collect();
    assert_eq!(rules.len(), 3, "{rules:?}");
    assert!(merchant.ledger().payments().is_empty());
    assert_eq!(merchant.unfit_answers(), Vec::<String>::new());
}

#[tokio::test]
async fn a_bill_of_two_billers_is_refused_and_not_paid() {
    let merchant = Merchant::start().await;
    let both = |mut body: Value, id: &str, value: Value| {
        body["serviceCode"] = json!("KE-GOTV");
        body[id] = value;
        body
    };
    let guid = json!("5b4f2a0e-0000-4000-8000-000000000001");
    let paid = || bill("b-1", "1111111", "KE-GOTV", NOWHERE);
    let asked = |kind: u8| json!({"accountNumber": "1111111", "transactionType": kind});
    for (path, body) in [
        ("/v1/bill-payments", both(paid(), "ServiceId", guid.clone())),
        ("/v1/bill-payments", both(paid(), "serviceId", guid.clone())),
        (
            "/v1/bill-payments",
            both(asked(1), "ServiceId", guid.clone()),
        ),
        ("/v1/bill-payments", both(asked(3), "ServiceId", guid)),
        (
            "/v1/bill-numbers",
            both(json!({"accountNumber": "1111111"}), "serviceId", json!(1)),
        ),
    ] {
        let answer = merchant.post(path, &body).await;
        assert_eq!(answer.status, 400, "{body}: {}", answer.body);
        let violations = merchant.violations();
        let rule = violations.last().map(|violation| violation.rule.as_str());
        assert_eq!(rule, Some("choice"), "{body}");
    }
    assert!(merchant.ledger().payments().is_empty());
    assert_eq!(merchant.unfit_answers(), Vec::<String>::new());
}

#[tokio::test]
async fn a_line_to_a_number_that_is_not_one_plus_and_digits_is_refused_and_not_paid() {
    let merchant = Merchant::start().await;
    let numbers = [
        "+",
        "0710900001",
        "254710900001",
        "+254(710)900001",
        "++254710900001",
    ];
    for number in numbers {
        let lines = [mobile(PHONE, "1", "s-1"), mobile(number, "1", "s-2")];
        let answer = merchant.post(ORDERS, &order("o-1", &lines)).await;
        assert_eq!(answer.status, 400, "{number}: {}", answer.body);
        let field = &answer.json()["errors"][0]["field"];
        assert_eq!(field, "PaymentOrderLines[1].Recipient.PrimaryAccountNumber");
    }
    assert!(merchant.ledger().payments().is_empty());
    assert_eq!(merchant.unfit_answers(), Vec::<String>::new());
}
