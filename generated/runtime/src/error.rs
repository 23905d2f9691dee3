//! The one error of this crate.

mod api_error;
mod display;
#[cfg(feature = "payments")]
mod ids;
mod kind;
#[cfg(feature = "payments")]
mod money;
mod no_token;
#[cfg(feature = "payments")]
mod payment;
#[cfg(feature = "payments")]
pub(crate) mod proof;
mod refusal;
mod request;
#[cfg(feature = "payments")]
mod resolving;
#[cfg(feature = "payments")]
mod sought;
mod tunnel;
#[cfg(feature = "payments")]
mod waiting;
mod walks;

use std::any::Any;
use std::fmt;
use std::time::{Duration, SystemTime};

use http::HeaderMap;

use crate::request::{Effect, OperationSpec};
use crate::wire::{Answer, Violation, Violations, reading};
pub use api_error::{ApiError, ErrorFields};
#[cfg(feature = "payments")]
pub use ids::Ids;
pub(crate) use kind::{Failure, Kind, PageProblem, is_passing_status};
pub(crate) use no_token::{BadToken, NoToken};
#[cfg(feature = "payments")]
pub(crate) use payment::{LastState, PaymentProblem, ResolveProblem, Unsettled};
#[cfg(feature = "payments")]
pub use proof::{
    Acceptance, Contradiction, ProvingBody, ProvingMember, ProvingShape, ProvingValue, RefusalProof,
};
pub use refusal::{NoRefusal, Refusal};
pub(crate) use request::Kept;
#[cfg(feature = "payments")]
use resolving::Ended;
#[cfg(feature = "payments")]
pub use sought::Sought;

/// How far a failed call had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// No byte of the body was sent.
    NotSent,
    /// The request may have reached the gateway, and no answer came: nobody knows what the gateway did.
    MaybeSent,
    /// The gateway answered, at least with a status.
    Answered,
}

/// Why a call failed, with questions to ask of it.
///
/// Two matter most: [`may_have_been_executed`](Self::may_have_been_executed), and [`phase`](Self::phase), which it stands on.
///
/// | what happened | phase | a call that changes something may have been executed |
/// |---|---|---|
/// | the client rejected the request or the configuration | `NotSent` | no |
/// | no token could be had to send with it | `NotSent` | no |
/// | no connection, or the handshake did not end in time | `NotSent` | no |
/// | the connection broke or the time ran out after that | `MaybeSent` | yes |
/// | the call was dropped while it was awaited (there is no error then) | `MaybeSent` | yes |
/// | a refusal that proves that nothing was done, where the specification declares one | `Answered` | no |
/// | any other response: 5xx, a redirect, HTML, half a body, a compressed one, a 4xx that proves nothing | `Answered` | yes |
///
#[cfg_attr(feature = "payments", doc = include_str!("error/payments.txt"))]
/// # What is printed
///
/// `Display` is one sentence. It, `Debug` and the sources hold no body, no message of the gateway, no token, no phone number
/// and no URL, so that an error can be logged. `Debug` shows the ids that a refusal gives to quote. What a person may see is
/// behind [`api_error`](Self::api_error) and [`raw_body`](Self::raw_body).
pub struct Error(Box<Inner>);

struct Inner {
    spec: Option<OperationSpec>,
    reference: Option<String>,
    kind: Kind,
    answer: Option<Answer>,
    body_was_cut: bool,
    api_error: Option<ApiError>,
    refusal: Option<Box<dyn Any + Send + Sync>>,
    attempted_at: Option<SystemTime>,
    #[cfg(feature = "payments")]
    payment: Payment,
    request: Option<Box<dyn Kept>>,
}

/// What is known of the payment that an error is about.
#[cfg(feature = "payments")]
#[derive(Default)]
struct Payment {
    last_state: Option<Box<dyn Any + Send + Sync>>,
    ids: Ids,
    has_lookup: bool,
    lines: Vec<String>,
    ended: Option<Ended>,
}

impl Error {
    /// The client cannot be built as it was asked.
    pub(crate) fn configuration(message: impl Into<String>) -> Self {
        Self::new(None, None, Kind::Configuration(message.into(), None).into())
    }

    /// The client cannot be built, and the HTTP client below says why.
    pub(crate) fn configuration_because(
        message: impl Into<String>,
        source: reqwest::Error,
    ) -> Self {
        let kind = Kind::Configuration(message.into(), Some(source.without_url()));
        Self::new(None, None, kind.into())
    }

    /// A call failed.
    pub(crate) fn call(spec: OperationSpec, reference: Option<String>, failure: Failure) -> Self {
        Self::new(Some(spec), reference, failure)
    }

    /// A call was answered with another status than success, which proves that nothing was done or does not.
    pub(crate) fn answered<R: Refusal>(
        spec: OperationSpec,
        reference: Option<String>,
        answer: Answer,
        proven: bool,
    ) -> Self {
        // Of several shapes, one that fits exactly comes before one that fits leniently.
        let refusal = reading::strictly(|| R::decode(&answer)).or_else(|| R::decode(&answer));
        let refusal = refusal.map(|refusal| (refusal.describe(), refusal));
        // An object in which nothing documented is found may be anybody's, a proxy's for one.
        let documented = matches!(&refusal, Some((said, _)) if said.says_why())
            // Who timed out waiting for the request does not know what became of it.
            && matches!(answer.status(), 400..=407 | 409..=499);
        let kind = match proven || documented {
            true => Kind::Refused { proven },
            false => Kind::Status,
        };
        let mut error = Self::new(Some(spec), reference, Failure::answered(kind, answer));
        if let Some((said, refusal)) = refusal {
            error.0.api_error = Some(said).filter(|said| !said.is_empty());
            error.0.refusal = Some(Box::new(refusal));
        }
        error
    }

    fn new(spec: Option<OperationSpec>, reference: Option<String>, failure: Failure) -> Self {
        Self(Box::new(Inner {
            spec,
            reference,
            kind: failure.kind,
            answer: failure.answer,
            body_was_cut: failure.body_was_cut,
            api_error: None,
            refusal: None,
            attempted_at: None,
            #[cfg(feature = "payments")]
            payment: Payment::default(),
            request: None,
        }))
    }

    /// How far the call had come.
    pub fn phase(&self) -> Phase {
        self.0.kind.phase()
    }

    /// Whether the server may have executed the call although it failed, so that repeating it could do something twice.
    ///
    /// It is false in three cases: the operation only reads; the request was not sent; or the server refused it in a way that
    /// proves that nothing was done. Without a declaration, an operation only reads if its method is a safe one (GET, HEAD,
    /// OPTIONS, TRACE).
    #[cfg_attr(
        feature = "payments",
        doc = "It is true for every error that ends a wait or a search: the payment that they ask about was made before."
    )]
    pub fn may_have_been_executed(&self) -> bool {
        let changes = self.0.spec.is_some_and(|spec| spec.effect != Effect::Reads);
        self.has_ended_more() || (changes && self.may_have_had_an_effect())
    }

    /// Whether the call was sent, and not refused with proof.
    fn may_have_had_an_effect(&self) -> bool {
        self.phase() != Phase::NotSent && !matches!(self.0.kind, Kind::Refused { proven: true })
    }

    /// Whether the call must not run twice, and may have run.
    fn may_have_run_unwanted(&self) -> bool {
        let once = self.0.spec.is_some_and(|spec| spec.effect.must_run_once());
        once && self.may_have_had_an_effect()
    }

    /// Whether it has ended more than this call: something about what was done before.
    const fn has_ended_more(&self) -> bool {
        #[cfg(feature = "payments")]
        let ended = self.0.payment.ended.is_some();
        #[cfg(not(feature = "payments"))]
        let ended = false;
        ended
    }

    /// Whether the same call may simply be made again, now or after [`retry_after`](Self::retry_after).
    ///
    /// It is true when the request was never sent because there was no connection, or because of a fault of the token endpoint
    /// that looks passing; and, for an operation that only reads, when the fault looks passing: no or half an answer, or one of
    /// the statuses 408, 425, 429, 500, 502, 503 and 504. The [attempts](crate::Retries) that this call had are over.
    ///
    /// It is never true together with [`may_have_been_executed`](Self::may_have_been_executed).
    #[cfg_attr(
        feature = "payments",
        doc = "So it is false for an error that ends a wait: a wait that is [unsettled](Self::is_unsettled) may be waited again, but what came before it must not be repeated with it."
    )]
    pub fn is_retryable(&self) -> bool {
        if self.has_ended_more() {
            return false;
        }
        let effect = self.0.spec.map_or(Effect::Writes, |spec| spec.effect);
        self.0.kind.is_passing(effect, self.status())
    }

    /// The HTTP status, once the gateway has answered.
    pub fn status(&self) -> Option<u16> {
        self.0.answer.as_ref().map(Answer::status)
    }

    /// The headers of the answer.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.answer.as_ref().map(Answer::headers)
    }

    /// A header of the answer, if it is there and is a text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.answer.as_ref()?.header(name)
    }

    /// The body of the answer, as it was sent: its first 64 KiB at most. It may hold personal data.
    pub fn raw_body(&self) -> Option<&[u8]> {
        self.0.answer.as_ref().map(|answer| &answer.body()[..])
    }

    /// Whether [`raw_body`](Self::raw_body) is not the whole body: there was more, or it broke off.
    pub fn raw_body_is_cut(&self) -> bool {
        self.0.body_was_cut
    }

    /// What the gateway says, when its answer has one of the documented shapes and says something.
    pub fn api_error(&self) -> Option<&ApiError> {
        self.0.api_error.as_ref()
    }

    /// The documented error body, of the type that the operation gives it.
    pub(crate) fn refusal_read(&self) -> Option<&(dyn Any + Send + Sync)> {
        self.0.refusal.as_deref()
    }

    /// How long the gateway, or its token endpoint, asks to wait: the header `Retry-After`, in seconds or as a date.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.kind.retry_after(self.0.answer.as_ref())
    }

    /// The gateway's own number of the request, from the usual headers, for a question to its support.
    pub fn request_id(&self) -> Option<&str> {
        [
            "x-request-id",
            "request-id",
            "x-correlation-id",
            "correlation-id",
        ]
        .into_iter()
        .find_map(|name| self.header(name))
    }

    /// Everything that was wrong with the request, when it was not sent for that reason.
    pub fn violations(&self) -> &[Violation] {
        match &self.0.kind {
            Kind::Invalid(violations) => violations.as_slice(),
            _ => &[],
        }
    }

    /// The operation's name in the specification: `createCollection`.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.spec.map(|spec| spec.id)
    }

    /// Your own reference of the request, by which it can be looked up.
    pub fn reference(&self) -> Option<&str> {
        self.0.reference.as_deref()
    }

    /// The same error as one of a call that began then.
    pub(crate) fn attempted(mut self, at: SystemTime) -> Self {
        self.0.attempted_at = Some(at);
        self
    }

    /// When the call began, by this machine's clock: before its first byte, and before its first attempt. None for an error
    /// that is not one of a call.
    ///
    /// With the [reference](Self::reference), it is what the request is found by after a restart.
    pub fn attempted_at(&self) -> Option<SystemTime> {
        self.0.attempted_at
    }

    /// Whether time ran out: the one for connecting, for reading or for the whole call.
    pub fn is_timeout(&self) -> bool {
        matches!(&self.0.kind, Kind::NoToken(reason) if matches!(**reason, NoToken::Late))
            || self.is_late_search()
            || self.transport().is_some_and(reqwest::Error::is_timeout)
    }

    /// Whether no connection could be made. (One that hangs in its handshake until the whole call's time is over is a
    /// [timeout](Self::is_timeout) instead; ask [`phase`](Self::phase) whether anything was sent.)
    pub fn is_connect(&self) -> bool {
        self.transport().is_some_and(reqwest::Error::is_connect)
    }

    /// Whether the client was configured in a way that cannot work.
    pub fn is_configuration(&self) -> bool {
        matches!(self.0.kind, Kind::Configuration(..))
    }

    /// Whether the request breaks constraints, and was not sent for that reason: see [`violations`](Self::violations).
    pub fn is_invalid_request(&self) -> bool {
        matches!(self.0.kind, Kind::Invalid(_))
    }

    /// Whether no token could be had, so that the request was not sent. `Display` says which credential or which permission is
    /// at fault, or what is wrong with the token endpoint.
    ///
    /// [`status`](Self::status) and [`raw_body`](Self::raw_body) are those of the call, and so there are none.
    pub fn is_no_token(&self) -> bool {
        matches!(self.0.kind, Kind::NoToken(_))
    }

    /// Whether the gateway did not accept the credentials: the call's (401), or the client id and the client secret for which a
    /// [token](Self::is_no_token) was asked.
    pub fn is_unauthorized(&self) -> bool {
        match &self.0.kind {
            Kind::NoToken(reason) => matches!(**reason, NoToken::WrongCredentials(_)),
            _ => self.status() == Some(401),
        }
    }

    /// Whether the gateway did not allow the call (403), or a [token](Self::is_no_token) of the scope asked for.
    pub fn is_forbidden(&self) -> bool {
        match &self.0.kind {
            Kind::NoToken(reason) => matches!(**reason, NoToken::NotPermitted { .. }),
            _ => self.status() == Some(403),
        }
    }

    /// Whether there were too many calls (429).
    pub fn is_rate_limited(&self) -> bool {
        self.status() == Some(429)
    }

    /// Whether the status was one of success, and the body could not be read as documented, or reports a failure.
    pub fn is_undecodable(&self) -> bool {
        match self.0.kind {
            Kind::Undecodable(_)
            | Kind::Pagination(PageProblem::NoPage { .. } | PageProblem::Unnumbered { .. }) => true,
            Kind::Encoded(_) => self.0.answer.as_ref().is_some_and(Answer::is_success),
            _ => false,
        }
    }

    /// Whether the body was larger than the client allows.
    pub fn is_too_large(&self) -> bool {
        matches!(self.0.kind, Kind::TooLarge(_))
    }

    /// Whether the time for a search was over.
    const fn is_late_search(&self) -> bool {
        #[cfg(feature = "payments")]
        let late = matches!(
            self.0.kind,
            Kind::Payment(PaymentProblem::Resolving(ResolveProblem::Late))
        );
        #[cfg(not(feature = "payments"))]
        let late = false;
        late
    }

    fn transport(&self) -> Option<&reqwest::Error> {
        match &self.0.kind {
            Kind::Unsent(source) | Kind::Unanswered(source) | Kind::Broken(source) => Some(source),
            Kind::NoToken(reason) => match &**reason {
                NoToken::Transport(source) => Some(source),
                _ => None,
            },
            _ => None,
        }
    }
}

impl From<Violations> for Failure {
    fn from(violations: Violations) -> Self {
        Kind::Invalid(violations).into()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.kind {
            Kind::Configuration(_, source) => source.as_ref().map(|source| source as _),
            Kind::Invalid(violations) => Some(violations),
            Kind::NoToken(reason) => reason.source(),
            Kind::Unsent(source) | Kind::Unanswered(source) | Kind::Broken(source) => Some(source),
            Kind::Undecodable(source)
            | Kind::Pagination(PageProblem::NoPage { reason: source, .. }) => Some(source),
            #[cfg(feature = "payments")]
            Kind::Payment(problem) => problem.source(),
            Kind::Early
            | Kind::TooLarge(_)
            | Kind::Encoded(_)
            | Kind::Refused { .. }
            | Kind::Status
            | Kind::Pagination(_) => None,
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A reference that was never sent may be anything, such as what a check has just refused.
        let reference = self.0.reference.as_ref();
        let reference = reference.filter(|_| self.phase() != Phase::NotSent);
        let mut shown = f.debug_struct("Error");
        shown
            .field("operation", &self.operation())
            .field("phase", &self.phase());
        #[cfg(feature = "payments")]
        shown.field("may_have_moved_money", &self.may_have_moved_money());
        #[cfg(not(feature = "payments"))]
        shown.field("may_have_been_executed", &self.may_have_been_executed());
        shown
            .field("reference", &reference)
            .field("kind", &self.0.kind)
            .field("answer", &self.0.answer)
            .field("api_error", &self.0.api_error);
        #[cfg(feature = "payments")]
        shown.field("ids", &self.0.payment.ids);
        shown.finish_non_exhaustive()
    }
}
