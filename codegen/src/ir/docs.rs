//! What a document says of its parts, and who says it.

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

impl Source {
    /// Whether it says no more than another: the same documents, as sure, without a remark.
    #[must_use]
    pub fn adds_nothing_to(&self, other: &Self) -> bool {
        self.note.is_none() && self.confidence == other.confidence && self.from == other.from
    }
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
