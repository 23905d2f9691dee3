//! What an answer says of a payment: whether it is over, and how it ended.

use std::fmt;

use crate::call::Operation;
use crate::error::Ids;
use crate::wire::compared::Compared;
use crate::wire::reference::are_same;

/// How far a payment has come, judged by its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Settlement {
    /// It is not final. An outcome that the gateway itself does not know yet counts as pending.
    Pending,
    /// It is final, and the money moved. For a validation: it is complete.
    Succeeded,
    /// It is final, and no money moved. The gateway says that it failed, and where the gateway gives result codes, the code is
    /// conclusive. A failure with any other code is [`Inconclusive`](Self::Inconclusive). To pay again, use a new reference.
    Failed,
    /// It is final, and it had several lines: the money of some moved, and that of others did not.
    Partial,
    /// The gateway calls the request a repetition of another one. That says nothing of the other one, which may have moved
    /// money or may still do so: this is not final.
    Duplicate,
    /// The gateway says that the payment failed, but its result code is not conclusive: a timeout, an unclear result, an unknown
    /// code, or none. The money may have moved, or may still move: this is not final. Ask again later, and give the gateway's
    /// support the [ids](crate::Error::ids). Do not pay again.
    Inconclusive,
    /// The status is missing, or is one that this version does not know. It is neither final nor a success.
    Unknown,
}

impl Settlement {
    /// Returns true if the payment is final: its state will not change.
    pub const fn is_final(self) -> bool {
        self.outcome().is_some()
    }

    /// Returns how the payment ended, if it is final.
    pub const fn outcome(self) -> Option<Outcome> {
        match self {
            Self::Succeeded => Some(Outcome::Succeeded),
            Self::Failed => Some(Outcome::Failed),
            Self::Partial => Some(Outcome::Partial),
            Self::Pending | Self::Duplicate | Self::Inconclusive | Self::Unknown => None,
        }
    }

    /// What the lines of one payment say of the whole: it is over when all of them are, and has succeeded when all of them
    /// have. No lines say nothing.
    pub fn of_all(lines: impl IntoIterator<Item = Self>) -> Self {
        lines
            .into_iter()
            .reduce(|whole, line| match (whole, line) {
                (same, other) if same == other => same,
                // What is not over comes before what is, and what needs most care before the rest.
                (Self::Duplicate, _) | (_, Self::Duplicate) => Self::Duplicate,
                (Self::Inconclusive, _) | (_, Self::Inconclusive) => Self::Inconclusive,
                (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
                (Self::Pending, _) | (_, Self::Pending) => Self::Pending,
                _ => Self::Partial,
            })
            .unwrap_or(Self::Unknown)
    }

    /// A failure that is conclusive with these codes only, written exactly so. Generated code calls this.
    #[doc(hidden)]
    pub fn failed_only_with<T: Compared + ?Sized>(code: Option<&T>, codes: &[&str]) -> Self {
        let code = code.and_then(Compared::compared);
        if code.is_some_and(|code| codes.contains(&&*code)) {
            Self::Failed
        } else {
            Self::Inconclusive
        }
    }

    /// A failure that is conclusive unless its code is one of these. Generated code calls this.
    ///
    /// Here a code that is read as another one would prove what it does not. So a code counts as one of these also with zeros
    /// or blanks around it, and what is written like no code proves nothing.
    #[doc(hidden)]
    pub fn failed_except_with<T: Compared + ?Sized>(code: Option<&T>, codes: &[&str]) -> Self {
        let Some(code) = code.and_then(Compared::compared) else {
            return Self::Failed;
        };
        let digits = |code: &str| code.trim_start_matches('0').to_ascii_lowercase();
        let code = code.trim();
        let is_code = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let one_of_these = codes.iter().any(|known| digits(known) == digits(code));
        let is_boolean = ["true", "false"]
            .iter()
            .any(|boolean| boolean.eq_ignore_ascii_case(code));
        if one_of_these || is_boolean || !code.bytes().all(is_code) {
            Self::Inconclusive
        } else {
            Self::Failed
        }
    }
}

impl fmt::Display for Settlement {
    /// How far the payment has come, in words: `pending`, `succeeded in part`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Pending => "pending",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Partial => "succeeded in part",
            Self::Duplicate => "called a duplicate of another request",
            Self::Inconclusive => "called failed, but not conclusively",
            Self::Unknown => "in a state that is not known",
        })
    }
}

/// An operation that reads a payment, and whose response shows whether it is final.
///
/// The generator implements it, from `x-malipo-settles` in the specification.
#[diagnostic::on_unimplemented(
    message = "the response of `{Self}` does not say when a payment is final",
    label = "it does not read a payment, or the gateway's documents do not say which of its values are final",
    note = "after a call that makes a payment: wait on the call that reads this payment, if its type is in the list below",
    note = "else await the call itself, and judge the state in its response"
)]
pub trait Settles: Operation<Output: Sync> + Clone {
    /// What an answer says of the payment.
    fn settlement(output: &Self::Output) -> Settlement;

    /// Tells whether a response is about the payment that this call asks for.
    ///
    /// Where the specification does not name a reference that the response repeats, every response counts as one about it.
    fn about(&self, output: &Self::Output) -> About {
        let _ = output;
        About::Asked
    }

    /// Returns the merchant's references of the lines that a response shows; none if a response does not show them.
    fn line_references(output: &Self::Output) -> Option<Vec<&str>> {
        let _ = output;
        None
    }

    /// Returns the path in a response that shows another kind of payment than this operation reads, such as a payout in place
    /// of a collection.
    fn of_another_kind(output: &Self::Output) -> Option<&'static str> {
        let _ = output;
        None
    }

    /// Returns the identifiers in a response that the gateway's support needs. Of a payment with several lines, those of the
    /// lines that are not over.
    fn ids(output: &Self::Output) -> Ids {
        let _ = output;
        Ids::default()
    }
}

/// Which payment a response is about, by the reference that it repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// The one that was asked for.
    Asked,
    /// Another one.
    Another,
    /// The response does not say.
    Unnamed,
}

impl About {
    /// Compares the reference that was asked for with the one that the response repeats. A GUID is the same in either case, and
    /// with braces around it.
    pub fn of(asked: &str, repeated: Option<&str>) -> Self {
        match repeated {
            Some(repeated) if are_same(repeated, asked) => Self::Asked,
            Some(other) if !other.is_empty() => Self::Another,
            _ => Self::Unnamed,
        }
    }
}

/// How a payment ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The payment succeeded: the money moved. For a validation: it is complete.
    Succeeded,
    /// No money moved. Where the gateway gives result codes, the code is conclusive; otherwise the payment is
    /// [`Settlement::Inconclusive`].
    Failed,
    /// The payment had several lines: the money of some moved, and that of others did not. The response shows which.
    Partial,
}

/// A payment in a final state, with the response that shows it.
///
/// A payment that failed is no [`Error`](crate::Error): the gateway responded. So look at the outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a settled payment may have failed: look at its outcome"]
#[non_exhaustive]
pub struct Settled<T> {
    /// How it ended.
    pub outcome: Outcome,
    /// The response.
    pub value: T,
}

impl<T> Settled<T> {
    /// Returns true if the payment succeeded, with all of its lines.
    pub const fn succeeded(&self) -> bool {
        matches!(self.outcome, Outcome::Succeeded)
    }
}

/// One line of a payment with several, such as a payment order: how far it has come, and why.
///
/// `Debug` shows the settlement and the reference only, since a reason may name people.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct SettledLine<'a, L> {
    /// The line as the response has it.
    pub line: &'a L,
    /// How far it has come.
    pub settlement: Settlement,
    /// Your own reference of the line, if the response repeats it.
    pub reference: Option<&'a str>,
    /// The gateway's words for how the line ended, if it gives any: why it failed, and also `Success` and the like for a line that
    /// was paid. They may hold personal data.
    pub reason: Option<&'a str>,
}

impl<'a, L> SettledLine<'a, L> {
    /// Puts the parts of a line together. Generated code calls this.
    #[doc(hidden)]
    pub const fn new(
        line: &'a L,
        settlement: Settlement,
        reference: Option<&'a str>,
        reason: Option<&'a str>,
    ) -> Self {
        Self {
            line,
            settlement,
            reference,
            reason,
        }
    }
}

impl<L> fmt::Debug for SettledLine<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SettledLine")
            .field("settlement", &self.settlement)
            .field("reference", &self.reference)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Settlement::{
        self, Duplicate, Failed, Inconclusive, Partial, Pending, Succeeded, Unknown,
    };

    #[test]
    fn a_payment_is_over_when_all_of_its_lines_are() {
        for (lines, whole) in [
            (vec![], Unknown),
            (vec![Succeeded, Succeeded], Succeeded),
            (vec![Failed, Failed], Failed),
            (vec![Succeeded, Failed, Succeeded], Partial),
            (vec![Succeeded, Pending, Failed], Pending),
            (vec![Pending, Succeeded, Unknown], Unknown),
            (vec![Failed, Unknown, Succeeded, Duplicate], Duplicate),
            (vec![Failed, Inconclusive], Inconclusive),
            (vec![Succeeded, Inconclusive, Succeeded], Inconclusive),
            (vec![Unknown, Pending, Inconclusive], Inconclusive),
            (vec![Inconclusive, Duplicate], Duplicate),
        ] {
            assert_eq!(Settlement::of_all(lines.clone()), whole, "{lines:?}");
            let reversed = lines.iter().rev().copied();
            assert_eq!(Settlement::of_all(reversed), whole, "{lines:?}, reversed");
        }
    }

    #[test]
    fn a_failure_is_conclusive_with_certain_codes_only_and_they_are_compared_exactly() {
        let failed = |code| Settlement::failed_only_with(code, &["1", "18"]);
        assert_eq!(failed(Some("1")), Failed);
        assert_eq!(failed(Some("18")), Failed);
        for code in [
            None,
            Some(""),
            Some("01"),
            Some(" 1"),
            Some("1.0"),
            Some("8"),
        ] {
            assert_eq!(failed(code), Inconclusive, "{code:?}");
        }
    }

    #[test]
    fn a_failure_that_is_conclusive_but_for_a_code_is_not_proven_by_another_spelling_of_it() {
        let failed = |code| Settlement::failed_except_with(code, &["1"]);
        for code in [None, Some(""), Some("0"), Some("2"), Some("11"), Some("10")] {
            assert_eq!(failed(code), Failed, "{code:?}");
        }
        for code in [
            "1",
            "01",
            " 1 ",
            "001",
            "1.0",
            "+1",
            "true",
            "False",
            "\u{ff11}",
            "{\"code\":2}",
        ] {
            assert_eq!(failed(Some(code)), Inconclusive, "{code:?}");
        }
    }

    #[test]
    fn only_a_failure_that_is_final_is_printed_as_failed() {
        assert_eq!(Failed.to_string(), "failed");
        assert_eq!(Partial.to_string(), "succeeded in part");
        for open in [Pending, Duplicate, Inconclusive, Unknown] {
            let shown = open.to_string();
            assert!(!["failed", "succeeded"].contains(&&*shown), "{shown}");
        }
    }

    #[test]
    fn what_proves_nothing_is_not_over() {
        assert!(!Duplicate.is_final() && !Unknown.is_final() && !Pending.is_final());
        assert!(!Inconclusive.is_final() && Inconclusive.outcome().is_none());
        assert!(Succeeded.is_final() && Failed.is_final() && Partial.is_final());
    }
}
