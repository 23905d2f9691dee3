//! The problems of one document, while they are found.

use std::collections::BTreeSet;

use super::{Code, Diagnostic, Diagnostics, Place, Severity, is_fatal};
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

    /// Adds what was found in another file.
    pub(crate) fn add(&mut self, other: Self) {
        self.list.extend(other.list);
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

    /// Begins an attempt: gives what was reported before it, for [`Report::end_attempt`].
    pub(crate) fn begin_attempt(&mut self) -> Self {
        let attempt = Self::new(&self.file);
        std::mem::replace(self, attempt)
    }

    /// Ends an attempt, and gives what was reported in it.
    pub(crate) fn end_attempt(&mut self, before: Self) -> Self {
        std::mem::replace(self, before)
    }

    /// Places what was found in other files where their parts are in the bundled document. What of them is not there stays.
    pub(crate) fn relocate(&mut self, origins: &Origins) {
        if self.list.iter().all(|found| found.file == self.file) {
            return;
        }
        let places = origins.places();
        for found in std::mem::take(&mut self.list) {
            let at = match &found.place {
                Place::Pointer(pointer) if found.file != self.file => {
                    places.of(&found.file, pointer)
                }
                _ => Vec::new(),
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

    /// Returns the JSON pointers of the errors; `None` if one is elsewhere. What of another file is not in the document is no
    /// fault of it.
    pub(crate) fn faults(&self) -> Option<BTreeSet<String>> {
        let coded = self.coded_faults()?.into_iter();
        Some(coded.map(|(at, _)| at).collect())
    }

    /// Returns the faults, each with its code.
    pub(crate) fn coded_faults(&self) -> Option<BTreeSet<(String, Code)>> {
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

    /// Keeps what a test holds of.
    pub(crate) fn retain(&mut self, keep: impl Fn(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    pub(crate) fn finish(self, text: &str) -> Diagnostics {
        Diagnostics::for_document(&self.file, text, self.list)
    }
}
