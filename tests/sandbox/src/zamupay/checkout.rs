//! Card payments on a page that is not there: [`approve`](crate::Sandbox::approve) pays in the payer's place.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::DateTime;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::ending::Ending;
use super::{Purpose, Zamupay, currency, draft, exact, ok, read, refusals, unpublished};
use crate::contract::Call;
use crate::exchange::Reply;
use crate::identity::identity;
use crate::ledger::NewPayment;
use crate::{Moment, PaymentKind};

/// An order, with what was said of it exactly as it was written.
#[derive(Debug)]
pub(super) struct Checkout {
    originator: String,
    conversation: String,
    said: BTreeMap<String, Box<RawValue>>,
    callback: Option<String>,
    /// The gateway's reference of its payment.
    payment: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request<'a> {
    originator_conversation_id: String,
    checkout_notes: Option<String>,
    checkout_currency_code: Option<serde_json::Value>,
    checkout_currency_name: Option<String>,
    checkout_due_date: Option<String>,
    checkout_callback_url: Option<String>,
    #[serde(borrow, default)]
    checkout_request_lines: Vec<Item<'a>>,
}

#[derive(Deserialize)]
struct Item<'a> {
    #[serde(borrow)]
    price: Option<&'a RawValue>,
}

pub(super) fn create(zamupay: &mut Zamupay, call: &Call, now: Moment) -> Result<Reply, Reply> {
    let request: Request<'_> = read(call, now)?;
    let refused = |field: &str, complaint: &str| refusals::problem(field, complaint, now);
    let mut total = Decimal::ZERO;
    for price in request
        .checkout_request_lines
        .iter()
        .filter_map(|item| item.price)
    {
        // An item may be free: it is not paid by itself.
        let price = exact(price).map_err(|why| refused("CheckoutRequestLines", why))?;
        total = total
            .checked_add(price)
            .ok_or_else(|| refused("CheckoutRequestLines", "are worth more than can be held"))?;
    }
    if let Some(date) = &request.checkout_due_date
        && date.parse::<Timestamp>().is_err()
        && date.parse::<DateTime>().is_err()
    {
        return Err(refused("CheckoutDueDate", "is not a date and a time"));
    }
    let code = match &request.checkout_currency_code {
        Some(serde_json::Value::String(code)) => Some(code.clone()),
        Some(serde_json::Value::Number(code)) => Some(code.to_string()),
        _ => request.checkout_currency_name.clone(),
    };
    let wallet = currency::wallet(code.as_deref().unwrap_or("KES")).ok_or_else(|| {
        refused(
            "CheckoutCurrencyCode",
            "The merchant has no wallet in this currency.",
        )
    })?;

    let conversation = zamupay.next_conversation();
    let originator = request.originator_conversation_id;
    let new = NewPayment {
        external_reference: originator.clone(),
        narration: request.checkout_notes.unwrap_or_default(),
        ..zamupay.new_payment(PaymentKind::Collection, wallet, total, now)
    };
    let place = zamupay.checkouts.len();
    let payment = zamupay.enter(new, Purpose::Checkout(place));
    let mut said: BTreeMap<String, Box<RawValue>> = read(call, now)?;
    said.remove("originatorConversationId");
    let reply = unpublished(&BTreeMap::from([
        ("originatorConversationId", &originator),
        ("conversationId", &conversation),
    ]));
    zamupay.checkouts.push(Checkout {
        originator,
        conversation,
        said,
        callback: request.checkout_callback_url,
        payment: payment.clone(),
    });
    zamupay.begin(&payment, now);
    Ok(reply)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View<'a> {
    id: &'a str,
    originator_conversation_id: &'a str,
    conversation_id: &'a str,
    checkout_id: String,
    #[serde(flatten)]
    said: &'a BTreeMap<String, Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    checkout_outcome: Option<Outcome<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Outcome<'a> {
    status: Option<u8>,
    status_desc: &'static str,
    result_code: Option<&'static str>,
    result_desc: Option<&'static str>,
    third_party_payload: ThirdParty<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ThirdParty<'a> {
    response_code: Option<&'static str>,
    response_desc: Option<&'static str>,
    reference: Option<&'a str>,
}

fn view<'a>(zamupay: &'a Zamupay, checkout: &'a Checkout) -> View<'a> {
    let ending = zamupay.ending(&checkout.payment);
    let payment = zamupay.books.ledger.payment(&checkout.payment);
    // Success has three zeros here, in the vendor's sample.
    let (code, meaning) = match ending {
        Ending::COMPLETED => (Some("000"), Some("Request Processed")),
        _ => (ending.code(), ending.meaning()),
    };
    View {
        id: &checkout.payment,
        originator_conversation_id: &checkout.originator,
        conversation_id: &checkout.conversation,
        checkout_id: identity(&format!("zamupay checkout {}", checkout.conversation)),
        said: &checkout.said,
        checkout_outcome: ending.is_over().then(|| Outcome {
            status: ending.status,
            status_desc: ending.word,
            result_code: code,
            result_desc: meaning,
            third_party_payload: ThirdParty {
                response_code: code,
                response_desc: meaning,
                reference: payment.and_then(|payment| payment.network_reference.as_deref()),
            },
        }),
    }
}

pub(super) fn get(zamupay: &Zamupay, call: &Call) -> Result<Reply, Reply> {
    let id = call.query("Id").unwrap_or_default();
    let mut checkouts = zamupay.checkouts.iter();
    let checkout = checkouts
        .find(|checkout| checkout.originator == id)
        .ok_or_else(|| refusals::not_found(id, "OriginatorConversationId"))?;
    Ok(ok(&view(zamupay, checkout)))
}

pub(super) fn tell(zamupay: &mut Zamupay, place: usize) {
    let Some(checkout) = zamupay.checkouts.get(place) else {
        return;
    };
    let notice = draft(
        "checkoutOrder",
        &checkout.originator,
        &view(zamupay, checkout),
    );
    if let (Some(notice), Some(url)) = (notice, checkout.callback.clone()) {
        zamupay.books.outbox.announce_to(&url, notice);
    }
}
