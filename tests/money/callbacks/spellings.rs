//! The text of the vendor's page on payment orders spells some members otherwise than its samples: `contact`, `idExpiryDate`,
//! `resultDescription` and `thirdPartyResultDescription`. Both spellings are read.

use malipo::runtime::{Sensitive, Unreadable};
use malipo::zamupay::types::{OrderLine, PaymentOrder};
use malipo_tests::scripted::{Reply, Scripted};
use serde_json::{Value, json};

use super::{body, client};

/// A member with two spellings.
struct Renamed {
    /// The object that has it, below a line.
    object: &'static str,
    /// Its name in the samples.
    sample: &'static str,
    /// Its name in the text.
    text: &'static str,
    read: fn(&OrderLine) -> Option<&Sensitive<String>>,
    unreadable: fn(&OrderLine) -> &Unreadable,
}

const RENAMED: [Renamed; 5] = [
    Renamed {
        object: "/remitter",
        sample: "phoneNumber",
        text: "contact",
        read: |line| line.remitter.as_ref().unwrap().phone_number.value(),
        unreadable: |line| line.remitter.as_ref().unwrap().unreadable(),
    },
    Renamed {
        object: "/recipient",
        sample: "phoneNumber",
        text: "contact",
        read: |line| line.recipient.as_ref().unwrap().phone_number.value(),
        unreadable: |line| line.recipient.as_ref().unwrap().unreadable(),
    },
    Renamed {
        object: "/remitter",
        sample: "idExpireDate",
        text: "idExpiryDate",
        read: |line| line.remitter.as_ref().unwrap().id_expire_date.value(),
        unreadable: |line| line.remitter.as_ref().unwrap().unreadable(),
    },
    Renamed {
        object: "/transactionOutcome",
        sample: "resultCodeDescription",
        text: "resultDescription",
        read: |line| {
            line.transaction_outcome
                .as_ref()
                .unwrap()
                .result_code_description
                .value()
        },
        unreadable: |line| line.transaction_outcome.as_ref().unwrap().unreadable(),
    },
    Renamed {
        object: "/transactionOutcome/thirdPartyPayload",
        sample: "thirdPartyResultCodeDescription",
        text: "thirdPartyResultDescription",
        read: |line| {
            let outcome = line.transaction_outcome.as_ref().unwrap();
            let payload = outcome.third_party_payload.value().unwrap();
            payload.third_party_result_code_description.value()
        },
        unreadable: |line| {
            let outcome = line.transaction_outcome.as_ref().unwrap();
            outcome.third_party_payload.value().unwrap().unreadable()
        },
    },
];

/// The order as the client reads it, in which the member has these names and values and no other.
async fn read(renamed: &Renamed, members: &[(&str, &str)]) -> PaymentOrder {
    let mut order: Value = serde_json::from_str(&body("webhooks/payment_order_duplicate")).unwrap();
    let line = &mut order["orderLines"][0];
    line["transactionOutcome"]["thirdPartyPayload"] = json!({ "thirdPartyReceiptNumber": "r-1" });
    let object = line.pointer_mut(renamed.object).unwrap();
    let object = object.as_object_mut().unwrap();
    object.remove(renamed.sample);
    for (name, value) in members {
        object.insert((*name).to_owned(), json!(value));
    }
    let server = Scripted::start(Reply::json(200, &order.to_string()))
        .await
        .unwrap();
    client(&server)
        .get_payment_order("UA5L3LSL53W5P07KWG54")
        .await
        .unwrap()
}

fn line(order: &PaymentOrder) -> &OrderLine {
    &order.order_lines.as_ref().unwrap()[0]
}

fn string(value: Option<&Sensitive<String>>) -> Option<&str> {
    value.map(|value| value.expose().as_str())
}

#[tokio::test]
async fn the_spelling_of_the_samples_and_that_of_the_text_are_both_read() {
    for renamed in &RENAMED {
        for name in [renamed.sample, renamed.text] {
            let order = read(renamed, &[(name, "a value")]).await;
            let line = line(&order);
            assert_eq!(string((renamed.read)(line)), Some("a value"), "{name}");
            assert!((renamed.unreadable)(line).is_empty(), "{name}");
        }
    }
}

#[tokio::test]
async fn two_spellings_with_one_value_are_one_member() {
    for renamed in &RENAMED {
        let both = [(renamed.sample, "a value"), (renamed.text, "a value")];
        let order = read(renamed, &both).await;
        assert_eq!(string((renamed.read)(line(&order))), Some("a value"));
        assert!((renamed.unreadable)(line(&order)).is_empty());
    }
}

#[tokio::test]
async fn two_spellings_with_two_values_are_kept_and_none_is_used() {
    for renamed in &RENAMED {
        let both = [(renamed.sample, "one value"), (renamed.text, "another")];
        let order = read(renamed, &both).await;
        let line = line(&order);
        assert_eq!(string((renamed.read)(line)), None, "{}", renamed.text);
        let mut kept: Vec<_> = (renamed.unreadable)(line)
            .iter()
            .map(|member| (member.name(), member.json().get()))
            .collect();
        kept.sort_unstable();
        let mut sent = [
            (renamed.sample, "\"one value\""),
            (renamed.text, "\"another\""),
        ];
        sent.sort_unstable();
        assert_eq!(kept, sent);
        assert!(!format!("{order:?}").contains("another"));
    }
}

#[test]
fn a_request_is_sent_in_the_spelling_of_the_samples() {
    use malipo::zamupay::types::Remitter;

    let remitter = Remitter::builder()
        .phone_number("+254700000003")
        .id_expire_date("2030/01/01")
        .build();
    let sent: Value = serde_json::from_str(&serde_json::to_string(&remitter).unwrap()).unwrap();
    assert_eq!(
        sent,
        json!({ "phoneNumber": "+254700000003", "idExpireDate": "2030/01/01" })
    );
}
