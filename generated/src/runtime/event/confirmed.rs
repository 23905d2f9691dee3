//! An event that the gateway was asked about.

use super::{Compared, Event};
use crate::runtime::{Ids, Settlement};

/// An event, and what the gateway answered when it was asked about the payment.
///
/// The gateway's [`state`](Self::state) is what counts, also where the event said otherwise.
#[derive(Clone, Debug)]
#[must_use = "the gateway's state tells what became of the payment"]
pub struct Confirmed<E: Event> {
    pub(super) event: E,
    pub(super) state: E::State,
    pub(super) settlement: Settlement,
    pub(super) differences: Differences,
}

impl<E: Event> Confirmed<E> {
    /// How far the payment has come, by the gateway's answer. Deliver on [`Succeeded`](Settlement::Succeeded) alone,
    /// and pay again on [`Failed`](Settlement::Failed) alone.
    pub const fn settlement(&self) -> Settlement {
        self.settlement
    }

    /// Returns the identifiers in the gateway's response that its support needs. Of a payment with several lines, those of the
    /// lines that are not over.
    pub fn ids(&self) -> Ids {
        self.event.ids(&self.state)
    }

    /// The gateway's answer.
    pub const fn state(&self) -> &E::State {
        &self.state
    }

    /// The gateway's answer, by value.
    pub fn into_state(self) -> E::State {
        self.state
    }

    /// The event as it was received. Where it differs from the [`state`](Self::state), it is wrong, or older or newer.
    pub const fn event(&self) -> &E {
        &self.event
    }

    /// Whether nothing in the event contradicts the gateway's answer.
    pub fn agrees(&self) -> bool {
        self.differences.0.is_empty()
    }

    /// The paths of the values in the event that contradict the gateway's answer, such as `data.transactionStatus`; that of
    /// the event's kind, when the kind contradicts it.
    ///
    /// Amounts are compared by value and phone numbers by number, however they are written. A value that only one of the two
    /// has contradicts nothing.
    pub fn differences(&self) -> &[&'static str] {
        &self.differences.0
    }
}

/// Where an event and the gateway's answer contradict each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences(Vec<&'static str>);

impl Differences {
    /// Records a difference.
    pub(super) fn add(&mut self, path: &'static str) {
        self.0.push(path);
    }

    /// Whether there is a difference at this path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.0.contains(&path)
    }

    /// Records a difference at a path of the event, if both have a value there and the two are not the same.
    pub fn compare<A, B>(&mut self, path: &'static str, event: Option<&A>, state: Option<&B>)
    where
        A: Compared + ?Sized,
        B: Compared + ?Sized,
    {
        let said = event.and_then(Compared::compared);
        let is = state.and_then(Compared::compared);
        if let (Some(said), Some(is)) = (said, is)
            && said != is
        {
            self.add(path);
        }
    }
}
