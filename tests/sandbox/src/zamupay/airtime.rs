//! Airtime: a payment for each recipient. What is posted of it, and how it is read again, nobody has published.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Purpose, Zamupay, accepted, amount_of, currency, read, refusals};
use crate::contract::Call;
use crate::exchange::Reply;
use crate::ledger::NewPayment;
use crate::{Moment, PaymentKind};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request<'a> {
    originator_conversation_id: String,
    #[serde(borrow)]
    recipients: Vec<Recipient<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Recipient<'a> {
    currency_code: String,
    phone_number: String,
    #[serde(borrow)]
    amount: &'a RawValue,
}

pub(super) fn purchase(zamupay: &mut Zamupay, call: &Call, now: Moment) -> Result<Reply, Reply> {
    let request: Request<'_> = read(call, now)?;
    let mut payable = Vec::new();
    for (number, recipient) in request.recipients.iter().enumerate() {
        let refused = |field: &str, complaint: &str| {
            refusals::problem(&format!("Recipients[{number}].{field}"), complaint, now)
        };
        let amount = amount_of(recipient.amount).map_err(|why| refused("Amount", why))?;
        let wallet = currency::wallet(&recipient.currency_code).ok_or_else(|| {
            refused(
                "CurrencyCode",
                "The merchant has no wallet in this currency.",
            )
        })?;
        payable.push((recipient, wallet, amount));
    }
    if payable.is_empty() {
        let complaint = "The Recipients field is required.";
        return Err(refusals::problem("Recipients", complaint, now));
    }
    for (recipient, wallet, amount) in payable {
        let new = NewPayment {
            external_reference: request.originator_conversation_id.clone(),
            msisdn: Some(recipient.phone_number.clone()),
            narration: "Airtime".to_owned(),
            ..zamupay.new_payment(PaymentKind::Transfer, wallet, amount, now)
        };
        let payment = zamupay.enter(new, Purpose::Airtime);
        zamupay.begin(&payment, now);
    }
    let conversation = zamupay.next_conversation();
    Ok(accepted(
        &conversation,
        &request.originator_conversation_id,
        "Airtime Purchase Accepted",
        now,
    ))
}
