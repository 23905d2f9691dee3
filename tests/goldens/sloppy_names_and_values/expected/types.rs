//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Mixed`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Mixed {
    /// `value`.
    pub value: Option<rt::Lenient<String>>,
    /// `code`.
    pub code: Option<MixedCode>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Mixed keeps unreadable {
        value = "value", some,
        code = "code", some,
    }
}

/// `MixedCode`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MixedCode {
    /// `1`.
    N1,
    /// `2`.
    N2,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    MixedCode {
        N1 = "1",
        N2 = "2",
    } else Unknown
}

/// `Sign`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Sign {
    /// `>`.
    Greater,
    /// `>=`.
    GreaterEqual,
    /// `+1`.
    N1,
    /// `-1`.
    Minus1,
    /// `a`.
    A,
    /// `A`.
    A2,
    /// The empty text.
    Empty,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    Sign {
        Greater = ">",
        GreaterEqual = ">=",
        N1 = "+1",
        Minus1 = "-1",
        A = "a",
        A2 = "A",
        Empty = "",
    } else Unknown
}

/// `sign`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Sign2 {
    /// `type`.
    ///
    /// `type` is a keyword of Rust: write `.r#type`.
    pub r#type: Option<String>,
    /// `_type`.
    pub underscore_type: Option<String>,
    /// `$`.
    pub dollar: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Sign2 keeps unreadable {
        r#type = "type", some,
        underscore_type = "_type", some,
        dollar = "$", some,
    }
}
