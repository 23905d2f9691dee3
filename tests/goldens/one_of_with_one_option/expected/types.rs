//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Text`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Text {
    /// `text`.
    pub text: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Text keeps unreadable {
        text = "text", some,
    }
}

/// `Value`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// `Text`.
    Text(Box<Text>),
    /// What is none of these, as it was sent.
    Unknown(rt::RawJson),
}

rt::one_of! {
    Value by "kind" {
        Text(object Text) [tag "text"],
    } else Unknown
}
