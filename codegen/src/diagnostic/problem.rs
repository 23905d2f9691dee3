//! One problem of a document.

use super::Code;
use crate::document::{Origins, Place};
use crate::span::Location;

/// How much a [`Diagnostic`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated until this is corrected.
    Error,
    /// Something malformed was understood, or something was left out, and the output says so.
    Warning,
}

/// One problem: code, what, where and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Which rule: [`Code::title`] names it, and [`Code::explanation`] explains it.
    pub code: Code,
    /// What is wrong, as one sentence without a final full stop.
    pub what: String,
    /// Where, in the file named by `file`.
    pub place: Place,
    /// What to do about it.
    pub help: String,
    /// The name of the document, as its caller gave it.
    pub file: String,
}

impl Diagnostic {
    /// Returns whether the document means something without what this is about. Keys of ours state facts, and are never left out.
    pub(super) fn is_survivable(&self, document: &str) -> bool {
        let place = match &self.place {
            Place::Pointer(pointer) => Some(pointer),
            Place::LineColumn(..) | Place::Document => None,
        };
        // Nothing is left of a document without one of these.
        let is_all =
            |place: &str| self.file == document && ["", "/openapi", "/paths"].contains(&place);
        let is_ours = |place: &str| place.contains("/x-malipo-");
        // What cannot be read of another file is missing where it is referred to, which is an error of its own.
        let is_of_a_file = self.file != document && place.is_none();
        self.severity == Severity::Warning
            || is_of_a_file
            || (self.code.is_survivable()
                && place.is_some_and(|place| !is_all(place) && !is_ours(place)))
    }

    /// Shows it where its cause was written, if that was moved into the document.
    pub(crate) fn settle(&mut self, document: &str, origins: &Origins) {
        if self.file == document
            && let Place::Pointer(pointer) = &self.place
            && let Some((file, there)) = origins.of(pointer)
        {
            self.file = file.to_owned();
            self.place = Place::Pointer(there);
        }
    }
}

/// Returns whether nothing can be made of a document in spite of some problems, before they are shown where their causes were
/// written.
pub(super) fn is_fatal(document: &str, found: &[Diagnostic]) -> bool {
    !found.iter().all(|found| found.is_survivable(document))
}

/// A problem with its location, if the text of its document is known.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) diagnostic: Diagnostic,
    pub(super) location: Option<Location>,
    /// From 1, in characters.
    pub(super) column: usize,
}

impl Shown {
    pub(super) fn nowhere(diagnostic: &Diagnostic) -> Self {
        Self {
            diagnostic: diagnostic.clone(),
            location: None,
            column: 1,
        }
    }
}
