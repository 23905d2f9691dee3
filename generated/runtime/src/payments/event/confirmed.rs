//! An event that the gateway was asked about.

use super::{Comparison, Event};
use crate::error::Ids;
use crate::payments::Settlement;

/// An event, and the gateway's response about the payment.
///
/// The gateway's [`state`](Self::state) is what counts, also where the event said otherwise.
///
/// Two accessors can return `None`: the [outcome](Settlement::outcome) of the settlement, unless the state is final, and
/// [`identity`](Self::identity), unless the event agrees with a final state.
#[derive(Clone, Debug)]
#[must_use = "the gateway's state shows what became of the payment"]
pub struct Confirmed<E: Event> {
    pub(super) event: E,
    pub(super) state: E::State,
    pub(super) settlement: Settlement,
    pub(super) comparison: Comparison,
    pub(super) identity: String,
}

impl<E: Event> Confirmed<E> {
    /// How far the payment has come, by the gateway's response. Deliver only on [`Succeeded`](Settlement::Succeeded). Pay
    /// again only on [`Failed`](Settlement::Failed), or the failed lines of [`Partial`](Settlement::Partial), under a new reference.
    pub const fn settlement(&self) -> Settlement {
        self.settlement
    }

    /// Returns the identifiers in the gateway's response that its support needs. Of a payment with several lines, those of the
    /// lines that are not over.
    pub fn ids(&self) -> Ids {
        self.event.ids(&self.state)
    }

    /// Returns the gateway's response.
    pub const fn state(&self) -> &E::State {
        &self.state
    }

    /// Returns the gateway's response by value.
    pub fn into_state(self) -> E::State {
        self.state
    }

    /// The event as it was received. Where it differs from the [`state`](Self::state), it is wrong, or older or newer.
    pub const fn event(&self) -> &E {
        &self.event
    }

    /// Compares what the event says with what the gateway says.
    pub const fn comparison(&self) -> &Comparison {
        &self.comparison
    }

    /// Returns a string by which the same event is recognised when it comes again: its kind and its reference,
    /// `kind:reference`. There is none unless the event [agrees](Comparison::Agrees) with a final state.
    ///
    /// Remember it after the event was dealt with. An event that somebody forges, or sends before the payment is over, has no
    /// identity, so it cannot use up that of the true one that is still to come.
    pub fn identity(&self) -> Option<&str> {
        match self.comparison {
            Comparison::Agrees => Some(&self.identity),
            Comparison::NotSettledYet | Comparison::Differs(_) => None,
        }
    }
}
