//! References, the merchant's and the gateway's: with white space around them or invisible characters in them, nothing is sent.

use std::collections::BTreeSet;
use std::time::SystemTime;

use malipo::runtime::{Call, Operation, Retries};
use malipo::zamupay::types::{
    AirtimePurchaseRequest, BillRequest, CheckoutItem, CheckoutOrderRequest, ExpressDepositRequest,
    MobileLine, PayBill, QueryBill,
};
use malipo::{Error, Phase, zamupay};
use malipo_codegen::ir::{Api, LookupBy, Shape, Type};

use super::zamupay::{order_of, paid};
use super::*;

/// What two systems may write differently.
const UNCLEAN: [&str; 8] = [
    " W933",
    "W933 ",
    "W933\n",
    "\tW933",
    "W9\0",
    "W933\u{a0}",
    "\u{feff}W933",
    "W9\u{200b}33",
];

async fn server() -> Scripted {
    Scripted::start(Reply::json(500, "{}")).await.unwrap()
}

fn zamupay_client(server: &Scripted) -> zamupay::Client {
    zamupay::Client::builder(zamupay::Environment::Sandbox, "shop-17", "a-secret")
        .base_url(format!("http://{}", server.host()))
        .retries(Retries::none())
        .build()
        .unwrap()
}

/// The call is not sent, and this field is named with clear words.
async fn named<O: Operation<Output: std::fmt::Debug>>(call: Call<O>, path: &str) {
    let error = call.await.unwrap_err();
    assert_eq!(error.phase(), Phase::NotSent, "{error}");
    assert!(error.is_invalid_request() && !error.may_have_moved_money());
    let rule =
        "must not begin or end with white space, or contain control characters or invisible ones";
    let named = error.violations().iter();
    let mut named = named.map(|violation| (violation.path(), violation.rule()));
    assert!(named.any(|named| named == (path, rule)), "{path}: {error}");
    assert!(!format!("{error}{error:?}").contains("W9"), "{error:?}");
}

#[tokio::test]
async fn a_reference_with_white_space_or_invisible_characters_is_not_sent_to_zengapay() {
    let server = server().await;
    for unclean in UNCLEAN {
        let client = client(&server);
        let collection = CollectionRequest::builder()
            .msisdn(msisdn())
            .amount(1)
            .external_reference(unclean)
            .narration("n")
            .build();
        named(
            client.create_collection(collection),
            "body.external_reference",
        )
        .await;
        let transfer = TransferRequest::builder()
            .to_msisdn(msisdn())
            .amount(1)
            .external_reference(unclean)
            .narration("n")
            .build();
        named(client.create_transfer(transfer), "body.external_reference").await;
        named(client.get_collection(unclean), "transactionReference").await;
        named(client.get_transfer(unclean), "transactionReference").await;
    }
    assert!(server.requests().is_empty());
}

fn deposit(reference: &str) -> ExpressDepositRequest {
    ExpressDepositRequest::builder()
        .short_code("172989")
        .amount(1)
        .phone_number("254710000001".parse().unwrap())
        .transaction_desc("Top up")
        .originator_conversation_id(reference)
        .call_back_url("https://example.com")
        .build()
}

#[tokio::test]
async fn a_reference_with_white_space_or_invisible_characters_is_not_sent_to_zamupay() {
    let server = server().await;
    let client = zamupay_client(&server);
    for unclean in UNCLEAN {
        let mut order = order_of([paid(|_| ())]);
        order.originator_conversation_id = unclean.into();
        named(
            client.create_payment_order(order),
            "body.originatorConversationId",
        )
        .await;
        let change = |line: &mut MobileLine| {
            line.transaction.system_trace_audit_number = unclean.into();
        };
        let order = order_of([paid(change)]);
        let stan = "body.paymentOrderLines[0].transaction.systemTraceAuditNumber";
        named(client.create_payment_order(order), stan).await;
        named(
            client.create_express_deposit(deposit(unclean)),
            "body.OriginatorConversationId",
        )
        .await;
        named(
            client.submit_bill_request(bill(unclean)),
            "body.originatorConversationId",
        )
        .await;
        named(client.get_payment_order(unclean), "Id").await;
        named(client.get_checkout_order(unclean), "Id").await;
        named(
            client.get_express_deposit(unclean),
            "OriginatorConversationId",
        )
        .await;
        named(client.get_bill_request(unclean), "OriginatorConversationId").await;
        named(client.get_account_validation(unclean), "stan").await;
        let found = client
            .resolve::<zamupay::operations::CreatePaymentOrder>(unclean, SystemTime::now())
            .await
            .unwrap_err();
        assert!(found.is_invalid_request() && found.may_have_moved_money());
    }
    assert!(server.requests().is_empty(), "not even for a token");
}

fn bill(reference: &str) -> PayBill {
    PayBill::builder()
        .to_service_code("KE-GOTV")
        .account_number("1111111")
        .transaction_desc("Bill Payment")
        .originator_conversation_id(reference)
        .msisdn("254710000011".parse().unwrap())
        .amount(15)
        .customer_names("TEST PAYER")
        .country_code("KE")
        .currency_code("KES")
        .save_biller_number(true)
        .call_back_url("http://example.com")
        .build()
}

/// The objects that a type is or holds.
fn structures<'a>(api: &'a Api, ty: &'a Type, seen: &mut BTreeSet<&'a str>) {
    match ty {
        Type::List(inner) | Type::Nullable(inner) | Type::Sensitive(inner) => {
            structures(api, inner, seen);
        }
        Type::Named(name) if seen.insert(name) => {
            for part in api.types[name].shape.parts() {
                structures(api, part, seen);
            }
        }
        _ => {}
    }
}

#[test]
fn every_operation_that_declares_a_reference_checks_it_and_so_does_every_lookup() {
    for gateway in ["zengapay", "zamupay"] {
        let api = malipo_tests::specification(gateway).unwrap();
        let mut checked = 0;
        for operation in &api.operations {
            for lookup in &operation.lookup {
                if let LookupBy::Parameter { parameter, .. } = &lookup.by {
                    let asked = api.operation(&lookup.operation).unwrap();
                    let mut asked = asked.parameters.iter();
                    let asked = asked.find(|one| one.name.wire == *parameter).unwrap();
                    assert!(asked.constraints.reference, "{}", lookup.operation);
                }
            }
            let Some(reference) = &operation.effect.reference else {
                continue;
            };
            let mut names = BTreeSet::new();
            structures(&api, &operation.body.as_ref().unwrap().ty, &mut names);
            for name in names {
                let Shape::Struct(structure) = &api.types[name].shape else {
                    continue;
                };
                for field in &structure.fields {
                    let lower = field.name.wire.to_lowercase();
                    let is_one = field.name.wire == reference.wire
                        || ["originatorconversationid", "systemtraceauditnumber"]
                            .contains(&&*lower);
                    assert_eq!(field.constraints.reference, is_one, "{name}.{lower}");
                    checked += usize::from(is_one);
                }
            }
        }
        assert!(checked > 1, "{gateway}");
    }
}

#[tokio::test]
async fn a_bill_that_did_nothing_comes_back_as_the_type_that_it_was_given_as() {
    let server = server().await;
    let client = zamupay_client(&server);
    let refused = async || client.submit_bill_request(bill(" W933")).await.unwrap_err();
    // What a loop has that gives it to the method again.
    let mut again: PayBill = refused().await.into_request().unwrap();
    assert_eq!(again, bill(" W933"));
    for _ in 0..2 {
        let error: Error = client.submit_bill_request(again).await.unwrap_err();
        again = error.into_request().unwrap();
    }
    let body: BillRequest = refused().await.into_request().unwrap();
    assert_eq!(body, BillRequest::from(bill(" W933")));
    // Of another type, the error is what it was.
    let error = refused().await;
    let error = error.into_request::<QueryBill>().unwrap_err();
    let error = error.into_request::<AirtimePurchaseRequest>().unwrap_err();
    let error = error.into_request::<CheckoutOrderRequest>().unwrap_err();
    assert!(error.is_invalid_request());
    assert_eq!(error.into_request::<PayBill>().unwrap(), bill(" W933"));
}

fn checkout(reference: &str) -> CheckoutOrderRequest {
    CheckoutOrderRequest::builder()
        .originator_conversation_id(reference)
        .checkout_currency_code(404)
        .checkout_currency_name("KES")
        .checkout_callback_url("https://example.com")
        .checkout_request_lines([CheckoutItem::builder().name("Shirt").price(1).build()])
        .build()
}

/// The payment is not sent, and the error names the reference and the look-up that could not carry it.
async fn too_long<O: Operation<Output: std::fmt::Debug>>(call: Call<O>, path: &str, lookup: &str) {
    let error = call.await.unwrap_err();
    assert_eq!(error.phase(), Phase::NotSent, "{error}");
    assert!(error.is_invalid_request() && !error.is_retryable());
    assert!(!error.may_have_moved_money());
    let violations = error.violations();
    assert_eq!(violations.len(), 1, "{error}");
    assert_eq!(violations[0].path(), path);
    assert_eq!(
        violations[0].rule(),
        format!(
            "makes the URL of `{lookup}`, which looks the payment up, longer than 65,534 bytes"
        )
    );
}

#[tokio::test]
async fn a_reference_that_no_look_up_can_carry_is_not_sent_and_one_that_fits_is() {
    let server = server().await;
    let client = zamupay_client(&server);
    // What is escaped counts as it is sent: each of these characters takes nine bytes.
    for long in ["r".repeat(70_000), "\u{20ac}".repeat(8_000)] {
        let mut order = order_of([paid(|_| ())]);
        order.originator_conversation_id.clone_from(&long);
        let path = "body.originatorConversationId";
        too_long(client.create_payment_order(order), path, "getPaymentOrder").await;
        too_long(
            client.submit_bill_request(bill(&long)),
            path,
            "getBillRequest",
        )
        .await;
        let call = client.create_checkout_order(checkout(&long));
        too_long(call, path, "getCheckoutOrder").await;
    }
    assert!(server.requests().is_empty(), "not even for a token");
    for fits in ["r".repeat(60_000), "\u{20ac}".repeat(7_000)] {
        let error = client.submit_bill_request(bill(&fits)).await.unwrap_err();
        assert!(!error.is_invalid_request(), "{error}");
    }
    assert_eq!(server.requests().len(), 2, "each asks for a token");
}

#[tokio::test]
async fn the_longest_reference_that_is_sent_is_the_longest_that_can_be_looked_up() {
    let server = server().await;
    let client = zamupay_client(&server);
    let at = "/v1/bill-payments?OriginatorConversationId=";
    let longest = 65_534 - format!("http://{}{at}", server.host()).len();
    for (length, is_sent) in [(longest, true), (longest + 1, false)] {
        let reference = "r".repeat(length);
        let paid = client.submit_bill_request(bill(&reference)).await;
        let found = client.get_bill_request(&*reference).await;
        assert_eq!(!paid.unwrap_err().is_invalid_request(), is_sent, "{length}");
        assert_eq!(
            !found.unwrap_err().is_invalid_request(),
            is_sent,
            "{length}"
        );
    }
}

#[tokio::test]
async fn a_query_of_a_bill_has_no_payment_to_look_up_so_its_reference_may_be_long() {
    let server = server().await;
    let client = zamupay_client(&server);
    let mut query = QueryBill::builder()
        .of_service_code("KE-GOTV")
        .account_number("1111111")
        .build();
    query.originator_conversation_id = Some("r".repeat(70_000));
    let error = client.submit_bill_request(query).await.unwrap_err();
    assert!(!error.is_invalid_request(), "{error}");
}
