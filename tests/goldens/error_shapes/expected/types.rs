//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `FieldProblem`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FieldProblem {
    /// `field`.
    pub field: rt::Maybe<String>,
    /// `message`.
    pub message: Option<rt::Sensitive<String>>,
    unreadable: rt::Unreadable,
}

rt::object! {
    FieldProblem keeps unreadable {
        field = "field", some,
        message = "message", some,
    }
}

/// `Listed`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Listed {
    /// `status`.
    pub status: rt::Maybe<String>,
    /// `requestId`.
    ///
    /// There is no value, and `is_unset()` holds, where `0` was sent.
    pub request_id: Option<rt::Lenient<String, unset::N0>>,
    /// `orderId`.
    pub order_id: Option<String>,
    /// `errors`.
    pub errors: Vec<FieldProblem>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Listed keeps unreadable {
        status = "status", some,
        request_id = "requestId", some,
        order_id = "orderId", some,
        errors = "errors", must; list,
    }
}

/// `Mapped`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Mapped {
    /// `errors`.
    pub errors: rt::Sensitive<::std::collections::BTreeMap<String, Vec<String>>>,
    /// `title`.
    pub title: Option<rt::Sensitive<String>>,
    /// `status`.
    pub status: Option<i64>,
    /// `traceId`.
    pub trace_id: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Mapped keeps unreadable {
        errors = "errors", must,
        title = "title", some,
        status = "status", some,
        trace_id = "traceId", some,
    }
}

/// `Other`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Other {
    /// `id`.
    pub id: Option<String>,
    /// `status`.
    pub status: Option<rt::Lenient<String>>,
    /// `message`.
    pub message: Option<rt::Sensitive<String>>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Other keeps unreadable {
        id = "id", some,
        status = "status", some,
        message = "message", some,
    }
}

/// `Plain`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Plain {
    /// `lineId`.
    pub line_id: Option<String>,
    /// `errorMessage`.
    pub error_message: rt::Sensitive<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Plain keeps unreadable {
        line_id = "lineId", some,
        error_message = "errorMessage", must,
    }
}

/// `Reasoned`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Reasoned {
    /// `reason`.
    pub reason: rt::Sensitive<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Reasoned keeps unreadable {
        reason = "reason", must,
    }
}

/// Which texts mean that a value is not known: the second parameter of [`Lenient`](::malipo_runtime::Lenient).
pub mod unset {
    /// Not known: `0`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum N0 {}

    impl ::malipo_runtime::UnsetTexts for N0 {
        const TEXTS: &'static [&'static str] = &["0"];
    }
}
