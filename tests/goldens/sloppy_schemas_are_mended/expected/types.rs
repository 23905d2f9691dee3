//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Either {
    /// `Thing`.
    Thing(Box<Thing>),
    /// `EitherOption2`.
    Option2(Box<EitherOption2>),
    /// What is none of these, as it was sent.
    Unknown(rt::RawJson),
}

rt::one_of! {
    Either {
        Thing(object Thing),
        Option2(object EitherOption2),
    } else Unknown
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct EitherOption2 keeps unreadable {
        pub a: some String = "a";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        pub name: must String = "name";
        pub list: some Vec<String> = "list" [list];
        pub forest: some Vec<rt::RawJson> = "forest" [list];
        pub elsewhere: some rt::RawJson = "elsewhere";
        pub count: some i32 = "count";
        pub not: some String = "not";
    }
}
