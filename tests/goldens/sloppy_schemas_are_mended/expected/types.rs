//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Either`.
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
    /// `EitherOption2`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct EitherOption2 keeps unreadable {
        /// `a`.
        pub a: some String = "a";
    }
}

rt::object! {
    /// `Thing`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        /// `name`.
        pub name: must String = "name";
        /// `list`.
        pub list: some Vec<String> = "list" [list];
        /// `forest`.
        pub forest: some Vec<rt::RawJson> = "forest" [list];
        /// `elsewhere`.
        pub elsewhere: some rt::RawJson = "elsewhere";
        /// `count`.
        pub count: some i32 = "count";
        /// `not`.
        pub not: some String = "not";
    }
}
