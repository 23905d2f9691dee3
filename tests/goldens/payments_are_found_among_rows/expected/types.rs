//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `List`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct List {
    /// `rows`.
    pub rows: Vec<Payment>,
    /// `current`.
    pub current: i64,
    /// `last`.
    pub last: i64,
    unreadable: rt::Unreadable,
}

rt::object! {
    List keeps unreadable {
        rows = "rows", must; list,
        current = "current", must,
        last = "last", must,
    }
}

/// `Payment`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Payment {
    /// `ref`.
    ///
    /// `ref` is a keyword of Rust: write `.r#ref`.
    pub r#ref: String,
    /// `state`.
    pub state: State,
    /// `kind`.
    pub kind: Option<PaymentKind>,
    /// `key`.
    pub key: Option<String>,
    /// `begun`.
    pub begun: rt::Lenient<rt::LocalDateTime>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Payment keeps unreadable {
        r#ref = "ref", must,
        state = "state", must,
        kind = "kind", some,
        key = "key", some,
        begun = "begun", must,
    }
}

/// `PaymentKind`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PaymentKind {
    /// `IN`.
    In,
    /// `OUT`.
    Out,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    PaymentKind {
        In = "IN",
        Out = "OUT",
    } else Unknown
}

/// `Request`.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Request {
    /// `ref`.
    ///
    /// `ref` is a keyword of Rust: write `.r#ref`.
    pub r#ref: String,
}

rt::object! {
    Request {
        r#ref = "ref", must,
    }
}

impl Request {
    /// Starts to build a [`Request`].
    pub fn builder() -> RequestBuilder {
        RequestBuilder {
            given: (rt::Unset,),
        }
    }
}

/// Builds a [`Request`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct RequestBuilder<S0 = rt::Unset> {
    given: (S0,),
}

impl<S0> RequestBuilder<S0> {
    /// ref
    ///
    /// `ref` is a keyword of Rust: call `.r#ref(…)`.
    pub fn r#ref(self, r#ref: impl Into<String>) -> RequestBuilder<rt::Set<String>> {
        let set = rt::Set(r#ref.into());
        RequestBuilder { given: (set,) }
    }

    /// The finished [`Request`]; it compiles when every required field has been set.
    pub fn build(self) -> Request
    where
        S0: rt::Given<required::r#ref, Value = String>,
    {
        let (r#ref,) = self.given;
        Request {
            r#ref: r#ref.take(),
        }
    }
}

impl rt::Checked for Request {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("ref", |at| at.reference(&self.r#ref));
    }
}

/// `State`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    /// `OPEN`.
    Open,
    /// `DONE`.
    Done,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    State {
        Open = "OPEN",
        Done = "DONE",
    } else Unknown
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum r#ref {}
}
