//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Cat keeps unreadable {
        pub kind: must String = "kind";
        pub name: some String = "name";
        pub lives: some i64 = "lives";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Dog keeps unreadable {
        pub kind: must String = "kind";
        pub name: some String = "name";
        /// A pet.
        pub friend: some Pet = "friend";
    }
}

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

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Owner keeps unreadable {
        /// A pet.
        pub pets: some Vec<Pet> = "pets" [list];
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

rt::object! {
    /// A pet.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct PetBase keeps unreadable {
        pub kind: must String = "kind";
        pub name: some String = "name";
    }
}
