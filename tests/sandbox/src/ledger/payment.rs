//! One payment: what it is, how far it has come, and what it did to its wallet.

use std::fmt;

use rust_decimal::Decimal;

use super::status::PaymentStatus;
use crate::{Moment, printable};

/// What kind of payment it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum PaymentKind {
    /// Money asked of a subscriber.
    Collection,
    /// Money paid out.
    Transfer,
    /// The gateway's own fee.
    Charge,
}

impl fmt::Display for PaymentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Collection => "collection",
            Self::Transfer => "transfer",
            Self::Charge => "charge",
        })
    }
}

/// One payment, with what it did to the balance of its wallet.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Payment {
    /// The gateway's reference.
    pub reference: String,
    /// The gateway's internal number.
    pub system_id: String,
    /// The merchant's reference; on a charge, the internal number of the payment that was charged.
    pub external_reference: String,
    /// The merchant's reference of this one line of an order, `systemTraceAuditNumber` at ZamuPay; nothing where there are no
    /// lines.
    pub trace_number: Option<String>,
    /// What kind it is.
    pub kind: PaymentKind,
    /// How far it has come.
    pub status: PaymentStatus,
    /// The wallet it belongs to, such as `UGX-MTNMM` at ZENGAPAY or `KES` at ZamuPay.
    pub wallet: String,
    /// Who pays or is paid: a phone number in digits, or an account as the merchant wrote it; nobody on a charge.
    pub msisdn: Option<String>,
    /// How much, without a sign.
    pub amount: Decimal,
    /// The merchant's text; on a charge, the gateway's.
    pub narration: String,
    /// Whether the subscriber bears the charge of a collection.
    pub customer_charged: bool,
    /// The mobile network's reference, once it has succeeded.
    pub network_reference: Option<String>,
    /// When it was accepted.
    pub initiated: Moment,
    /// When it was finished.
    pub completed: Option<Moment>,
    /// The wallet before this payment changed it, or when it was accepted as long as it has not.
    pub balance_before: Decimal,
    /// The wallet after this payment changed it; the same as before as long as it has not.
    pub balance_after: Decimal,
}

impl Payment {
    /// What the merchant calls it, for people: its reference, and that of its line if that is another one, both
    /// [`printable`].
    #[must_use]
    pub fn name(&self) -> String {
        match &self.trace_number {
            Some(trace) if *trace != self.external_reference => {
                let (reference, trace) = (printable(&self.external_reference), printable(trace));
                format!("{reference} / {trace}")
            }
            _ => printable(&self.external_reference).into_owned(),
        }
    }

    /// Whether the merchant calls it by this reference, its own or that of its line.
    pub(crate) fn is_called(&self, reference: &str) -> bool {
        self.external_reference == reference || self.trace_number.as_deref() == Some(reference)
    }
}
