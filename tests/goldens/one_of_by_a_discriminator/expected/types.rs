//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Cat`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Cat {
    /// `kind`.
    pub kind: String,
    /// `price`.
    pub price: Option<rt::Amount>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Cat keeps unreadable {
        kind = "kind", must,
        price = "price", some,
    }
}

/// `Dog`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Dog {
    /// `kind`.
    pub kind: String,
    unreadable: rt::Unreadable,
}

rt::object! {
    Dog keeps unreadable {
        kind = "kind", must,
    }
}

/// `Pet`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Pet {
    /// `Cat`.
    Cat(Box<Cat>),
    /// `Dog`.
    Dog(Box<Dog>),
    /// What is none of these, as it was sent.
    Unknown(rt::RawJson),
}

rt::one_of! {
    Pet by "kind" {
        Cat(object Cat) [tag "cat" | "tom"],
        Dog(object Dog) [tag "Dog"],
    } else Unknown
}
