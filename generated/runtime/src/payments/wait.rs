//! Waiting for a payment: the same read again and again, until it says that the payment is over.

mod ended;
mod pace;

use std::fmt;
use std::future::{Future, IntoFuture, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use tokio::time::sleep;

use crate::call::{Call, CallFuture, Operation};
use crate::error::{Error, LastState, ResolveProblem, Unsettled};
use crate::http::Retries;
use crate::payments::{About, Settled, Settlement, Settles, lines};
use crate::wire::Answer;
pub(crate) use pace::Pace;

impl<O: Operation> Call<O> {
    /// Reads the payment repeatedly until its state is final, for at most `deadline`, counted from when it is awaited.
    ///
    /// ```
    /// use std::time::Duration;
    /// use malipo_runtime::{Call, Settles};
    ///
    /// async fn is_paid<O: Settles>(payment: Call<O>) -> Result<bool, malipo_runtime::Error> {
    ///     let settled = payment.wait(Duration::from_secs(300)).await?;
    ///     Ok(settled.succeeded())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// - [Unsettled](Error::is_unsettled), when the deadline passes or the wait is [cancelled](Wait::until) before that. The
    ///   error carries the [last state](Error::last_state), and the status, headers and body of the last response. Nothing is
    ///   known to be wrong with the payment: it may still succeed or fail.
    /// - An error at once, if waiting cannot help: the request is invalid, no token is granted, or the gateway itself responds
    ///   with 401 or 403 in a documented body that repeats the status. Where the specification has no such body, a wait goes
    ///   on until its deadline after 401 and 403.
    ///
    /// After every one of them the payment [may have moved money](Error::may_have_moved_money), and none is
    /// [retryable](Error::is_retryable): a function that pays and waits gives them to its caller, who must not pay again.
    /// To go on, wait again.
    pub const fn wait(self, deadline: Duration) -> Wait<O>
    where
        O: Settles,
    {
        Wait {
            call: self,
            deadline,
            first_pause: Duration::from_secs(1),
            max_pause: Duration::from_secs(20),
            cancel: None,
            lines: Vec::new(),
        }
    }
}

/// A wait for a payment, which begins when it is awaited.
///
/// | | default | |
/// |---|---|---|
/// | bound of the first pause | 1 s | [`first_pause`](Self::first_pause) |
/// | growth of the bound from one pause to the next | × 1.6 | |
/// | greatest bound | 20 s | [`max_pause`](Self::max_pause) |
///
/// A pause is drawn at random between nothing and its bound, so that a thousand waits that begin together do not go on
/// asking together. If a response has `Retry-After`, the wait pauses for at least that time, capped at five minutes.
///
/// The wait asks again after
///
/// - a state that is not final: pending, unknown to this version, an inconclusive failure, or a duplicate,
/// - a final state that shows one line of the payment in two states, or not exactly the [lines](Self::lines) that you named,
/// - a response about another payment, or about none: it compares the reference in the response with the one that it asked
///   for, where the specification names it, and believes no other,
/// - every failure that may pass: no response, half of one, 202, 203, 206, 226, 404 (a payment may be unknown to the gateway right after
///   it was made), 409, 429, 5xx, HTML, a body of another shape or one that reports a failure under a status of success, and a
///   401 or 403 of somebody on the way. After a 401 the wait requests one new token. If the
///   gateway rejects that too, later polls send the same token and do not request another.
///
/// Dropping a wait is harmless, since it only reads.
#[must_use = "a wait begins when it is awaited"]
pub struct Wait<O> {
    call: Call<O>,
    deadline: Duration,
    first_pause: Duration,
    max_pause: Duration,
    cancel: Option<Cancel>,
    /// The merchant's references of the lines of the payment, as far as they are known.
    lines: Vec<String>,
}

type Cancel = Pin<Box<dyn Future<Output = ()> + Send>>;

impl<O: Settles> Wait<O> {
    /// Bounds the first pause. Also from nothing, the bounds of the following ones grow: from 10 ms.
    pub const fn first_pause(mut self, pause: Duration) -> Self {
        self.first_pause = pause;
        self
    }

    /// Bounds every pause. A longer `Retry-After` still counts, up to five minutes.
    pub const fn max_pause(mut self, pause: Duration) -> Self {
        self.max_pause = pause;
        self
    }

    /// Names the lines of the payment, each by your own reference of it, such as one line of a payroll.
    ///
    /// A final state that does not show exactly these lines does not end the wait, since the lines that are missing may have
    /// another outcome. Without this call, the wait believes a response that leaves a line out. Where a response does not show
    /// lines, they are not compared.
    pub fn lines<L: Into<String>>(mut self, lines: impl IntoIterator<Item = L>) -> Self {
        self.lines = lines.into_iter().map(Into::into).collect();
        self
    }

    /// Also ends the wait when this future ends: for a process that must stop. Of several, the last one counts.
    pub fn until<F>(mut self, cancel: F) -> Self
    where
        F: IntoFuture<IntoFuture: Send + 'static>,
    {
        let cancel = cancel.into_future();
        self.cancel = Some(Box::pin(async move {
            cancel.await;
        }));
        self
    }

    /// Returns true if a response is final and does not show exactly the lines that the payment has.
    fn lacks_lines(&self, output: &O::Output) -> bool {
        let shown = || O::line_references(output);
        // Before the end, lines may come one by one.
        !self.lines.is_empty()
            && O::settlement(output).is_final()
            && shown().is_some_and(|shown| !lines::are_exactly(&self.lines, &shown))
    }

    async fn run(mut self) -> Result<Settled<O::Output>, Error> {
        let mut end = pin!(end(self.deadline, self.cancel.take()));
        let mut pace = Pace::new(self.first_pause, self.max_pause);
        let mut seen = Seen::<O>::NOTHING;
        let mut renews = true;
        loop {
            // The wait itself asks again.
            let asked = self.call.again().retries(Retries::none());
            let asked = match renews {
                true => asked,
                false => asked.without_renewal(),
            };
            let retry_after = match before(end.as_mut(), asked.look()).await {
                Err(end) => return Err(seen.unsettled(end)),
                Ok(Ok(response)) => {
                    let (value, answer) = response.into_parts();
                    let problem = match self.call.operation().about(&value) {
                        About::Asked => None,
                        About::Another => Some(ResolveProblem::Another),
                        About::Unnamed => Some(ResolveProblem::Nameless),
                    };
                    let retry_after = answer.retry_after();
                    let problem = problem
                        .or_else(|| self.lacks_lines(&value).then_some(ResolveProblem::Lines));
                    match problem {
                        None => {
                            if let Some(outcome) = O::settlement(&value).outcome() {
                                return Ok(Settled { outcome, value });
                            }
                            seen.state = Some(value);
                            seen.failure = None;
                        }
                        // It says nothing of this payment, or not of all of it: not even that it is pending.
                        Some(problem) => seen.failure = Some(Error::resolving(O::SPEC, problem)),
                    }
                    seen.answer = Some(answer);
                    renews = true;
                    retry_after
                }
                Ok(Err(error)) if error.may_pass_while_waiting() => {
                    let retry_after = error.retry_after();
                    // A new token was not accepted either: it is shown from now on, without asking for one at each poll.
                    renews = error.status() != Some(401);
                    seen.answer = error.answer().cloned().or(seen.answer);
                    seen.failure = Some(error);
                    retry_after
                }
                Ok(Err(error)) => return Err(error.of_wait::<O>(seen.state)),
            };
            if let Err(end) = before(end.as_mut(), sleep(pace.next(retry_after))).await {
                return Err(seen.unsettled(end));
            }
        }
    }
}

impl<O: Settles> IntoFuture for Wait<O> {
    type Output = Result<Settled<O::Output>, Error>;
    type IntoFuture = CallFuture<Settled<O::Output>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl<O: Settles> fmt::Debug for Wait<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait")
            .field("call", &self.call)
            .field("deadline", &self.deadline)
            .field("first_pause", &self.first_pause)
            .field("max_pause", &self.max_pause)
            .finish_non_exhaustive()
    }
}

/// What the polls have shown so far.
struct Seen<O: Settles> {
    /// The last state of this payment.
    state: Option<O::Output>,
    /// Why the last poll showed no state.
    failure: Option<Error>,
    /// The last response, whatever it was.
    answer: Option<Answer>,
}

impl<O: Settles> Seen<O> {
    const NOTHING: Self = Self {
        state: None,
        failure: None,
        answer: None,
    };

    fn unsettled(self, end: End) -> Error {
        let unsettled = Unsettled {
            cancelled: matches!(end, End::Cancelled),
            last: self.state.as_ref().map(|state| last(O::settlement(state))),
            failure: self.failure,
        };
        Error::of_unsettled::<O>(unsettled, self.state, self.answer)
    }
}

/// What a state that was read last means for a wait that ended with it.
const fn last(settlement: Settlement) -> LastState {
    match settlement {
        Settlement::Unknown => LastState::Unknown,
        Settlement::Inconclusive => LastState::Inconclusive,
        Settlement::Duplicate => LastState::Duplicate,
        _ => LastState::NotFinal,
    }
}

/// Why a wait ended without a final state.
enum End {
    Deadline,
    Cancelled,
}

/// Comes to its end with the deadline or the cancel, whichever is first.
async fn end(deadline: Duration, mut cancel: Option<Cancel>) -> End {
    let mut deadline = pin!(sleep(deadline));
    poll_fn(|context| {
        if let Some(cancel) = &mut cancel
            && cancel.as_mut().poll(context).is_ready()
        {
            return Poll::Ready(End::Cancelled);
        }
        deadline.as_mut().poll(context).map(|()| End::Deadline)
    })
    .await
}

/// What a step gives, if it is there before the end; what is there at the same time still counts.
pub(crate) async fn before<T, E>(
    mut end: Pin<&mut impl Future<Output = E>>,
    step: impl Future<Output = T>,
) -> Result<T, E> {
    let mut step = pin!(step);
    poll_fn(|context| {
        if let Poll::Ready(value) = step.as_mut().poll(context) {
            return Poll::Ready(Ok(value));
        }
        end.as_mut().poll(context).map(Err)
    })
    .await
}
