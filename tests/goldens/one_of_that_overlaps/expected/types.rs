//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Firm`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Firm {
    /// `name`.
    pub name: String,
    unreadable: rt::Unreadable,
}

rt::object! {
    Firm keeps unreadable {
        name = "name", must,
    }
}

/// `Party`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Party {
    /// `Person`.
    Person(Box<Person>),
    /// `Firm`.
    Firm(Box<Firm>),
    /// What is none of these, as it was sent.
    Unknown(rt::RawJson),
}

rt::one_of! {
    Party {
        Person(object Person),
        Firm(object Firm),
    } else Unknown
}

/// `Person`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Person {
    /// `first`.
    pub first: String,
    /// `name`.
    pub name: String,
    unreadable: rt::Unreadable,
}

rt::object! {
    Person keeps unreadable {
        first = "first", must,
        name = "name", must,
    }
}
