//! Requests to ZamuPay: what cannot be meant and what is too long is named before sending, but for the limits of the table that
//! the vendor's own samples break.

use malipo::runtime::{Checked, Violations, serde::de::DeserializeOwned};
use malipo::zamupay::types::{
    AirtimePurchaseRequest, BankLine, BankRecipient, BillNumberRequest, BillRequest,
    ExpressDepositRequest, JsonTokenRequest, MobileLine, MobileRecipient, PaymentOrderLine,
    PaymentOrderRequest, PaymentTransaction, Remitter, TokenRequest,
};
use malipo::zamupay::{Client, Environment};
use malipo::{Error, Phase, dec};
use malipo_codegen::ir::Shape;
use malipo_coverage::fixtures::Direction;
use malipo_tests::scripted::{Reply, Scripted};

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

fn transaction(trace_number: &str) -> PaymentTransaction {
    PaymentTransaction::builder()
        .route_id("90d7e7a0-2a12-ec11-aaa1-c7e0fb8016f8")
        .channel_type(1)
        .amount(1111)
        .reference("17")
        .system_trace_audit_number(trace_number)
        .build()
}

fn mobile(over: usize) -> MobileLine {
    let recipient = MobileRecipient::builder()
        .name(text(64 + over))
        .address(text(64 + over))
        .email_address(text(64 + over))
        .phone_number(text(13 + over))
        .mccmnc(text(6 + over))
        // No phone number reaches its limit of 50 characters.
        .primary_account_number("+254710000002")
        .ccy(404)
        .country(text(3 + over))
        .build();
    MobileLine::builder()
        .remitter(remitter(over))
        .recipient(recipient)
        .transaction(transaction("17"))
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
        .transaction(transaction("18"))
        .build()
}

fn order(over: usize) -> PaymentOrderRequest {
    PaymentOrderRequest::builder()
        .originator_conversation_id(text(100 + over))
        .payment_notes(text(255 + over))
        .payment_order_lines([mobile(over)])
        .payment_order_lines([bank(over)])
        .build()
}

fn paths(error: &Error) -> Vec<&str> {
    error.violations().iter().map(|v| v.path()).collect()
}

#[test]
fn no_limit_of_the_table_that_the_samples_break_is_enforced() {
    for over in [0, 1, 1000] {
        assert_eq!(Violations::of(&order(over)).as_slice(), [], "{over}");
    }
}

/// A line to mobile money, changed by what the caller says.
pub(super) fn paid(change: impl FnOnce(&mut MobileLine)) -> PaymentOrderLine {
    let recipient = MobileRecipient::builder()
        .name("Amina")
        .primary_account_number("+254710000002")
        .mccmnc("63902")
        .ccy(404)
        .build();
    let mut line = MobileLine::builder()
        .recipient(recipient)
        .transaction(transaction("17"))
        .build();
    change(&mut line);
    line.into()
}

pub(super) fn order_of(lines: impl IntoIterator<Item = PaymentOrderLine>) -> PaymentOrderRequest {
    PaymentOrderRequest::builder()
        .originator_conversation_id("order-17")
        .payment_notes("Wages")
        .payment_order_lines(lines)
        .build()
}

#[tokio::test]
async fn orders_that_cannot_be_meant_are_named_and_nothing_is_sent() {
    let server = Scripted::start(Reply::json(500, "{}")).await.unwrap();
    let amount = "body.paymentOrderLines[0].transaction.amount";
    let of = |amount: malipo::Amount| order_of([paid(|line| line.transaction.amount = amount)]);
    for (order, path) in [
        (of(dec!(0).into()), amount),
        (of(dec!(-1).into()), amount),
        (of(dec!(1500.501).into()), amount),
        (order_of([]), "body.paymentOrderLines"),
        (
            order_of([
                paid(|_| ()),
                PaymentOrderLine::from(bank(0)),
                paid(|line| line.recipient.mccmnc = "63903".into()),
            ]),
            "body.paymentOrderLines[2].transaction.systemTraceAuditNumber",
        ),
    ] {
        let error = client(&server)
            .create_payment_order(order)
            .await
            .unwrap_err();
        assert_eq!(error.phase(), Phase::NotSent);
        assert_eq!(paths(&error), [path], "{error}");
    }
    assert!(server.requests().is_empty(), "not even for a token");
}

#[test]
fn zeros_after_the_last_decimal_that_counts_are_no_decimals() {
    for amount in [dec!(186600.00), dec!(186600.000), dec!(0.01), dec!(1500.50)] {
        let order = order_of([paid(|line| line.transaction.amount = amount.into())]);
        assert_eq!(Violations::of(&order).as_slice(), [], "{amount}");
    }
}

#[tokio::test]
async fn a_number_that_is_paid_has_a_country_code_unless_the_caller_says_otherwise() {
    let to = |number: &str| {
        order_of([paid(|line| {
            line.recipient.primary_account_number = number.to_owned().into();
        })])
    };
    let server = Scripted::start(Reply::json(500, "{}")).await.unwrap();
    let calls = client(&server);
    let path = "body.paymentOrderLines[0].recipient.primaryAccountNumber";
    for number in [
        "0710000002",
        "710000002",
        "+2540710000002",
        "+25471000000",
        "+2567100000022",
        "254710000002",
        "+254 710000002",
        "+254-710-000002",
        "+254 (0)710 000002",
        "(0710) 000002",
        "0710.000.002",
        "0710/000002",
        "+254\u{a0}710000002",
        "\u{200e}+254710000002",
        "++254710000002",
        "tel:+254710000002",
        "+\u{ff12}\u{ff15}\u{ff14}710000002",
    ] {
        let error = calls.create_payment_order(to(number)).await.unwrap_err();
        assert_eq!(paths(&error), [path], "{number}");
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains(number.trim_start_matches('+')), "{shown}");
    }
    let error = calls.create_payment_order(to("710000002")).await;
    let error = error.unwrap_err();
    let advice = error
        .violations()
        .iter()
        .next()
        .unwrap()
        .advice()
        .to_owned();
    assert!(advice.contains("write 254 before"), "{advice}");
    assert!(server.requests().is_empty(), "not even for a token");

    let trusted = Client::builder(Environment::Sandbox, "shop-17", "a-secret")
        .base_url(format!("http://{}", server.host()))
        .bearer("a-token")
        .build()
        .unwrap();
    // What the caller says is about the country, not about the form.
    for number in [
        "710000002",
        "0710000002",
        "+254(710)900001",
        "++254710000002",
        "+",
    ] {
        let call = trusted.create_payment_order(to(number));
        let error = call.accept_any_phone_number().await.unwrap_err();
        assert_eq!(paths(&error), [path], "{number}");
    }
    assert!(server.requests().is_empty());
    let call = trusted.create_payment_order(to("+710000002"));
    let error = call.accept_any_phone_number().await.unwrap_err();
    assert!(!error.is_invalid_request(), "{error}");
    let sent = String::from_utf8(server.requests().concat()).unwrap();
    assert!(sent.contains(r#""primaryAccountNumber":"+710000002""#));
}

#[test]
fn a_number_for_contact_is_any_number() {
    let order = order_of([paid(|line| {
        let remitter = Remitter::builder().phone_number("+4491509874561").build();
        line.remitter = Some(remitter);
    })]);
    assert_eq!(Violations::of(&order).as_slice(), []);
}

#[tokio::test]
async fn no_number_in_a_response_or_a_callback_is_judged() {
    for number in ["710000001", "2540710000001", "99999999999", "n/a"] {
        let deposit = format!(
            r#"{{"originatorConversationId":"deposit-17","phoneNumber":"{number}","status":"1"}}"#
        );
        let server = Scripted::start(Reply::json(200, &deposit)).await.unwrap();
        let client = Client::builder(Environment::Sandbox, "shop-17", "a-secret")
            .base_url(format!("http://{}", server.host()))
            .bearer("a-token")
            .build()
            .unwrap();
        let found = client.get_express_deposit("deposit-17").await.unwrap();
        let sent = found.phone_number.value().map(|number| number.as_sent());
        assert_eq!(sent, Some(number));

        let order = format!(
            r#"{{"originatorConversationId":"wages-17","orderLines":[{{"recipient":
               {{"phoneNumber":"{number}","primaryAccountNumber":"{number}"}}}}]}}"#
        );
        assert!(
            malipo::zamupay::callback::payment_order(order).is_ok(),
            "{number}"
        );
    }
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
        "Amount",
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
    for fixture in malipo_coverage::fixtures::load(&malipo_tests::root("tests/fixtures")).unwrap() {
        let exchange = &fixture.exchange;
        // The page's list of fields has the word "string" in place of each text, and so in place of the phone number.
        let is_list = fixture
            .file
            .ends_with("create_payment_order/request_list_of_fields.json");
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
            Some(mut found) => {
                let before = found.len();
                if is_list {
                    found.retain(|path| !path.ends_with(".primaryAccountNumber"));
                    assert_eq!(before - found.len(), 1, "{}", fixture.file);
                }
                assert_eq!(found, expected, "{}", fixture.file);
            }
            // A placeholder where a number must be: it is in no request at all.
            None => assert!(!expected.is_empty(), "{} cannot be read", fixture.file),
        }
        samples += 1;
    }
    assert_eq!(samples, 11);
}

#[test]
fn the_limits_that_the_samples_contradict_are_on_record_and_not_enforced() {
    let api = malipo_tests::specification("zamupay").unwrap();
    let types = [
        "PaymentOrderRequest",
        "Remitter",
        "MobileRecipient",
        "BankRecipient",
        "BusinessRecipient",
    ];
    for schema in types {
        let Shape::Struct(structure) = &api.types[schema].shape else {
            panic!("{schema}")
        };
        for field in &structure.fields {
            let name = &field.name.wire;
            assert_eq!(field.constraints.max_length, None, "{schema}.{name}");
        }
    }
    let rule = &api.types["PaymentOrderRequest"].docs.conflicts;
    assert!(
        rule.iter()
            .any(|c| c.chosen.contains("One rule for the whole table"))
    );
}
