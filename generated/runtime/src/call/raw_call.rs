//! The escape hatch: an authenticated call of an operation that no specification describes.

use std::any::{Any, TypeId};
use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

use bytes::Bytes;
use serde::Serialize;

use crate::call::{CallFuture, Client, execute};
use crate::error::{Error, Kept, NoRefusal};
use crate::http::Retries;
use crate::http::path::check_path;
use crate::request::{Effect, Encoder, Method, OperationSpec};
use crate::wire::{Answer, ToParameter, Violations};

/// A call of any path of the gateway, made when it is awaited, which returns the response as it came.
///
/// A call with any method but GET, HEAD, OPTIONS and TRACE must not run twice, since nobody has declared that it may: the client never
/// makes it again once a byte of its body was sent. It has no reference by which it could be looked up, and no response proves
/// that it was refused. A response with another status than success is an [`Error`], whose body can be
/// read with [`Error::raw_body`].
#[must_use = "a call is made when it is awaited"]
pub struct RawCall {
    client: Client,
    spec: OperationSpec,
    request: Encoder,
    timeout: Option<Duration>,
    retries: Option<Retries>,
}

impl RawCall {
    /// A call of a path under the client's base URL: `/contacts/42`.
    ///
    /// A path that does not begin with `/`, holds `?` or `#` (use [`query`](Self::query)), a backslash, a space or a segment
    /// `.` or `..` is reported when the call is awaited, and nothing is sent.
    pub fn new(client: &Client, method: Method, path: impl Into<String>) -> Self {
        let path = path.into();
        let mut request = Encoder::new();
        if let Err(rule) = check_path(&path) {
            request.violations().field("path", |at| {
                at.violation(rule, "write it like /contacts/42")
            });
        }
        request.template(&path);
        Self {
            client: client.clone(),
            // The path itself may hold a reference or a phone number, so it is not recorded.
            spec: OperationSpec {
                id: "request",
                method,
                path: "(undocumented)",
                effect: Effect::undeclared(method),
                authenticated: true,
            },
            request,
            timeout: None,
            retries: None,
        }
    }

    /// Appends a parameter to the query, unless its value is absent.
    pub fn query<T: ToParameter>(mut self, name: &str, value: T) -> Self {
        self.request.query(name, &value);
        self
    }

    /// Sets a header, unless its value is absent.
    pub fn header<T: ToParameter>(mut self, name: &str, value: T) -> Self {
        self.request.header(name, &value);
        self
    }

    /// Sets the body, as JSON.
    pub fn json<T: Serialize + ?Sized>(mut self, body: &T) -> Self {
        self.request.json("application/json", body);
        self
    }

    /// Sets the body, as it is, and its media type, such as `application/xml`.
    pub fn bytes(mut self, body: impl Into<Bytes>, media_type: &str) -> Self {
        self.request.bytes("application/octet-stream", &body.into());
        self.request.content_type(media_type);
        self
    }

    /// Gives this call another time limit than the client's. It must be greater than zero; a year is the most.
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Makes this call again as often as this says, in place of what the client does.
    pub const fn retries(mut self, retries: Retries) -> Self {
        self.retries = Some(retries);
        self
    }
}

impl RawCall {
    async fn run(self) -> Result<Answer, Error> {
        let spec = self.spec;
        let request = self
            .request
            .finish(Violations::new())
            .map_err(|violations| Error::call(spec, None, violations.into()))?;
        let limits = execute::Limits {
            timeout: self.timeout,
            retries: self.retries,
            security: None,
            server: None,
            renews: true,
        };
        let answer = execute::execute(self.client.inner(), spec, &request, limits).await;
        let error = match answer {
            Err(failure) => Error::call(spec, None, failure),
            Ok(answer) if answer.is_success() => return Ok(answer),
            Ok(answer) => Error::answered::<NoRefusal>(spec, None, answer, false),
        };
        Err(error.with_request(|| {
            Box::new(Self {
                request: Encoder::again(request),
                ..self
            })
        }))
    }
}

impl IntoFuture for RawCall {
    type Output = Result<Answer, Error>;
    type IntoFuture = CallFuture<Answer>;

    fn into_future(self) -> CallFuture<Answer> {
        Box::pin(self.run())
    }
}

impl fmt::Debug for RawCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawCall")
            .field("method", &self.spec.method)
            .finish_non_exhaustive()
    }
}

impl Kept for RawCall {
    fn give(self: Box<Self>, wanted: TypeId) -> Result<Box<dyn Any>, Box<dyn Kept>> {
        if wanted == TypeId::of::<RawCall>() {
            Ok(self)
        } else {
            Err(self)
        }
    }
}
