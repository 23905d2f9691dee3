//! A payment as the gateway shows it, in lists and by itself, and the filters over such rows.

use serde::Serialize;

use super::pages::{Page, Paging, page};
use super::{Zengapay, networks, ok, refusals};
use crate::contract::Call;
use crate::exchange::Reply;
use crate::money::Exact;
use crate::{Ledger, Moment, Payment, PaymentKind, PaymentStatus};

/// What the gateway writes for the end of a payment that has none yet.
const NOT_FINISHED: &str = "0000-00-00 00:00:00";

/// One payment; the order of the members is the vendor's.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Row<'a> {
    transaction_system_id: &'a str,
    transaction_reference: &'a str,
    transaction_status: &'static str,
    amount: Exact,
    msisdn: Option<&'a str>,
    channel: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_charged: Option<bool>,
    currency_code: &'a str,
    currency_name: &'static str,
    #[serde(
        rename = "MNOTransactionReferenceId",
        skip_serializing_if = "Option::is_none"
    )]
    network_reference: Option<Option<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    balance_before_transaction: Option<Exact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    balance_after_transaction: Option<Exact>,
    transaction_external_reference: &'a str,
    transaction_external_narrative: &'a str,
    transaction_initiation_date: String,
    transaction_completion_date: String,
    transaction_entry_general_type: &'static str,
    transaction_entry_designation: &'static str,
    transaction_entry_specific_type: &'static str,
}

impl<'a> Row<'a> {
    /// As collections and transfers are shown.
    pub(super) fn of_transaction(payment: &'a Payment) -> Self {
        Self {
            customer_charged: (payment.kind == PaymentKind::Collection)
                .then_some(payment.customer_charged),
            network_reference: Some(payment.network_reference.as_deref()),
            ..Self::common(payment)
        }
    }

    /// As the statement shows them.
    pub(super) fn of_statement(payment: &'a Payment) -> Self {
        Self {
            balance_before_transaction: Some(Exact(payment.balance_before)),
            balance_after_transaction: Some(Exact(payment.balance_after)),
            ..Self::common(payment)
        }
    }

    fn common(payment: &'a Payment) -> Self {
        let (general, specific) = match payment.kind {
            PaymentKind::Collection => ("CREDIT", "INBOUND_MSISDN_CREDIT"),
            PaymentKind::Transfer => ("DEBIT", "OUTBOUND_MSISDN_DEBIT"),
            PaymentKind::Charge => ("DEBIT", "OUTBOUND_ZPACCT_DEBIT"),
        };
        Self {
            transaction_system_id: &payment.system_id,
            transaction_reference: &payment.reference,
            transaction_status: status(payment),
            amount: Exact(payment.amount),
            msisdn: payment.msisdn.as_deref(),
            channel: match payment.kind {
                PaymentKind::Charge => "BACK_END_PROCESSOR",
                _ => "API",
            },
            customer_charged: None,
            currency_code: &payment.wallet,
            currency_name: networks::by_currency(&payment.wallet)
                .map_or("", |network| network.currency_name),
            network_reference: None,
            balance_before_transaction: None,
            balance_after_transaction: None,
            transaction_external_reference: &payment.external_reference,
            transaction_external_narrative: &payment.narration,
            transaction_initiation_date: payment.initiated.to_string(),
            transaction_completion_date: payment.completed.map_or_else(
                || NOT_FINISHED.to_owned(),
                |completed| completed.to_string(),
            ),
            transaction_entry_general_type: general,
            transaction_entry_designation: designation(payment),
            transaction_entry_specific_type: specific,
        }
    }
}

pub(super) fn status(payment: &Payment) -> &'static str {
    match payment.status {
        PaymentStatus::Pending => "PENDING",
        PaymentStatus::Indeterminate => "INDETERMINATE",
        PaymentStatus::Succeeded => "SUCCEEDED",
        PaymentStatus::Failed => "FAILED",
    }
}

fn designation(payment: &Payment) -> &'static str {
    match payment.kind {
        PaymentKind::Charge => "CHARGES",
        _ => "TRANSACTION",
    }
}

/// What `start`, `end`, `status`, `currency_code` and `designation` let through.
#[derive(Debug)]
pub(super) struct Filters<'a> {
    start: Option<Moment>,
    end: Option<Moment>,
    status: Option<&'a str>,
    currency_code: Option<&'a str>,
    designation: Option<&'a str>,
}

impl<'a> Filters<'a> {
    pub(super) fn of(call: &'a Call) -> Self {
        let moment = |name| call.query(name).and_then(|text| text.parse().ok());
        Self {
            start: moment("start"),
            end: moment("end"),
            status: call.query("status"),
            currency_code: call.query("currency_code"),
            designation: call.query("designation"),
        }
    }

    fn pass(&self, payment: &Payment) -> bool {
        self.start.is_none_or(|start| payment.initiated >= start)
            && self.end.is_none_or(|end| payment.initiated <= end)
            && self
                .status
                .is_none_or(|wanted| wanted.split(',').any(|one| one.trim() == status(payment)))
            && self
                .currency_code
                .is_none_or(|wanted| wanted == payment.wallet)
            && self
                .designation
                .is_none_or(|wanted| wanted == designation(payment))
    }
}

/// One page of the payments that a request asks for, oldest first.
pub(super) fn page_of<'a>(
    zengapay: &'a Zengapay,
    call: &Call,
    listed: impl Fn(&Payment) -> bool,
    row: impl Fn(&'a Payment) -> Row<'a>,
    usual_size: usize,
    path: &str,
) -> Page<Row<'a>> {
    let filters = Filters::of(call);
    let rows = zengapay
        .books
        .ledger
        .payments()
        .iter()
        .filter(|payment| listed(payment) && filters.pass(payment))
        .map(row)
        .collect();
    page(
        rows,
        Paging::of(call, usual_size),
        format!("{}{path}", zengapay.base_url),
    )
}

/// One collection or transfer, by the gateway's reference.
pub(super) fn one(ledger: &Ledger, kind: PaymentKind, call: &Call) -> Reply {
    #[derive(Serialize)]
    struct Answer<'a> {
        code: u16,
        status: &'static str,
        data: Row<'a>,
    }
    let payment = call
        .path
        .get("transactionReference")
        .and_then(|reference| ledger.payment(reference))
        .filter(|payment| payment.kind == kind);
    match payment {
        Some(payment) => ok(&Answer {
            code: 200,
            status: "OK",
            data: Row::of_transaction(payment),
        }),
        None => refusals::not_found("There is no such transaction."),
    }
}
