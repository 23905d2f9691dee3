//! Operations as data: what the generator says of each, and what the runtime asks of it.

use std::any::{Any, TypeId};
use std::fmt::Debug;

use super::resolve::Lookups;
use super::{
    Acceptance, Answer, ApiError, ApiKey, Client, Encoder, RefusalProof, Scheme, Undecodable,
    Violations,
};

/// One operation of a gateway with its parameters: a value that can be checked, encoded and sent.
///
/// The generator implements it; nothing else has to.
pub trait Operation: Send + Sync + 'static {
    /// What a success gives.
    type Output: Send + 'static;
    /// What the gateway documents as its refusals.
    type Refusal: Refusal;
    /// What is fixed about the operation.
    const SPEC: OperationSpec;
    /// The credentials of a call that carries any: the first of these alternatives of which the client holds all. It must hold
    /// all of one, which may be empty.
    const SECURITY: &'static [&'static [Scheme]] = &[&[Scheme::Token]];
    /// The address that the specification gives the operation, where it is another than the client's: one of
    /// [`Gateway::SERVERS`].
    const SERVER: Option<&'static str> = None;
    /// The responses that prove that a call did nothing. Without it, no response proves that.
    const PROOF: Option<RefusalProof> = None;
    /// What a success must have and must not say, where a payment is accepted.
    const ACCEPTANCE: Option<Acceptance> = None;
    /// Whether a payment of it can be looked up by its reference: whether the operation is
    /// [`Resolvable`](super::Resolvable).
    const HAS_LOOKUP: bool = false;

    /// Records what is wrong with the parameters, before anything is sent.
    fn check(&self, at: &mut Violations) {
        let _ = at;
    }

    /// Writes the request.
    fn encode(&self, request: &mut Encoder);

    /// Reads a successful answer.
    ///
    /// # Errors
    ///
    /// When the body does not have the documented shape.
    fn decode(answer: &Answer) -> Result<Self::Output, Undecodable>;

    /// What this call does at the gateway: what [`SPEC`](Self::SPEC) says, or less.
    fn effect(&self) -> Effect {
        Self::SPEC.effect
    }

    /// The request body, if it has the type that its caller [wants back](super::Error::into_request); else the operation again.
    ///
    /// # Errors
    ///
    /// The operation, when it has no body of that type.
    fn give_back(self, wanted: Wanted) -> GivenBack<Self>
    where
        Self: Sized,
    {
        let _ = wanted;
        Err(self)
    }

    /// Records a violation if a look-up of this payment could not be sent with its reference.
    fn check_lookups(&self, reference: &str, at: &mut Lookups<'_>) {
        let _ = (reference, at);
    }

    /// The caller's own references of the lines of the payment, where a look-up shows them.
    fn lines(&self) -> Vec<String> {
        Vec::new()
    }

    /// The caller's own reference, by which the gateway can be asked about this request.
    fn reference(&self) -> Option<&str> {
        None
    }
}

/// A part of an operation, or the operation again.
pub type GivenBack<O> = Result<Box<dyn Any>, O>;

/// The type of a request that its caller wants back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted(pub(crate) TypeId);

impl Wanted {
    /// Whether it is this type.
    pub fn is<T: 'static>(self) -> bool {
        self.0 == TypeId::of::<T>()
    }

    /// A part of an operation, if it has the type that is wanted; else the operation again.
    ///
    /// # Errors
    ///
    /// The operation, when the part has another type.
    pub fn part<O, T: 'static>(self, operation: O, part: impl FnOnce(O) -> T) -> GivenBack<O> {
        if self.is::<T>() {
            Ok(Box::new(part(operation)))
        } else {
            Err(operation)
        }
    }
}

/// The documented refusals of an operation.
pub trait Refusal: Clone + Debug + Send + Sync + 'static {
    /// Reads a refusal, if the answer is one that the gateway documents.
    fn decode(answer: &Answer) -> Option<Self>;

    /// What it says, whatever its shape.
    fn describe(&self) -> ApiError;
}

/// The refusal of an operation that documents none. There is no value of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRefusal {}

impl Refusal for NoRefusal {
    fn decode(_: &Answer) -> Option<Self> {
        None
    }

    fn describe(&self) -> ApiError {
        match *self {}
    }
}

/// What is fixed about an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperationSpec {
    /// The name in the specification: `createCollection`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path template: `/collections/{transactionReference}`.
    pub path: &'static str,
    /// What a call does at the gateway, at the most.
    pub effect: Effect,
    /// Whether a call carries the client's credentials.
    pub authenticated: bool,
}

/// What a call does at the gateway, which decides what a failure means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// It changes nothing.
    Reads,
    /// It changes something, but moves no money.
    Writes,
    /// It moves money.
    MovesMoney,
    /// Nobody has declared what it does, so it may move money.
    Unknown,
}

impl Effect {
    /// The effect of a call that nobody has declared: a safe method reads, and any other may do anything.
    pub(crate) const fn undeclared(method: Method) -> Self {
        if method.is_safe() {
            Self::Reads
        } else {
            Self::Unknown
        }
    }

    /// Whether a call may move money: it does, or nobody has declared that it does not. Such a call is never repeated after
    /// a byte of it was sent.
    pub const fn may_move_money(self) -> bool {
        matches!(self, Self::MovesMoney | Self::Unknown)
    }
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// GET
    Get,
    /// HEAD
    Head,
    /// POST
    Post,
    /// PUT
    Put,
    /// PATCH
    Patch,
    /// DELETE
    Delete,
    /// OPTIONS
    Options,
    /// TRACE
    Trace,
}

impl Method {
    /// The method's name: `GET`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Trace => "TRACE",
        }
    }

    /// Whether HTTP defines that the method changes nothing (RFC 9110, section 9.2.1): GET, HEAD, OPTIONS and TRACE.
    pub const fn is_safe(self) -> bool {
        matches!(self, Self::Get | Self::Head | Self::Options | Self::Trace)
    }

    pub(crate) const fn to_http(self) -> http::Method {
        match self {
            Self::Get => http::Method::GET,
            Self::Head => http::Method::HEAD,
            Self::Post => http::Method::POST,
            Self::Put => http::Method::PUT,
            Self::Patch => http::Method::PATCH,
            Self::Delete => http::Method::DELETE,
            Self::Options => http::Method::OPTIONS,
            Self::Trace => http::Method::TRACE,
        }
    }
}

impl std::fmt::Display for Method {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// A gateway's generated client around the runtime's.
pub trait Gateway: Sized {
    /// The gateway's name, for people.
    const TITLE: &'static str;
    /// The API keys that the specification declares.
    const API_KEYS: &'static [ApiKey] = &[];
    /// The addresses of operations that have one of their own.
    const SERVERS: &'static [&'static str] = &[];

    /// Wraps a client.
    fn from_runtime(runtime: Client) -> Self;

    /// The client inside.
    fn runtime(&self) -> &Client;
}
