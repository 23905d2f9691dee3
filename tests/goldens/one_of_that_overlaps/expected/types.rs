//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Firm`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Firm keeps unreadable {
        /// `name`.
        pub name: must String = "name";
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

rt::object! {
    /// `Person`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Person keeps unreadable {
        /// `first`.
        pub first: must String = "first";
        /// `name`.
        pub name: must String = "name";
    }
}
