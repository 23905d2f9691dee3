//! A call: an operation bound to a client, sent when it is awaited.

pub(crate) mod client;
pub(crate) mod environment;
pub(crate) mod execute;
pub(crate) mod hook;
#[cfg(feature = "payments")]
pub(crate) mod lookups;
mod operation;
pub(crate) mod pages;
mod raw_call;

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::{Duration, SystemTime};

use crate::auth::check_held;
use crate::error::{Error, Failure, Kind};
use crate::http::Retries;
#[cfg(feature = "payments")]
use crate::request::Effect;
use crate::request::{Encoder, OperationSpec};
#[cfg(feature = "payments")]
use crate::wire::{Answer, Undecodable};
use crate::wire::{Response, Violations};

pub use client::{Client, ClientBuilder, Gateway};
pub use environment::UnknownEnvironment;
pub use hook::Attempt;
#[cfg(feature = "payments")]
pub use lookups::Lookups;
pub use operation::{Operation, operation};
pub use pages::{Announced, Items, Numbered, Paged, Pages};
pub use raw_call::RawCall;

/// The future of a call. It can be sent to another thread.
pub type CallFuture<T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>;

/// One call, which is made when it is awaited. What may make it again are [`Retries`](crate::Retries), and, where it may
/// run twice, a token that the gateway does not accept and that [can be renewed](crate::ClientBuilder::client_credentials).
///
/// It checks the request first, and reports all that is wrong with it before a byte is sent.
///
/// A call that is dropped while it is awaited may have been sent, at whatever point: it counts as
/// [`MaybeSent`](crate::Phase::MaybeSent), and leaves no error behind.
#[cfg_attr(
    feature = "payments",
    doc = "So keep the reference of a payment and the time before you await it, and give both to the client's `resolve`, as after a restart."
)]
#[must_use = "a call is made when it is awaited"]
pub struct Call<O> {
    client: Client,
    operation: O,
    timeout: Option<Duration>,
    retries: Option<Retries>,
    any_number: bool,
    authenticated: bool,
    renews: bool,
    content_type: Option<String>,
    accept: Option<String>,
}

impl<O: Operation> Call<O> {
    /// Binds an operation to a client.
    pub fn new(client: &Client, operation: O) -> Self {
        Self {
            client: client.clone(),
            operation,
            timeout: None,
            retries: None,
            any_number: false,
            authenticated: true,
            renews: true,
            content_type: None,
            accept: None,
        }
    }

    /// Changes the operation, to give it optional parameters: `.with(|query| query.limit(5))`.
    pub fn with(mut self, change: impl FnOnce(O) -> O) -> Self {
        self.operation = change(self.operation);
        self
    }

    /// Gives this call another time limit than the client's, from connecting to the end of the body.
    ///
    /// A call without any time is an [invalid request](Error::is_invalid_request). More than a year counts as a year.
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Makes this call again as often as this says, in place of what the client does.
    pub const fn retries(mut self, retries: Retries) -> Self {
        self.retries = Some(retries);
        self
    }

    /// Sends phone numbers that look wrong as they are.
    ///
    /// A number that is the target of a transfer or a charge is an [invalid request](Error::is_invalid_request) if it has no country code, a 0 after
    /// the code, a code that no country has, or, in Kenya, Uganda, Tanzania and Rwanda, not nine digits after it. This turns
    /// these rules off for one call; the gateway judges. All other rules still hold, also that a number given as a string is one
    /// plus and 8 to 15 digits, of which the first is not 0.
    pub const fn accept_any_phone_number(mut self) -> Self {
        self.any_number = true;
        self
    }

    /// Makes this call without credentials, even if the specification requires some.
    ///
    /// Use it for a login of which the specification does not declare that it needs no credentials, or where a proxy adds
    /// them. Without it, a call for which the client lacks credentials is an [invalid request](Error::is_invalid_request).
    pub const fn without_credentials(mut self) -> Self {
        self.authenticated = false;
        self
    }

    /// Sends the body as this media type, such as `image/png`.
    ///
    /// Use it where the specification allows several types or a range: such a body is sent as the first type, or as
    /// `application/octet-stream` in place of a range such as `image/*`. Parts that are ready-made need the type with their
    /// boundary: `multipart/related; boundary=x`. What is no media type is an [invalid request](Error::is_invalid_request).
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// Asks for this media type, such as `text/csv`, in place of all that the specification lists for a success.
    ///
    /// A server may send another one all the same; its `Content-Type` decides how the body is read.
    pub fn accept(mut self, media_type: impl Into<String>) -> Self {
        self.accept = Some(media_type.into());
        self
    }

    /// Also gives the status, the headers and the body of a success.
    pub const fn with_response(self) -> CallWithResponse<O> {
        CallWithResponse(self)
    }

    /// The operation with its parameters.
    pub const fn operation(&self) -> &O {
        &self.operation
    }

    /// The same call once more. Not public, and only for an operation that can be cloned: one that must not run twice cannot.
    pub(crate) fn again(&self) -> Self
    where
        O: Clone,
    {
        Self {
            client: self.client.clone(),
            operation: self.operation.clone(),
            timeout: self.timeout,
            retries: self.retries,
            any_number: self.any_number,
            authenticated: self.authenticated,
            renews: self.renews,
            content_type: self.content_type.clone(),
            accept: self.accept.clone(),
        }
    }

    /// Shows the token that there is, whatever the gateway makes of it: no new one is asked for after a 401.
    pub(crate) const fn without_renewal(mut self) -> Self {
        self.renews = false;
        self
    }

    /// The same as `run`, for a look at what was done before: a response that is not the gateway's own or not complete is none.
    pub(crate) async fn look(self) -> Result<Response<O::Output>, Error> {
        let spec = OperationSpec {
            effect: self.operation.effect(),
            ..O::SPEC
        };
        let (value, answer) = self.run().await?.into_parts();
        match answer.is_incomplete_or_changed() {
            true => Err(Error::call(
                spec,
                None,
                Failure::answered(Kind::Status, answer),
            )),
            false => Ok(Response::new(value, answer)),
        }
    }

    /// Asks about what was done before: a response that is not the gateway's own or not complete is an error. Generated code calls this.
    #[doc(hidden)]
    pub fn asked(self) -> CallFuture<O::Output> {
        Box::pin(async move { self.look().await.map(Response::into_value) })
    }

    /// Whether a success is one: of this payment, or of a call that moves no money and reports no failure.
    #[cfg(feature = "payments")]
    fn check_acceptance(&self, effect: Effect, answer: &Answer) -> Result<(), Undecodable> {
        match O::ACCEPTANCE {
            Some(acceptance) if effect.must_run_once() => {
                acceptance.check(answer, self.operation.reference())
            }
            Some(acceptance) => acceptance.check_read(answer),
            None => Ok(()),
        }
    }

    pub(crate) async fn run(self) -> Result<Response<O::Output>, Error> {
        let spec = OperationSpec {
            effect: self.operation.effect(),
            ..O::SPEC
        };
        let attempted_at = SystemTime::now();
        let mut violations = Violations::accepting(self.any_number);
        self.operation.check(&mut violations);
        if spec.authenticated && self.authenticated {
            let client = self.client.inner();
            let token = client.auth.is_some();
            check_held(O::SECURITY, &client.keys, token, &mut violations);
        }
        #[cfg(feature = "payments")]
        if O::HAS_LOOKUP
            && spec.effect.must_run_once()
            && violations.is_empty()
            && let Some(reference) = self.operation.reference()
        {
            let mut lookups = Lookups::new(self.client.inner(), &mut violations);
            self.operation.check_lookups(reference, &mut lookups);
        }
        let mut encoder = Encoder::new();
        self.operation.encode(&mut encoder);
        if let Some(media_type) = &self.content_type {
            encoder.content_type(media_type);
        }
        if let Some(media_type) = &self.accept {
            encoder.accept_only(media_type);
        }
        let answer = match encoder.finish(violations) {
            Ok(request) => {
                let request = &request;
                let limits = execute::Limits {
                    timeout: self.timeout,
                    retries: self.retries,
                    security: Some(match self.authenticated {
                        true => O::SECURITY,
                        false => &[],
                    }),
                    server: O::SERVER,
                    renews: self.renews,
                };
                execute::execute(self.client.inner(), spec, request, limits).await
            }
            Err(violations) => Err(violations.into()),
        };
        let reference = || self.operation.reference().map(str::to_owned);
        let error = match answer {
            Err(failure) => Error::call(spec, reference(), failure),
            Ok(answer) if !answer.is_success() => {
                #[cfg(feature = "payments")]
                let proven =
                    O::PROOF.is_some_and(|proof| proof.holds(&answer, self.operation.reference()));
                #[cfg(not(feature = "payments"))]
                let proven = false;
                Error::answered::<O::Refusal>(spec, reference(), answer, proven)
            }
            Ok(answer) => {
                let value = O::decode(&answer);
                #[cfg(feature = "payments")]
                let value = value.and_then(|value| {
                    self.check_acceptance(spec.effect, &answer)?;
                    Ok(value)
                });
                match value {
                    Ok(value) => return Ok(Response::new(value, answer)),
                    Err(reason) => {
                        let failure = Failure::answered(Kind::Undecodable(reason), answer);
                        Error::call(spec, reference(), failure)
                    }
                }
            }
        };
        let operation = self.operation;
        let error = error.attempted(attempted_at);
        #[cfg(feature = "payments")]
        let error = error
            .with_lookup(O::HAS_LOOKUP)
            .with_lines(|| operation.lines());
        Err(error.with_request(|| Box::new(operation)))
    }
}

impl<O: Operation> IntoFuture for Call<O> {
    type Output = Result<O::Output, Error>;
    type IntoFuture = CallFuture<O::Output>;

    fn into_future(self) -> CallFuture<O::Output> {
        Box::pin(async move { self.run().await.map(Response::into_value) })
    }
}

impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &O::SPEC.id)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// A call that gives the whole answer beside its value.
#[must_use = "a call is made when it is awaited"]
pub struct CallWithResponse<O>(Call<O>);

impl<O: Operation> IntoFuture for CallWithResponse<O> {
    type Output = Result<Response<O::Output>, Error>;
    type IntoFuture = CallFuture<Response<O::Output>>;

    fn into_future(self) -> CallFuture<Response<O::Output>> {
        Box::pin(self.0.run())
    }
}

impl<O: Operation> fmt::Debug for CallWithResponse<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}
