//! Diagnostics: which rule a document breaks, where, and what to do about it.

mod code;
mod effect;
mod problem;
mod render;
mod report;
mod words;

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::OnceLock;

use crate::document::Origins;
use crate::span::{Location, SpanIndex, columns, without_mark};

pub use crate::document::Place;
pub use code::Code;
pub(crate) use effect::Effect;
pub use problem::{Diagnostic, Severity};
use problem::{Shown, is_fatal};
pub(crate) use report::Report;
pub(crate) use words::did_you_mean;

/// Problems of one or several documents, with what is needed to show them.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    /// Whether nothing can be made of a document in spite of them.
    is_fatal: bool,
    /// What was found, in the order in which it is shown: known once somebody asks, since the places are looked up for it.
    shown: OnceLock<Vec<Shown>>,
    texts: BTreeMap<String, String>,
}

impl Diagnostics {
    /// No problem so far.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing at all was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether something was found that stops the generation.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|d| d.severity == Severity::Error)
    }

    /// Returns whether [`Input::keep_going`](crate::Input::keep_going) gives something in spite of the errors.
    #[must_use]
    pub fn is_survivable(&self) -> bool {
        !self.is_fatal
    }

    /// The problems in the order in which they are shown: file by file, then by place in it.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.shown().iter().map(|shown| &shown.diagnostic)
    }

    /// The problems in the order in which they were found.
    pub(crate) fn unordered(&self) -> &[Diagnostic] {
        &self.found
    }

    /// The problems in the same order, each with its line and column in its file, from 1.
    #[must_use]
    pub fn located(&self) -> Vec<(&Diagnostic, usize, usize)> {
        let located = self.shown().iter().map(|shown| {
            let line = shown.location.as_ref().map_or(1, |location| location.line);
            (&shown.diagnostic, line, shown.column)
        });
        located.collect()
    }

    /// Returns the errors alone.
    #[must_use]
    pub fn errors(&self) -> Self {
        self.of(Severity::Error)
    }

    /// Returns the warnings alone.
    #[must_use]
    pub fn warnings(&self) -> Self {
        self.of(Severity::Warning)
    }

    fn of(&self, severity: Severity) -> Self {
        let of = |found: &&Diagnostic| found.severity == severity;
        Self {
            found: self.found.iter().filter(of).cloned().collect(),
            is_fatal: self.is_fatal && severity == Severity::Error,
            shown: OnceLock::new(),
            texts: self.texts.clone(),
        }
    }

    /// Turns every warning into an error: the rule for specifications that we write ourselves.
    pub fn deny_warnings(&mut self) {
        self.is_fatal = !self.found.is_empty();
        for diagnostic in &mut self.found {
            diagnostic.severity = Severity::Error;
        }
        self.shown = OnceLock::new();
    }

    /// Adds the problems of another document.
    pub fn extend(&mut self, other: Self) {
        self.found.extend(other.found);
        self.is_fatal |= other.is_fatal;
        self.texts.extend(other.texts);
        self.shown = OnceLock::new();
    }

    /// Shows each problem where its cause was written: see [`Diagnostic::settle`].
    pub(crate) fn settle(&mut self, document: &str, origins: &Origins) {
        for found in &mut self.found {
            found.settle(document, origins);
        }
        for found in &self.found {
            if let Some(text) = origins.text(&found.file) {
                let texts = &mut self.texts;
                texts
                    .entry(found.file.clone())
                    .or_insert_with(|| text.to_owned());
            }
        }
        self.shown = OnceLock::new();
    }

    pub(crate) fn for_document(file: &str, text: &str, found: Vec<Diagnostic>) -> Self {
        let mut texts = BTreeMap::new();
        if !found.is_empty() {
            texts.insert(file.to_owned(), text.to_owned());
        }
        Self {
            is_fatal: is_fatal(file, &found),
            found,
            shown: OnceLock::new(),
            texts,
        }
    }

    /// Every step takes time in proportion to the problems and to the texts, however long a line of them is.
    fn shown(&self) -> &[Shown] {
        self.shown.get_or_init(|| {
            let mut files: HashMap<&str, usize> = HashMap::new();
            let mut by_file: Vec<Vec<&Diagnostic>> = Vec::new();
            for diagnostic in &self.found {
                let number = *files.entry(&diagnostic.file).or_insert(by_file.len());
                match by_file.get_mut(number) {
                    Some(list) => list.push(diagnostic),
                    None => by_file.push(vec![diagnostic]),
                }
            }
            by_file
                .into_iter()
                .flat_map(|found| self.shown_of_file(&found))
                .collect()
        })
    }

    /// The problems of one file, in the order of their locations.
    fn shown_of_file(&self, found: &[&Diagnostic]) -> Vec<Shown> {
        let text = found
            .first()
            .and_then(|diagnostic| self.texts.get(&diagnostic.file));
        let mut list: Vec<Shown> = match text {
            None => found.iter().map(|found| Shown::nowhere(found)).collect(),
            Some(text) => {
                let places = found.iter().map(|diagnostic| &diagnostic.place);
                let index = SpanIndex::new(text, places.clone());
                let locations: Vec<Location> = places.map(|place| index.location(place)).collect();
                let columns = columns(text, &locations);
                let located = found.iter().zip(locations).zip(columns);
                located
                    .map(|((diagnostic, location), column)| Shown {
                        diagnostic: (*diagnostic).clone(),
                        location: Some(location),
                        column,
                    })
                    .collect()
            }
        };
        list.sort_by(|one, other| {
            let key = |shown: &Shown| {
                let start = shown.location.as_ref().map_or(0, Location::offset);
                (start, shown.diagnostic.code)
            };
            let what = || one.diagnostic.what.cmp(&other.diagnostic.what);
            key(one).cmp(&key(other)).then_with(what)
        });
        list.dedup_by(|one, other| one.diagnostic == other.diagnostic);
        list
    }

    /// The problems as a person reads them: `file:line:column` with the source line, then what to do.
    ///
    /// [`Display`](fmt::Display) writes the same, one problem at a time.
    #[must_use]
    pub fn render(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for shown in self.shown() {
            let text = self.texts.get(&shown.diagnostic.file);
            let text = text.map(|text| without_mark(text));
            render::write(f, shown, text)?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_sorted_by_place_and_told_once() {
        let mut report = Report::new("a.yaml");
        report.warning(Code::DuplicateKey, "/b", "second", "");
        report.error(Code::WrongType, "/a", "first", "");
        report.warning(Code::DuplicateKey, "/b", "second", "");
        let diagnostics = report.finish("a: 1\nb: 2\n");
        let found: Vec<&str> = diagnostics
            .iter()
            .map(|diagnostic| diagnostic.what.as_str())
            .collect();
        assert_eq!(found, ["first", "second"]);
    }
}
