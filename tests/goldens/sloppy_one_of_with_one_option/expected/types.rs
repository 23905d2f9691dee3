//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Text keeps unreadable {
        pub text: some String = "text";
    }
}

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
