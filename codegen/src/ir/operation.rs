//! Operations.

use std::sync::Arc;

use super::{
    Acceptance, Answer, Body, Docs, Effect, Header, Lookup, Output, Pages, Parameter, Provable,
    ProvingBody, ProvingShape, RefusalProof, Scheme, Settles, Status,
};

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its `operationId`.
    pub id: String,
    /// The client's method.
    pub rust_method: String,
    /// The struct that stands for the operation.
    pub rust_type: String,
    /// The HTTP method, in upper case.
    pub method: String,
    /// The path below the base URL, such as `/things/{id}`.
    pub path: String,
    /// The path, cut up.
    pub segments: Vec<Segment>,
    /// Parameters of the query that the path itself has, and that never differ.
    pub fixed_query: Vec<(String, String)>,
    /// Its parameters, in document order.
    pub parameters: Vec<Parameter>,
    /// The body of its request.
    pub body: Option<Body>,
    /// Answers of success, in document order.
    pub successes: Vec<Answer>,
    /// What the client makes of a success.
    pub output: Output,
    /// The headers of a success that the document describes.
    pub headers: Vec<Header>,
    /// Answers of failure, in document order.
    pub failures: Vec<Answer>,
    /// Index of the set of error answers in [`Api::refusals`](super::Api::refusals).
    pub refusals: Option<usize>,
    /// What it does to money.
    pub effect: Effect,
    /// Whether a response can prove that a call did nothing, if that is declared.
    pub provable: Option<Provable>,
    /// What a success must have and must not say.
    pub acceptance: Option<Acceptance>,
    /// How an unclear outcome is found again.
    pub lookup: Vec<Lookup>,
    /// Which field tells that it is finished.
    pub settles: Option<Settles>,
    /// How its answer is paged.
    pub pages: Option<Pages>,
    /// Whether credentials are sent.
    pub authenticated: bool,
    /// Which credentials: alternatives, and of each all. One that is empty says that none are needed.
    pub security: Arc<[Vec<Scheme>]>,
    /// Its own base URL, where it is another than the first of [`Api::servers`](super::Api::servers).
    pub server: Option<String>,
    /// Why there is no fixture.
    pub no_fixture: Option<String>,
    /// What it is.
    pub docs: Docs,
    /// JSON pointer of the operation.
    pub pointer: String,
}

impl Operation {
    /// The struct in Rust of the headers; `None` if none is described.
    #[must_use]
    pub fn headers_type(&self) -> Option<String> {
        (!self.headers.is_empty()).then(|| format!("{}Headers", self.rust_type))
    }

    /// The enum in Rust of the bodies of which the caller sends one; `None` if there is only one.
    #[must_use]
    pub fn body_type(&self, body: &Body) -> Option<String> {
        (!body.others.is_empty()).then(|| format!("{}Body", self.rust_type))
    }

    /// The documented answer for a status: that of the code itself, else that of its range, else that of all others.
    #[must_use]
    pub fn answer(&self, status: u16) -> Option<&Answer> {
        let answers = || self.successes.iter().chain(&self.failures);
        let range = u8::try_from(status / 100).unwrap_or_default();
        [Status::Code(status), Status::Range(range), Status::Default]
            .into_iter()
            .find_map(|wanted| answers().find(|answer| answer.status == wanted))
    }
}

impl Operation {
    /// The responses that prove that a call did nothing.
    #[must_use]
    pub const fn proof(&self) -> Option<&RefusalProof> {
        match &self.provable {
            Some(Provable::By(proof)) => Some(proof),
            Some(Provable::Never(_)) | None => None,
        }
    }

    /// The statuses under which a body proves a refusal: those that are declared, or all that list it and may prove something.
    #[must_use]
    pub fn proving_statuses(&self, shape: &ProvingShape) -> Vec<u16> {
        let listed = || {
            self.failures
                .iter()
                .filter_map(|answer| match answer.status {
                    Status::Code(status) if self.may_prove(&shape.body, status) => Some(status),
                    _ => None,
                })
        };
        shape.statuses.clone().unwrap_or_else(|| listed().collect())
    }

    /// Whether the operation lists this very status with this body, and the status does not leave open what became of the call.
    #[must_use]
    pub fn may_prove(&self, body: &ProvingBody, status: u16) -> bool {
        matches!(status, 400..=407 | 409..=499)
            && self.failures.iter().any(|answer| {
                answer.status == Status::Code(status)
                    && answer.bodies.iter().any(|known| body.is(known))
            })
    }
}

/// A piece of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Text as it stands.
    Literal(String),
    /// The wire name of a path parameter.
    Parameter(String),
}
