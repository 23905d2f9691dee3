//! Money asked of subscribers: pending until the subscriber answers the prompt.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::rows::{Row, page_of};
use super::{Zengapay, amount_of, ok, read, refusals, wallet_of};
use crate::contract::Call;
use crate::exchange::Reply;
use crate::ledger::NewPayment;
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
    #[serde(default)]
    charge_customer: bool,
}

pub(super) fn create(zengapay: &mut Zengapay, call: &Call, now: Moment) -> Reply {
    match try_create(zengapay, call, now) {
        Ok(reply) | Err(reply) => reply,
    }
}

fn try_create(zengapay: &mut Zengapay, call: &Call, now: Moment) -> Result<Reply, Reply> {
    let request: Request<'_> = read(call)?;
    let amount = amount_of(request.amount)?;
    let wallet = wallet_of(&request.msisdn)?;
    let new = NewPayment {
        external_reference: request.external_reference,
        msisdn: Some(request.msisdn),
        narration: request.narration,
        customer_charged: request.charge_customer,
        ..zengapay.new_payment(PaymentKind::Collection, wallet, amount, now)
    };
    zengapay
        .accept(new)
        .ok_or_else(|| refusals::internal("The ledger did not take the collection."))
}

pub(super) fn list(zengapay: &Zengapay, call: &Call) -> Reply {
    #[derive(Serialize)]
    struct Answer<P> {
        code: u16,
        status: &'static str,
        collections: P,
    }
    ok(&Answer {
        code: 200,
        status: "OK",
        collections: page_of(
            zengapay,
            call,
            |payment| payment.kind == PaymentKind::Collection,
            Row::of_transaction,
            PER_PAGE,
            "/collections",
        ),
    })
}
