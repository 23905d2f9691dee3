//! The problems of one document, while they are found. A report only grows.

use std::collections::BTreeSet;

use super::problem::{Diagnostic, Severity, is_fatal};
use super::{Code, Diagnostics, Place};
use crate::document::Origins;

/// Collects the problems of one document while a stage of the pipeline runs.
#[derive(Debug)]
pub(crate) struct Report {
    file: String,
    list: Vec<Diagnostic>,
}

impl Report {
    pub(crate) fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            list: Vec::new(),
        }
    }

    pub(crate) fn error(
        &mut self,
        code: Code,
        at: &(impl ToString + ?Sized),
        what: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(
            Severity::Error,
            code,
            Place::Pointer(at.to_string()),
            what,
            help,
        );
    }

    pub(crate) fn warning(
        &mut self,
        code: Code,
        at: &(impl ToString + ?Sized),
        what: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(
            Severity::Warning,
            code,
            Place::Pointer(at.to_string()),
            what,
            help,
        );
    }

    pub(crate) fn push(
        &mut self,
        severity: Severity,
        code: Code,
        place: Place,
        what: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.list.push(Diagnostic {
            severity,
            code,
            what: what.into(),
            place,
            help: help.into(),
            file: self.file.clone(),
        });
    }

    /// Adds what another report has.
    pub(crate) fn add(&mut self, other: Self) {
        self.list.extend(other.list);
    }

    /// Adds of another report what a test holds of.
    pub(crate) fn add_if(&mut self, other: Self, test: impl Fn(&Diagnostic) -> bool) {
        self.list.extend(other.list.into_iter().filter(test));
    }

    /// Adds what was found in another file of the document, where its parts are in the bundled document. What is about no part of
    /// that stays where it is.
    pub(crate) fn add_of_file(&mut self, other: Self, origins: &Origins) {
        let places = origins.places();
        for found in other.list {
            let at = match &found.place {
                Place::Pointer(pointer) => places.of(&found.file, pointer),
                Place::LineColumn(..) | Place::Document => Vec::new(),
            };
            if at.is_empty() {
                self.list.push(found);
                continue;
            }
            self.list.extend(at.into_iter().map(|at| Diagnostic {
                file: self.file.clone(),
                place: Place::Pointer(at),
                ..found.clone()
            }));
        }
    }

    /// Returns the name of the document.
    pub(crate) fn file(&self) -> &str {
        &self.file
    }

    /// Returns whether the document means something without what its errors are about.
    pub(crate) fn is_survivable(&self) -> bool {
        !is_fatal(&self.file, &self.list)
    }

    /// Returns whether nothing was reported.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns whether anything was reported that stops the generation. Only the list of passes asks this: what a pass reports
    /// does not depend on what others have reported.
    pub(crate) fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// Returns the JSON pointers of the errors, with their codes; `None` if one has none. What of another file is not in the document
    /// is no fault of it.
    pub(crate) fn faults(&self) -> Option<BTreeSet<(String, Code)>> {
        let errors = self
            .list
            .iter()
            .filter(|found| found.severity == Severity::Error && found.file == self.file);
        let coded = errors.map(|error| match &error.place {
            Place::Pointer(pointer) => Some((pointer.clone(), error.code)),
            Place::LineColumn(..) | Place::Document => None,
        });
        coded.collect()
    }

    pub(crate) fn finish(self, text: &str) -> Diagnostics {
        Diagnostics::for_document(&self.file, text, self.list)
    }
}
