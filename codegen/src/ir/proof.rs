//! What a response proves: that a refused payment was not made, or that a success is none.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::{AnswerBody, ErrorRole, Source, Type};

/// Whether a refusal can prove that a payment was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Provable {
    /// These responses prove it.
    By(RefusalProof),
    /// No response does, for this reason.
    Never(String),
}

/// What proves that a call did nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusalProof {
    /// The bodies that prove it.
    pub shapes: Vec<ProvingShape>,
    /// The properties of the request that identify it.
    pub identifiers: Vec<String>,
    /// The words of a message that says that the request is a duplicate.
    pub duplicates: Vec<String>,
    /// What a code or a status of a refusal may be, besides the HTTP status and its reason phrase.
    pub says: Vec<String>,
}

/// A body that proves a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvingShape {
    /// What it is.
    pub body: ProvingBody,
    /// The statuses under which it proves something, if not all that the operation lists with it.
    pub statuses: Option<Vec<u16>>,
    /// Where it was found.
    pub source: Option<Source>,
}

/// What the body of a proving refusal is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProvingBody {
    /// An object.
    Object {
        /// Its schema, by name.
        schema: String,
        /// The members that tell it from other bodies, and what they must be.
        members: IndexMap<String, ProvingMember>,
        /// The property that repeats the merchant's reference.
        reference: Option<String>,
    },
    /// An object from properties of the request to lists of messages.
    RequestFields,
}

/// What a member must be, so that a body proves a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProvingMember {
    /// The HTTP status once more.
    HttpStatus,
    /// A string that is not blank.
    String,
    /// A list of errors, each with a field and a message.
    FieldErrors,
}

impl ProvingMember {
    /// The word used in a specification.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HttpStatus => "http-status",
            Self::String => "string",
            Self::FieldErrors => "field-errors",
        }
    }
}

/// What a success must have and must not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// Strings that no success lacks, as dotted paths.
    pub has: Vec<String>,
    /// The strings that stand for a missing one there.
    pub unset: Vec<String>,
    /// Where it repeats the merchant's reference, as a dotted path.
    pub reference: Option<String>,
    /// The values that contradict a success, by the dotted path of a code or a status.
    pub contradicts: BTreeMap<String, Vec<String>>,
    /// The members that only a failure has, as dotted paths.
    pub lacks: Vec<String>,
    /// The same as `contradicts`, of members that no document of the gateway has: other software reports a failure there.
    pub foreign: BTreeMap<String, Vec<String>>,
    /// Where it was found.
    pub source: Option<Source>,
}

impl Acceptance {
    /// Every member that may report a failure, with the values that do: documented ones, and those of other software.
    pub fn failures(&self) -> impl Iterator<Item = (&String, &Vec<String>)> {
        self.contradicts.iter().chain(&self.foreign)
    }
}

impl ProvingBody {
    pub(super) fn is(&self, body: &AnswerBody) -> bool {
        let ty = match &body.ty {
            Type::Sensitive(inner) => inner,
            ty => ty,
        };
        match (self, ty) {
            (Self::Object { schema, .. }, Type::Named(name)) => name == schema,
            (Self::RequestFields, Type::Map(_)) => body.role == Some(ErrorRole::Fields),
            _ => false,
        }
    }
}
