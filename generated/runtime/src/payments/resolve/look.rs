//! One look for a payment: all ways in turn, until one of them finds something that did not fail.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::SystemTime;

use super::{Doubt, Found, Sought};
use crate::call::{Call, Operation};
use crate::error::{Error, ResolveProblem, proof};
use crate::payments::{Settlement, lines};
use crate::wire::reference::are_same;

/// What one way has found.
pub(super) struct Seen<R> {
    pub(super) candidates: Vec<Candidate<R>>,
    /// Why there may be more than was found.
    pub(super) doubts: Vec<Doubt>,
}

impl<R> Seen<R> {
    pub(super) const fn nothing() -> Self {
        Self {
            candidates: Vec::new(),
            doubts: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.candidates.extend(other.candidates);
        for doubt in other.doubts {
            doubt.add_to(&mut self.doubts);
        }
    }

    pub(super) fn doubt(&mut self, doubt: Option<Doubt>) {
        if let Some(doubt) = doubt {
            doubt.add_to(&mut self.doubts);
        }
    }
}

/// Something with the reference.
pub(super) struct Candidate<R> {
    pub(super) found: Found<R>,
    /// The gateway's own identifier of it, if that is known: what has the same one is the same payment.
    pub(super) id: Option<String>,
    /// Whether it says that it began before the time that it was looked for in.
    pub(super) is_older: bool,
    /// Whether it does not show the lines that the payment has, shows others, or shows one twice.
    pub(super) lines_differ: bool,
    /// Why it may be another attempt. That counts only if it failed: another attempt may have succeeded.
    pub(super) doubt_if_failed: Option<Doubt>,
}

/// One way to look for a payment, begun when it is awaited.
#[must_use = "nothing is looked for until it is awaited"]
pub struct Look<R> {
    from: SystemTime,
    looking: Pin<Box<dyn Future<Output = Result<Seen<R>, Error>> + Send>>,
}

impl<R> Look<R> {
    pub(super) fn new(
        from: SystemTime,
        looking: impl Future<Output = Result<Seen<R>, Error>> + Send + 'static,
    ) -> Self {
        Self {
            from,
            looking: Box::pin(looking),
        }
    }

    /// From which time on the payment is looked for.
    pub(super) const fn from(&self) -> SystemTime {
        self.from
    }
}

impl<R> fmt::Debug for Look<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Look")
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

/// Reads the reference of a response or a row, if it is there.
pub type ReferenceOf<T> = fn(&T) -> Option<&str>;

/// Reads the references of the lines of a response.
pub type LinesOf<T> = fn(&T) -> Vec<&str>;

/// How an operation that takes the reference shows the payment.
pub struct Answered<O: Operation, R> {
    /// Returns true if a documented refusal says that there is nothing under this reference. It must repeat the reference:
    /// a status alone may be anybody's.
    pub missing: fn(&O::Refusal, &str) -> bool,
    /// The body of that refusal: what has other members is another body.
    pub notice: Notice,
    /// The reference that the response repeats.
    pub reference: ReferenceOf<O::Output>,
    /// Whether the response shows another kind of payment, such as a query in place of a payment.
    pub another_kind: fn(&O::Output) -> bool,
    /// The merchant's references of the lines in the response, where it shows them.
    pub lines: Option<LinesOf<O::Output>>,
    /// What the answer says of the payment.
    pub found: fn(O::Output) -> Found<R>,
}

/// The body that says that there is nothing under a reference.
#[derive(Clone, Copy, Debug)]
pub struct Notice {
    /// The names that its members may have.
    pub members: &'static [&'static str],
    /// Of some of its members, the values that they may have.
    pub values: &'static [(&'static str, &'static [&'static str])],
}

impl Notice {
    /// No body says it.
    pub const NONE: Self = Self {
        members: &[],
        values: &[],
    };
}

impl<O: Operation, R> fmt::Debug for Answered<O, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answered").finish_non_exhaustive()
    }
}

impl Sought {
    /// Asks for the payment by its reference, which the call holds.
    pub fn by_reference<O, R>(&self, call: Call<O>, answered: Answered<O, R>) -> Look<R>
    where
        O: Operation,
        R: Send + 'static,
    {
        let reference = self.reference.clone();
        let sent = self.lines.clone();
        Look::new(self.attempted_at, async move {
            let output = match call.look().await {
                Ok(response) => response.into_value(),
                Err(error) => {
                    let says_so = |refusal| (answered.missing)(refusal, &reference);
                    let body = error.raw_body().unwrap_or_default();
                    let Notice { members, values } = answered.notice;
                    let is_notice = proof::has_only(body, members, values);
                    return match is_notice && error.refusal::<O>().is_some_and(says_so) {
                        true => Ok(Seen::nothing()),
                        false => Err(error),
                    };
                }
            };
            // A response that is not known to be about the payment shows nothing.
            match (answered.reference)(&output) {
                None => return Err(Error::resolving(O::SPEC, ResolveProblem::Nameless)),
                Some(other) if !are_same(other, &reference) => {
                    return Err(Error::resolving(O::SPEC, ResolveProblem::Another));
                }
                Some(_) if (answered.another_kind)(&output) => {
                    return Err(Error::resolving(O::SPEC, ResolveProblem::Another));
                }
                Some(_) => {}
            }
            let shown = answered.lines.map(|lines| lines(&output));
            let one_repeats = shown.as_ref().is_some_and(|shown| lines::repeat(shown));
            let lines_differ =
                !sent.is_empty() && shown.is_some_and(|shown| !lines::are_exactly(&sent, &shown));
            let found = (answered.found)(output);
            let mut seen = Seen::nothing();
            seen.candidates.push(Candidate {
                // Before the end, lines may come one by one.
                lines_differ: one_repeats || lines_differ && found.settlement().is_final(),
                found,
                id: None,
                is_older: false,
                // It is the gateway's record of the reference, whichever attempt it was.
                doubt_if_failed: None,
            });
            Ok(seen)
        })
    }
}

/// What all ways have found.
pub(super) struct Looked<R> {
    /// Each payment once, with the gateway's own identifier of it; twice if it was shown in two states.
    pub(super) found: Vec<(Found<R>, Option<String>)>,
    /// Whether they are different payments, as far as anybody knows.
    pub(super) are_several: bool,
    /// Whether one of them was shown in two states.
    pub(super) has_two_states: bool,
    /// Whether one of them is older than what was looked for.
    pub(super) one_is_older: bool,
    /// Whether one of them does not show the lines that the payment has, or shows others.
    pub(super) lines_differ: bool,
    /// Why there may be more than was found.
    pub(super) doubts: Vec<Doubt>,
    /// Why what failed may be another attempt.
    pub(super) doubts_of_failed: Vec<Doubt>,
    /// Why the first way that failed has failed.
    pub(super) failure: Option<Error>,
    /// Whether another look may come further, or find what this one has not.
    pub(super) may_succeed: bool,
    /// Whether a way has failed for a reason that may pass.
    pub(super) may_pass: bool,
}

impl<R> Looked<R> {
    pub(super) const fn nothing() -> Self {
        Self {
            found: Vec::new(),
            are_several: false,
            has_two_states: false,
            one_is_older: false,
            lines_differ: false,
            doubts: Vec::new(),
            doubts_of_failed: Vec::new(),
            failure: None,
            may_succeed: false,
            may_pass: false,
        }
    }

    /// Returns true if all that was found has failed, while a way that may succeed another time was not taken to its end.
    pub(super) fn is_incomplete(&self) -> bool {
        let mut found = self.found.iter();
        self.may_pass
            && !(self.are_several || self.has_two_states || self.lines_differ)
            && found.all(|(found, _)| found.settlement == Settlement::Failed)
    }
}

impl<R: PartialEq> Looked<R> {
    /// Keeps what was found, unless it is known. Returns the numbers of the payments that it is, among those that were known.
    fn keep(&mut self, candidate: Candidate<R>) -> Vec<usize> {
        let Candidate {
            found,
            id,
            is_older,
            lines_differ,
            doubt_if_failed,
        } = candidate;
        // A row that moved to another page meanwhile came twice, and two lists may show one payment.
        let is_same = |(known, known_id): &&(Found<R>, Option<String>)| {
            *known == found || (id.is_some() && *known_id == id)
        };
        let numbered = self.found.iter().enumerate();
        let same: Vec<usize> = numbered
            .filter_map(|(number, known)| is_same(&known).then_some(number))
            .collect();
        let is_known = !same.is_empty();
        let mut states = same.iter().filter_map(|number| self.found.get(*number));
        if states.any(|(known, _)| known.settlement == found.settlement) {
            return same;
        }
        self.has_two_states |= is_known;
        self.are_several |= !is_known && !self.found.is_empty();
        self.one_is_older |= is_older;
        self.lines_differ |= lines_differ;
        if let Some(doubt) = doubt_if_failed
            && found.settlement == Settlement::Failed
        {
            doubt.add_to(&mut self.doubts_of_failed);
        }
        self.found.push((found, id));
        same
    }

    /// Doubts a failed payment that a way has not shown although it was read completely, after another way, or the same one
    /// before, had shown it.
    fn doubt_what_is_gone(&mut self, known: usize, shown: &[usize]) {
        if self.are_several || self.has_two_states {
            // That is doubt enough.
            return;
        }
        let mut known = self.found.iter().take(known).enumerate();
        if known.any(|(number, (found, _))| {
            found.settlement == Settlement::Failed && !shown.contains(&number)
        }) {
            Doubt::NotShownAgain.add_to(&mut self.doubts_of_failed);
        }
    }

    /// Returns true if what was found does not depend on what else there is. A payment that failed does: another one with the
    /// reference may have succeeded.
    fn is_enough(&self) -> bool {
        let mut found = self.found.iter();
        !self.found.is_empty() && found.all(|(found, _)| found.settlement != Settlement::Failed)
    }
}

/// Takes one way after the other, until something is found that did not fail. What an earlier look has found stays: a payment that
/// failed is not lost because it is not seen again.
pub(super) async fn everywhere<R: PartialEq>(looks: Vec<Look<R>>, looked: &mut Looked<R>) {
    looked.failure = None;
    looked.may_succeed = false;
    looked.may_pass = false;
    for look in looks {
        match look.looking.await {
            Ok(seen) => {
                looked.may_succeed = true;
                let is_complete = seen.doubts.is_empty();
                for doubt in seen.doubts {
                    doubt.add_to(&mut looked.doubts);
                }
                let known = looked.found.len();
                let mut shown = Vec::new();
                for candidate in seen.candidates {
                    shown.extend(looked.keep(candidate));
                }
                if is_complete {
                    looked.doubt_what_is_gone(known, &shown);
                }
            }
            Err(error) => {
                looked.may_pass |= error.is_retryable()
                    || error.is_of_a_moving_list()
                    // The gateway may only be busy, as after a 503.
                    || error.is_of_a_contradicted_success();
                looked.may_succeed |= looked.may_pass;
                looked.failure.get_or_insert(error);
            }
        }
        if looked.is_enough() {
            break;
        }
    }
}
