//! A payment order as it is shown: shortly in an answer, fully in a callback.

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Value};

use super::Zamupay;
use super::order::{Line, Order, ending_of};
use crate::identity::identity;
use crate::money::Exact;

const NO_ID: &str = "00000000-0000-0000-0000-000000000000";
const NO_DATE: &str = "0001-01-01T00:00:00";

/// How long an order may wait, in the vendor's sample.
const DUE_AFTER: std::time::Duration = std::time::Duration::from_secs(2 * 24 * 60 * 60);

/// The order of the members is that of the vendor's sample.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OrderView<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_enabled: Option<bool>,
    remarks: Option<&'a str>,
    conversation_id: Option<&'a str>,
    originator_conversation_id: &'a str,
    #[serde(flatten)]
    dates: Option<Dates>,
    is_processed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    record_status: Option<u8>,
    order_lines: Vec<LineView<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dates {
    due_date: String,
    date_approved: Option<String>,
    date_rejected: Option<String>,
    date_processed: Option<String>,
    created_by: Option<&'static str>,
    created_date: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LineView<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    remitter: Option<&'a Map<String, Value>>,
    recipient: &'a Map<String, Value>,
    transaction: TransactionView<'a>,
    transaction_outcome: Outcome<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TransactionView<'a> {
    route_id: &'a str,
    amount: Exact,
    reference: &'a str,
    system_trace_audit_number: &'a str,
    #[serde(rename = "type")]
    kind: u8,
    channel_type: i64,
    customer_account_no: Option<&'a str>,
    route_transaction_type_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    id: String,
    payment_amount: Exact,
    fee_amount: u8,
    tracking_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transaction_status: Option<u8>,
    transaction_status_description: &'static str,
    working_account_available_funds: u8,
    utility_account_available_funds: u8,
    transaction_date: Option<String>,
    transaction_credit_party: Option<&'static str>,
    result_code: Option<&'static str>,
    result_code_description: Option<&'static str>,
    third_party_payload: Option<ThirdParty<'a>>,
    created_date: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ThirdParty<'a> {
    third_party_result_code: &'static str,
    third_party_result_code_description: &'static str,
    third_party_receipt_number: Option<&'a str>,
}

impl<'a> OrderView<'a> {
    /// As check-status answers: without what only the vendor's sample of a callback has.
    pub(super) fn answer(zamupay: &'a Zamupay, order: &'a Order) -> Self {
        Self {
            id: order.id.as_deref().unwrap_or(NO_ID),
            customer_id: None,
            is_enabled: None,
            remarks: Some(&order.notes),
            conversation_id: Some(&order.conversation),
            originator_conversation_id: &order.originator,
            dates: None,
            is_processed: order.processed.is_some(),
            record_status: None,
            order_lines: order
                .lines
                .iter()
                .map(|line| LineView::of(zamupay, order, line))
                .collect(),
        }
    }

    pub(super) fn callback(zamupay: &'a Zamupay, order: &'a Order) -> Self {
        let known = order.id.is_some();
        Self {
            customer_id: Some(identity("zamupay customer")),
            is_enabled: Some(known),
            remarks: known.then_some(&order.notes),
            conversation_id: known.then_some(&order.conversation),
            dates: Some(Dates {
                due_date: match known {
                    true => order.created.after(DUE_AFTER).iso(),
                    false => NO_DATE.to_owned(),
                },
                date_approved: None,
                date_rejected: None,
                date_processed: order.processed.map(|processed| processed.iso()),
                created_by: known.then_some("malipo-sandbox"),
                created_date: order.created.iso(),
            }),
            // 2 and 0 are those of the two samples; nobody says what they mean.
            record_status: Some(if known { 2 } else { 0 }),
            ..Self::answer(zamupay, order)
        }
    }
}

impl<'a> LineView<'a> {
    fn of(zamupay: &'a Zamupay, order: &'a Order, line: &'a Line) -> Self {
        let transaction = &line.transaction;
        Self {
            remitter: line.remitter.as_ref(),
            recipient: &line.recipient,
            transaction: TransactionView {
                route_id: &transaction.route,
                amount: transaction.amount,
                reference: &transaction.reference,
                system_trace_audit_number: &transaction.trace_number,
                kind: 0,
                channel_type: transaction.channel,
                customer_account_no: transaction.account.as_deref(),
                route_transaction_type_id: NO_ID,
            },
            transaction_outcome: Outcome::of(zamupay, order, line),
        }
    }
}

impl<'a> Outcome<'a> {
    fn of(zamupay: &'a Zamupay, order: &'a Order, line: &'a Line) -> Self {
        let ending = ending_of(zamupay, line);
        let payment = line
            .payment
            .as_ref()
            .and_then(|reference| zamupay.books.ledger.payment(reference));
        let receipt = payment.and_then(|payment| payment.network_reference.as_deref());
        Self {
            id: payment.map_or_else(
                || NO_ID.to_owned(),
                |payment| identity(&format!("zamupay outcome {}", payment.reference)),
            ),
            // Only a receipt says that it was paid.
            payment_amount: receipt.map_or(Exact(Decimal::ZERO), |_| line.transaction.amount),
            fee_amount: 0,
            tracking_number: receipt,
            transaction_status: ending.status,
            transaction_status_description: ending.word,
            working_account_available_funds: 0,
            utility_account_available_funds: 0,
            transaction_date: payment
                .and_then(|payment| payment.completed)
                .map(|completed| completed.digits()),
            transaction_credit_party: None,
            result_code: ending.code(),
            result_code_description: ending.meaning(),
            third_party_payload: receipt.map(|receipt| ThirdParty {
                third_party_result_code: "0",
                third_party_result_code_description: "Transaction processed successfully.",
                third_party_receipt_number: Some(receipt),
            }),
            created_date: order.created.iso(),
        }
    }
}
