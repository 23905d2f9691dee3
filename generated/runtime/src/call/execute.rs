//! The one way to the gateway and back, which every call takes.

use std::time::{Duration, Instant};

use http::{HeaderValue, header};
use tracing::{Instrument, Span, field};

use crate::auth::{Scheme, Shown, chosen};
use crate::call::client::Inner;
use crate::call::hook::Attempt;
use crate::error::{Failure, Kind, Phase};
use crate::http::Retries;
use crate::http::time_limit::bounded;
use crate::http::transport::{self, invalid};
use crate::request::OperationSpec;
use crate::request::encoder::Encoded;
use crate::wire::Answer;

/// The longest URL that the HTTP library can send (`http::Uri`). Most servers accept far less, and answer 414 to more.
pub(crate) const LONGEST_URL: usize = 65_534;

/// Sends a request and reads the answer, whatever its status.
///
/// A request whose token was not accepted is sent once more with another one, unless it must not run twice: that is never repeated
/// after an answer. What else is sent again, [`Retries`] says. It is not generic: there is one copy of it in a program, however many operations there are.
pub(crate) async fn execute(
    client: &Inner,
    spec: OperationSpec,
    request: &Encoded,
    limits: Limits,
) -> Result<Answer, Failure> {
    let time = Time {
        began: Instant::now(),
        limit: bounded(limits.timeout.unwrap_or(client.timeout)),
    };
    if time.limit.is_zero() {
        return Err(invalid(
            "timeout",
            "is zero",
            "set a time limit greater than zero",
        ));
    }
    let retries = limits.retries.unwrap_or(client.retries);
    let mut renewed = !limits.renews;
    let mut number = 1;
    // Attempts that a policy counts: the one after a renewed token is not the policy's.
    let mut made = 0;
    loop {
        let (result, shown) = attempt(client, spec, request, limits, time, number).await;
        number += 1;
        let status = match &result {
            Ok(answer) => Some(answer.status()),
            Err(failure) => failure.answer.as_ref().map(Answer::status),
        };
        // A token that was renewed for this very call is not thrown away again.
        if let (Some(401), Some(shown), false) = (status, shown, renewed) {
            client.auth.refused(shown);
            if !spec.effect.must_run_once() {
                renewed = true;
                continue;
            }
        }
        made += 1;
        let pause = retries.pause(made, &result, spec.effect, || time.left(), &client.budget);
        match pause {
            None => return result,
            Some(pause) => tokio::time::sleep(pause).await,
        }
    }
}

/// What a call has of its own, in place of the client's.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) timeout: Option<Duration>,
    pub(crate) retries: Option<Retries>,
    /// The alternatives of credentials; everything that the client holds, where none are given.
    pub(crate) security: Option<&'static [&'static [Scheme]]>,
    /// Another address than the client's.
    pub(crate) server: Option<&'static str>,
    /// Whether a token that the gateway did not accept is replaced by a new one.
    pub(crate) renews: bool,
}

/// The time that a call may take, with all its attempts.
#[derive(Clone, Copy)]
struct Time {
    began: Instant,
    limit: Duration,
}

impl Time {
    fn left(self) -> Duration {
        self.limit.saturating_sub(self.began.elapsed())
    }
}

/// One attempt, and the token that it has shown if another may do better.
async fn attempt(
    client: &Inner,
    spec: OperationSpec,
    request: &Encoded,
    limits: Limits,
    time: Time,
    number: u32,
) -> (Result<Answer, Failure>, Option<Shown>) {
    let span = tracing::info_span!(
        "malipo.call",
        operation = spec.id,
        method = spec.method.as_str(),
        path = spec.path,
        attempt = number,
        status = field::Empty,
        outcome = field::Empty,
        duration_ms = field::Empty,
    );
    let mut record = Record::new(span.clone());
    let mut shown = None;
    let result = send(client, spec, request, limits, time, number, &mut shown)
        .instrument(span)
        .await;
    record.finish(&result);
    (result, shown)
}

async fn send(
    client: &Inner,
    spec: OperationSpec,
    request: &Encoded,
    limits: Limits,
    time: Time,
    number: u32,
    shown: &mut Option<Shown>,
) -> Result<Answer, Failure> {
    let base = client
        .address(limits.server)
        .map_err(|reason| invalid("path", reason, ""))?;
    let query = Some(&*request.query).filter(|query| !query.is_empty());
    let url = base.join(&request.path, query);
    // Built without reqwest's builder, which would write the headers into a map of its own, one by one.
    let mut sent = reqwest::Request::new(spec.method.to_http(), url);
    *sent.headers_mut() = request.headers.clone();
    let headers = sent.headers_mut();
    headers
        .entry(header::ACCEPT)
        .or_insert(HeaderValue::from_static("application/json"));
    headers
        .entry(header::ACCEPT_ENCODING)
        .or_insert(HeaderValue::from_static("identity"));
    let (http, alone) = client.http(spec.effect);
    if alone {
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    let token = client.auth.is_some();
    let schemes = match limits.security {
        _ if !spec.authenticated => &[],
        Some(alternatives) => chosen(alternatives, &client.keys, token),
        None => &*client.keys.all(token),
    };
    client.keys.add(schemes, &mut sent);
    if sent.url().as_str().len() > LONGEST_URL {
        let longest = request.longest.as_deref().unwrap_or("path");
        let rule = "makes the URL longer than 65,534 bytes";
        return Err(invalid(longest, rule, "shorten it"));
    }
    if schemes.contains(&Scheme::Token) {
        let moves_money = spec.effect.must_run_once();
        *shown = client
            .auth
            .authorize(sent.headers_mut(), moves_money, || time.left())
            .await?;
    }
    if let Some(body) = &request.body {
        let headers = sent.headers_mut();
        headers
            .entry(header::CONTENT_TYPE)
            .or_insert_with(|| body.media_type.clone());
    }
    if let Some(hook) = &client.hook {
        let attempt = Attempt {
            operation: spec.id,
            method: spec.method,
            path: spec.path,
            number,
        };
        if !hook.add(&attempt, &client.keys, sent.headers_mut()) {
            return Err(invalid("headers", "are too many", "add fewer"));
        }
    }
    *sent.timeout_mut() = Some(time.left());
    let body = request.body.as_ref().map(|body| &body.data);
    let (answer, is_complete) =
        transport::deliver(http, sent, body, client.max_answer_bytes).await?;
    if spec.effect.must_run_once() && !is_complete {
        return Err(Failure::answered(Kind::Early, answer));
    }
    // Whoever asks for a coding gets it.
    match answer.coding() {
        Some(coding) if !request.headers.contains_key(header::ACCEPT_ENCODING) => {
            Err(Failure::answered(Kind::Encoded(coding), answer))
        }
        _ => Ok(answer),
    }
}

/// Writes the outcome into the span, and that the call was dropped if it never came to one.
struct Record {
    span: Span,
    started: Instant,
    finished: bool,
}

impl Record {
    fn new(span: Span) -> Self {
        Self {
            span,
            started: Instant::now(),
            finished: false,
        }
    }

    fn finish(&mut self, result: &Result<Answer, Failure>) {
        let (status, phase) = match result {
            Ok(answer) => (Some(answer.status()), Phase::Answered),
            Err(failure) => (
                failure.answer.as_ref().map(Answer::status),
                failure.kind.phase(),
            ),
        };
        if let Some(status) = status {
            self.span.record("status", status);
        }
        let complete = result.is_ok();
        self.close(match phase {
            Phase::NotSent => "not sent",
            Phase::MaybeSent => "maybe sent",
            Phase::Answered if complete => "answered",
            Phase::Answered => "answered in part",
        });
    }

    fn close(&mut self, outcome: &str) {
        self.finished = true;
        // The clock is only read for somebody who listens.
        let elapsed = || u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        if !self.span.is_disabled() {
            self.span.record("outcome", outcome);
            self.span.record("duration_ms", elapsed());
        }
        self.span
            .in_scope(|| tracing::debug!(outcome, duration_ms = elapsed(), "call ended"));
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        if !self.finished {
            // The future was dropped: the gateway may have the request, and nobody will learn its answer.
            self.close("dropped");
        }
    }
}
