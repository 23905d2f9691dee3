//! How a wait, a search or an event fails.

use std::error::Error as StdError;
use std::fmt;

use super::{Error, Phase};

/// What can go wrong with more than one call about a payment.
#[derive(Debug)]
pub(crate) enum PaymentProblem {
    /// A wait ended before the payment was settled.
    Unsettled(Unsettled),
    /// Nothing is known that could confirm an event.
    Unconfirmable,
    /// A payment cannot be looked for, or not to the end.
    Resolving(ResolveProblem),
}

/// How a wait ended.
#[derive(Debug)]
pub(crate) struct Unsettled {
    /// Whether it was told to end; else its time was over.
    pub(crate) cancelled: bool,
    /// What the last state said that could be read.
    pub(crate) last: Option<LastState>,
    /// Why the last poll failed, if it did.
    pub(crate) failure: Option<Error>,
}

/// The state that a wait has read last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LastState {
    /// It is not final.
    NotFinal,
    /// It contradicts itself, or is not known.
    Unknown,
    /// It is called failed with a code that does not prove it.
    Inconclusive,
    /// It is called a repetition of another request.
    Duplicate,
}

/// Why a payment cannot be looked for, or not to the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ResolveProblem {
    /// The error does not belong to a payment with a reference.
    NoPayment,
    /// No operation of that client's gateway finds such a payment.
    NoWay,
    /// The gateway responded about another payment.
    Another,
    /// The gateway did not say about which payment it answered.
    Nameless,
    /// The gateway did not show exactly the lines of the payment.
    Lines,
    /// The time was over before one look came to its end.
    Late,
}

impl PaymentProblem {
    pub(super) fn phase(&self) -> Phase {
        match self {
            Self::Unconfirmable => Phase::NotSent,
            Self::Resolving(ResolveProblem::NoPayment | ResolveProblem::NoWay) => Phase::NotSent,
            Self::Resolving(ResolveProblem::Late) => Phase::MaybeSent,
            Self::Resolving(
                ResolveProblem::Another | ResolveProblem::Nameless | ResolveProblem::Lines,
            ) => Phase::Answered,
            Self::Unsettled(Unsettled { last: Some(_), .. }) => Phase::Answered,
            Self::Unsettled(Unsettled {
                failure: Some(failure),
                ..
            }) => failure.0.kind.phase(),
            Self::Unsettled(_) => Phase::MaybeSent,
        }
    }

    pub(super) fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Unsettled(unsettled) => unsettled.failure.as_ref().map(|source| source as _),
            Self::Unconfirmable | Self::Resolving(_) => None,
        }
    }
}

impl fmt::Display for PaymentProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsettled(unsettled) => write!(f, "{unsettled}"),
            Self::Resolving(problem) => write!(f, "{problem}"),
            Self::Unconfirmable => f.write_str("is of a kind that no known operation confirms"),
        }
    }
}

impl fmt::Display for Unsettled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = if self.cancelled {
            "was asked until the wait was cancelled"
        } else {
            "was asked until the time for waiting was over"
        };
        let state = match self.last {
            Some(LastState::Unknown) => {
                "the last state contradicts itself, or is one that this version does not know"
            }
            Some(LastState::Inconclusive) => {
                "the gateway calls the payment failed with a code that does not prove it"
            }
            Some(LastState::Duplicate) => {
                "the gateway calls it a repetition of another request, which says nothing of that one"
            }
            Some(_) => "the last state is not final",
            None => "no state could be read",
        };
        write!(f, "{end}, and {state}")
    }
}

impl fmt::Display for ResolveProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoPayment => {
                "cannot be resolved, because no reference of a payment is known: call `resolve` on the error of the payment call, or pass your reference to the client's `resolve`"
            }
            Self::NoWay => {
                "makes payments that no known operation of this client's gateway can find: look in its dashboard, or ask its support"
            }
            Self::Another => {
                "was asked for one payment and responded about another, so nothing is known of the first"
            }
            Self::Nameless => {
                "was asked for a payment and responded without its reference, so nothing is known of it"
            }
            Self::Lines => {
                "responded without exactly the lines of the payment, so nothing is known of those that are missing"
            }
            Self::Late => {
                "left a payment unclear, and the time for looking was over before one look came to its end: allow more with `deadline`"
            }
        })
    }
}
