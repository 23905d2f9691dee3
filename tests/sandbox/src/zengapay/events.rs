//! What ZENGAPAY posts to the merchant when a payment is settled, and how it signs that.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit, Mac};
use rust_decimal::Decimal;
use serde::Serialize;
use sha2::Sha256;

use super::rows::status;
use crate::webhooks::{Draft, Webhooks};
use crate::{Payment, PaymentKind, PaymentStatus};

const SIGNATURE_HEADER: &str = "X-ZENGAPAY-SIGNATURE";

/// The body; the order of the members is that of the vendor's sample.
#[derive(Serialize)]
struct Event<'a> {
    event: &'static str,
    data: Data<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Data<'a> {
    transaction_status: &'static str,
    transaction_reference: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_transaction_reference: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transaction_external_reference: Option<&'a str>,
    #[serde(rename = "MNOTransactionReferenceId")]
    network_reference: Option<&'a str>,
    currency_code: &'a str,
    amount: &'a str,
    msisdn: &'a str,
    channel: &'static str,
    transaction_type: &'static str,
    transaction_initiation_date: String,
    transaction_completion_date: String,
}

/// The event of a payment that was settled; none for any other, and for charges.
pub(super) fn of(payment: &Payment, webhooks: &Webhooks) -> Option<Draft> {
    let (kind, transaction_type) = match (payment.kind, payment.status) {
        (PaymentKind::Collection, PaymentStatus::Succeeded) => {
            ("collection.success", "INBOUND_MSISDN_CREDIT")
        }
        (PaymentKind::Collection, PaymentStatus::Failed) => {
            ("collection.failed", "INBOUND_MSISDN_CREDIT")
        }
        // As in the vendor's table of transfers, whose entries in the statement are OUTBOUND_MSISDN_DEBIT.
        (PaymentKind::Transfer, PaymentStatus::Succeeded) => {
            ("transfer.success", "OUTBOUND_MSISDN_CREDIT")
        }
        (PaymentKind::Transfer, PaymentStatus::Failed) => {
            ("transfer.failed", "OUTBOUND_MSISDN_CREDIT")
        }
        _ => return None,
    };
    let amount = written(payment.amount, webhooks.amounts_without_decimals);
    let msisdn = payment.msisdn.as_deref()?;
    let external = Some(payment.external_reference.as_str());
    let event = Event {
        event: kind,
        data: Data {
            transaction_status: status(payment),
            transaction_reference: &payment.reference,
            external_transaction_reference: external.filter(|_| webhooks.old_spelling),
            transaction_external_reference: external.filter(|_| !webhooks.old_spelling),
            network_reference: payment.network_reference.as_deref(),
            currency_code: &payment.wallet,
            amount: &amount,
            msisdn,
            channel: "API",
            transaction_type,
            transaction_initiation_date: payment.initiated.to_string(),
            transaction_completion_date: payment.completed?.to_string(),
        },
    };
    let body = serde_json::to_string(&event).ok()?;
    let mut headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    if let Some(secret) = &webhooks.secret {
        let signature = match webhooks.sign_body {
            true => signature(secret, &[&body])?,
            false => signature(secret, &[&payment.reference, msisdn, &amount])?,
        };
        headers.push((SIGNATURE_HEADER.to_owned(), signature));
    }
    Some(Draft {
        kind,
        reference: payment.reference.clone(),
        headers,
        body,
    })
}

/// An amount with two decimals; or, if it is whole and none are wanted, without.
fn written(amount: Decimal, without_decimals: bool) -> String {
    let amount = amount.normalize();
    if without_decimals && amount.scale() == 0 {
        amount.to_string()
    } else {
        format!("{amount:.2}")
    }
}

/// HMAC-SHA256 of the values, joined without a separator, in lower-case hexadecimal. A key can have any length.
fn signature(secret: &str, values: &[&str]) -> Option<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    for value in values {
        mac.update(value.as_bytes());
    }
    let mut hex = String::new();
    for byte in mac.finalize().into_bytes() {
        write!(hex, "{byte:02x}").ok()?;
    }
    Some(hex)
}

#[cfg(test)]
mod tests {
    use malipo_codegen::{Strictness, fit};
    use serde_json::Value;

    use super::*;
    use crate::Moment;
    use crate::contract::Contract;

    const SECRET: &str = "malipo-test-secret";

    /// The payment in the sample that the vendor prints.
    fn printed() -> Payment {
        Payment {
            reference: "566a4a89-4024-584c-b1f5-8c59aff0d334".to_owned(),
            system_id: "ZPY200805101643TX".to_owned(),
            external_reference: "20080513164357".to_owned(),
            trace_number: None,
            kind: PaymentKind::Collection,
            status: PaymentStatus::Succeeded,
            wallet: "UGX-ATLMM".to_owned(),
            msisdn: Some("256750000013".to_owned()),
            amount: Decimal::from(126_600),
            narration: "Not in an event".to_owned(),
            customer_charged: false,
            network_reference: Some("42026012031".to_owned()),
            initiated: "2020-08-05 13:16:43".parse().unwrap(),
            completed: Some("2020-08-05 13:16:55".parse::<Moment>().unwrap()),
            balance_before: Decimal::ZERO,
            balance_after: Decimal::ZERO,
        }
    }

    fn webhooks() -> Webhooks {
        Webhooks::to("http://127.0.0.1/").unwrap().secret(SECRET)
    }

    fn signature_of(draft: &Draft) -> Option<&str> {
        draft
            .headers
            .iter()
            .find(|(name, _)| name == SIGNATURE_HEADER)
            .map(|(_, value)| value.as_str())
    }

    #[test]
    fn the_vendors_sample_is_made_again_value_by_value_and_so_is_its_signature() {
        let sample: Value = serde_json::from_str(include_str!(
            "../../../fixtures/zengapay/webhooks/collection.success.json"
        ))
        .unwrap();
        let as_in_2020 = webhooks().old_spelling().amounts_without_decimals();
        let draft = of(&printed(), &as_in_2020).unwrap();
        let body: Value = serde_json::from_str(&draft.body).unwrap();
        assert_eq!(body, sample["body"]);
        let vector = "155b566252751bea8a33e559c171efd74c511753f18d7526173b5c4f6d389465";
        assert_eq!(signature_of(&draft), Some(vector));
        assert_eq!(sample["headers"]["x-zengapay-signature"], vector);
    }

    #[test]
    fn today_the_reference_is_called_otherwise_and_amounts_have_two_decimals() {
        let draft = of(&printed(), &webhooks()).unwrap();
        let body: Value = serde_json::from_str(&draft.body).unwrap();
        assert_eq!(
            body["data"]["transactionExternalReference"],
            "20080513164357"
        );
        assert_eq!(body["data"].get("externalTransactionReference"), None);
        assert_eq!(body["data"]["amount"], "126600.00");
        // Another text is signed, then.
        assert_eq!(
            signature_of(&draft).unwrap(),
            signature(
                SECRET,
                &["566a4a89-4024-584c-b1f5-8c59aff0d334256750000013126600.00"]
            )
            .unwrap()
        );
    }

    #[test]
    fn the_whole_body_is_signed_on_demand() {
        let draft = of(&printed(), &webhooks().sign_body()).unwrap();
        let joined = of(&printed(), &webhooks()).unwrap();
        assert_eq!(draft.body, joined.body);
        assert_eq!(
            signature_of(&draft).unwrap(),
            signature(SECRET, &[&draft.body]).unwrap()
        );
        assert_ne!(signature_of(&draft), signature_of(&joined));
    }

    #[test]
    fn an_amount_keeps_the_decimals_that_it_has() {
        let written = |text: &str, without| written(text.parse().unwrap(), without);
        assert_eq!(written("500", false), "500.00");
        assert_eq!(written("500.00", true), "500");
        assert_eq!(written("2152.2", true), "2152.20");
        assert_eq!(
            written("79228162514264337593543950.33", false),
            "79228162514264337593543950.33"
        );
    }

    /// All the payments that events are made of, each in all the ways to write it.
    fn every_event() -> Vec<Draft> {
        let mut drafts = Vec::new();
        for kind in [PaymentKind::Collection, PaymentKind::Transfer] {
            for status in [PaymentStatus::Succeeded, PaymentStatus::Failed] {
                for webhooks in [
                    webhooks(),
                    webhooks().old_spelling(),
                    webhooks().amounts_without_decimals(),
                    webhooks().old_spelling().amounts_without_decimals(),
                ] {
                    let payment = Payment {
                        kind,
                        status,
                        network_reference: printed()
                            .network_reference
                            .filter(|_| status == PaymentStatus::Succeeded),
                        ..printed()
                    };
                    drafts.push(of(&payment, &webhooks).unwrap());
                }
            }
        }
        drafts
    }

    #[test]
    fn every_event_fits_the_specification_and_every_kind_that_it_declares_is_sent() {
        let api = Contract::zengapay().unwrap().api();
        let events = api.events.as_ref().unwrap();
        let mut sent = std::collections::BTreeSet::new();
        for draft in every_event() {
            let body: Value = serde_json::from_str(&draft.body).unwrap();
            assert_eq!(body["event"], draft.kind);
            let declared = &events.kinds[draft.kind];
            let misfits = fit(api, &declared.ty, &body, Strictness::Strict);
            assert_eq!(misfits, [], "{}", draft.body);
            sent.insert(draft.kind);
        }
        assert!(events.kinds.keys().map(String::as_str).eq(sent));
    }

    #[test]
    fn what_is_not_settled_and_what_is_no_payment_has_no_event() {
        let pending = Payment {
            status: PaymentStatus::Pending,
            completed: None,
            ..printed()
        };
        let charge = Payment {
            kind: PaymentKind::Charge,
            ..printed()
        };
        for payment in [pending, charge] {
            assert!(of(&payment, &webhooks()).is_none());
        }
    }

    #[test]
    fn without_a_secret_an_event_is_not_signed() {
        let draft = of(&printed(), &Webhooks::to("http://127.0.0.1/").unwrap()).unwrap();
        assert_eq!(signature_of(&draft), None);
    }
}
