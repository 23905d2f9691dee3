//! Money paid out: debited when it is accepted, and finished at once unless a rule says otherwise.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::rows::{Row, page_of};
use super::{Contact, Zengapay, amount_of, contacts, networks, ok, read, refusals, wallet_of};
use crate::contract::Call;
use crate::exchange::Reply;
use crate::ledger::NewPayment;
use crate::recent::Recent;
use crate::{Moment, PaymentKind};

/// The page size in the vendor's sample.
const PER_PAGE: usize = 25;

#[derive(Deserialize)]
struct Request<'a> {
    msisdn: String,
    #[serde(borrow)]
    amount: &'a RawValue,
    external_reference: String,
    narration: String,
    use_contact: bool,
    #[serde(default)]
    contact_id: String,
}

pub(super) fn create(zengapay: &mut Zengapay, call: &Call, now: Moment) -> Reply {
    match try_create(zengapay, call, now) {
        Ok(reply) | Err(reply) => reply,
    }
}

fn try_create(zengapay: &mut Zengapay, call: &Call, now: Moment) -> Result<Reply, Reply> {
    let request: Request<'_> = read(call)?;
    let amount = amount_of(request.amount)?;
    let (msisdn, wallet) = if request.use_contact {
        recipient(&zengapay.contacts, &request.contact_id)?
    } else {
        let wallet = wallet_of(&request.msisdn)?;
        (request.msisdn, wallet)
    };
    let new = NewPayment {
        external_reference: request.external_reference,
        msisdn: Some(msisdn.clone()),
        narration: request.narration,
        ..zengapay.new_payment(PaymentKind::Transfer, wallet, amount, now)
    };
    let accepted = zengapay.accept(new).ok_or_else(|| {
        // Not the map of fields: nothing is wrong with the request itself.
        refusals::envelope(
            422,
            "Unprocessable Entity",
            &format!("The {wallet} wallet does not hold enough for this transfer."),
        )
    })?;
    contacts::remember(&mut zengapay.contacts, &msisdn);
    Ok(accepted)
}

/// The phone number of a contact, and its wallet.
fn recipient(known: &Recent<Contact>, uuid: &str) -> Result<(String, &'static str), Reply> {
    let contact = contacts::find(known, uuid)
        .ok_or_else(|| refusals::field("contact_id", "names no contact"))?;
    let network = networks::by_msisdn(&contact.phone).ok_or_else(|| {
        refusals::field(
            "contact_id",
            "names a contact whose number belongs to no network that the simulator knows",
        )
    })?;
    Ok((contact.phone.clone(), network.currency_code))
}

pub(super) fn list(zengapay: &Zengapay, call: &Call) -> Reply {
    #[derive(Serialize)]
    struct Answer<P> {
        code: u16,
        status: &'static str,
        transfers: P,
    }
    ok(&Answer {
        code: 200,
        status: "OK",
        transfers: page_of(
            zengapay,
            call,
            |payment| payment.kind == PaymentKind::Transfer,
            Row::of_transaction,
            PER_PAGE,
            "/transfers",
        ),
    })
}
