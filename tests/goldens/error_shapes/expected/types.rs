//! Types of what Example sends and receives.

use ::malipo::runtime as rt;

/// `FieldProblem`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct FieldProblem {
    /// `field`.
    #[serde(default, skip_serializing_if = "rt::Maybe::is_absent")]
    pub field: rt::Maybe<String>,
    /// `message`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<rt::Sensitive<String>>,
}

/// `Listed`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Listed {
    /// `status`.
    #[serde(default, skip_serializing_if = "rt::Maybe::is_absent")]
    pub status: rt::Maybe<String>,
    /// `requestId`.
    ///
    /// There is no value, and `is_unset()` holds, where `0` was sent.
    #[serde(rename = "requestId")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<rt::Lenient<String, unset::N0>>,
    /// `orderId`.
    #[serde(rename = "orderId")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<String>,
    /// `errors`.
    pub errors: Vec<FieldProblem>,
}

/// `Mapped`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Mapped {
    /// `errors`.
    pub errors: rt::Sensitive<::std::collections::BTreeMap<String, Vec<String>>>,
    /// `title`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<rt::Sensitive<String>>,
    /// `status`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<i64>,
    /// `traceId`.
    #[serde(rename = "traceId")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace_id: Option<String>,
}

/// `Other`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Other {
    /// `id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `status`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<rt::Lenient<String>>,
    /// `message`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<rt::Sensitive<String>>,
}

/// `Plain`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Plain {
    /// `lineId`.
    #[serde(rename = "lineId")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line_id: Option<String>,
    /// `errorMessage`.
    #[serde(rename = "errorMessage")]
    pub error_message: rt::Sensitive<String>,
}

/// `Reasoned`.
#[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
#[serde(crate = "::malipo::runtime::serde")]
#[non_exhaustive]
pub struct Reasoned {
    /// `reason`.
    pub reason: rt::Sensitive<String>,
}

/// Which texts mean that a value is not known: the second parameter of [`Lenient`](::malipo::runtime::Lenient).
pub mod unset {
    /// Not known: `0`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum N0 {}

    impl ::malipo::runtime::UnsetTexts for N0 {
        const TEXTS: &'static [&'static str] = &["0"];
    }
}
