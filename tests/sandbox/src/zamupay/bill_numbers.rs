//! Accounts with billers that the merchant has saved.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{DOMAIN, Zamupay, ok, read, refusals};
use crate::Moment;
use crate::contract::Call;
use crate::exchange::Reply;
use crate::money::Exact;
use crate::recent::{Recent, Record, bytes_of};

/// Who has every account with a biller.
pub(super) const CUSTOMER: &str = "MALIPO SANDBOX CUSTOMER";

/// A saved account.
#[derive(Debug)]
pub(super) struct BillNumber {
    /// The biller's number, GUID or code.
    pub(super) service: Option<String>,
    pub(super) account: String,
    pub(super) phone: Option<String>,
}

impl Record for BillNumber {
    fn bytes(&self) -> usize {
        let texts = [self.service.as_deref(), self.phone.as_deref()];
        bytes_of(texts.into_iter().flatten().chain([self.account.as_str()]))
    }
}

/// Saves an account, or what is new of it.
pub(super) fn save(saved: &mut Recent<BillNumber>, new: BillNumber) {
    saved.take(|old| (&old.service, &old.account) == (&new.service, &new.account));
    saved.push(new);
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    service_id: Option<Value>,
    service_code: Option<String>,
    account_number: String,
    phone_number: Option<String>,
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
    customer_name: &'static str,
    system_conversation_id: &'a str,
    last_known_balance: Exact,
    due_date: Option<String>,
    timestamp: String,
}

pub(super) fn create(zamupay: &mut Zamupay, call: &Call, now: Moment) -> Result<Reply, Reply> {
    let request: Request = read(call, now)?;
    if !zamupay.knows(&request.account_number) {
        return Err(refusals::reason("Account number is invalid.", now));
    }
    save(
        &mut zamupay.bill_numbers,
        BillNumber {
            service: service_text(request.service_id).or(request.service_code),
            account: request.account_number,
            phone: request.phone_number,
        },
    );
    Ok(ok(&Answer {
        message: Information {
            app_domain_name: DOMAIN,
            remarks: "Bill Number submission accepted",
            customer_name: CUSTOMER,
            system_conversation_id: &zamupay.next_conversation(),
            last_known_balance: Exact(Decimal::ZERO),
            due_date: None,
            timestamp: now.universal(),
        },
    }))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View<'a> {
    #[serde(rename = "serviceID")]
    service_id: Option<&'a str>,
    customer_name: &'static str,
    account_number: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone_number: Option<&'a str>,
    enabled: bool,
    verified: bool,
}

pub(super) fn get(zamupay: &Zamupay, call: &Call, now: Moment) -> Result<Reply, Reply> {
    let wanted = (
        call.query("serviceId"),
        call.query("accountNumber").unwrap_or_default(),
    );
    let mut saved = zamupay.bill_numbers.iter();
    let number = saved
        .find(|saved| (saved.service.as_deref(), saved.account.as_str()) == wanted)
        .ok_or_else(|| refusals::reason("Bill number not found.", now))?;
    Ok(ok(&View {
        service_id: number.service.as_deref(),
        customer_name: CUSTOMER,
        account_number: &number.account,
        phone_number: number.phone.as_deref().filter(|phone| is_msisdn(phone)),
        enabled: true,
        verified: true,
    }))
}

/// A biller's number or GUID as text.
pub(super) fn service_text(service: Option<Value>) -> Option<String> {
    match service? {
        Value::String(text) => Some(text),
        Value::Null => None,
        other => Some(other.to_string()),
    }
}

/// Whether an answer may show it as a phone number: what a request may say of it is not limited.
pub(super) fn is_msisdn(phone: &str) -> bool {
    (8..=15).contains(&phone.len()) && phone.chars().all(|c| c.is_ascii_digit())
}
