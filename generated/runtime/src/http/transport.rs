//! One request to the server and its response, with the phase of a failure.

use bytes::Bytes;
use http::{HeaderValue, Method, header};

use crate::error::{Failure, Kind};
use crate::http::body::{BodyWatch, WatchedBody};
use crate::wire::{Answer, Violations};

/// Sends a request whose head is complete, and reads the response, whatever its status. Also returns whether the request was
/// completely sent when the response began.
pub(crate) async fn deliver(
    http: &reqwest::Client,
    mut request: reqwest::Request,
    body: Option<&Bytes>,
    limit: usize,
) -> Result<(Answer, bool), Failure> {
    let mut watch = None;
    // Nobody asks for a body without bytes, such as that of a form with no member: the head is the whole request.
    if let Some(body) = body.filter(|body| !body.is_empty()) {
        let (body, other_end) = WatchedBody::new(body.clone());
        *request.body_mut() = Some(reqwest::Body::wrap(body));
        watch = Some(other_end);
    } else if body.is_some()
        || matches!(
            *request.method(),
            Method::POST | Method::PUT | Method::PATCH
        )
    {
        // RFC 9110, section 8.6; some servers answer 411 without it.
        request
            .headers_mut()
            .insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    let response = http
        .execute(request)
        .await
        .map_err(|error| no_status(error, watch.as_ref()))?;
    // It is asked before the body of the response is read: meanwhile the connection goes on sending.
    let is_complete = watch.as_ref().is_none_or(BodyWatch::is_complete);
    Ok((read(response, limit).await?, is_complete))
}

/// A request that cannot be sent, however often it is tried.
pub(crate) fn invalid(field: &str, rule: &str, advice: &str) -> Failure {
    let mut violations = Violations::new();
    violations.field(field, |at| at.violation(rule, advice));
    violations.into()
}

/// A failure before there was a status: sent, or provably not.
fn no_status(error: reqwest::Error, watch: Option<&BodyWatch>) -> Failure {
    // The URL of an error would name the payment.
    let error = error.without_url();
    let unsent = match watch {
        Some(watch) => watch.withdraw(),
        // Without a body there is nothing to watch, and only a connection that was never made proves it.
        None => error.is_connect() || error.is_builder(),
    };
    let kind = if error.is_builder() {
        // Checks come first, so this is a request that only the HTTP library refuses, and always would.
        return invalid("request", "cannot be written as an HTTP request", "");
    } else if unsent {
        Kind::Unsent(error)
    } else {
        Kind::Unanswered(error)
    };
    kind.into()
}

/// Reads the body up to the limit.
pub(crate) async fn read(mut response: reqwest::Response, limit: usize) -> Result<Answer, Failure> {
    let status = response.status().as_u16();
    let headers = std::mem::take(response.headers_mut());
    let announced = response.content_length();
    let too_large = announced.is_some_and(|length| length > limit as u64);
    // Of a body that is known to be too large, no more is read than the error keeps.
    let enough = if too_large {
        Failure::kept().min(limit)
    } else {
        limit
    };
    let mut body = Pieces::default();
    let complete = loop {
        match response.chunk().await {
            Ok(Some(chunk)) => {
                body.add(chunk);
                if body.len() > enough || (too_large && body.len() == enough) {
                    break Err(Kind::TooLarge(limit));
                }
            }
            Ok(None) => break Ok(()),
            Err(_) if too_large => break Err(Kind::TooLarge(limit)),
            Err(error) => break Err(Kind::Broken(error.without_url())),
        }
    };
    let body = body.into_bytes();
    let answer = Answer::new(status, headers, body);
    match complete {
        Ok(()) => Ok(answer),
        Err(kind) => Err(Failure::answered_in_part(kind, &answer)),
    }
}

/// A body as far as it came. Most come in one piece, which is kept as it is; from the second on, they are joined.
#[derive(Default)]
struct Pieces {
    first: Bytes,
    joined: Vec<u8>,
}

impl Pieces {
    fn len(&self) -> usize {
        self.first.len().max(self.joined.len())
    }

    fn add(&mut self, piece: Bytes) {
        if self.len() == 0 {
            self.first = piece;
            return;
        }
        if self.joined.is_empty() {
            self.joined.extend_from_slice(&self.first);
        }
        self.joined.extend_from_slice(&piece);
    }

    fn into_bytes(self) -> Bytes {
        match self.joined.is_empty() {
            true => self.first,
            false => self.joined.into(),
        }
    }
}
