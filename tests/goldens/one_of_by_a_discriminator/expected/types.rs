//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Cat keeps unreadable {
        pub kind: must String = "kind";
        pub price: some rt::Amount = "price";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Dog keeps unreadable {
        pub kind: must String = "kind";
    }
}

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
