//! Whose an account number is. Its number decides what is found out, as it decides what becomes of payments.

use serde::{Deserialize, Serialize};

use super::ending::Ending;
use super::{Zamupay, draft, ok, plain, read, refusals};
use crate::contract::Call;
use crate::exchange::Reply;
use crate::identity::identity;
use crate::recent::{Record, bytes_of};
use crate::{Fate, Moment};

/// What the name of a validation begins with, where payments have their reference.
const NAME: &str = "validation ";

/// The owner of every account that exists.
const OWNER: &str = "JANE EXAMPLE";

/// A validation that was accepted.
#[derive(Debug)]
pub(super) struct Validation {
    request: Request,
    conversation: String,
    created: Moment,
    ending: Ending,
}

impl Record for Validation {
    fn bytes(&self) -> usize {
        let request = &self.request;
        let texts = [
            &request.system_trace_audit_number,
            &request.primary_account_number,
            &request.institution_code,
            &request.call_back_url,
            &request.call_back_format,
            &self.conversation,
        ];
        let more = [&request.ccy, &request.country_code];
        bytes_of(
            texts
                .into_iter()
                .chain(more.into_iter().flatten())
                .map(String::as_str),
        )
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    #[serde(rename = "type")]
    kind: i64,
    system_trace_audit_number: String,
    primary_account_number: String,
    institution_code: String,
    call_back_url: String,
    call_back_format: String,
    ccy: Option<String>,
    country_code: Option<String>,
}

/// The number of the validation that has this name; nothing if it is the name of something else.
pub(super) fn number(name: &str) -> Option<usize> {
    name.strip_prefix(NAME)?.parse().ok()
}

/// The answer to a validation that was accepted.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Accepted<'a> {
    pub(super) system_trace_audit_number: &'a str,
    pub(super) message: &'static str,
}

impl<'a> Accepted<'a> {
    pub(super) fn under(system_trace_audit_number: &'a str) -> Self {
        Self {
            system_trace_audit_number,
            message: "Request Accepted. Kindly await processing",
        }
    }
}

pub(super) fn create(zamupay: &mut Zamupay, call: &Call, now: Moment) -> Result<Reply, Reply> {
    let request: Request = read(call, now)?;
    let reply = ok(&Accepted::under(&request.system_trace_audit_number));
    let account = plain(&request.primary_account_number).to_owned();
    let conversation = zamupay.next_conversation();
    zamupay.validations.push(Validation {
        request,
        conversation,
        created: now,
        ending: Ending::PENDING,
    });
    let number = zamupay.validations.total();
    let name = format!("{NAME}{number}");
    let fate = zamupay.books.fates.begin_by_number(&name, &account, now);
    meet(zamupay, number, fate);
    Ok(reply)
}

/// Lets something happen to a validation that is not over, and is still kept.
pub(super) fn meet(zamupay: &mut Zamupay, number: usize, fate: Fate) {
    let Some(ending) = Ending::of_validation(fate, ("6", "Invalid credit account")) else {
        return;
    };
    let Some(validation) = zamupay.validations.get_mut(number) else {
        return;
    };
    if validation.ending.is_over() {
        return;
    }
    validation.ending = ending;
    let request = &validation.request;
    // How it looks as XML is not documented.
    if request.call_back_format != "JSON" {
        return;
    }
    let view = view(validation);
    if let Some(notice) = draft(
        "accountNumberValidation",
        &request.system_trace_audit_number,
        &view,
    ) {
        let url = request.call_back_url.clone();
        zamupay.books.outbox.announce_to(&url, notice);
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View<'a> {
    validation_type: i64,
    validation_type_desc: &'static str,
    account_number: &'a str,
    #[serde(rename = "accountNumberCCY")]
    currency: Option<&'a str>,
    institution_code: &'a str,
    country_code: Option<&'a str>,
    #[serde(rename = "callbackURL")]
    callback_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u8>,
    status_desc: &'static str,
    system_trace_audit_number: &'a str,
    #[serde(rename = "conversationID")]
    conversation: &'a str,
    response_code: &'static str,
    response_desc: &'static str,
    result_code: Option<&'static str>,
    result_desc: Option<&'static str>,
    #[serde(rename = "transactionID")]
    transaction: Option<String>,
    transaction_credit_party: Option<String>,
    created_date: String,
}

fn view(validation: &Validation) -> View<'_> {
    let (request, ending) = (&validation.request, &validation.ending);
    let exists = *ending == Ending::COMPLETED;
    let number = &request.primary_account_number;
    View {
        validation_type: request.kind,
        validation_type_desc: match request.kind {
            1 => "Mobile",
            _ => "Bank",
        },
        account_number: number,
        currency: request.ccy.as_deref(),
        institution_code: &request.institution_code,
        country_code: request.country_code.as_deref(),
        callback_url: &request.call_back_url,
        status: ending.status,
        status_desc: ending.word,
        system_trace_audit_number: &request.system_trace_audit_number,
        conversation: &validation.conversation,
        response_code: "0",
        response_desc: "Accept the service request successfully.",
        result_code: ending.code(),
        result_desc: ending.meaning(),
        transaction: exists
            .then(|| identity(&format!("zamupay found {}", validation.conversation))),
        transaction_credit_party: exists.then(|| format!("{} - {OWNER}", plain(number))),
        created_date: validation.created.iso(),
    }
}

pub(super) fn get(zamupay: &Zamupay, call: &Call) -> Result<Reply, Reply> {
    let stan = call.query("stan").unwrap_or_default();
    // A number that was used twice means the last.
    let mut validations = zamupay.validations.iter().rev();
    let validation = validations
        .find(|validation| validation.request.system_trace_audit_number == stan)
        .ok_or_else(|| refusals::validation(stan, "Record not found"))?;
    Ok(ok(&view(validation)))
}
