//! What an API is, once every question about its document is answered.
//!
//! Data only. All names are decided: a name on the wire and a name in Rust always travel together.
//! Everything is in document order or sorted, so that the same document gives the same bytes.

use std::collections::BTreeMap;

use serde_json::Value;

/// One API, ready to be emitted, served by a simulator or used to validate exchanges.
#[derive(Clone, Debug)]
pub struct Api {
    /// Where the generated module lives and how people call the API.
    pub gateway: Gateway,
    /// Description of the whole, from `info`.
    pub docs: String,
    /// Base URLs, in document order.
    pub servers: Vec<Server>,
    /// Operations: paths in document order, and of one path the methods in OpenAPI's order.
    pub operations: Vec<Operation>,
    /// Operations that could not be represented, by `operationId`: left out with a diagnostic, but not unknown.
    pub left_out: Vec<String>,
    /// Structs and enums by schema name; other schemas are inlined where they are used.
    pub types: BTreeMap<String, TypeDef>,
    /// Sets of error answers; [`Operation::refusals`] is an index into this list.
    pub refusals: Vec<RefusalSet>,
    /// What the gateway sends by itself.
    pub events: Option<Events>,
    /// What the documents only name.
    pub undocumented: Vec<Undocumented>,
    /// The documents that facts were taken from, by short name.
    pub sources: BTreeMap<String, SourceDocument>,
}

impl Api {
    /// The operation with this `operationId`.
    #[must_use]
    pub fn operation(&self, id: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }

    /// The struct or enum behind a [`Type::Named`].
    #[must_use]
    pub fn type_def(&self, ty: &Type) -> Option<&TypeDef> {
        match ty {
            Type::Named(name) => self.types.get(name),
            _ => None,
        }
    }
}

/// Names of the API itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gateway {
    /// The Rust module, such as `examplepay`.
    pub module: String,
    /// The name for people, such as `ExamplePay`.
    pub title: String,
    /// The prefix of environment variables, such as `EXAMPLEPAY`.
    pub env: String,
}

/// One base URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// The URL as documented.
    pub url: String,
    /// What it is for, in words.
    pub description: String,
    /// The environment it stands for, such as `sandbox`, with the Rust name of its variant.
    pub environment: Option<Name>,
}

/// A name on the wire and the name chosen for it in Rust.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// As sent and received.
    pub wire: String,
    /// As written in Rust: a valid identifier, raw where it must be.
    pub rust: String,
}

/// What is said about a thing and who says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// Description in our own words.
    pub text: String,
    /// Where it was found, and how sure it is.
    pub source: Option<Source>,
    /// What the documents contradict, and the reading chosen.
    pub conflicts: Vec<Conflict>,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
}

/// Provenance of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Short names of the documents.
    pub from: Vec<String>,
    /// How sure it is.
    pub confidence: Confidence,
    /// A remark.
    pub note: Option<String>,
}

/// How sure a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// The vendor's documents or own code state it.
    Documented,
    /// The vendor states a part of it.
    Partial,
    /// Only integrators' code states it.
    ThirdParty,
    /// Nobody states it; it follows from what is stated.
    Inferred,
}

impl Confidence {
    /// The word used in a specification.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Partial => "partial",
            Self::ThirdParty => "third-party",
            Self::Inferred => "inferred",
        }
    }
}

/// A contradiction in the documents.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// What is contradicted.
    pub says: String,
    /// The reading chosen, and why.
    pub chosen: String,
}

/// A document that facts were taken from.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceDocument {
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub kind: SourceKind,
    /// When it, or the state we hold, was written.
    pub dated: Option<String>,
}

/// Who wrote a source document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// The vendor's documentation.
    Docs,
    /// The vendor's own code.
    VendorSdk,
    /// Integrators.
    ThirdParty,
}

/// Something that the documents name without saying how it is called.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Undocumented {
    /// What it is.
    pub name: String,
    /// What the documents say of it.
    pub said: String,
    /// Short names of the documents.
    pub from: Vec<String>,
}

/// A type as it is used in one place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// A struct or an enum of [`Api::types`].
    Named(String),
    /// Text.
    String,
    /// `true` or `false`.
    Boolean,
    /// An integer of 32 bits.
    Integer32,
    /// An integer of 64 bits.
    Integer64,
    /// A number that is not money.
    Float,
    /// An exact decimal.
    Amount(AmountWire),
    /// A phone number.
    Msisdn(MsisdnWire),
    /// A date and time without a zone.
    LocalDateTime,
    /// Text or a number, kept as sent.
    Text,
    /// Any JSON.
    Json,
    /// A list.
    List(Box<Type>),
    /// Names to values.
    Map(Box<Type>),
    /// A value or `null`, inside a list or a map.
    Nullable(Box<Type>),
    /// A value that must not be printed.
    Sensitive(Box<Type>),
}

/// How an exact decimal is written on the wire; either form is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AmountWire {
    /// A JSON number.
    Number,
    /// A JSON string.
    Text,
}

/// How a phone number is written on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MsisdnWire {
    /// Digits only.
    Digits,
    /// A plus, then digits.
    Plus,
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
}

/// An object with known properties.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its properties, in document order.
    pub fields: Vec<Field>,
    /// The rule that says which properties belong together.
    pub choice: Option<Choice>,
    /// Whether the document forbids other properties.
    pub closed: bool,
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
    /// Whether it may be `null`.
    pub nullable: bool,
    /// The value that stands for its absence.
    pub default: Option<Value>,
    /// What its value must meet.
    pub constraints: Constraints,
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
    /// A map from field names to messages.
    Fields,
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
        }
    }
}

/// What a value must meet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Constraints {
    /// Least number of characters.
    pub min_length: Option<usize>,
    /// Greatest number of characters.
    pub max_length: Option<usize>,
    /// Regular expression; documented, not checked by the client.
    pub pattern: Option<String>,
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

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its `operationId`.
    pub id: String,
    /// The client's method.
    pub rust_method: String,
    /// The struct that stands for the operation.
    pub rust_type: String,
    /// The HTTP method, in upper case.
    pub method: String,
    /// The path below the base URL, such as `/things/{id}`.
    pub path: String,
    /// The path, cut up.
    pub segments: Vec<Segment>,
    /// Its parameters, in document order.
    pub parameters: Vec<Parameter>,
    /// Its JSON body.
    pub body: Option<Body>,
    /// Answers of success, in document order.
    pub successes: Vec<Answer>,
    /// What the client makes of a success.
    pub output: Output,
    /// Answers of failure, in document order.
    pub failures: Vec<Answer>,
    /// Index of the set of error answers in [`Api::refusals`].
    pub refusals: Option<usize>,
    /// What it does to money.
    pub effect: Effect,
    /// How an unclear outcome is found again.
    pub lookup: Vec<Lookup>,
    /// Which field tells that it is finished.
    pub settles: Option<Settles>,
    /// How its answer is paged.
    pub pages: Option<Pages>,
    /// Whether credentials are sent.
    pub authenticated: bool,
    /// Why there is no fixture.
    pub no_fixture: Option<String>,
    /// What it is.
    pub docs: Docs,
    /// JSON pointer of the operation.
    pub pointer: String,
}

/// A piece of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Text as it stands.
    Literal(String),
    /// The wire name of a path parameter.
    Parameter(String),
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// Where it is sent.
    pub location: Location,
    /// The type of its value.
    pub ty: Type,
    /// Whether it must be given.
    pub required: bool,
    /// What its value must meet.
    pub constraints: Constraints,
    /// The value that stands for its absence.
    pub default: Option<Value>,
    /// What it is.
    pub docs: Docs,
    /// JSON pointer of the parameter.
    pub pointer: String,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query string; a list repeats the name.
    Query,
    /// In a header; a list is joined by commas.
    Header,
}

/// A JSON request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its type.
    pub ty: Type,
    /// Whether it must be sent.
    pub required: bool,
    /// What it is.
    pub docs: String,
}

/// One documented answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// For which status.
    pub status: Status,
    /// The bodies it may have, the likeliest first; empty for none.
    pub bodies: Vec<AnswerBody>,
    /// Whether it is known to come without a usable body.
    pub empty_body: bool,
    /// What it means.
    pub docs: Docs,
    /// JSON pointer of the response.
    pub pointer: String,
}

/// One form that the body of an answer may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerBody {
    /// Its type.
    pub ty: Type,
    /// The part of the body as a whole in an error, where it is not an object with parts of its own.
    pub role: Option<ErrorRole>,
}

/// A status code, a range of them, or all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// One code.
    Code(u16),
    /// All codes with this first digit.
    Range(u8),
    /// Every code that is not declared.
    Default,
}

impl Status {
    /// Whether it stands for success.
    #[must_use]
    pub const fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Range(2))
    }
}

/// What the client makes of a success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Nothing.
    Unit,
    /// The body of every success has this type.
    One(Type),
    /// The bodies differ by status.
    Many {
        /// The enum in Rust.
        rust_type: String,
        /// Its variants.
        variants: Vec<OutputVariant>,
    },
}

/// A success that differs from the others by status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputVariant {
    /// The variant.
    pub rust: String,
    /// For which status.
    pub status: Status,
    /// Its body.
    pub ty: Option<Type>,
}

/// Error answers that one or several operations share.
#[derive(Clone, Debug)]
pub struct RefusalSet {
    /// The enum in Rust.
    pub rust_type: String,
    /// Its variants.
    pub variants: Vec<RefusalVariant>,
}

/// One error body.
#[derive(Clone, Debug)]
pub struct RefusalVariant {
    /// The variant.
    pub rust: String,
    /// For which status.
    pub status: Status,
    /// Its body.
    pub ty: Type,
    /// The part of the whole body, where it is not an object.
    pub role: Option<ErrorRole>,
    /// What it means.
    pub docs: Docs,
}

/// What an operation does to money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// Whether it reads, writes or moves money.
    pub kind: EffectKind,
    /// The request property that holds the merchant's reference.
    pub reference: Option<Name>,
    /// What the gateway does with a reference that was used before.
    pub duplicates: Option<String>,
}

/// Whether an operation reads, writes or moves money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EffectKind {
    /// It changes nothing.
    Reads,
    /// It changes something, but moves no money.
    Writes,
    /// It moves money, or starts to.
    MovesMoney,
}

/// A way to find an unclear payment again.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lookup {
    /// The operation to ask.
    pub operation: String,
    /// Where its answer has the rows, as a dotted path.
    pub items: String,
    /// The property of a row that holds the merchant's reference.
    #[serde(rename = "match")]
    pub matches: String,
}

/// How the state of a payment is told.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settles {
    /// The status, as a dotted path into the answer.
    pub status: String,
    /// Values that mean: ask again later.
    pub pending: Vec<String>,
    /// Values that mean: done.
    pub succeeded: Vec<String>,
    /// Values that mean: will not be done.
    pub failed: Vec<String>,
}

/// How a list is paged.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pages {
    /// The rows, as a dotted path into the answer.
    pub items: String,
    /// The query parameter with the page number.
    pub page: String,
    /// The number of this page, as a dotted path.
    pub current: String,
    /// The number of the last page, as a dotted path.
    pub last: String,
}

/// What the gateway sends by itself.
#[derive(Clone, Debug)]
pub struct Events {
    /// What to answer.
    pub acknowledge: String,
    /// The property that names the kind of event.
    pub name: String,
    /// The gateway's reference of what the event is about, as a dotted path: with it, the event is confirmed.
    pub reference: Option<String>,
    /// What is compared when an event is confirmed: dotted paths into the event, each with one into the answer.
    pub compares: BTreeMap<String, String>,
    /// How an event is signed.
    pub signature: Option<Signature>,
    /// The kinds, by wire name.
    pub kinds: BTreeMap<String, EventKind>,
}

/// How an event is signed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The header that carries it.
    pub header: String,
    /// How it is computed.
    pub algorithm: SignatureAlgorithm,
    /// The values that are signed, as dotted paths, in order.
    pub over: Vec<String>,
    /// What the signature proves and what not.
    pub covers: String,
}

/// How a signature is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignatureAlgorithm {
    /// HMAC-SHA256 in lower-case hexadecimal.
    HmacSha256Hex,
}

/// How a payment ended, as the kind of an event has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Claim {
    /// The money moved.
    Succeeded,
    /// No money moved.
    Failed,
}

/// One kind of event.
#[derive(Clone, Debug)]
pub struct EventKind {
    /// The variant.
    pub rust: String,
    /// Its body.
    pub ty: Type,
    /// The operation that confirms it.
    pub confirm: Option<String>,
    /// How the payment ended, if the kind says it.
    pub claims: Option<Claim>,
    /// What it is.
    pub docs: Docs,
}
