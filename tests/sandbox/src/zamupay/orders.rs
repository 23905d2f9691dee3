//! Payment orders: each line is a payment of its own, and the order is over when all of them are.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::ending::Ending;
use super::order::{Line, Order, Transaction, ending_of};
use super::order_view::OrderView;
use super::{Purpose, Zamupay, accepted, amount_of, currency, draft, ok, plain, read, refusals};
use crate::contract::Call;
use crate::exchange::Reply;
use crate::identity::identity;
use crate::ledger::NewPayment;
use crate::money::Exact;
use crate::{Moment, PaymentKind};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request<'a> {
    originator_conversation_id: String,
    payment_notes: String,
    #[serde(borrow)]
    payment_order_lines: Vec<RequestLine<'a>>,
}

#[derive(Deserialize)]
struct RequestLine<'a> {
    remitter: Option<Map<String, Value>>,
    recipient: Map<String, Value>,
    #[serde(borrow)]
    transaction: RequestTransaction<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RequestTransaction<'a> {
    route_id: String,
    #[serde(alias = "ChannelType")]
    channel_type: i64,
    customer_account_no: Option<String>,
    #[serde(borrow)]
    amount: &'a RawValue,
    reference: String,
    system_trace_audit_number: String,
}

/// Properties of a remitter that requests have and answers do not.
const NOT_SHOWN: [&str; 3] = ["institutionIdentifier", "occupation", "emailAddress"];

pub(super) fn create(zamupay: &mut Zamupay, call: &Call, now: Moment) -> Result<Reply, Reply> {
    let request: Request<'_> = read(call, now)?;
    let originator = request.originator_conversation_id;
    let mut lines = Vec::new();
    let mut payments = Vec::new();
    let mut errors = Vec::new();
    for (number, line) in request.payment_order_lines.into_iter().enumerate() {
        match line_of(zamupay, line, now) {
            Ok((line, payment)) => {
                lines.push(line);
                payments.push(payment);
            }
            Err((field, complaint)) => {
                let field = format!("PaymentOrderLines[{number}].{field}");
                errors.push((field, complaint.to_owned()));
            }
        }
    }
    if lines.is_empty() && errors.is_empty() {
        let complaint = "The PaymentOrderLines field is required.";
        errors.push(("PaymentOrderLines".to_owned(), complaint.to_owned()));
    }
    if !errors.is_empty() {
        return Err(refusals::fields(Some(&originator), &errors, now));
    }

    let conversation = zamupay.next_conversation();
    let reply = accepted(&conversation, &originator, "order submission accepted", now);
    let mut order = Order {
        originator,
        notes: request.payment_notes,
        id: Some(identity(&format!("zamupay order {conversation}"))),
        conversation,
        created: now,
        processed: None,
        lines,
    };
    if find(zamupay, &order.originator).is_some() {
        // Accepted, never carried out, and then failed under the first order's reference.
        order.id = None;
        post(zamupay, &order);
        return Ok(reply);
    }
    let place = zamupay.orders.len();
    let mut entered = Vec::new();
    for (line, payment) in order.lines.iter_mut().zip(payments) {
        // The lines before it have been entered, and have taken their numbers.
        let identity = zamupay.new_payment(payment.kind, &payment.wallet, payment.amount, now);
        let new = NewPayment {
            reference: identity.reference,
            system_id: identity.system_id,
            external_reference: order.originator.clone(),
            ..payment
        };
        let reference = zamupay.enter(new, Purpose::Order(place));
        line.payment = Some(reference.clone());
        entered.push(reference);
    }
    zamupay.orders.push(order);
    // Only now, so that the order is not over before all of its lines have begun.
    for reference in entered {
        zamupay.begin(&reference, now);
    }
    Ok(reply)
}

/// A line and the payment that it asks for; the field that is wrong, and why.
fn line_of(
    zamupay: &Zamupay,
    line: RequestLine<'_>,
    now: Moment,
) -> Result<(Line, NewPayment), (&'static str, &'static str)> {
    let text = |name: &str| match line.recipient.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let amount = amount_of(line.transaction.amount).map_err(|why| ("Transaction.Amount", why))?;
    let wallet = currency::wallet(&text("ccy")).ok_or((
        "Recipient.Ccy",
        "The merchant has no wallet in this currency.",
    ))?;
    let payment = NewPayment {
        trace_number: Some(line.transaction.system_trace_audit_number.clone()),
        msisdn: Some(plain(&text("primaryAccountNumber")).to_owned()),
        narration: line.transaction.reference.clone(),
        ..zamupay.new_payment(PaymentKind::Transfer, wallet, amount, now)
    };
    let line = Line {
        payment: None,
        remitter: line.remitter.map(|mut remitter| {
            remitter.retain(|name, _| !NOT_SHOWN.contains(&name.as_str()));
            remitter
        }),
        recipient: line.recipient,
        transaction: Transaction {
            route: line.transaction.route_id,
            channel: line.transaction.channel_type,
            amount: Exact(amount),
            reference: line.transaction.reference,
            trace_number: line.transaction.system_trace_audit_number,
            account: line.transaction.customer_account_no,
        },
    };
    Ok((line, payment))
}

fn find<'a>(zamupay: &'a Zamupay, originator: &str) -> Option<&'a Order> {
    let mut orders = zamupay.orders.iter();
    orders.find(|order| order.originator == originator)
}

pub(super) fn get(zamupay: &Zamupay, call: &Call) -> Result<Reply, Reply> {
    let id = call.query("Id").unwrap_or_default();
    let order =
        find(zamupay, id).ok_or_else(|| refusals::not_found(id, "OriginatorConversationId"))?;
    Ok(ok(&OrderView::answer(zamupay, order)))
}

/// Posts the callback of an order that is over: once, for all of its lines.
pub(super) fn tell(zamupay: &mut Zamupay, place: usize, now: Moment) {
    let Some(order) = zamupay.orders.get(place) else {
        return;
    };
    let over = order
        .lines
        .iter()
        .all(|line| ending_of(zamupay, line).is_over());
    if !over || order.processed.is_some() {
        return;
    }
    if let Some(order) = zamupay.orders.get_mut(place) {
        order.processed = Some(now);
    }
    // Written before the outbox is borrowed, and thrown away if there is no address.
    let notice = zamupay.orders.get(place).and_then(|order| {
        let view = OrderView::callback(zamupay, order);
        draft("paymentOrder", &order.originator, &view)
    });
    zamupay.books.outbox.announce(|_| notice);
}

/// An order whose line was called failed, and is not: when it is over again, that is posted again.
pub(super) fn reopen(zamupay: &mut Zamupay, place: usize) {
    if let Some(order) = zamupay.orders.get_mut(place) {
        order.processed = None;
    }
}

fn post(zamupay: &mut Zamupay, order: &Order) {
    let view = OrderView::callback(zamupay, order);
    let notice = draft("paymentOrder", &order.originator, &view);
    zamupay.books.outbox.announce(|_| notice);
}

#[derive(Serialize)]
struct Rejected {
    #[serde(rename = "paymentOrderlines")]
    lines: Vec<RejectedLine>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RejectedLine {
    originator_conversation_id: String,
    transaction_status: u8,
    transaction_status_description: &'static str,
    result_code: Option<&'static str>,
    result_code_description: &'static str,
}

pub(super) fn reject(zamupay: &mut Zamupay, call: &Call, now: Moment) -> Result<Reply, Reply> {
    let originator = call.query("OriginatorConversationId").unwrap_or_default();
    let found = zamupay
        .orders
        .iter()
        .position(|order| order.originator == originator);
    let place = found.ok_or_else(|| refusals::not_found(originator, "OriginatorConversationId"))?;
    let order = zamupay.orders.get(place);
    let payments: Vec<_> = order
        .into_iter()
        .flat_map(|order| &order.lines)
        .filter_map(|line| line.payment.clone())
        .collect();
    let mut lines = Vec::new();
    for reference in payments {
        let pending = zamupay.ending(&reference) == Ending::PENDING;
        let stopped = pending
            && zamupay
                .books
                .ledger
                .settle(&reference, false, None, now)
                .is_ok();
        if stopped {
            zamupay.endings.insert(reference, Ending::REJECTED);
        }
        // The status of the vendor's sample, whose line was not stopped either.
        lines.push(RejectedLine {
            originator_conversation_id: originator.to_owned(),
            transaction_status: 7,
            transaction_status_description: "Rejected",
            result_code: (!stopped).then_some("1"),
            result_code_description: match stopped {
                true => "Transaction rejected",
                false => "Transaction cannot be rejected on current status",
            },
        });
    }
    tell(zamupay, place, now);
    Ok(ok(&Rejected { lines }))
}
