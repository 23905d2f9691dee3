//! What became of a payment whose response was lost: the client looks it up by the merchant's own reference.

mod clock;
mod look;
mod moment;
mod rows;
mod unclear;

use std::fmt;
use std::future::IntoFuture;
use std::mem;
use std::pin::pin;
use std::time::{Duration, SystemTime};

use tokio::time::{Instant, sleep};

pub use crate::call::Lookups;
use crate::call::{CallFuture, Gateway, Operation};
pub use crate::error::Sought;
use crate::error::{Error, Ids, ResolveProblem};
use crate::payments::Settlement;
use crate::payments::wait::{Pace, before};
use crate::request::OperationSpec;
pub use look::{Answered, LinesOf, Look, Notice, ReferenceOf};
use look::{Looked, everywhere};
#[cfg(feature = "local-time")]
pub use moment::{local_time, moment};
pub use rows::{Order, Rows};
pub use unclear::{Doubt, Unclear};

/// A gateway's client that can find a payment by the merchant's own reference.
///
/// The generator implements it, from `x-malipo-lookup` in the specification.
pub trait Resolves: Gateway + Clone + Send + Sync + 'static {
    /// What the gateway has of a payment: one of the responses that show it.
    type Record: PartialEq + Send + 'static;

    /// The ways to look for a payment that this operation has made, best first; none if no way is known.
    fn looks(&self, operation: &OperationSpec, sought: &Sought) -> Vec<Look<Self::Record>>;
}

/// An operation that moves money, and whose payments can be found again by their reference.
///
/// The generator implements it, from `x-malipo-lookup` in the specification.
#[diagnostic::on_unimplemented(
    message = "no known operation finds a payment of `{Self}` by its reference",
    label = "it moves no money, or the gateway does not show its payments"
)]
pub trait Resolvable: Operation {
    /// The client of the gateway that can be asked.
    type Client: Resolves;
}

/// What the gateway has of a payment that it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<R> {
    settlement: Settlement,
    ids: Ids,
    record: R,
}

impl<R> Found<R> {
    /// What was found, and how far it says that the payment has come.
    pub const fn new(settlement: Settlement, record: R) -> Self {
        Self {
            settlement,
            ids: Ids::NONE,
            record,
        }
    }

    /// Takes the identifiers that the gateway's support needs. Generated code calls this.
    #[doc(hidden)]
    #[must_use]
    pub fn with_ids(mut self, ids: Ids) -> Self {
        self.ids = ids;
        self
    }

    /// Returns the identifiers in the response that the gateway's support needs. Of a payment with several lines, those of the
    /// lines that are not over.
    pub const fn ids(&self) -> &Ids {
        &self.ids
    }

    /// How far the payment has come, as the record says. It may be pending, and it may have failed. Only
    /// [`Settlement::Failed`] says that no money moved; a failure that is [`Settlement::Inconclusive`] does not.
    pub const fn settlement(&self) -> Settlement {
        self.settlement
    }

    /// Returns the gateway's response.
    pub const fn record(&self) -> &R {
        &self.record
    }

    /// Returns the gateway's response, by value.
    pub fn into_record(self) -> R {
        self.record
    }
}

/// What is known of a payment after it was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a payment that was not found may have been made all the same"]
pub enum Resolution<R> {
    /// The gateway has the payment, and once. Its [settlement](Found::settlement) says how far it has come.
    Executed(Found<R>),
    /// Nothing was found. That is not the same as not executed: the gateway may show it later, or may not have begun yet.
    NotFound {
        /// The payment was looked for among those that began at this time or later. Where the gateway is asked for the
        /// reference itself, this is the time of the attempt, and older ones would have been found as well.
        looked_from: SystemTime,
        /// When the last look began. What the gateway recorded after that was not looked at.
        looked_until: SystemTime,
        /// How often every known way was taken to its end.
        tries: u32,
    },
    /// Nobody can say what became of the payment. Several payments have the reference; or one is shown in two states, began too
    /// long before the attempt, or is a repetition of another request; or nothing was found, or only a payment that failed, and the
    /// search may have missed something. Its [doubts](Unclear::doubts) say which of these.
    Unclear(Unclear<R>),
}

impl<R> fmt::Display for Resolution<R> {
    /// One sentence for people. It shows nothing of the record.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Executed(found) => {
                write!(f, "the gateway has the payment: {}", found.settlement)
            }
            Self::NotFound { tries, .. } => write!(
                f,
                "not found in {tries} looks, which does not prove that the payment was not executed"
            ),
            Self::Unclear(unclear) => unclear.fmt(f),
        }
    }
}

impl<R> Resolution<R> {
    /// What a look means that has found something.
    fn of(looked: Looked<R>) -> Self {
        let Looked {
            found,
            are_several,
            has_two_states,
            one_is_older,
            lines_differ,
            doubts,
            doubts_of_failed,
            failure,
            ..
        } = looked;
        let mut found: Vec<Found<R>> = found.into_iter().map(|(found, _)| found).collect();
        let has = |settlement| found.iter().any(|found| found.settlement == settlement);
        let mut reasons = Vec::new();
        let mut doubt = |is_one, doubt| {
            if is_one {
                reasons.push(doubt);
            }
        };
        doubt(are_several, Doubt::Several);
        doubt(has_two_states, Doubt::TwoStates);
        doubt(one_is_older, Doubt::Older);
        doubt(lines_differ, Doubt::LinesDiffer);
        doubt(has(Settlement::Duplicate), Doubt::Repetition);
        // What was not seen may be a second payment, and that one may have succeeded. Only a complete reading proves that the
        // payment that failed is the only one.
        if has(Settlement::Failed) {
            if failure.is_some() {
                Doubt::LookFailed.add_to(&mut reasons);
            }
            for doubt in doubts.into_iter().chain(doubts_of_failed) {
                doubt.add_to(&mut reasons);
            }
        }
        match found.pop() {
            Some(only) if reasons.is_empty() => Self::Executed(only),
            last => {
                found.extend(last);
                Self::Unclear(Unclear::new(found, reasons))
            }
        }
    }
}

impl Error {
    /// Finds out what became of the payment, by its [reference](Self::reference): after an error that
    /// [may have moved money](Self::may_have_moved_money), in place of paying again.
    ///
    /// ```
    /// # use malipo_runtime::{Error, Resolution, Resolves, Settlement};
    #[doc = include_str!("resolve/may_pay_again.rs")]
    /// ```
    ///
    /// The error may also be one that ended an earlier `resolve`. After a restart, when there is no error any more, the
    /// client's own `resolve` takes the reference and the time of the attempt.
    ///
    /// # Errors
    ///
    /// - [Unresolvable](Self::is_unresolvable), when no way to look is known: the operation has none, it moves no money, or
    ///   the client is another gateway's.
    /// - The error of the last look, when it fails. The search is incomplete then, so the result is never `NotFound`.
    /// - A [timeout](Self::is_timeout), when not even one look came to its end before the deadline, and nothing was found.
    ///
    /// After each of them, [`may_have_moved_money`](Self::may_have_moved_money) is true, except after an unresolvable one: then
    /// it is as before.
    pub fn resolve<C: Resolves>(&self, client: &C) -> Resolve<C> {
        Resolve::new(client, self.sought(), self.may_have_moved_money())
    }
}

/// A search for a payment, which begins when it is awaited.
///
/// | | default | |
/// |---|---|---|
/// | looks, until something is found | 5 | [`tries`](Self::tries) |
/// | bound of the first pause between two | 2 s | [`first_pause`](Self::first_pause) |
/// | growth of the bound from one pause to the next | × 1.6 | |
/// | greatest bound | 20 s | [`max_pause`](Self::max_pause) |
/// | time for all of it | 120 s | [`deadline`](Self::deadline) |
/// | pages of a list, in each look | 1,000 | [`max_pages`](Self::max_pages) |
///
/// A look tries the declared lookups, best first, and stops at a payment that has not failed. A failed payment is
/// [`Executed`](Resolution::Executed) only if all lookups were read completely and none shows another payment or another state.
/// A lookup that fails does not keep the others from finding the payment.
///
/// The result is [`NotFound`](Resolution::NotFound) only if all lookups were read completely and found nothing. Otherwise the
/// search looks again after a pause, and the last look decides. After an unclear look, a later look that finds nothing
/// leaves the result unclear. One that finds the payment decides, and one that fails makes the result an error. If that payment has failed, the doubts of earlier looks still count, and the result stays
/// [`Unclear`](Resolution::Unclear).
///
/// A list is searched from some time before the attempt on. The search corrects that time by the gateway's clock, as the
/// `Date` of its responses shows it. If the two clocks differ by more than 60 s, or if there is no `Date`, the result is
/// [`Unclear`](Resolution::Unclear) if the list has no match.
///
/// A row that cannot be read does not hide a row that matches. But a list is incomplete if a row, or the number of rows or
/// pages, cannot be read, if the numbers do not fit, or if the last page names a page after it. Then a
/// search without a match is [`Unclear`](Resolution::Unclear). So is a row that matches and failed: another payment with the reference may have succeeded.
/// A failed row is also unclear if it does not say when it began, if it names a time before the attempt or in the future, or if
/// another lookup failed. If that lookup failed for a passing reason, such as a 503 or a time-out, the search looks again within
/// its tries and its deadline. It keeps the row in the meantime. If a list that is read completely after that does not
/// show the payment, the gateway contradicts itself, and the result is unclear.
///
/// If a list grows while it is read, the search reads the pages that come after it, too.
///
/// A lookup by reference may show another kind of payment under it, where the specification tells kinds apart. Then the lookup
/// fails. If the payment has lines, such as a payment order, and the final state shows only some of them or others, or if a
/// state shows one of them twice, the result is [`Unclear`](Resolution::Unclear).
///
/// A row whose reference differs only by case, punctuation or surrounding white space, is the same number in another spelling, or
/// is yours cut or with something before it, may be the payment. It is a doubt, and no match.
///
/// Pauses are drawn at random below their bound, as those of a [wait](crate::Wait)
/// are, and heed `Retry-After`.
///
/// Dropping it is harmless, since it only reads.
#[must_use = "a search begins when it is awaited"]
pub struct Resolve<C> {
    client: C,
    sought: Result<Sought, ResolveProblem>,
    may_have_moved_money: bool,
    tries: u32,
    first_pause: Duration,
    max_pause: Duration,
    deadline: Duration,
}

impl<C: Resolves> Resolve<C> {
    fn new(client: &C, sought: Result<Sought, ResolveProblem>, may_have_moved_money: bool) -> Self {
        Self {
            client: client.clone(),
            sought,
            may_have_moved_money,
            tries: 5,
            first_pause: Duration::from_secs(2),
            max_pause: Duration::from_secs(20),
            deadline: Duration::from_secs(120),
        }
    }

    /// Looks for a payment that the operation `O` was about to make under this reference, at this time or a little later.
    pub fn reference<O: Resolvable<Client = C>>(
        client: &C,
        reference: impl Into<String>,
        attempted_at: SystemTime,
    ) -> Self {
        let reference = reference.into();
        let sought = match reference.is_empty() {
            // Whatever has no reference would match it.
            true => Err(ResolveProblem::NoPayment),
            false => Ok(Sought::new(O::SPEC, reference, attempted_at)),
        };
        Self::new(client, sought, true)
    }

    /// Looks so often at most, and once at least.
    pub const fn tries(mut self, tries: u32) -> Self {
        self.tries = tries;
        self
    }

    /// Names the lines of the payment, each by your own reference of it, such as one line of a payroll. A search
    /// [from an error](crate::Error::resolve) knows them.
    ///
    /// A final state that does not show exactly these lines is [`Unclear`](Resolution::Unclear). Where a response does not show
    /// lines, they are not compared.
    pub fn lines<L: Into<String>>(mut self, lines: impl IntoIterator<Item = L>) -> Self {
        if let Ok(sought) = &mut self.sought {
            sought.lines = lines.into_iter().map(Into::into).collect();
        }
        self
    }

    /// Bounds the first pause; the bounds of the following ones grow.
    pub const fn first_pause(mut self, pause: Duration) -> Self {
        self.first_pause = pause;
        self
    }

    /// Bounds every pause. A longer `Retry-After` still counts, up to five minutes.
    pub const fn max_pause(mut self, pause: Duration) -> Self {
        self.max_pause = pause;
        self
    }

    /// Ends the search after this time. What the last look before that has shown counts.
    pub const fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Reads this many pages of a list at most, in each look. More of them are an error, since the rest was not seen.
    pub fn max_pages(mut self, pages: usize) -> Self {
        if let Ok(sought) = &mut self.sought {
            sought.max_pages = pages;
        }
        self
    }

    async fn run(self) -> Result<Resolution<C::Record>, Error> {
        let sought = match &self.sought {
            Ok(sought) => sought,
            Err(problem) => return Err(self.unresolvable(*problem)),
        };
        let mut end = pin!(sleep(self.deadline));
        let mut pace = Pace::new(self.first_pause, self.max_pause);
        let mut tries = 0;
        // A row that could not be read once is not there the next time, or is not seen: that does not take the doubt away. It may
        // be a second payment, also where a later look finds one that failed.
        let mut doubts = Vec::new();
        let late = || Error::resolving(sought.operation, ResolveProblem::Late);
        let mut last = Err(late());
        let mut looked = Looked::nothing();
        for number in 1..=self.tries.max(1) {
            let began = SystemTime::now();
            let looks = self.client.looks(&sought.operation, sought);
            let Some(latest) = looks.iter().map(Look::from).max() else {
                return Err(self.unresolvable(ResolveProblem::NoWay));
            };
            let looked_from = latest.min(began);
            let is_late = before(end.as_mut(), everywhere(looks, &mut looked))
                .await
                .is_err();
            if is_late && looked.found.is_empty() {
                break;
            }
            for doubt in mem::take(&mut looked.doubts) {
                doubt.add_to(&mut doubts);
            }
            if is_late {
                looked.failure.get_or_insert_with(late);
                break;
            }
            let retry_after = looked.failure.as_ref().and_then(Error::retry_after);
            if looked.found.is_empty() {
                last = match looked.failure.take() {
                    None if !doubts.is_empty() => Ok(Resolution::Unclear(Unclear::new(
                        Vec::new(),
                        doubts.clone(),
                    ))),
                    None => {
                        tries += 1;
                        Ok(Resolution::NotFound {
                            looked_from,
                            looked_until: began,
                            tries,
                        })
                    }
                    Some(error) if looked.may_succeed => Err(error),
                    Some(error) => return Err(error.of_resolve(sought.clone())),
                };
            } else if !looked.is_incomplete() {
                break;
            }
            if number < self.tries {
                let pause = pace.next(retry_after);
                let again = Instant::now().checked_add(pause);
                // A look that would begin when the time is over is none, and nobody need wait for it.
                if again.is_none_or(|again| again >= end.deadline()) {
                    break;
                }
                sleep(pause).await;
            }
        }
        if !looked.found.is_empty() {
            looked.doubts = doubts;
            return Ok(Resolution::of(looked));
        }
        last.map_err(|error| error.of_resolve(sought.clone()))
    }

    /// The error of a search that cannot begin. Whether money may have moved is what it was before.
    fn unresolvable(&self, problem: ResolveProblem) -> Error {
        match &self.sought {
            Ok(sought) if self.may_have_moved_money => {
                Error::resolving(sought.operation, problem).of_resolve(sought.clone())
            }
            Ok(sought) => Error::resolving(sought.operation, problem),
            Err(_) => Error::unresolvable(problem, self.may_have_moved_money),
        }
    }
}

impl<C: Resolves> IntoFuture for Resolve<C> {
    type Output = Result<Resolution<C::Record>, Error>;
    type IntoFuture = CallFuture<Resolution<C::Record>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl<C> fmt::Debug for Resolve<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resolve")
            .field("sought", &self.sought)
            .field("tries", &self.tries)
            .field("first_pause", &self.first_pause)
            .field("max_pause", &self.max_pause)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}
