//! What is left of a schema when it is written out.

use std::rc::Rc;

use super::draft::Origins;
use super::used::Position;
use crate::schema::{Ref, Schema};

/// What is left when a schema is written out.
#[derive(Clone, Debug)]
pub(in crate::lower) enum Form {
    /// The schema as it stands.
    Plain,
    /// What a reference leads to, with other words around it.
    Alias(Rc<Alias>),
    /// A schema made of several.
    Whole(Rc<Whole>),
}

/// Another name for something.
#[derive(Debug)]
pub(in crate::lower) struct Alias {
    pub(super) target: String,
    /// The object that has the `$ref`.
    pub(super) at: String,
    /// The annotations beside the reference.
    pub(super) annotations: Schema,
}

/// A schema made of several: of one type, or of the candidates.
#[derive(Debug)]
pub(in crate::lower) struct Whole {
    pub(super) schema: Schema,
    pub(super) origins: Origins,
    pub(super) candidates: Vec<Candidate>,
}

/// One of several schemas that a value may have.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) of: CandidateOf,
    pub(super) position: Position,
    /// What it is called, if anything is said of that.
    pub(super) name: Option<String>,
}

#[derive(Clone, Debug)]
pub(super) enum CandidateOf {
    /// As it stands in the list.
    Listed(Ref<Schema>),
    /// With what stands beside the list.
    Whole(Rc<Whole>),
}

impl Candidate {
    /// What it refers to, if it is a reference and nothing else.
    pub(super) fn referred(&self) -> Option<&str> {
        match &self.of {
            CandidateOf::Listed(listed) => listed.target(),
            CandidateOf::Whole(_) => None,
        }
    }
}
