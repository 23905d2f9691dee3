//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Event`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// `Paid`.
    Paid(Box<Paid>),
    /// `Unknown`.
    Unknown(Box<Unknown>),
    /// What is none of these, as it was sent.
    Unrecognised(rt::RawJson),
}

rt::one_of! {
    Event {
        Paid(object Paid) [has "kind" = "1"],
        Unknown(object Unknown) [has "kind" = "2"],
    } else Unrecognised
}

/// `Paid`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Paid {
    /// `kind`.
    pub kind: PaidKind,
    unreadable: rt::Unreadable,
}

rt::object! {
    Paid keeps unreadable {
        kind = "kind", must,
    }
}

/// `PaidKind`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PaidKind {
    /// `1`.
    N1,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(i64),
}

rt::open_integer_enum! {
    PaidKind {
        N1 = 1,
    } else Unknown
}

/// `Unknown`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Unknown {
    /// `kind`.
    pub kind: UnknownKind,
    unreadable: rt::Unreadable,
}

rt::object! {
    Unknown keeps unreadable {
        kind = "kind", must,
    }
}

/// `UnknownKind`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnknownKind {
    /// `2`.
    N2,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(i64),
}

rt::open_integer_enum! {
    UnknownKind {
        N2 = 2,
    } else Unknown
}
