//! The one truth about money: wallets, payments and what they did to the balances, all exact.

mod payment;
mod status;

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;

use crate::money::grouped;
use crate::{Error, Moment};

pub use payment::{Payment, PaymentKind};
pub use status::PaymentStatus;

/// A payment that the gateway is about to accept.
#[derive(Clone, Debug)]
pub(crate) struct NewPayment {
    pub(crate) reference: String,
    pub(crate) system_id: String,
    pub(crate) external_reference: String,
    pub(crate) trace_number: Option<String>,
    pub(crate) kind: PaymentKind,
    pub(crate) wallet: String,
    pub(crate) msisdn: Option<String>,
    pub(crate) amount: Decimal,
    pub(crate) narration: String,
    pub(crate) customer_charged: bool,
    pub(crate) initiated: Moment,
}

/// A debit that the wallet does not cover; nothing was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotCovered;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Wallet {
    opening: Decimal,
    available: Decimal,
}

/// The judge of every test about money: what was carried out, and what it did to the balances.
///
/// [`Sandbox::ledger`](crate::Sandbox::ledger) gives a copy that later payments do not change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    wallets: BTreeMap<String, Wallet>,
    payments: Vec<Payment>,
    /// Places in `payments`, by the gateway's reference.
    places: BTreeMap<String, usize>,
}

impl Ledger {
    pub(crate) fn open(opening: impl IntoIterator<Item = (String, Decimal)>) -> Self {
        Self {
            wallets: opening
                .into_iter()
                .map(|(name, amount)| {
                    let wallet = Wallet {
                        opening: amount,
                        available: amount,
                    };
                    (name, wallet)
                })
                .collect(),
            payments: Vec::new(),
            places: BTreeMap::new(),
        }
    }

    /// The payments in the order in which they were accepted.
    #[must_use]
    pub fn payments(&self) -> &[Payment] {
        &self.payments
    }

    /// The payment with this reference of the gateway.
    #[must_use]
    pub fn payment(&self, reference: &str) -> Option<&Payment> {
        self.payments.get(*self.places.get(reference)?)
    }

    /// How many collections and transfers under this reference of the merchant have moved money or still may: all that were
    /// accepted and have not failed.
    ///
    /// More than one means that a subscriber was asked, or money was sent, twice. Of a ZamuPay order each line counts: ask by
    /// `originatorConversationId` if the order has one line, and line by line, by `systemTraceAuditNumber`, if it has several.
    #[must_use]
    pub fn executions(&self, reference: &str) -> usize {
        self.under(reference)
            .filter(|payment| payment.status != PaymentStatus::Failed)
            .count()
    }

    /// The collections and transfers under this reference of the merchant.
    pub(crate) fn under(&self, reference: &str) -> impl Iterator<Item = &Payment> {
        self.payments.iter().filter(move |payment| {
            payment.kind != PaymentKind::Charge && payment.is_called(reference)
        })
    }

    /// The payments that are accepted and not finished, pending or indeterminate, in the order in which they were accepted.
    pub fn unsettled(&self) -> impl Iterator<Item = &Payment> {
        self.payments
            .iter()
            .filter(|payment| !payment.status.is_final())
    }

    /// What a wallet holds now; nothing if there is no such wallet.
    #[must_use]
    pub fn balance(&self, wallet: &str) -> Option<Decimal> {
        self.wallets.get(wallet).map(|wallet| wallet.available)
    }

    /// What a wallet held at the beginning; nothing if there is no such wallet.
    #[must_use]
    pub fn opening_balance(&self, wallet: &str) -> Option<Decimal> {
        self.wallets.get(wallet).map(|wallet| wallet.opening)
    }

    /// What all wallets hold together.
    #[must_use]
    pub fn total(&self) -> Decimal {
        self.wallets.values().fold(Decimal::ZERO, |sum, wallet| {
            sum.saturating_add(wallet.available)
        })
    }

    /// A number that no payment has had, from 1.
    pub(crate) fn next_number(&self) -> usize {
        self.payments.len() + 1
    }

    /// Enters a pending payment: a debit takes the money at once, so that it cannot be spent twice.
    pub(crate) fn accept(&mut self, new: NewPayment) -> Result<(), NotCovered> {
        let available = self.available(&new.wallet);
        let after = match new.kind {
            PaymentKind::Collection => available,
            PaymentKind::Transfer if new.amount > available => return Err(NotCovered),
            PaymentKind::Transfer | PaymentKind::Charge => {
                available.checked_sub(new.amount).ok_or(NotCovered)?
            }
        };
        self.set_available(&new.wallet, after);
        self.enter(new, PaymentStatus::Pending, available, after);
        Ok(())
    }

    /// Enters a payment that has failed before it moved any money.
    pub(crate) fn enter_failed(&mut self, new: NewPayment) {
        let available = self.available(&new.wallet);
        self.enter(new, PaymentStatus::Failed, available, available);
    }

    fn enter(&mut self, new: NewPayment, status: PaymentStatus, before: Decimal, after: Decimal) {
        self.places
            .insert(new.reference.clone(), self.payments.len());
        self.payments.push(Payment {
            reference: new.reference,
            system_id: new.system_id,
            external_reference: new.external_reference,
            trace_number: new.trace_number,
            kind: new.kind,
            status,
            wallet: new.wallet,
            msisdn: new.msisdn,
            amount: new.amount,
            narration: new.narration,
            customer_charged: new.customer_charged,
            network_reference: None,
            initiated: new.initiated,
            completed: status.is_final().then_some(new.initiated),
            balance_before: before,
            balance_after: after,
        });
    }

    /// Notes that nobody knows how an unfinished payment will end; the money of a transfer stays held.
    pub(crate) fn lose_sight(&mut self, reference: &str) -> Result<Payment, Error> {
        let payment = unsettled(&self.places, &mut self.payments, reference)?;
        payment.status = PaymentStatus::Indeterminate;
        Ok(payment.clone())
    }

    /// Finishes a payment: a collection that succeeds credits, a transfer that fails gives back.
    pub(crate) fn settle(
        &mut self,
        reference: &str,
        succeeded: bool,
        network_reference: Option<String>,
        now: Moment,
    ) -> Result<Payment, Error> {
        let Ledger {
            wallets,
            payments,
            places,
        } = self;
        let payment = unsettled(places, payments, reference)?;
        let available = wallets
            .get(&payment.wallet)
            .map_or(Decimal::ZERO, |wallet| wallet.available);
        let credited = available.checked_add(payment.amount);
        let after = match (payment.kind, succeeded) {
            (PaymentKind::Collection, true) | (PaymentKind::Transfer, false) => credited
                .ok_or_else(|| Error::BalanceOverflow {
                    reference: reference.to_owned(),
                })?,
            _ => available,
        };
        match (payment.kind, succeeded) {
            (PaymentKind::Collection, true) => {
                payment.balance_before = available;
                payment.balance_after = after;
            }
            (PaymentKind::Transfer, false) => {
                payment.balance_before = after;
                payment.balance_after = after;
            }
            _ => {}
        }
        if let Some(wallet) = wallets.get_mut(&payment.wallet) {
            wallet.available = after;
        }
        payment.status = if succeeded {
            PaymentStatus::Succeeded
        } else {
            PaymentStatus::Failed
        };
        payment.network_reference = network_reference;
        payment.completed = Some(now);
        Ok(payment.clone())
    }

    fn available(&self, wallet: &str) -> Decimal {
        self.balance(wallet).unwrap_or_default()
    }

    fn set_available(&mut self, wallet: &str, amount: Decimal) {
        self.wallets
            .entry(wallet.to_owned())
            .or_insert(Wallet {
                opening: Decimal::ZERO,
                available: Decimal::ZERO,
            })
            .available = amount;
    }
}

/// The payment with this reference of the gateway, if it is not finished.
fn unsettled<'a>(
    places: &BTreeMap<String, usize>,
    payments: &'a mut [Payment],
    reference: &str,
) -> Result<&'a mut Payment, Error> {
    let payment = places
        .get(reference)
        .and_then(|place| payments.get_mut(*place))
        .ok_or_else(|| Error::UnknownPayment {
            reference: reference.to_owned(),
        })?;
    if payment.status.is_final() {
        return Err(Error::CannotSettle {
            reference: reference.to_owned(),
            status: payment.status,
        });
    }
    Ok(payment)
}

/// A table for people.
impl fmt::Display for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<11} {:>18} {:>18}", "wallet", "opening", "available")?;
        for (name, wallet) in &self.wallets {
            let (opening, available) = (grouped(wallet.opening), grouped(wallet.available));
            writeln!(f, "{name:<11} {opening:>18} {available:>18}")?;
        }
        if self.payments.is_empty() {
            return writeln!(f, "\nno payments");
        }
        writeln!(
            f,
            "\n{:<11} {:<10} {:<13} {:>18} {:>18}  reference",
            "wallet", "kind", "status", "amount", "balance after"
        )?;
        for payment in &self.payments {
            let sign = match payment.kind {
                PaymentKind::Collection => "+",
                PaymentKind::Transfer | PaymentKind::Charge => "-",
            };
            writeln!(
                f,
                "{:<11} {:<10} {:<13} {:>18} {:>18}  {}",
                payment.wallet,
                payment.kind,
                payment.status,
                format!("{sign}{}", grouped(payment.amount)),
                grouped(payment.balance_after),
                payment.name(),
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WALLET: &str = "UGX-MTNMM";

    fn ledger() -> Ledger {
        Ledger::open([(WALLET.to_owned(), Decimal::from(1_000))])
    }

    fn payment(ledger: &Ledger, kind: PaymentKind, amount: i64) -> NewPayment {
        let number = ledger.next_number();
        NewPayment {
            reference: format!("ref-{number}"),
            system_id: format!("sys-{number}"),
            external_reference: "invoice".to_owned(),
            trace_number: None,
            kind,
            wallet: WALLET.to_owned(),
            msisdn: Some("256770000017".to_owned()),
            amount: Decimal::from(amount),
            narration: "a test".to_owned(),
            customer_charged: false,
            initiated: Moment::START,
        }
    }

    fn accept(ledger: &mut Ledger, kind: PaymentKind, amount: i64) -> Result<(), NotCovered> {
        let new = payment(ledger, kind, amount);
        ledger.accept(new)
    }

    #[test]
    fn a_collection_credits_only_when_it_succeeds() {
        let mut ledger = ledger();
        accept(&mut ledger, PaymentKind::Collection, 250).unwrap();
        assert_eq!(ledger.balance(WALLET), Some(Decimal::from(1_000)));
        let settled = ledger.settle("ref-1", true, None, Moment::START).unwrap();
        assert_eq!(ledger.balance(WALLET), Some(Decimal::from(1_250)));
        assert_eq!(settled.balance_before, Decimal::from(1_000));
        assert_eq!(settled.balance_after, Decimal::from(1_250));
    }

    #[test]
    fn a_collection_that_fails_changes_no_balance() {
        let mut ledger = ledger();
        accept(&mut ledger, PaymentKind::Collection, 250).unwrap();
        ledger.settle("ref-1", false, None, Moment::START).unwrap();
        assert_eq!(ledger.balance(WALLET), Some(Decimal::from(1_000)));
    }

    #[test]
    fn a_pending_transfer_holds_its_money_and_gives_it_back_when_it_fails() {
        let mut ledger = ledger();
        accept(&mut ledger, PaymentKind::Transfer, 800).unwrap();
        assert_eq!(ledger.balance(WALLET), Some(Decimal::from(200)));
        let before = ledger.clone();
        assert_eq!(
            accept(&mut ledger, PaymentKind::Transfer, 800),
            Err(NotCovered)
        );
        assert_eq!(ledger, before, "what is refused changes nothing");
        ledger.settle("ref-1", false, None, Moment::START).unwrap();
        assert_eq!(ledger.balance(WALLET), Some(Decimal::from(1_000)));
        assert_eq!(ledger.payments().len(), 1);
    }

    #[test]
    fn an_indeterminate_payment_holds_and_counts_like_a_pending_one_and_can_end_either_way() {
        for (succeeded, left, executions) in [(true, 200, 1), (false, 1_000, 0)] {
            let mut ledger = ledger();
            accept(&mut ledger, PaymentKind::Transfer, 800).unwrap();
            let unclear = ledger.lose_sight("ref-1").unwrap();
            assert_eq!(unclear.status, PaymentStatus::Indeterminate);
            assert_eq!(unclear.completed, None);
            assert_eq!(ledger.balance(WALLET), Some(Decimal::from(200)));
            assert_eq!(ledger.executions("invoice"), 1);
            assert_eq!(ledger.unsettled().count(), 1);
            ledger
                .settle("ref-1", succeeded, None, Moment::START)
                .unwrap();
            assert_eq!(ledger.balance(WALLET), Some(Decimal::from(left)));
            assert_eq!(ledger.executions("invoice"), executions);
            assert_eq!(ledger.unsettled().count(), 0);
            let error = ledger.lose_sight("ref-1").unwrap_err();
            assert!(matches!(error, Error::CannotSettle { .. }));
        }
    }

    #[test]
    fn a_payment_that_failed_before_it_moved_money_is_finished_and_counts_nowhere() {
        let mut ledger = ledger();
        let new = payment(&ledger, PaymentKind::Transfer, 5_000);
        ledger.enter_failed(new);
        assert_eq!(ledger.balance(WALLET), Some(Decimal::from(1_000)));
        assert_eq!(ledger.executions("invoice"), 0);
        assert_eq!(ledger.unsettled().count(), 0);
        assert!(ledger.settle("ref-1", true, None, Moment::START).is_err());
    }

    #[test]
    fn each_line_of_an_order_counts_under_the_order_and_under_itself_and_once_if_both_are_called_the_same()
     {
        let mut ledger = ledger();
        for trace in ["line-1", "line-2", "invoice"] {
            let new = NewPayment {
                trace_number: Some(trace.to_owned()),
                ..payment(&ledger, PaymentKind::Transfer, 10)
            };
            ledger.accept(new).unwrap();
        }
        assert_eq!(ledger.executions("line-1"), 1);
        assert_eq!(ledger.executions("line-2"), 1);
        assert_eq!(ledger.executions("invoice"), 3);
    }

    #[test]
    fn a_payment_is_settled_once() {
        let mut ledger = ledger();
        accept(&mut ledger, PaymentKind::Collection, 250).unwrap();
        ledger.settle("ref-1", true, None, Moment::START).unwrap();
        let error = ledger
            .settle("ref-1", true, None, Moment::START)
            .unwrap_err();
        assert!(matches!(error, Error::CannotSettle { .. }));
        assert_eq!(ledger.balance(WALLET), Some(Decimal::from(1_250)));
    }

    #[test]
    fn a_balance_that_cannot_be_held_is_an_error_and_changes_nothing() {
        let mut ledger = Ledger::open([(WALLET.to_owned(), Decimal::MAX)]);
        accept(&mut ledger, PaymentKind::Collection, 1).unwrap();
        let before = ledger.clone();
        let error = ledger
            .settle("ref-1", true, None, Moment::START)
            .unwrap_err();
        assert!(matches!(error, Error::BalanceOverflow { .. }));
        assert_eq!(ledger, before);
    }

    #[test]
    fn executions_count_what_has_moved_money_or_still_may() {
        let mut ledger = ledger();
        accept(&mut ledger, PaymentKind::Collection, 100).unwrap();
        accept(&mut ledger, PaymentKind::Transfer, 100).unwrap();
        accept(&mut ledger, PaymentKind::Charge, 2).unwrap();
        assert_eq!(ledger.executions("invoice"), 2);
        assert_eq!(ledger.executions("another"), 0);
        ledger.settle("ref-1", false, None, Moment::START).unwrap();
        ledger.settle("ref-2", true, None, Moment::START).unwrap();
        assert_eq!(ledger.executions("invoice"), 1);
    }
}
