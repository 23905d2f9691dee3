//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Firm keeps unreadable {
        pub name: must String = "name";
    }
}

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
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Person keeps unreadable {
        pub first: must String = "first";
        pub name: must String = "name";
    }
}
