//! What is fixed about an operation: its method, its path, and what it does at the gateway.

use std::any::{Any, TypeId};

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

/// What a call does at the server, which decides what a failure means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Effect {
    /// It changes nothing.
    Reads,
    /// It changes something, and may run twice.
    Writes,
    /// It moves money.
    #[cfg(feature = "payments")]
    MovesMoney,
    /// Nobody has declared what it does, so it must not run twice.
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

    /// Whether a call must not run twice, or nobody has declared that it may. Such a call is never repeated
    /// after a byte of it was sent.
    pub(crate) const fn must_run_once(self) -> bool {
        match self {
            Self::Reads | Self::Writes => false,
            #[cfg(feature = "payments")]
            Self::MovesMoney => true,
            Self::Unknown => true,
        }
    }

    /// Whether a call may move money: it does, or nobody has declared that it does not. Such a call is never repeated after
    /// a byte of it was sent.
    #[cfg(feature = "payments")]
    pub const fn may_move_money(self) -> bool {
        self.must_run_once()
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
