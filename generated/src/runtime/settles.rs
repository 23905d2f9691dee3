//! What an answer says of a payment: whether it is over, and how it ended.

use super::Operation;

/// How far a payment has come, judged by its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Settlement {
    /// It is not over. An outcome that the gateway itself does not know yet counts as pending.
    Pending,
    /// It is over, and the money moved.
    Succeeded,
    /// It is over, and no money moved.
    Failed,
    /// The status is missing, or is one that this version does not know. It is neither final nor a success.
    Unknown,
}

impl Settlement {
    /// Whether the payment is over: only then will its state not change any more.
    pub const fn is_final(self) -> bool {
        self.outcome().is_some()
    }

    /// How the payment ended, if it is over.
    pub const fn outcome(self) -> Option<Outcome> {
        match self {
            Self::Succeeded => Some(Outcome::Succeeded),
            Self::Failed => Some(Outcome::Failed),
            Self::Pending | Self::Unknown => None,
        }
    }
}

/// An operation that reads a payment, and whose answer tells whether it is over.
///
/// The generator implements it, from `x-malipo-settles` in the specification.
pub trait Settles: Operation<Output: Sync> + Clone {
    /// What an answer says of the payment.
    fn settlement(output: &Self::Output) -> Settlement;
}

/// How a payment ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The money moved.
    Succeeded,
    /// No money moved.
    Failed,
}

/// A payment that is over, and the answer that says so.
///
/// A payment that failed is no [`Error`](super::Error): the gateway was asked, and answered. So look at the outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a settled payment may have failed: look at its outcome"]
#[non_exhaustive]
pub struct Settled<T> {
    /// How it ended.
    pub outcome: Outcome,
    /// The answer.
    pub value: T,
}

impl<T> Settled<T> {
    /// Whether the money moved.
    pub const fn succeeded(&self) -> bool {
        matches!(self.outcome, Outcome::Succeeded)
    }
}
