//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Cat`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Cat {
    /// `kind`.
    pub kind: String,
    /// `name`.
    pub name: Option<String>,
    /// `lives`.
    pub lives: Option<i64>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Cat keeps unreadable {
        kind = "kind", must,
        name = "name", some,
        lives = "lives", some,
    }
}

/// `Dog`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Dog {
    /// `kind`.
    pub kind: String,
    /// `name`.
    pub name: Option<String>,
    /// A pet.
    pub friend: Option<Pet>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Dog keeps unreadable {
        kind = "kind", must,
        name = "name", some,
        friend = "friend", some,
    }
}

/// `Either`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Either {
    /// `Cat`.
    Cat(Box<Cat>),
    /// `Dog`.
    Dog(Box<Dog>),
    /// What is none of these, as it was sent.
    Unknown(rt::RawJson),
}

rt::one_of! {
    Either by "kind" {
        Cat(object Cat) [tag "cat"],
        Dog(object Dog) [tag "Dog"],
    } else Unknown
}

/// `Owner`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Owner {
    /// A pet.
    pub pets: Option<Vec<Pet>>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Owner keeps unreadable {
        pets = "pets", some; list,
    }
}

/// A pet.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Pet {
    /// A pet.
    Pet(Box<PetBase>),
    /// `Cat`.
    Cat(Box<Cat>),
    /// `Dog`.
    Dog(Box<Dog>),
    /// What is none of these, as it was sent.
    Unknown(rt::RawJson),
}

rt::one_of! {
    Pet by "kind" {
        Pet(object PetBase) [tag "Pet"],
        Cat(object Cat) [tag "cat"],
        Dog(object Dog) [tag "Dog"],
    } else Unknown
}

/// A pet.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PetBase {
    /// `kind`.
    pub kind: String,
    /// `name`.
    pub name: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    PetBase keeps unreadable {
        kind = "kind", must,
        name = "name", some,
    }
}
