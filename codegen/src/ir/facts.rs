//! Facts that the `x-malipo-` keys state beside the types of an API: sources, what an operation does to money, its pages, and the events.

use std::collections::BTreeMap;

use super::{Docs, Name, Type};

/// What an operation does to money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// Whether it reads, writes or moves money.
    pub kind: EffectKind,
    /// The request property that holds the merchant's reference.
    pub reference: Option<Name>,
    /// What the gateway does with a reference that was used before.
    pub duplicates: Option<String>,
    /// Of a request that is one of several objects: those that do less, by schema name.
    pub options: BTreeMap<String, EffectKind>,
}

impl Effect {
    /// What a request does that is this option of several.
    #[must_use]
    pub fn of_option(&self, ty: &Type) -> EffectKind {
        match ty {
            Type::Named(name) => self.options.get(name).copied().unwrap_or(self.kind),
            _ => self.kind,
        }
    }
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
    /// The document does not declare it, and the method is not a safe one. It cannot be declared.
    #[serde(skip)]
    Unknown,
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
    /// How many rows there are on all pages, as a dotted path.
    pub total: Option<String>,
    /// The numbers of the first and the last row of this page, counted over all pages.
    pub rows: Option<PageRows>,
    /// The address of the next page, as a dotted path; the last page has none.
    pub next: Option<String>,
}

/// The numbers of the first and the last row of a page, as dotted paths.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageRows {
    /// That of the first row.
    pub first: String,
    /// That of the last row.
    pub last: String,
}

impl Pages {
    /// Returns the numbers that a page tells, each with its place below the key and its path.
    pub fn numbers(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let rows = self.rows.iter();
        let rows = rows.flat_map(|rows| [("rows/first", &rows.first), ("rows/last", &rows.last)]);
        [("current", &self.current), ("last", &self.last)]
            .into_iter()
            .chain(self.total.iter().map(|total| ("total", total)))
            .chain(rows)
    }
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
    pub compares: Compares,
    /// How an event is signed.
    pub signature: Option<Signature>,
    /// The kinds, by wire name.
    pub kinds: BTreeMap<String, EventKind>,
}

/// How an event is signed.
#[derive(Clone, Debug)]
pub struct Signature {
    /// The header that carries it.
    pub header: String,
    /// How it is computed.
    pub algorithm: SignatureAlgorithm,
    /// The values that are signed, as dotted paths, in order.
    pub over: Vec<String>,
    /// What the signature proves and what not.
    pub covers: String,
    /// The second reading of the documents.
    pub alternative: Option<AlternativeSignature>,
    /// When an event has no signature: what the documents say. None if it always has one.
    pub unsigned: Option<Docs>,
}

/// What is signed in a second reading of the documents.
#[derive(Clone, Debug)]
pub struct AlternativeSignature {
    /// What it is over.
    pub over: SignedWhole,
    /// The forms that the joined values must have where both readings are accepted, by path.
    pub forms: BTreeMap<String, SignedForm>,
    /// Where this reading was found, and what contradicts it.
    pub docs: Docs,
}

/// What is signed as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignedWhole {
    /// The body, byte for byte.
    Body,
}

/// The form of a signed value. Values of these forms never join to a JSON object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignedForm {
    /// A UUID with hyphens.
    Uuid,
    /// ASCII digits.
    Digits,
    /// ASCII digits, optionally with a point and more digits.
    Decimal,
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

/// An event that nobody signs, known by the address it is posted to.
#[derive(Clone, Debug)]
pub struct Callback {
    /// The function that receives it.
    pub rust_function: String,
    /// The struct that stands for it.
    pub rust_type: String,
    /// Its body.
    pub ty: Type,
    /// The paths of the reference by which it is confirmed, of which an event has one; none if nothing can be asked about.
    pub reference: Vec<String>,
    /// The operation that confirms it.
    pub confirm: Option<String>,
    /// What is compared when it is confirmed: dotted paths into the event, each with one into the answer.
    pub compares: Compares,
    /// The member that only notices of progress have, which come to the same address and settle nothing.
    pub progress: Option<String>,
    /// What it is.
    pub docs: Docs,
}

/// What of an event is compared with the gateway's response. Each map leads from a path in the event to one in the response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compares {
    /// What is the same in every state of the payment.
    pub always: BTreeMap<String, String>,
    /// What is compared only once the gateway's state is final.
    pub settled: BTreeMap<String, String>,
    /// The lines of the payment.
    pub lines: Option<CompareLines>,
}

impl Compares {
    /// Returns true if nothing is compared.
    pub fn is_empty(&self) -> bool {
        self.always.is_empty() && self.settled.is_empty() && self.lines.is_none()
    }
}

/// How the lines of a payment are compared. Paths begin in a line.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompareLines {
    /// The two lists.
    pub of: Pair,
    /// The string by which a line of the one is found among those of the other.
    pub by: Pair,
    /// What is the same in every state of the payment.
    #[serde(default)]
    pub compares: BTreeMap<String, String>,
    /// What is compared only once the gateway's state is final.
    #[serde(default)]
    pub outcome: BTreeMap<String, String>,
}

/// A path in the event and one in the response, written as a map of one entry.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(try_from = "BTreeMap<String, String>")]
pub struct Pair {
    /// The path in the event.
    pub event: String,
    /// The path in the response.
    pub state: String,
}

impl TryFrom<BTreeMap<String, String>> for Pair {
    type Error = &'static str;

    fn try_from(written: BTreeMap<String, String>) -> Result<Self, Self::Error> {
        let mut pairs = written.into_iter();
        match (pairs.next(), pairs.next()) {
            (Some((event, state)), None) => Ok(Self { event, state }),
            _ => Err("expected one path of the event and one of the response: `{ path: path }`"),
        }
    }
}
