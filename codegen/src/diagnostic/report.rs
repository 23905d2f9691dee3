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

    /// Returns what was reported so far.
    pub(crate) fn diagnostics(&self) -> &[Diagnostic] {
        &self.list
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

    /// Keeps what holds of a document though parts of it were taken out: it is not about these parts, and would be reported with
    /// them as well.
    pub(crate) fn that_hold_beside(mut self, faults: &[String]) -> Self {
        const HOLDS: &[Code] = &[
            Code::UnresolvedReference,
            Code::UnresolvedFile,
            Code::UnreadTarget,
            Code::InvalidReference,
            Code::ReferenceKind,
            Code::MappingTarget,
            Code::UnknownSecurityScheme,
            Code::UnknownServerVariable,
            Code::ReferenceCycle,
            Code::OptionOfItself,
            Code::EndlessValue,
            Code::DuplicateOperationId,
            Code::SamePath,
            Code::PathStart,
            Code::PathTemplate,
            Code::UndeclaredPathParameter,
            Code::UnusedPathParameter,
            Code::MisnamedPathParameter,
            Code::OptionalPathParameter,
            Code::DuplicateParameter,
            Code::NameCollision,
            Code::Unnameable,
            Code::RequiredUnknown,
            Code::UnknownEncoding,
            Code::DefaultType,
            Code::DefaultBesideConstant,
            Code::MultipleOf,
            Code::Bounds,
            Code::AllOfTypes,
            Code::AllOfProperty,
            Code::NullDefault,
            Code::ServerDefault,
            Code::AliasTaken,
            Code::EnvironmentTwice,
            Code::ChoiceMethodTwice,
            Code::LinesTwice,
            Code::ModuleName,
            Code::EnvironmentVariable,
            Code::VariantName,
            Code::EventName,
        ];
        self.list.retain(|diagnostic| {
            let within = |pointer: &String| match &diagnostic.place {
                Place::Pointer(place) => place.starts_with(pointer.as_str()),
                Place::LineColumn(..) | Place::Document => false,
            };
            HOLDS.contains(&diagnostic.code) && !faults.iter().any(within)
        });
        self
    }

    pub(crate) fn finish(self, text: &str) -> Diagnostics {
        Diagnostics::for_document(&self.file, text, self.list)
    }
}
