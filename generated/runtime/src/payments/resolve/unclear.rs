//! What a search leaves open, and why.

use std::fmt;
use std::mem;
use std::time::Duration;

use super::Found;

/// What a search has found when nobody can say what became of the payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear<R> {
    candidates: Vec<Found<R>>,
    doubts: Vec<Doubt>,
}

impl<R> Unclear<R> {
    pub(super) const fn new(candidates: Vec<Found<R>>, doubts: Vec<Doubt>) -> Self {
        Self { candidates, doubts }
    }

    /// Returns the payments that may be the one. There may be none.
    pub fn candidates(&self) -> &[Found<R>] {
        &self.candidates
    }

    /// Returns the payments that may be the one, by value.
    pub fn into_candidates(self) -> Vec<Found<R>> {
        self.candidates
    }

    /// Returns the reasons why the result is unclear. There is at least one.
    pub fn doubts(&self) -> &[Doubt] {
        &self.doubts
    }
}

impl<R> fmt::Display for Unclear<R> {
    /// One sentence for people, with all doubts. It shows nothing of the candidates.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nobody can say what became of the payment: ")?;
        for (place, doubt) in self.doubts.iter().enumerate() {
            if place > 0 {
                f.write_str("; ")?;
            }
            doubt.fmt(f)?;
        }
        match self.candidates.len() {
            0 => f.write_str(" (no candidate)"),
            1 => f.write_str(" (1 candidate)"),
            count => write!(f, " ({count} candidates)"),
        }
    }
}

/// The seconds of a day. A difference between two clocks is shown in days from two of them on.
const DAY: u64 = 24 * 60 * 60;

/// One reason why the result of a search is unclear. `Display` is a clause for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Doubt {
    /// Several payments have the reference.
    Several,
    /// One payment was shown twice, in different states.
    TwoStates,
    /// The payment began before the time that was searched, or it failed and began more than a minute before the attempt.
    Older,
    /// The payment is final, and the response does not show exactly the lines that it has. Those that are missing may have
    /// another outcome. Or the response shows one line twice.
    LinesDiffer,
    /// The gateway calls the payment a repetition of another request.
    Repetition,
    /// The response has no readable `Date`, so nobody knows whether the time that was searched is that of the attempt.
    NoGatewayClock,
    /// The gateway's `Date` and the clock of this machine differ by more than a minute. The time that was searched was
    /// corrected by the difference as it is now; at the attempt it may have been another.
    ClocksDiffer {
        /// By how much.
        by: Duration,
        /// True if the gateway's clock is ahead of this machine's.
        gateway_is_ahead: bool,
    },
    /// Some rows of a list could not be read, or not their reference. One of them may be the payment.
    UnreadableRows,
    /// The number of all rows of a list, or of its last page, could not be read. There may be more than was seen.
    UnreadableCount,
    /// A list announces another number of rows than came.
    CountsDiffer,
    /// The last page of a list names a page after it, or the list grew faster than it could be read.
    NextPage,
    /// The payment failed, and another way to look for it could not be taken to its end. There may be another payment with the
    /// reference.
    LookFailed,
    /// The payment failed, and a list that was read completely after that does not show it. The gateway contradicts itself.
    NotShownAgain,
    /// A row has a reference that differs from this one only by case, punctuation or surrounding white space, is the same number
    /// in another spelling, or is this one cut or with something before it. It may be the payment.
    SimilarReference,
    /// The payment failed, and when it began cannot be read, or lies in the future. It may be another attempt.
    StartUnknown,
    /// The time of the attempt lies more than a minute in the future by the clock of this machine. The attempt was at another
    /// time, and that may not have been searched.
    AttemptInFuture,
}

impl Doubt {
    /// Adds a doubt to those that there are, unless there is one of its kind.
    pub(super) fn add_to(self, doubts: &mut Vec<Self>) {
        let kind = mem::discriminant(&self);
        if doubts.iter().all(|known| mem::discriminant(known) != kind) {
            doubts.push(self);
        }
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Several => f.write_str("several payments have the reference"),
            Self::TwoStates => f.write_str("one payment is shown in two states"),
            Self::Older => f.write_str("a payment with the reference began before the attempt"),
            Self::LinesDiffer => {
                f.write_str("the response does not show exactly the lines of the payment")
            }
            Self::Repetition => {
                f.write_str("the gateway calls the payment a repetition of another request")
            }
            Self::NoGatewayClock => f.write_str("the response has no usable `Date` header"),
            Self::ClocksDiffer {
                by,
                gateway_is_ahead,
            } => {
                let by = match by.as_secs() {
                    seconds if seconds < 2 * DAY => format!("{seconds} s"),
                    seconds => format!("{} days", seconds / DAY),
                };
                let side = if *gateway_is_ahead {
                    "ahead of"
                } else {
                    "behind"
                };
                write!(
                    f,
                    "the gateway's clock is {by} {side} the clock of this machine, so a payment that was not found may still be \
                     there; correct the clock that is wrong, and let a gateway that is simulated run in real time"
                )
            }
            Self::UnreadableRows => f.write_str("rows of a list could not be read"),
            Self::UnreadableCount => {
                f.write_str("the number of rows or pages of a list could not be read")
            }
            Self::CountsDiffer => {
                f.write_str("the number of rows differs from the number that the list announces")
            }
            Self::NextPage => f.write_str("the last page of a list names a page after it"),
            Self::LookFailed => f.write_str(
                "the payment that was found failed, and a look elsewhere could not be taken to its end",
            ),
            Self::NotShownAgain => f.write_str(
                "the payment that was found failed, and a list that was read later does not show it",
            ),
            Self::SimilarReference => {
                f.write_str("a row has a reference that differs only by case, punctuation, white space or spelling, or is a part of this one")
            }
            Self::StartUnknown => {
                f.write_str("a payment that failed does not say when it began, or names the future")
            }
            Self::AttemptInFuture => f.write_str("the time of the attempt lies in the future"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::{Doubt, Unclear};
    use crate::payments::{Found, Resolution, Settlement};

    #[test]
    fn a_resolution_is_printed_in_words_with_every_doubt_and_without_the_record() {
        let found = |settlement| Found::new(settlement, "a record of A Person");
        let executed = Resolution::Executed(found(Settlement::Pending));
        assert_eq!(executed.to_string(), "the gateway has the payment: pending");
        let nothing: Resolution<()> = Resolution::NotFound {
            looked_from: SystemTime::UNIX_EPOCH,
            looked_until: SystemTime::UNIX_EPOCH,
            tries: 5,
        };
        let shown = nothing.to_string();
        assert!(
            shown.contains("5 looks") && shown.contains("does not prove"),
            "{shown}"
        );
        let unclear = Unclear::new(
            vec![found(Settlement::Failed)],
            vec![Doubt::Older, Doubt::NextPage],
        );
        assert_eq!(
            Resolution::Unclear(unclear).to_string(),
            format!(
                "nobody can say what became of the payment: {}; {} (1 candidate)",
                Doubt::Older,
                Doubt::NextPage
            )
        );
    }
}
