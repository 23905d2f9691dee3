//! What every simulated gateway keeps: what was paid, what becomes of payments, and what is posted.

use crate::fate::Fates;
use crate::webhooks::Outbox;
use crate::{Error, Ledger};

/// The books of one merchant's account.
#[derive(Debug)]
pub(crate) struct Books {
    pub(crate) ledger: Ledger,
    /// What becomes of payments.
    pub(crate) fates: Fates,
    pub(crate) outbox: Outbox,
    /// How many of each kind are kept of what moves no money.
    pub(crate) kept: usize,
}

impl Books {
    /// The gateway's reference of the one unfinished payment that a reference, the gateway's or the merchant's, means.
    pub(crate) fn unsettled(&self, reference: &str) -> Result<String, Error> {
        let named: Vec<_> = match self.ledger.payment(reference) {
            Some(payment) => vec![payment],
            None => self.ledger.under(reference).collect(),
        };
        let waiting: Vec<_> = named
            .iter()
            .filter(|payment| !payment.status.is_final())
            .map(|payment| payment.reference.clone())
            .collect();
        match (waiting.as_slice(), named.last()) {
            ([one], _) => Ok(one.clone()),
            ([], None) => Err(Error::UnknownPayment {
                reference: reference.to_owned(),
            }),
            ([], Some(payment)) => Err(Error::CannotSettle {
                reference: reference.to_owned(),
                status: payment.status,
            }),
            _ => Err(Error::Ambiguous {
                reference: reference.to_owned(),
                candidates: waiting,
            }),
        }
    }
}

#[cfg(test)]
impl Books {
    /// Books of an account that holds nothing and posts to nobody.
    pub(crate) fn empty() -> Self {
        Self {
            ledger: Ledger::default(),
            fates: Fates::default(),
            outbox: Outbox::new(tokio::sync::mpsc::channel(1).0, 1, false),
            kept: crate::recent::KEPT,
        }
    }
}
