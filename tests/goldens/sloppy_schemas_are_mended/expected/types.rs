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

/// `EitherOption2`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EitherOption2 {
    /// `a`.
    pub a: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    EitherOption2 keeps unreadable {
        a = "a", some,
    }
}

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `name`.
    pub name: String,
    /// `list`.
    pub list: Option<Vec<String>>,
    /// `forest`.
    pub forest: Option<Vec<rt::RawJson>>,
    /// `elsewhere`.
    pub elsewhere: Option<rt::RawJson>,
    /// `count`.
    pub count: Option<i32>,
    /// `not`.
    pub not: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        name = "name", must,
        list = "list", some; list,
        forest = "forest", some; list,
        elsewhere = "elsewhere", some,
        count = "count", some,
        not = "not", some,
    }
}
