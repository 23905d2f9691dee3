//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Colour {
        Red = "red",
        Blue = "blue",
    } else Unknown
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Holder keeps unreadable {
        pub value: some Value = "value";
        pub colour: maybe Colour = "colour";
    }
}

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

rt::object! {
    /// Range
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ValueRange keeps unreadable {
        pub from: some i64 = "from";
    }
}
