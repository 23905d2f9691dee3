//! Amounts of requests, of every gateway: the client sends none that cannot be meant.

use std::collections::BTreeSet;

use malipo::runtime::Violations;
use malipo::zamupay::types::{AirtimePurchaseRequest, AirtimeRecipient, CheckoutItem};
use malipo::{Amount, dec};
use malipo_codegen::ir::{Api, Bound, Field, Shape, Type};

/// Amounts that pay nobody by themselves: one price of several, and those of a question about a bill.
const MAY_BE_ZERO: [&str; 3] = [
    "CheckoutItem.price",
    "QueryBill.amount",
    "ValidateBill.amount",
];

/// The amounts that are sent, each with the name of its type.
fn sent(api: &Api) -> Vec<(String, &Field)> {
    let types = api.types.values().filter(|def| def.usage.request);
    let fields = types.filter_map(|def| match &def.shape {
        Shape::Struct(structure) => Some((&def.name.wire, &structure.fields)),
        _ => None,
    });
    let amounts = fields.flat_map(|(name, fields)| {
        let amounts = fields
            .iter()
            .filter(|field| matches!(field.ty, Type::Amount(_)));
        amounts.map(move |field| (format!("{name}.{}", field.name.wire), field))
    });
    amounts.collect()
}

#[test]
fn every_amount_that_is_sent_is_above_zero_and_has_two_decimals_at_most() {
    let mut may_be_zero = BTreeSet::new();
    let mut above_zero = 0;
    for gateway in ["zamupay", "zengapay"] {
        for (name, field) in sent(&malipo_tests::specification(gateway).unwrap()) {
            let constraints = &field.constraints;
            assert_eq!(constraints.multiple_of.as_deref(), Some("0.01"), "{name}");
            let Some(Bound { value, exclusive }) = &constraints.minimum else {
                panic!("{name} has no minimum")
            };
            assert_eq!(value, "0", "{name}");
            match exclusive {
                true => above_zero += 1,
                false => drop(may_be_zero.insert(name)),
            }
        }
    }
    assert_eq!(may_be_zero, MAY_BE_ZERO.map(str::to_owned).into());
    assert_eq!(
        above_zero, 9,
        "payments, transfers, deposits, bills, airtime and links"
    );
}

fn paths(violations: &Violations) -> Vec<&str> {
    violations
        .iter()
        .map(|violation| violation.path())
        .collect()
}

#[test]
fn an_amount_that_pays_nobody_may_be_zero_and_is_not_negative() {
    let price = |price: Amount| Violations::of(&CheckoutItem::builder().price(price).build());
    for amount in [dec!(0), dec!(0.00), dec!(1500.50), dec!(1500.500)] {
        assert!(price(amount.into()).is_empty(), "{amount}");
    }
    for amount in [dec!(-0.01), dec!(-1500), dec!(0.001)] {
        assert_eq!(paths(&price(amount.into())), ["price"]);
    }
}

#[test]
fn a_purchase_of_airtime_without_a_number_or_without_an_amount_is_not_sent() {
    let purchase = |recipients: &[(&str, &str)]| {
        let recipients = recipients.iter().map(|(number, amount)| {
            AirtimeRecipient::builder()
                .name("Amina")
                .phone_number(number.parse().unwrap())
                .currency_code("KES")
                .amount(amount.parse::<Amount>().unwrap())
                .build()
        });
        let purchase = AirtimePurchaseRequest::builder()
            .originator_conversation_id("airtime-17")
            .callback_url("https://merchant.example.com/airtime")
            .recipients(recipients)
            .build();
        let violations = Violations::of(&purchase);
        paths(&violations)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert!(purchase(&[("254710000002", "50")]).is_empty());
    assert_eq!(purchase(&[]), ["recipients"]);
    assert_eq!(
        purchase(&[
            ("254710000002", "50"),
            ("2540710000002", "0"),
            ("254710000002", "0.005")
        ]),
        [
            "recipients[1].phoneNumber",
            "recipients[1].amount",
            "recipients[2].amount"
        ]
    );
}
