//! The problems of one document, while they are found.

use super::{Code, Diagnostic, Diagnostics, Place, Severity};

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

    /// Whether this was said of a place in the document.
    pub(crate) fn has(&self, code: Code, at: &str) -> bool {
        self.list.iter().any(|found| {
            found.code == code
                && found.file == self.file
                && matches!(&found.place, Place::Pointer(pointer) if pointer == at)
        })
    }

    /// Whether something has not the form that it should have, or is missing.
    pub(crate) fn has_errors_of_form(&self) -> bool {
        let mut errors = self.list.iter().filter(|d| d.severity == Severity::Error);
        errors.any(|d| {
            matches!(
                d.code,
                Code::WrongType | Code::MissingKey | Code::StatusCode
            )
        })
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// Pointers of what has the wrong form and means nothing.
    pub(crate) fn faults(&self) -> Vec<String> {
        let form = |code| {
            matches!(
                code,
                Code::WrongType
                    | Code::StatusCode
                    | Code::UnknownExtension
                    | Code::MisplacedExtension
                    | Code::ExtensionForm
            )
        };
        self.list
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error && form(diagnostic.code))
            .filter(|diagnostic| diagnostic.file == self.file)
            .filter_map(|diagnostic| match &diagnostic.place {
                Place::Pointer(pointer) => Some(pointer.clone()),
                Place::LineColumn(..) | Place::Document => None,
            })
            .collect()
    }

    /// Goes on with a document from which faults were taken out, and forgets what would not be wrong without them.
    pub(crate) fn past_faults<T>(&mut self, go_on: impl FnOnce(&mut Self) -> T) {
        if self
            .list
            .iter()
            .any(|diagnostic| diagnostic.code == Code::Version)
        {
            return;
        }
        let before = self.list.len();
        go_on(self);
        let later = self.list.split_off(before);
        let sure = |code| {
            matches!(
                code,
                Code::UnresolvedReference
                    | Code::CyclicReference
                    | Code::DuplicateOperationId
                    | Code::PathParameter
                    | Code::DuplicateParameter
                    | Code::NameCollision
                    | Code::Unnameable
                    | Code::RequiredUnknown
                    | Code::Contradiction
            )
        };
        let faults = self.faults();
        self.list.extend(later.into_iter().filter(|diagnostic| {
            let within = |pointer: &String| match &diagnostic.place {
                Place::Pointer(place) => place.starts_with(pointer.as_str()),
                Place::LineColumn(..) | Place::Document => false,
            };
            sure(diagnostic.code) && !faults.iter().any(within)
        }));
    }

    /// How many problems there are so far.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Takes back what was found since there were so many problems: it was a try.
    pub(crate) fn forget(&mut self, since: usize) {
        self.list.truncate(since);
    }

    pub(crate) fn finish(self, text: &str) -> Diagnostics {
        Diagnostics::for_document(&self.file, text, self.list)
    }
}
