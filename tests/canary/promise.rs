//! What is promised of `Debug` and of errors: no free text of a merchant, a gateway or a person.

use std::time::Duration;

use malipo::runtime::{Operation, Settles};
use malipo::{Error, Resolution, Settlement, zamupay, zengapay};
use malipo_codegen::ir::{Api, Shape, Type};
use malipo_tests::scripted::{Reply, Scripted};
use serde_json::{Value, json};

use super::filled::Filling;
use super::watched;
use super::{
    assert_clean, assert_debug_clean, assert_error_clean, granted, holds_a_marker, server,
    specification,
};

/// What the name of a free text is made of.
const WORDS: [&str; 9] = [
    "comment", "desc", "message", "narrati", "note", "purpose", "reason", "remark", "title",
];

/// Names like those that hold a word of a list, such as `Completed`, `Mobile` or `Bank Transfer`.
const LISTED: [&str; 5] = [
    "categoryDescription",
    "channelDescription",
    "serviceCategoryDescription",
    "serviceTypeDescription",
    "validationTypeDesc",
];

fn is_text(ty: &Type) -> bool {
    match ty {
        Type::String | Type::Text => true,
        Type::Nullable(inner) | Type::OrUnset(inner, _) => is_text(inner),
        _ => false,
    }
}

#[test]
fn every_message_narration_and_purpose_is_personal() {
    for gateway in ["zengapay", "zamupay"] {
        let api = specification(gateway).unwrap();
        let mut personal = 0;
        for (schema, def) in &api.types {
            let Shape::Struct(structure) = &def.shape else {
                continue;
            };
            for field in &structure.fields {
                let name = &field.name.wire;
                let lower = name.to_lowercase();
                let is_free = WORDS.iter().any(|word| lower.contains(word));
                personal += usize::from(is_free && matches!(field.ty, Type::Sensitive(_)));
                assert!(
                    !is_free || !is_text(&field.ty) || LISTED.contains(&name.as_str()),
                    "{gateway}, {schema}.{name} is shown by Debug: mark it `x-malipo-sensitive: personal`"
                );
            }
        }
        assert!(personal > 0, "{gateway} has messages");
    }
}

fn filled(api: &Api, schema: &str) -> Value {
    let filling = Filling {
        api,
        way: 0,
        quoting: false,
        breaking: false,
    };
    filling.body(&Type::Named(schema.to_owned()))
}

fn zamupay(server: &str) -> zamupay::Client {
    super::zamupay(server)
}

/// The refusal that a body is decoded as, shown.
fn refused<O: Operation>(error: &Error) -> String
where
    O::Refusal: std::fmt::Debug,
{
    let refusal = error.refusal::<O>().expect("it is a documented shape");
    format!("{refusal:?}")
}

#[tokio::test]
async fn canary_in_every_body_of_an_error() {
    watched::begin();
    let api = specification("zamupay").unwrap();
    for schema in [
        "FieldRefusal",
        "RefusalWithReason",
        "ProblemDetails",
        "ValidationRefusal",
        "NotFoundNotice",
    ] {
        let body = filled(&api, schema).to_string();
        assert!(holds_a_marker(&body), "{schema} holds nothing personal");
        let server = server([granted(), Reply::json(400, &body)]).await;
        let client = zamupay(&server.base_url());
        let error = client
            .get_account_number_validation("v-1")
            .await
            .unwrap_err();
        let shown = refused::<zamupay::operations::GetAccountNumberValidation>(&error);
        assert_clean(schema, &shown);
        assert_error_clean(schema, &error);
    }
    let body = filled(&specification("zengapay").unwrap(), "ErrorEnvelope").to_string();
    let server = server([Reply::json(401, &body)]).await;
    let client = super::zengapay(&server.base_url());
    let error = client.get_account().await.unwrap_err();
    let shown = refused::<zengapay::operations::GetAccount>(&error);
    assert_clean("ErrorEnvelope", &shown);
}

/// Waits until the response to one read has been read, after that of a token, and shows what is left.
async fn waited_for_nothing<O: Settles>(
    what: &str,
    gateway: &Scripted,
    call: malipo::runtime::Call<O>,
) {
    let waited = call
        .wait(Duration::from_secs(30))
        .first_pause(Duration::from_millis(1))
        .until(gateway.asked(3))
        .await;
    let error = waited.err().expect("it is not over");
    assert!(error.is_unsettled(), "{what}: {error:?}");
    assert!(error.to_string().contains("does not prove it"), "{error}");
    assert!(error.ids().next().is_some(), "{what}: {error:?}");
    assert_error_clean(what, &error);
}

#[tokio::test]
async fn canary_in_a_failure_that_proves_nothing() {
    watched::begin();
    let api = specification("zamupay").unwrap();
    let mut order = filled(&api, "PaymentOrder");
    order["originatorConversationId"] = json!("order-17");
    let outcome = &mut order["orderLines"][0]["transactionOutcome"];
    outcome["transactionStatus"] = json!(6);
    outcome["resultCode"] = json!("14");
    let order = order.to_string();
    assert!(holds_a_marker(&order));
    let gateway = server([granted(), Reply::json(200, &order)]).await;
    let client = zamupay(&gateway.base_url());
    waited_for_nothing("order", &gateway, client.get_payment_order("order-17")).await;

    let found = client
        .resolve::<zamupay::operations::CreatePaymentOrder>(
            "order-17",
            std::time::SystemTime::now(),
        )
        .tries(1)
        .await
        .unwrap();
    assert_debug_clean("found", &found);
    match found {
        Resolution::Executed(found) => assert_eq!(found.settlement(), Settlement::Inconclusive),
        other => panic!("{other:?}"),
    }

    let mut checkout = filled(&api, "CheckoutOrder");
    checkout["originatorConversationId"] = json!("checkout-17");
    checkout["checkoutOutcome"]["Status"] = json!(6);
    checkout["checkoutOutcome"]["ResultCode"] = json!("14");
    let checkout = checkout.to_string();
    assert!(holds_a_marker(&checkout));
    let gateway = server([granted(), Reply::json(200, &checkout)]).await;
    let client = zamupay(&gateway.base_url());
    waited_for_nothing(
        "checkout",
        &gateway,
        client.get_checkout_order("checkout-17"),
    )
    .await;
    watched::assert_recorded_clean(&["malipo.call"]);
}
