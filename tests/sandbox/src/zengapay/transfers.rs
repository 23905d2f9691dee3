//! Money paid out: debited when it is accepted, and finished at once unless a test wants to wait.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::rows::{Row, page_of};
use super::{Zengapay, accepted, amount_of, ok, read, refusals, wallet_of};
use crate::contract::Call;
use crate::ledger::NewPayment;
use crate::simulation::{Refusal, Reply};
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
}

pub(super) fn create(zengapay: &mut Zengapay, call: &Call, now: Moment) -> Reply {
    match try_create(zengapay, call, now) {
        Ok(reply) | Err(reply) => reply,
    }
}

fn try_create(zengapay: &mut Zengapay, call: &Call, now: Moment) -> Result<Reply, Reply> {
    let request: Request<'_> = read(call)?;
    if request.use_contact {
        return Err(refusals::reply(&Refusal::NotSimulated(
            "transfers to a contact",
        )));
    }
    let amount = amount_of(request.amount)?;
    let wallet = wallet_of(&request.msisdn)?;
    let new = NewPayment {
        external_reference: request.external_reference,
        msisdn: Some(request.msisdn),
        narration: request.narration,
        ..zengapay.new_payment(PaymentKind::Transfer, wallet, amount, now)
    };
    let reference = new.reference.clone();
    zengapay.ledger.accept(new).map_err(|_| {
        // Not the map of fields: nothing is wrong with the request itself.
        refusals::envelope(
            422,
            "Unprocessable Entity",
            &format!("The {wallet} wallet does not hold enough for this transfer."),
        )
    })?;
    if !zengapay.leave_transfers_pending {
        zengapay
            .settle_transfer(&reference, true, now)
            .map_err(|error| refusals::internal(&error.to_string()))?;
    }
    Ok(accepted(&reference))
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
