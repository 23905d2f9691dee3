//! Money asked of a payer's handset: two callbacks, of which only the second is final.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::ending::Ending;
use super::{Purpose, Zamupay, accepted, amount_of, currency, draft, ok, read, refusals};
use crate::contract::Call;
use crate::exchange::Reply;
use crate::identity::identity;
use crate::ledger::NewPayment;
use crate::money::Exact;
use crate::{Moment, PaymentKind};

/// A deposit that was accepted.
#[derive(Debug)]
pub(super) struct Deposit {
    originator: String,
    conversation: String,
    prompt: String,
    phone: String,
    callback: String,
    /// The gateway's reference of its payment.
    payment: String,
    /// Whether the first callback was posted.
    told_of_prompt: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Request<'a> {
    #[serde(borrow, alias = "amount")]
    amount: &'a RawValue,
    #[serde(alias = "phoneNumber")]
    phone_number: String,
    #[serde(alias = "transactionDesc")]
    transaction_desc: String,
    #[serde(alias = "originatorConversationId")]
    originator_conversation_id: String,
    #[serde(alias = "callBackUrl")]
    call_back_url: String,
    #[serde(alias = "currency")]
    currency: Option<String>,
}

pub(super) fn create(zamupay: &mut Zamupay, call: &Call, now: Moment) -> Result<Reply, Reply> {
    let request: Request<'_> = read(call, now)?;
    let originator = request.originator_conversation_id;
    if find(zamupay, &originator).is_some() {
        return Err(refusals::duplicate(
            "OriginatorConversationId",
            &originator,
            now,
        ));
    }
    let refused = |field: &str, complaint: &str| {
        let errors = [(field.to_owned(), complaint.to_owned())];
        refusals::fields(Some(&originator), &errors, now)
    };
    let amount = amount_of(request.amount).map_err(|why| refused("Amount", why))?;
    // Nobody says what a deposit without a currency is in; the vendor's samples of others are in Kenyan shillings.
    let wallet = currency::wallet(request.currency.as_deref().unwrap_or("KES"))
        .ok_or_else(|| refused("Currency", "The merchant has no wallet in this currency."))?;

    let conversation = zamupay.next_conversation();
    let reply = accepted(
        &conversation,
        &originator,
        "Express Deposit submission accepted",
        now,
    );
    let new = NewPayment {
        external_reference: originator.clone(),
        msisdn: Some(request.phone_number.clone()),
        narration: request.transaction_desc,
        ..zamupay.new_payment(PaymentKind::Collection, wallet, amount, now)
    };
    let place = zamupay.deposits.len();
    let payment = zamupay.enter(new, Purpose::Deposit(place));
    zamupay.deposits.push(Deposit {
        originator,
        prompt: identity(&format!("zamupay prompt {conversation}")),
        conversation,
        phone: request.phone_number,
        callback: request.call_back_url,
        payment: payment.clone(),
        told_of_prompt: false,
    });
    zamupay.begin(&payment, now);
    Ok(reply)
}

fn find<'a>(zamupay: &'a Zamupay, originator: &str) -> Option<&'a Deposit> {
    let mut deposits = zamupay.deposits.iter();
    deposits.find(|deposit| deposit.originator == originator)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View<'a> {
    conversation_id: &'a str,
    originator_conversation_id: &'a str,
    #[serde(rename = "merchantRequestID")]
    merchant_request_id: &'a str,
    phone_number: &'a str,
    mpesa_receipt_number: Option<&'a str>,
    result_code: Option<&'static str>,
    result_desc: Option<&'static str>,
    status: &'static str,
}

pub(super) fn get(zamupay: &Zamupay, call: &Call) -> Result<Reply, Reply> {
    let id = call.query("OriginatorConversationId").unwrap_or_default();
    let deposit =
        find(zamupay, id).ok_or_else(|| refusals::not_found(id, "OriginatorConversationId"))?;
    let ending = zamupay.ending(&deposit.payment);
    let payment = zamupay.books.ledger.payment(&deposit.payment);
    Ok(ok(&View {
        conversation_id: &deposit.conversation,
        originator_conversation_id: &deposit.originator,
        merchant_request_id: &deposit.prompt,
        phone_number: &deposit.phone,
        mpesa_receipt_number: payment.and_then(|payment| payment.network_reference.as_deref()),
        result_code: ending.code(),
        result_desc: ending.meaning(),
        status: ending.word,
    }))
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Prompt<'a> {
    body: PromptBody<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct PromptBody<'a> {
    stk_callback: StkCallback<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct StkCallback<'a> {
    #[serde(rename = "MerchantRequestID")]
    merchant_request_id: &'a str,
    result_code: u8,
}

/// Posts the first callback, unless it was: what became of the prompt. It says nothing of the deposit.
pub(super) fn tell_of_prompt(zamupay: &mut Zamupay, place: usize) {
    let Some(deposit) = zamupay.deposits.get_mut(place) else {
        return;
    };
    if std::mem::replace(&mut deposit.told_of_prompt, true) {
        return;
    }
    let Some(deposit) = zamupay.deposits.get(place) else {
        return;
    };
    let declined = zamupay.ending(&deposit.payment) == Ending::DECLINED;
    let prompt = Prompt {
        body: PromptBody {
            stk_callback: StkCallback {
                merchant_request_id: &deposit.prompt,
                result_code: u8::from(declined),
            },
        },
    };
    if let Some(notice) = draft("expressDeposit", &deposit.originator, &prompt) {
        let url = deposit.callback.clone();
        zamupay.books.outbox.announce_to(&url, notice);
    }
}

#[derive(Serialize)]
struct Ended<'a> {
    #[serde(rename = "OriginatorConversationId")]
    originator: &'a str,
    #[serde(rename = "Thirdpartyreceiptnumber")]
    receipt: Option<&'a str>,
    #[serde(rename = "PaymentAmount")]
    amount: Option<Exact>,
}

/// Posts the second callback, and the first before it if it has not been.
pub(super) fn tell(zamupay: &mut Zamupay, place: usize) {
    tell_of_prompt(zamupay, place);
    let Some(deposit) = zamupay.deposits.get(place) else {
        return;
    };
    let payment = zamupay.books.ledger.payment(&deposit.payment);
    let receipt = payment.and_then(|payment| payment.network_reference.as_deref());
    let ended = Ended {
        originator: &deposit.originator,
        receipt,
        // The known fields have no status: without a receipt nothing was paid.
        amount: payment
            .filter(|_| receipt.is_some())
            .map(|payment| Exact(payment.amount)),
    };
    if let Some(notice) = draft("expressDeposit", &deposit.originator, &ended) {
        let url = deposit.callback.clone();
        zamupay.books.outbox.announce_to(&url, notice);
    }
}
