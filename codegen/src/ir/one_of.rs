//! One of several schemas, and how they are told apart.

mod doubt;
pub(super) mod kinds;
mod signs;

use super::Type;

/// One of several schemas.
#[derive(Clone, Debug)]
pub struct OneOf {
    /// The schemas, in document order.
    pub options: Vec<OneOfOption>,
    /// The property that says which option an object is.
    pub discriminator: Option<String>,
    /// Why the first option that fits is the right one, where nothing tells them apart.
    pub overlap: Option<String>,
    /// The Rust name of the variant that keeps what is none of the options.
    pub unknown: String,
}

/// One of the schemas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOfOption {
    /// Its type.
    pub ty: Type,
    /// The variant.
    pub rust: String,
    /// The values of the discriminator that stand for it.
    pub values: Vec<String>,
}

/// What the values of an option have or are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sign {
    /// One of these kinds of JSON.
    Is(Vec<JsonKind>),
    /// A discriminator with one of these values.
    Tag(Vec<String>),
    /// If they have a property, under any of these names, it has one of these values.
    Values(Vec<String>, Vec<String>),
    /// If they have a property, under any of these names, it is one of these kinds of JSON.
    Kinds(Vec<String>, Vec<JsonKind>),
    /// No other members than those that are known.
    Closed,
    /// Nothing: any value is one.
    Any,
}

/// A kind of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonKind {
    /// A text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A list.
    List,
    /// An object.
    Object,
    /// `null`.
    Null,
}

impl JsonKind {
    const ALL: [Self; 6] = [
        Self::Text,
        Self::Number,
        Self::Boolean,
        Self::List,
        Self::Object,
        Self::Null,
    ];

    /// The kind of a value.
    #[must_use]
    pub const fn of(value: &serde_json::Value) -> Self {
        use serde_json::Value;
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::Text,
            Value::Array(_) => Self::List,
            Value::Object(_) => Self::Object,
        }
    }
}
