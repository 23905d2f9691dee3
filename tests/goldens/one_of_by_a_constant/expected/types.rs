//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

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

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Paid keeps unreadable {
        pub kind: must PaidKind = "kind";
    }
}

rt::open_integer_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum PaidKind {
        N1 = 1,
    } else Unknown
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Unknown keeps unreadable {
        pub kind: must UnknownKind = "kind";
    }
}

rt::open_integer_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum UnknownKind {
        N2 = 2,
    } else Unknown
}
