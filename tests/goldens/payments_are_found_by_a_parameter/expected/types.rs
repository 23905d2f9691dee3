//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `GetPaymentIdType`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GetPaymentIdType {
    /// `ref`.
    Ref,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    GetPaymentIdType {
        Ref = "ref",
    } else Unknown
}

/// `Nothing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Nothing {
    /// `ref`.
    ///
    /// `ref` is a keyword of Rust: write `.r#ref`.
    pub r#ref: String,
    /// `why`.
    pub why: Option<rt::Sensitive<String>>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Nothing keeps unreadable {
        r#ref = "ref", must,
        why = "why", some,
    }
}

/// `Payment`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Payment {
    /// `ref`.
    ///
    /// `ref` is a keyword of Rust: write `.r#ref`.
    pub r#ref: rt::Maybe<String>,
    /// `state`.
    pub state: Option<PaymentState>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Payment keeps unreadable {
        r#ref = "ref", some,
        state = "state", some,
    }
}

/// `PaymentState`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PaymentState {
    /// `OPEN`.
    Open,
    /// `DONE`.
    Done,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    PaymentState {
        Open = "OPEN",
        Done = "DONE",
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

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum r#ref {}
}
