//! What can go wrong with a call.

use std::sync::Arc;
use std::time::Duration;

use super::Phase;
#[cfg(feature = "payments")]
use super::payment::PaymentProblem;
use crate::error::NoToken;
use crate::request::Effect;
use crate::wire::{Answer, Undecodable, Violations};

/// How much of a body is kept in an error.
const KEPT: usize = 64 * 1024;

/// A way to fail. No variant holds a body, a URL or a value of the request.
#[derive(Debug)]
pub(crate) enum Kind {
    /// The client cannot be built as it was asked, or what it stands on is missing.
    Configuration(String, Option<reqwest::Error>),
    /// The request breaks constraints.
    Invalid(Violations),
    /// The request was not sent, since no token could be had to send with it.
    NoToken(Arc<NoToken>),
    /// The request was not sent.
    Unsent(reqwest::Error),
    /// The request may have been sent, and no status came back.
    Unanswered(reqwest::Error),
    /// A response came before the request was completely sent, so it is not the response to it.
    Early,
    /// A status came back, and the body did not come to its end.
    Broken(reqwest::Error),
    /// The body is larger than this many bytes.
    TooLarge(usize),
    /// The body came in a content coding that nobody asked for.
    Encoded(&'static str),
    /// The status is one of success, and the body cannot be read.
    Undecodable(Undecodable),
    /// The body of a 4xx is one that the gateway documents.
    Refused {
        /// Whether that proves that nothing was done.
        proven: bool,
    },
    /// Another status than success, and no documented refusal.
    Status,
    /// A list cannot be walked to its end.
    Pagination(PageProblem),
    /// A wait, a search or an event failed.
    #[cfg(feature = "payments")]
    Payment(PaymentProblem),
}

/// Why a list cannot be walked to its end.
#[derive(Debug)]
pub(crate) enum PageProblem {
    /// Another page came than the one asked for.
    Another { asked: i64, got: i64 },
    /// The list is said to end before this page.
    Shrunk { page: i64, last: i64 },
    /// The response is not a page.
    NoPage { page: i64, reason: Undecodable },
    /// Some rows of a page cannot be read.
    Unreadable { rows: usize },
    /// The response has no page number or no last page.
    Unnumbered { page: i64 },
    /// There are more pages than the caller wants.
    TooMany { allowed: usize },
}

impl Kind {
    /// Whether it looks passing, and a call with this effect may be made again after it.
    pub(crate) fn is_passing(&self, effect: Effect, status: Option<u16>) -> bool {
        let reads = effect == Effect::Reads;
        match self {
            Self::Unsent(_) => true,
            Self::NoToken(reason) => reason.is_passing(),
            Self::Unanswered(_) | Self::Broken(_) => reads,
            Self::Refused { .. } | Self::Status | Self::Encoded(_) => {
                reads && status.is_some_and(is_passing_status)
            }
            Self::Configuration(..)
            | Self::Invalid(_)
            | Self::Early
            | Self::TooLarge(_)
            | Self::Undecodable(_)
            | Self::Pagination(_) => false,
            #[cfg(feature = "payments")]
            Self::Payment(_) => false,
        }
    }

    /// How long the gateway, or who grants tokens, asks to be left alone.
    pub(crate) fn retry_after(&self, answer: Option<&Answer>) -> Option<Duration> {
        match self {
            Self::NoToken(reason) => reason.retry_after(),
            _ => answer?.retry_after(),
        }
    }

    pub(crate) fn phase(&self) -> Phase {
        match self {
            Self::Configuration(..) | Self::Invalid(_) | Self::NoToken(_) | Self::Unsent(_) => {
                Phase::NotSent
            }
            Self::Pagination(PageProblem::TooMany { .. }) => Phase::NotSent,
            #[cfg(feature = "payments")]
            Self::Payment(problem) => problem.phase(),
            Self::Unanswered(_) => Phase::MaybeSent,
            Self::Early
            | Self::Broken(_)
            | Self::TooLarge(_)
            | Self::Encoded(_)
            | Self::Undecodable(_)
            | Self::Pagination(_)
            | Self::Refused { .. }
            | Self::Status => Phase::Answered,
        }
    }
}

/// Whether a status looks passing.
pub(crate) const fn is_passing_status(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504)
}

/// A failure before anybody says whose it is.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) kind: Kind,
    pub(crate) answer: Option<Answer>,
    pub(crate) body_was_cut: bool,
}

impl Failure {
    /// Whether it looks passing, and a call with this effect may be made again after it.
    pub(crate) fn is_passing(&self, effect: Effect) -> bool {
        let status = self.answer.as_ref().map(Answer::status);
        self.kind.is_passing(effect, status)
    }

    /// How long the gateway, or who grants tokens, asks to be left alone.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        self.kind.retry_after(self.answer.as_ref())
    }

    /// After a complete answer, of which a bounded part is kept.
    pub(crate) fn answered(kind: Kind, answer: Answer) -> Self {
        let complete = answer.body().len() <= KEPT;
        let answer = if complete { answer } else { shortened(&answer) };
        Self {
            kind,
            answer: Some(answer),
            body_was_cut: !complete,
        }
    }

    /// After an answer that is not complete, of which a bounded part is kept.
    pub(crate) fn answered_in_part(kind: Kind, answer: &Answer) -> Self {
        Self {
            kind,
            answer: Some(shortened(answer)),
            body_was_cut: true,
        }
    }

    /// How much of a body is worth reading when the rest will not be kept.
    pub(crate) const fn kept() -> usize {
        KEPT
    }
}

impl From<Kind> for Failure {
    fn from(kind: Kind) -> Self {
        Self {
            kind,
            answer: None,
            body_was_cut: false,
        }
    }
}

/// The same answer with a body of its own, so that the large one is not kept alive.
fn shortened(answer: &Answer) -> Answer {
    let body = answer.body();
    let kept = &body[..body.len().min(KEPT)];
    Answer::new(answer.status(), answer.headers().clone(), kept.to_vec())
}
