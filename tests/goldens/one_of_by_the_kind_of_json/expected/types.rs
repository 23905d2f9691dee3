//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Colour`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Colour {
    /// `red`.
    Red,
    /// `blue`.
    Blue,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    Colour {
        Red = "red",
        Blue = "blue",
    } else Unknown
}

/// `Holder`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Holder {
    /// `value`.
    pub value: Option<Value>,
    /// `colour`.
    pub colour: rt::Maybe<Colour>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Holder keeps unreadable {
        value = "value", some,
        colour = "colour", some,
    }
}

/// `Value`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// `Amount`.
    Amount(rt::Amount),
    /// `List`.
    List(Vec<rt::Amount>),
    /// `Text`.
    Text(String),
    /// Range
    Range(Box<ValueRange>),
    /// What is none of these, as it was sent.
    Unknown(rt::RawJson),
}

rt::one_of! {
    Value {
        Amount(own rt::Amount) [is Number],
        List(own Vec<rt::Amount>) [is List],
        Text(own String) [is Text],
        Range(object ValueRange),
    } else Unknown
}

/// Range
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ValueRange {
    /// `from`.
    pub from: Option<i64>,
    unreadable: rt::Unreadable,
}

rt::object! {
    ValueRange keeps unreadable {
        from = "from", some,
    }
}
