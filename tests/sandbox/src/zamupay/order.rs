//! A payment order as it is kept, and how each of its lines stands.

use serde_json::{Map, Value};

use super::Zamupay;
use super::ending::Ending;
use crate::Moment;
use crate::money::Exact;

/// An order that was accepted.
#[derive(Debug)]
pub(super) struct Order {
    pub(super) originator: String,
    pub(super) notes: String,
    pub(super) conversation: String,
    /// The gateway's number of it; nothing for a repeated order, which is none.
    pub(super) id: Option<String>,
    pub(super) created: Moment,
    /// When its last line ended, or was called failed, and its callback was posted.
    pub(super) processed: Option<Moment>,
    pub(super) lines: Vec<Line>,
}

/// One line: whom it pays, as the request has it.
#[derive(Debug)]
pub(super) struct Line {
    /// The gateway's reference of its payment; nothing if the line was never to be paid.
    pub(super) payment: Option<String>,
    pub(super) remitter: Option<Map<String, Value>>,
    pub(super) recipient: Map<String, Value>,
    pub(super) transaction: Transaction,
}

#[derive(Debug)]
pub(super) struct Transaction {
    pub(super) route: String,
    pub(super) channel: i64,
    pub(super) amount: Exact,
    pub(super) reference: String,
    pub(super) trace_number: String,
    pub(super) account: Option<String>,
}

/// How a line stands. One that was never to be paid repeats another.
pub(super) fn ending_of(zamupay: &Zamupay, line: &Line) -> Ending {
    match &line.payment {
        Some(reference) => zamupay.ending(reference),
        None => Ending::DUPLICATE,
    }
}
