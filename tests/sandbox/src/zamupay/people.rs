//! Whether what is known of a person is true: KYC. Its callback is not posted, since nobody has published it.

use serde::{Deserialize, Serialize};

use super::ending::Ending;
use super::validations::Accepted;
use super::{Zamupay, ok, read, refusals};
use crate::contract::Call;
use crate::exchange::Reply;
use crate::recent::{Record as Kept, bytes_of};
use crate::{Fate, Moment};

/// What the name of a validation begins with, where payments have their reference.
const NAME: &str = "person ";

/// A person whose validation was accepted.
#[derive(Debug)]
pub(super) struct Person {
    request: Request,
    ending: Ending,
}

impl Kept for Person {
    fn bytes(&self) -> usize {
        let request = &self.request;
        let texts = [
            &request.trace_number,
            &request.first_name,
            &request.middle_name,
            &request.last_name,
            &request.national_id,
        ];
        bytes_of(texts.map(String::as_str))
    }
}

#[derive(Debug, Deserialize)]
struct Request {
    #[serde(rename = "systemTraceAuditNumber")]
    trace_number: String,
    #[serde(rename = "kycRequestFirstName")]
    first_name: String,
    #[serde(rename = "kycRequestMiddleName")]
    middle_name: String,
    #[serde(rename = "kycRequestLastName")]
    last_name: String,
    #[serde(rename = "kycRequestNationalID")]
    national_id: String,
    #[serde(rename = "kycRequestReportReason")]
    reason: i64,
}

/// The number of the person whose validation has this name; nothing if it is the name of something else.
pub(super) fn number(name: &str) -> Option<usize> {
    name.strip_prefix(NAME)?.parse().ok()
}

pub(super) fn create(zamupay: &mut Zamupay, call: &Call, now: Moment) -> Result<Reply, Reply> {
    let request: Request = read(call, now)?;
    let reply = ok(&Accepted::under(&request.trace_number));
    let identity = request.national_id.clone();
    zamupay.people.push(Person {
        request,
        ending: Ending::PENDING,
    });
    let number = zamupay.people.total();
    let name = format!("{NAME}{number}");
    let fate = zamupay.books.fates.begin_by_number(&name, &identity, now);
    meet(zamupay, number, fate);
    Ok(reply)
}

/// Lets something happen to a validation that is not over, and is still kept.
pub(super) fn meet(zamupay: &mut Zamupay, number: usize, fate: Fate) {
    let Some(ending) = Ending::of_validation(fate, ("19", "Validation failed")) else {
        return;
    };
    if let Some(person) = zamupay.people.get_mut(number)
        && !person.ending.is_over()
    {
        person.ending = ending;
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View<'a> {
    status: Option<String>,
    status_desc: &'static str,
    kyc_record_dto: Record<'a>,
}

#[derive(Serialize)]
struct Record<'a> {
    status: Option<u8>,
    #[serde(rename = "responseCode")]
    code: Option<&'static str>,
    #[serde(rename = "responseCodeDesc")]
    meaning: Option<&'static str>,
    #[serde(rename = "kycRequestFirstName")]
    first_name: &'a str,
    #[serde(rename = "kycRequestMiddleName")]
    middle_name: &'a str,
    #[serde(rename = "kycRequestLastName")]
    last_name: &'a str,
    #[serde(rename = "kycRequestNationalID")]
    national_id: &'a str,
    #[serde(rename = "kycRequestReportReason")]
    reason: i64,
}

pub(super) fn get(zamupay: &Zamupay, call: &Call) -> Result<Reply, Reply> {
    let stan = call.query("stan").unwrap_or_default();
    let mut people = zamupay.people.iter().rev();
    let Person { request, ending } = people
        .find(|person| person.request.trace_number == stan)
        .ok_or_else(|| refusals::validation(stan, "Record not found"))?;
    Ok(ok(&View {
        status: ending.status.map(|status| status.to_string()),
        status_desc: ending.word,
        kyc_record_dto: Record {
            status: ending.status,
            code: ending.code(),
            meaning: ending.meaning(),
            first_name: &request.first_name,
            middle_name: &request.middle_name,
            last_name: &request.last_name,
            national_id: &request.national_id,
            reason: request.reason,
        },
    }))
}
