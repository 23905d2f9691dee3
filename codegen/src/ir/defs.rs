//! Types with a name: structs and enums, and what their values must meet.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};

use serde_json::Value;

use super::{Docs, Name, OneOf, Type};

/// Whether a value can be written as one text, or, with `lists`, as several.
#[must_use]
pub fn is_plain<'t>(find: &dyn Fn(&str) -> Option<&'t TypeDef>, ty: &Type, lists: bool) -> bool {
    match ty {
        Type::Named(name) => find(name).is_some_and(|def| def.shape.is_enum()),
        Type::List(item) => lists && is_plain(find, item, false),
        Type::Sensitive(inner) => is_plain(find, inner, false),
        Type::Map(_) | Type::Json | Type::Text | Type::Nullable(_) | Type::Bytes | Type::File => {
            false
        }
        _ => true,
    }
}

/// A struct or an enum.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Its schema name, and its name in Rust.
    pub name: Name,
    /// What it is.
    pub docs: Docs,
    /// What it consists of.
    pub shape: Shape,
    /// Which way it travels.
    pub usage: Usage,
    /// JSON pointer of the schema.
    pub pointer: String,
}

/// Which way a type travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Sent by the client: strict, with a builder.
    pub request: bool,
    /// Sent by the gateway: lenient.
    pub response: bool,
    /// Sent by an operation that moves money: never cloned.
    pub moves_money: bool,
}

/// What a [`TypeDef`] consists of.
#[derive(Clone, Debug)]
pub enum Shape {
    /// An object with known properties.
    Struct(Struct),
    /// A list of known strings; others may come.
    StringEnum(Enum<String>),
    /// A list of known integers; others may come.
    IntegerEnum(Enum<i64>),
    /// One of several objects.
    OneOf(OneOf),
}

impl Shape {
    /// The types that it is made of.
    pub fn parts(&self) -> impl Iterator<Item = &Type> {
        let (fields, rest, options) = match self {
            Self::Struct(structure) => (
                structure.fields.as_slice(),
                structure.rest.as_ref(),
                &[][..],
            ),
            Self::OneOf(one_of) => (&[][..], None, one_of.options.as_slice()),
            Self::StringEnum(_) | Self::IntegerEnum(_) => (&[][..], None, &[][..]),
        };
        let fields = fields.iter().map(|field| &field.ty);
        let rest = rest.into_iter().map(|rest| &rest.ty);
        let options = options.iter().map(|option| &option.ty);
        fields.chain(rest).chain(options)
    }

    /// Whether it is a list of known values.
    #[must_use]
    pub const fn is_enum(&self) -> bool {
        matches!(self, Self::StringEnum(_) | Self::IntegerEnum(_))
    }
}

/// An object with known properties.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its properties, in document order.
    pub fields: Vec<Field>,
    /// The rule that says which properties belong together.
    pub choice: Option<Choice>,
    /// The other properties, where the document says what they are.
    pub rest: Option<Rest>,
    /// Whether the document forbids other properties.
    pub closed: bool,
    /// What it must meet as a whole.
    pub constraints: Constrained,
}

/// Properties of a struct that have no name in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest {
    /// The field in Rust that holds them.
    pub rust: String,
    /// The type of their values.
    pub ty: Type,
}

/// An open list of values.
#[derive(Clone, Debug)]
pub struct Enum<T> {
    /// The known values, in document order.
    pub values: Vec<EnumValue<T>>,
    /// The Rust name of the variant that keeps an unknown value.
    pub unknown: String,
}

/// One known value.
#[derive(Clone, Debug)]
pub struct EnumValue<T> {
    /// As sent.
    pub wire: T,
    /// The variant.
    pub rust: String,
    /// What it means.
    pub docs: String,
}

/// One property of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// The type of its value, without absence and `null`.
    pub ty: Type,
    /// Whether it must be there.
    pub required: bool,
    /// Whether a response is not believed in which it is empty.
    pub essential: bool,
    /// Whether it may be `null`.
    pub nullable: bool,
    /// Whether it is received only.
    pub read_only: bool,
    /// Whether it is sent only.
    pub write_only: bool,
    /// Whether it stands in a box, since what it holds leads back to it.
    pub boxed: bool,
    /// The value that stands for its absence.
    pub default: Option<Value>,
    /// What its value must meet.
    pub constraints: Constrained,
    /// Other names under which it is accepted.
    pub aliases: Vec<String>,
    /// Whether a choice sends it as an empty text.
    pub may_be_blank: bool,
    /// The part it plays in an error body.
    pub error_role: Option<ErrorRole>,
    /// What it is.
    pub docs: Docs,
    /// JSON pointer of its schema.
    pub pointer: String,
}

/// The part of a property, or of a whole schema, in an error body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorRole {
    /// The gateway's own code.
    Code,
    /// A status in words.
    Status,
    /// A message for people.
    Message,
    /// A map from field names to messages, or a list of objects with the next part and a message.
    Fields,
    /// The field that an object in such a list is about.
    Field,
    /// An identifier to quote to the gateway's support.
    Id,
    /// The number under which the gateway has kept what happened.
    TraceId,
}

impl ErrorRole {
    /// The word used in a specification.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Status => "status",
            Self::Message => "message",
            Self::Fields => "fields",
            Self::Field => "field",
            Self::Id => "id",
            Self::TraceId => "trace-id",
        }
    }
}

/// A regular expression of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// As it is written.
    pub source: String,
    /// In the syntax of the engine of the client, or why it is not checked: words that follow on "it has".
    pub translated: Result<String, String>,
}

/// What a value must meet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Constraints {
    /// Least number of characters.
    pub min_length: Option<usize>,
    /// Greatest number of characters.
    pub max_length: Option<usize>,
    /// Regular expressions, each of which the string must match.
    pub patterns: Vec<Pattern>,
    /// Lower bound, as decimal text.
    pub minimum: Option<Bound>,
    /// Upper bound, as decimal text.
    pub maximum: Option<Bound>,
    /// Step, as decimal text.
    pub multiple_of: Option<String>,
    /// Least number of items.
    pub min_items: Option<usize>,
    /// Greatest number of items.
    pub max_items: Option<usize>,
    /// Whether all items differ.
    pub unique_items: bool,
    /// What each item of a list must meet.
    pub items: Option<Box<Self>>,
    /// Least number of properties.
    pub min_properties: Option<usize>,
    /// Greatest number of properties.
    pub max_properties: Option<usize>,
    /// The string in an item that no other item may have, as a dotted path.
    pub unique_by: Option<String>,
    /// The string is a reference, by which two systems recognise the same thing.
    pub reference: bool,
    /// The phone number is paid or charged, by default in the country with this code.
    pub subscriber: Option<String>,
}

/// The constraints of something. Most have none, and then it takes no room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Constrained(Option<Box<Constraints>>);

impl From<Constraints> for Constrained {
    fn from(constraints: Constraints) -> Self {
        Self((constraints != Constraints::NONE).then(|| Box::new(constraints)))
    }
}

impl Deref for Constrained {
    type Target = Constraints;

    fn deref(&self) -> &Constraints {
        static NONE: Constraints = Constraints::NONE;
        self.0.as_deref().unwrap_or(&NONE)
    }
}

impl DerefMut for Constrained {
    fn deref_mut(&mut self) -> &mut Constraints {
        self.0.get_or_insert_default()
    }
}

impl Constraints {
    const NONE: Self = Self {
        min_length: None,
        max_length: None,
        patterns: Vec::new(),
        minimum: None,
        maximum: None,
        multiple_of: None,
        min_items: None,
        max_items: None,
        unique_items: false,
        items: None,
        min_properties: None,
        max_properties: None,
        unique_by: None,
        reference: false,
        subscriber: None,
    };
}

/// One end of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// As decimal text.
    pub value: String,
    /// Whether the bound itself is outside the range.
    pub exclusive: bool,
}

/// Properties of which exactly one group is sent.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The name of the decision, and of its enum in Rust.
    pub name: Name,
    /// The enum in Rust.
    pub rust_type: String,
    /// What is decided.
    pub docs: String,
    /// The ways to decide.
    pub options: Vec<ChoiceOption>,
}

impl Choice {
    /// Whether the choice, and not the caller, writes this property.
    #[must_use]
    pub fn governs(&self, wire: &str) -> bool {
        self.options
            .iter()
            .any(|option| option.takes == wire || option.sends.contains_key(wire))
    }
}

/// One way to decide.
#[derive(Clone, Debug)]
pub struct ChoiceOption {
    /// The builder's method.
    pub method: String,
    /// The variant.
    pub variant: String,
    /// The property that takes the caller's value.
    pub takes: String,
    /// Properties with a constant value.
    pub sends: BTreeMap<String, Value>,
    /// What it means.
    pub docs: String,
}
