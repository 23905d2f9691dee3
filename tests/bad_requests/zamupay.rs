//! Requests to ZamuPay: the limits of its documents are enforced together, but for those that its own samples break.

use malipo::runtime::{Checked, Violations, serde::de::DeserializeOwned};
use malipo::zamupay::types::{
    AirtimePurchaseRequest, BankLine, BankRecipient, BillNumberRequest, BillRequest,
    ExpressDepositRequest, JsonTokenRequest, MobileLine, MobileRecipient, PaymentOrderLine,
    PaymentOrderRequest, PaymentTransaction, Remitter, TokenRequest,
};
use malipo::zamupay::{Client, Environment};
use malipo::{Error, Phase};
use malipo_codegen::ir::Shape;
use malipo_tests::scripted::{Reply, Scripted};
use xtask::fixtures::Direction;

/// A client without a token: a request that is refused asks for none either.
fn client(server: &Scripted) -> Client {
    Client::builder(Environment::Sandbox, "shop-17", "a-secret")
        .base_url(format!("http://{}", server.host()))
        .build()
        .unwrap()
}

fn text(length: usize) -> String {
    "x".repeat(length)
}

/// Texts that are longer than the documents allow by so much.
fn remitter(over: usize) -> Remitter {
    Remitter::builder()
        .name(text(128 + over))
        .address(text(128 + over))
        .id_number(text(13 + over))
        .country(text(50 + over))
        .ccy(404)
        .nationality(text(64 + over))
        .financial_institution(text(64 + over))
        .source_of_funds(text(64 + over))
        .principal_activity(text(64 + over))
        .date_of_birth(text(64 + over))
        .id_issue_place(text(64 + over))
        .id_issue_date(text(64 + over))
        .id_expire_date(text(64 + over))
        // The documents allow 13 of these, and have 14 in their samples.
        .phone_number(text(14 + over))
        .id_type(text(14 + over))
        .build()
}

fn transaction() -> PaymentTransaction {
    PaymentTransaction::builder()
        .route_id("90d7e7a0-2a12-ec11-aaa1-c7e0fb8016f8")
        .channel_type(1)
        .amount(1111)
        .reference("17")
        .system_trace_audit_number("17")
        .build()
}

fn mobile(over: usize) -> MobileLine {
    let recipient = MobileRecipient::builder()
        .name(text(64 + over))
        .address(text(64 + over))
        .email_address(text(64 + over))
        .phone_number(text(13 + over))
        .mccmnc(text(6 + over))
        .primary_account_number(text(50 + over))
        .ccy(404)
        .country(text(3 + over))
        .build();
    MobileLine::builder()
        .remitter(remitter(over))
        .recipient(recipient)
        .transaction(transaction())
        .build()
}

fn bank(over: usize) -> BankLine {
    let recipient = BankRecipient::builder()
        .name(text(64 + over))
        .primary_account_number(text(50 + over))
        // The documents allow 6 characters, in which no SWIFT code fits.
        .institution_identifier(text(11 + over))
        .ccy(404)
        .build();
    BankLine::builder()
        .recipient(recipient)
        .transaction(transaction())
        .build()
}

fn order(over: usize) -> PaymentOrderRequest {
    PaymentOrderRequest::builder()
        .originator_conversation_id(text(100 + over))
        .payment_notes(text(255 + over))
        .payment_order_lines([PaymentOrderLine::from(mobile(over)), bank(over).into()])
        .build()
}

fn paths(error: &Error) -> Vec<&str> {
    error.violations().iter().map(|v| v.path()).collect()
}

#[tokio::test]
async fn every_limit_that_is_passed_is_named_and_nothing_is_sent() {
    let server = Scripted::start(Reply::json(500, "{}")).await.unwrap();
    let error = client(&server)
        .create_payment_order(order(1))
        .await
        .unwrap_err();
    assert!(error.is_invalid_request());
    assert_eq!(error.phase(), Phase::NotSent);
    let line = "body.paymentOrderLines[0]";
    let mut expected = vec![
        "body.originatorConversationId".to_owned(),
        "body.paymentNotes".to_owned(),
    ];
    expected.extend(
        [
            "remitter.name",
            "remitter.address",
            "remitter.idIssuePlace",
            "remitter.idNumber",
            "remitter.idIssueDate",
            "remitter.idExpireDate",
            "remitter.nationality",
            "remitter.country",
            "remitter.financialInstitution",
            "remitter.sourceOfFunds",
            "remitter.principalActivity",
            "remitter.dateOfBirth",
            "recipient.name",
            "recipient.address",
            "recipient.emailAddress",
            "recipient.phoneNumber",
            "recipient.primaryAccountNumber",
            "recipient.mccmnc",
            "recipient.country",
        ]
        .map(|field| format!("{line}.{field}")),
    );
    expected.extend(
        ["name", "primaryAccountNumber"]
            .map(|field| format!("body.paymentOrderLines[1].recipient.{field}")),
    );
    assert_eq!(paths(&error), expected);
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("xxx"), "{shown}");
    assert!(server.requests().is_empty(), "not even for a token");
}

#[test]
fn what_is_as_long_as_allowed_passes() {
    assert_eq!(Violations::of(&order(0)).as_slice(), []);
}

#[tokio::test]
async fn the_limits_of_a_deposit_are_enforced() {
    let server = Scripted::start(Reply::json(500, "{}")).await.unwrap();
    let deposit = ExpressDepositRequest::builder()
        .short_code(text(8))
        .amount(-1)
        .phone_number("254710000001".parse().unwrap())
        .account_no(text(26))
        .transaction_desc(text(101))
        .originator_conversation_id("")
        .call_back_url(text(257))
        .build();
    let error = client(&server).create_express_deposit(deposit).await;
    let error = error.unwrap_err();
    for field in [
        "ShortCode",
        "AccountNo",
        "TransactionDesc",
        "OriginatorConversationId",
        "CallBackUrl",
    ] {
        let path = format!("body.{field}");
        assert!(paths(&error).contains(&path.as_str()), "{error}");
    }
    assert!(server.requests().is_empty());
}

/// The paths at which a body breaks the rules of a request; none if the body cannot be read as one.
fn violations<T: DeserializeOwned + Checked>(body: &str) -> Option<Vec<String>> {
    let request: T = serde_json::from_str(body).ok()?;
    let violations = Violations::of(&request);
    Some(violations.iter().map(|v| v.path().to_owned()).collect())
}

#[test]
fn every_sample_of_the_vendor_passes_but_for_the_breaks_on_record() {
    let mut samples = 0;
    for fixture in xtask::fixtures::load(&malipo_tests::root("tests/fixtures")).unwrap() {
        let exchange = &fixture.exchange;
        if fixture.gateway != "zamupay" || exchange.direction != Direction::Request {
            continue;
        }
        let body = exchange.body.as_ref().unwrap().get();
        let found = match exchange.operation.as_deref().unwrap() {
            "createPaymentOrder" => violations::<PaymentOrderRequest>(body),
            "createBillNumber" => violations::<BillNumberRequest>(body),
            "purchaseAirtime" => violations::<AirtimePurchaseRequest>(body),
            "submitBillRequest" => violations::<BillRequest>(body),
            "requestToken" => violations::<TokenRequest>(body),
            "requestTokenAsJson" => violations::<JsonTokenRequest>(body),
            other => panic!("{other}: add it here"),
        };
        let breaks = exchange.breaks.iter();
        let expected: Vec<_> = breaks
            .map(|broken| {
                broken
                    .at
                    .trim_start_matches('/')
                    .replace("/0/", "[0].")
                    .replace('/', ".")
            })
            .collect();
        match found {
            Some(found) => assert_eq!(found, expected, "{}", fixture.file),
            // A placeholder where a number must be: it is in no request at all.
            None => assert!(!expected.is_empty(), "{} cannot be read", fixture.file),
        }
        samples += 1;
    }
    assert_eq!(samples, 11);
}

#[test]
fn the_limits_that_the_samples_contradict_are_on_record_and_not_enforced() {
    let file = "spec/zamupay.yaml".to_owned();
    let text = std::fs::read_to_string(malipo_tests::root(&file)).unwrap();
    let api = malipo_codegen::lower(&malipo_codegen::Input::strict(file, text))
        .unwrap()
        .api;
    for (schema, property) in [
        ("Remitter", "idType"),
        ("Remitter", "phoneNumber"),
        ("BankRecipient", "institutionIdentifier"),
        ("BusinessRecipient", "institutionIdentifier"),
        ("MobileRecipient", "institutionIdentifier"),
    ] {
        let Shape::Struct(structure) = &api.types[schema].shape else {
            panic!("{schema}")
        };
        let mut fields = structure.fields.iter();
        let field = fields.find(|field| field.name.wire == property).unwrap();
        assert_eq!(field.constraints.max_length, None, "{schema}.{property}");
        let says =
            |conflict: &malipo_codegen::ir::Conflict| conflict.chosen.contains("not checked");
        assert!(field.docs.conflicts.iter().any(says), "{schema}.{property}");
    }
}
