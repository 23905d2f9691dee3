//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Code`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Code {
    /// `0`.
    Success,
    /// `9`.
    Duplicate,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    Code {
        Success = "0",
        Duplicate = "9",
    } else Unknown
}

/// `Line`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Line {
    /// `number`.
    pub number: Option<String>,
    /// `reference`.
    pub reference: Option<String>,
    /// `outcome`.
    pub outcome: Option<Outcome>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Line keeps unreadable {
        number = "number", some,
        reference = "reference", some,
        outcome = "outcome", some,
    }
}

/// `Order`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Order {
    /// `lines`.
    pub lines: Option<Vec<Line>>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Order keeps unreadable {
        lines = "lines", some; list,
    }
}

/// `Outcome`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Outcome {
    /// `state`.
    pub state: State,
    /// `code`.
    pub code: Option<Code>,
    /// `reason`.
    pub reason: Option<rt::Sensitive<String>>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Outcome keeps unreadable {
        state = "state", must,
        code = "code", some,
        reason = "reason", some,
    }
}

/// `State`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    /// `4`.
    Completed,
    /// `6`.
    Failed,
    /// `7`.
    Rejected,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(i64),
}

rt::open_integer_enum! {
    State {
        Completed = 4,
        Failed = 6,
        Rejected = 7,
    } else Unknown
}
