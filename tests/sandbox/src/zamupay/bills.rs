//! Bills that are looked up, validated and paid; in the older form, which names a biller by a code, and in that of 2026.

use std::time::Duration;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use super::bill_numbers::{self, BillNumber, CUSTOMER, service_text};
use super::merchant::{BillService, bill_service};
use super::{DOMAIN, Purpose, Zamupay, amount_of, currency, draft, exact, ok, read, refusals};
use crate::contract::Call;
use crate::exchange::Reply;
use crate::identity::identity;
use crate::ledger::NewPayment;
use crate::money::Exact;
use crate::recent::{Record, bytes_of};
use crate::{Moment, PaymentKind};

/// What every account with a biller owes, and until when from now.
const DUE: i64 = 1_074;
const DUE_IN: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The gateway's mark for what is not known yet.
const NOT_KNOWN: &str = "-1";

/// What is said of a bill that was looked up, and of an account that was validated.
const AVAILABLE: &str = "Bill information is available";
const VALID: &str = "Account number provided is valid";

/// A payment that was accepted.
#[derive(Debug)]
pub(super) struct Bill {
    conversation: String,
    request: Owned,
    amount: Exact,
    created: Moment,
    /// The gateway's reference of its payment.
    payment: String,
}

/// A look-up or a validation that was answered.
#[derive(Debug)]
pub(super) struct Lookup {
    transaction_type: i64,
    conversation: String,
    request: Owned,
    amount: Option<Exact>,
    due: Exact,
    /// Only of a query.
    due_date: Option<String>,
    description: &'static str,
}

impl Record for Lookup {
    fn bytes(&self) -> usize {
        let request = &self.request;
        let texts = [
            &self.conversation,
            &request.originator,
            &request.account,
            &request.msisdn,
            &request.customer,
            &request.country,
            &request.currency,
            &request.callback,
        ];
        let more = [
            &request.service_id,
            &request.service_code,
            &request.narration,
            &self.due_date,
        ];
        bytes_of(
            texts
                .into_iter()
                .chain(more.into_iter().flatten())
                .map(String::as_str),
        )
    }
}

/// What a request says.
#[derive(Debug)]
struct Owned {
    originator: String,
    /// The biller in the form of 2026.
    service_id: Option<String>,
    /// The biller in the older form.
    service_code: Option<String>,
    account: String,
    msisdn: String,
    customer: String,
    country: String,
    currency: String,
    narration: Option<String>,
    save: bool,
    callback: String,
}

impl Owned {
    fn of(request: Request<'_>) -> Self {
        Self {
            originator: request.originator_conversation_id,
            service_id: service_text(request.service_id),
            service_code: request.service_code,
            account: request.account_number,
            msisdn: request.msisdn,
            customer: request.customer_names,
            country: request.country_code,
            currency: request.currency_code.unwrap_or_default(),
            narration: request.narration,
            save: request.save_biller_number,
            callback: request.call_back_url,
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request<'a> {
    transaction_type: i64,
    account_number: String,
    #[serde(rename = "ServiceId", alias = "serviceId")]
    service_id: Option<Value>,
    service_code: Option<String>,
    #[serde(default)]
    originator_conversation_id: String,
    #[serde(default)]
    msisdn: String,
    #[serde(borrow)]
    amount: Option<&'a RawValue>,
    #[serde(default)]
    customer_names: String,
    #[serde(default)]
    country_code: String,
    currency_code: Option<String>,
    narration: Option<String>,
    #[serde(default)]
    save_biller_number: bool,
    #[serde(default, alias = "callbackURL")]
    call_back_url: String,
}

#[derive(Serialize)]
struct Answer<'a> {
    message: Information<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Information<'a> {
    app_domain_name: &'static str,
    remarks: &'static str,
    originator_conversation_id: &'a str,
    system_conversation_id: &'a str,
    timestamp: String,
    due_date: Option<String>,
    due_amount: Exact,
    currency: Option<&'a str>,
    customer_name: &'static str,
    active: &'static str,
    status_code: i8,
    status_description: &'static str,
}

pub(super) fn submit(zamupay: &mut Zamupay, call: &Call, now: Moment) -> Result<Reply, Reply> {
    let request: Request<'_> = read(call, now)?;
    if !zamupay.knows(&request.account_number) && request.transaction_type != 2 {
        return Err(refusals::reason("Account number is invalid.", now));
    }
    match request.transaction_type {
        2 => pay(zamupay, request, now),
        _ => look_up(zamupay, request, now),
    }
}

/// Answers a query, or a validation. One that names no id of the merchant's gets one of the gateway's making.
fn look_up(zamupay: &mut Zamupay, request: Request<'_>, now: Moment) -> Result<Reply, Reply> {
    let amount = request
        .amount
        .map(|amount| exact(amount).map_err(|why| refusals::problem("Amount", why, now)))
        .transpose()?;
    let transaction_type = request.transaction_type;
    let (remarks, due, due_date, currency, description) = match transaction_type {
        1 => (
            "Bill Number balance query accepted",
            DUE,
            Some(due_day(now)),
            Some("KES"),
            AVAILABLE,
        ),
        _ => (
            "Bill Number account validation accepted",
            0,
            None,
            None,
            VALID,
        ),
    };
    let conversation = zamupay.next_conversation();
    let mut owned = Owned::of(request);
    if owned.originator.is_empty() {
        owned.originator = identity(&format!("zamupay query {conversation}"));
    }
    let lookup = Lookup {
        transaction_type,
        conversation,
        request: owned,
        amount: amount.map(Exact),
        due: Exact(Decimal::from(due)),
        due_date,
        description,
    };
    let reply = ok(&Answer {
        message: Information {
            app_domain_name: DOMAIN,
            remarks,
            originator_conversation_id: &lookup.request.originator,
            system_conversation_id: &lookup.conversation,
            timestamp: now.universal(),
            due_date: lookup.due_date.clone(),
            due_amount: lookup.due,
            currency,
            customer_name: CUSTOMER,
            active: "Valid",
            status_code: 0,
            status_description: description,
        },
    });
    zamupay.lookups.push(lookup);
    Ok(reply)
}

/// Until when a bill that is looked up now is due.
fn due_day(now: Moment) -> String {
    let due = now.after(DUE_IN).to_string();
    let day = due.split(' ').next().unwrap_or_default();
    format!("{day} 00:00:00")
}

fn pay(zamupay: &mut Zamupay, request: Request<'_>, now: Moment) -> Result<Reply, Reply> {
    let refused = |field: &str, complaint: &str| refusals::problem(field, complaint, now);
    let amount = request
        .amount
        .ok_or_else(|| refused("Amount", "The Amount field is required."))
        .and_then(|amount| amount_of(amount).map_err(|why| refused("Amount", why)))?;
    let owned = Owned::of(request);
    let wallet = currency::wallet(&owned.currency).ok_or_else(|| {
        refused(
            "CurrencyCode",
            "The merchant has no wallet in this currency.",
        )
    })?;
    if owned.save {
        bill_numbers::save(
            &mut zamupay.bill_numbers,
            BillNumber {
                service: owned.service_id.clone().or(owned.service_code.clone()),
                account: owned.account.clone(),
                phone: Some(owned.msisdn.clone()),
            },
        );
    }
    let conversation = zamupay.next_conversation();
    const ACCEPTED: &str = "Bill Payment submission accepted";
    let reply = ok(&Answer {
        message: Information {
            app_domain_name: DOMAIN,
            remarks: ACCEPTED,
            originator_conversation_id: &owned.originator,
            system_conversation_id: &conversation,
            timestamp: now.universal(),
            due_date: Some(NOT_KNOWN.to_owned()),
            due_amount: Exact(Decimal::NEGATIVE_ONE),
            currency: Some(&owned.currency),
            customer_name: "",
            active: "Unknown",
            status_code: -1,
            status_description: ACCEPTED,
        },
    });
    let new = NewPayment {
        external_reference: owned.originator.clone(),
        msisdn: Some(owned.account.clone()),
        narration: owned.narration.clone().unwrap_or_default(),
        ..zamupay.new_payment(PaymentKind::Transfer, wallet, amount, now)
    };
    let place = zamupay.bills.len();
    let payment = zamupay.enter(new, Purpose::Bill(place));
    zamupay.bills.push(Bill {
        conversation,
        request: owned,
        amount: Exact(amount),
        created: now,
        payment: payment.clone(),
    });
    zamupay.begin(&payment, now);
    Ok(reply)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View<'a> {
    system_conversation_id: &'a str,
    originator_conversation_id: &'a str,
    #[serde(rename = "serviceID")]
    service_id: Option<&'a str>,
    service_code: Option<&'a str>,
    account_number: &'a str,
    msisdn: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<Exact>,
    date_payment_received: String,
    customer_name: &'static str,
    customer_names: &'a str,
    country_code: &'a str,
    currency_code: &'a str,
    transaction_type: i64,
    due_amount: Exact,
    due_date: String,
    narration: Option<&'a str>,
    receipt_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transaction_status_description: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_code: Option<i8>,
    status_description: &'static str,
    active: &'static str,
    #[serde(rename = "callbackURL")]
    callback_url: &'a str,
}

/// The status of a bill: not known yet, known, or one that nobody has published because it failed.
fn status_code(zamupay: &Zamupay, bill: &Bill) -> Option<i8> {
    let ending = zamupay.ending(&bill.payment);
    match ending.status {
        None => Some(-1),
        Some(4) => Some(0),
        Some(_) => None,
    }
}

pub(super) fn get(zamupay: &Zamupay, call: &Call) -> Result<Reply, Reply> {
    let id = call.query("OriginatorConversationId").unwrap_or_default();
    // A reference that was paid twice means the last.
    let mut bills = zamupay.bills.iter().rev();
    if let Some(bill) = bills.find(|bill| bill.request.originator == id) {
        return Ok(view_of_bill(zamupay, bill));
    }
    let mut lookups = zamupay.lookups.iter().rev();
    lookups
        .find(|lookup| lookup.request.originator == id)
        .map(view_of_lookup)
        .ok_or_else(|| refusals::not_found(id, "OriginatorConversationId"))
}

/// A look-up as it was answered. Nothing is published of how the gateway shows one: what is said of a payment is left out.
fn view_of_lookup(lookup: &Lookup) -> Reply {
    let request = &lookup.request;
    ok(&View {
        system_conversation_id: &lookup.conversation,
        originator_conversation_id: &request.originator,
        service_id: request.service_id.as_deref(),
        service_code: request.service_code.as_deref(),
        account_number: &request.account,
        msisdn: Some(request.msisdn.as_str()).filter(|phone| bill_numbers::is_msisdn(phone)),
        amount: lookup.amount,
        date_payment_received: NOT_KNOWN.to_owned(),
        customer_name: CUSTOMER,
        customer_names: &request.customer,
        country_code: &request.country,
        currency_code: &request.currency,
        transaction_type: lookup.transaction_type,
        due_amount: lookup.due,
        due_date: lookup
            .due_date
            .clone()
            .unwrap_or_else(|| NOT_KNOWN.to_owned()),
        narration: request.narration.as_deref(),
        receipt_number: None,
        status: None,
        transaction_status_description: None,
        status_code: Some(0),
        status_description: lookup.description,
        active: "Valid",
        callback_url: &request.callback,
    })
}

fn view_of_bill(zamupay: &Zamupay, bill: &Bill) -> Reply {
    let ending = zamupay.ending(&bill.payment);
    let request = &bill.request;
    let payment = zamupay.books.ledger.payment(&bill.payment);
    ok(&View {
        system_conversation_id: &bill.conversation,
        originator_conversation_id: &request.originator,
        service_id: request.service_id.as_deref(),
        service_code: request.service_code.as_deref(),
        account_number: &request.account,
        msisdn: Some(&request.msisdn),
        amount: Some(bill.amount),
        date_payment_received: bill.created.to_string(),
        customer_name: CUSTOMER,
        customer_names: &request.customer,
        country_code: &request.country,
        currency_code: &request.currency,
        transaction_type: 2,
        due_amount: Exact(Decimal::NEGATIVE_ONE),
        due_date: NOT_KNOWN.to_owned(),
        narration: request.narration.as_deref(),
        receipt_number: payment.and_then(|payment| payment.network_reference.as_deref()),
        status: ending.status,
        transaction_status_description: Some(ending.word),
        status_code: status_code(zamupay, bill),
        status_description: ending.meaning().unwrap_or(ending.word),
        active: match ending.is_over() {
            true => "Valid",
            false => "Unknown",
        },
        callback_url: &request.callback,
    })
}

/// The callback of the older form.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Notice<'a> {
    originator_conversation_id: &'a str,
    system_conversation_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_code: Option<i8>,
    status_description: &'static str,
    receipt_number: Option<&'a str>,
    receiver_narration: Option<&'static str>,
    customer_name: &'static str,
    customer_names: &'a str,
    response_extra_data: (),
}

/// The callback of 2026.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Ended<'a> {
    system_conversation_id: &'a str,
    originator_conversation_id: &'a str,
    account_number: &'a str,
    account_customer_name: &'static str,
    #[serde(rename = "savebillNumber")]
    save: bool,
    callback_url: &'a str,
    bill_service: BillService,
    bill_request_outcome: Outcome<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    status: Option<u8>,
    status_desc: &'static str,
    result_code: Option<&'static str>,
    result_desc: Option<&'static str>,
    third_party_payload: ThirdParty<'a>,
}

#[derive(Serialize)]
struct ThirdParty<'a> {
    reference: Option<&'a str>,
}

/// Posts how a payment ended, in the form in which it was asked for.
pub(super) fn tell(zamupay: &mut Zamupay, place: usize) {
    let Some(bill) = zamupay.bills.get(place) else {
        return;
    };
    let (request, ending) = (&bill.request, zamupay.ending(&bill.payment));
    let payment = zamupay.books.ledger.payment(&bill.payment);
    let receipt = payment.and_then(|payment| payment.network_reference.as_deref());
    let notice = match &request.service_id {
        None => draft(
            "billPayment",
            &request.originator,
            &Notice {
                originator_conversation_id: &request.originator,
                system_conversation_id: &bill.conversation,
                status_code: status_code(zamupay, bill),
                status_description: match receipt {
                    Some(_) => "Transaction acknowledged successfully",
                    None => ending.meaning().unwrap_or(ending.word),
                },
                receipt_number: receipt,
                receiver_narration: receipt.map(|_| "Payment accepted successfully"),
                customer_name: CUSTOMER,
                customer_names: &request.customer,
                response_extra_data: (),
            },
        ),
        Some(service) => draft(
            "billPayment",
            &request.originator,
            &Ended {
                system_conversation_id: &bill.conversation,
                originator_conversation_id: &request.originator,
                account_number: &request.account,
                account_customer_name: CUSTOMER,
                save: request.save,
                callback_url: &request.callback,
                bill_service: bill_service(service.clone()),
                bill_request_outcome: Outcome {
                    status: ending.status,
                    status_desc: ending.word,
                    result_code: ending.code(),
                    result_desc: ending.meaning(),
                    third_party_payload: ThirdParty { reference: receipt },
                },
            },
        ),
    };
    if let Some(notice) = notice {
        let url = request.callback.clone();
        zamupay.books.outbox.announce_to(&url, notice);
    }
}
