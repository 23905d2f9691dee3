//! What a failure means for money.

use std::fmt;

use super::payment::{LastState, PaymentProblem};
use super::resolving::Ended;
use super::{Error, Kind};
use crate::request::Effect;

impl Error {
    fn is_inconclusive(&self) -> bool {
        matches!(&self.0.kind, Kind::Payment(PaymentProblem::Unsettled(unsettled)) if unsettled.last == Some(LastState::Inconclusive))
    }

    /// What the failure means for money, when the operation moves any or waits for a payment.
    pub(super) fn consequence_for_money(&self) -> Option<&'static str> {
        match self.0.payment.ended {
            Some(Ended::Wait)
                if !matches!(self.0.kind, Kind::Payment(PaymentProblem::Unsettled(_))) =>
            {
                return Some(
                    "; the payment may have succeeded or may still succeed: do not pay again, fix what is reported here, and wait again",
                );
            }
            Some(Ended::Wait) => {
                return Some(
                    "; the payment may have succeeded or may still succeed: wait again, and do not pay again",
                );
            }
            Some(Ended::Resolve(_)) => {
                return Some("; the money may still have moved: find out before paying again");
            }
            None => {}
        }
        if !self.is_of_a_payment() {
            return None;
        }
        Some(match self.may_have_moved_money() {
            false => "; no money moved",
            true if self.has_no_way() => {
                "; the money may have moved, and no known operation finds the payment: ask the gateway's support, or look in its dashboard,"
            }
            true => "; the money may have moved: look the payment up",
        })
    }

    /// Whether it is the error of a call that is declared to move money.
    fn is_of_a_payment(&self) -> bool {
        self.0
            .spec
            .is_some_and(|spec| spec.effect == Effect::MovesMoney)
    }

    /// By what a payment is looked up. References are the merchant's own and not personal, so this is where one is shown.
    pub(super) fn advise(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_inconclusive() && !self.0.payment.ids.is_empty() {
            return write!(f, "; for the gateway's support: {}", self.0.payment.ids);
        }
        let moves = self.is_of_a_payment();
        if self.0.payment.ended.is_some() || !moves || !self.may_have_moved_money() {
            return Ok(());
        }
        match &self.0.reference {
            Some(reference) if self.has_no_way() => {
                write!(
                    f,
                    " for the payment's reference {reference:?} before paying again"
                )
            }
            Some(reference) => write!(f, " by its reference {reference:?} before paying again"),
            None => f.write_str(" before paying again"),
        }
    }
}
