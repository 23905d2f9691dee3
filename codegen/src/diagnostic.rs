//! What is wrong with a document: which rule, where, and what to do about it.

mod code;
mod report;
mod words;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::document::Origins;
use crate::span::{SpanIndex, Spot};

pub use crate::document::Place;
pub use code::Code;
pub(crate) use report::Report;
pub(crate) use words::{did_you_mean, either};

/// How much a [`Diagnostic`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing can be generated until this is mended.
    Error,
    /// Something was mended, or left out, and the output says so.
    Warning,
}

/// One problem: code, what, where and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Which rule.
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

/// A problem, and where it stands if its document is known.
#[derive(Clone, Debug)]
struct Shown {
    diagnostic: Diagnostic,
    spot: Option<Spot>,
}

/// Problems of one or several documents, with what is needed to show them.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
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
            let diagnostic = &shown.diagnostic;
            match (&shown.spot, self.texts.get(&diagnostic.file)) {
                (Some(spot), Some(text)) => {
                    let column = spot.line(text)[..spot.span.start].chars().count() + 1;
                    (diagnostic, spot.number, column)
                }
                _ => (diagnostic, 1, 1),
            }
        });
        located.collect()
    }

    /// Turns every warning into an error: the rule for specifications that we write ourselves.
    pub fn deny_warnings(&mut self) {
        for diagnostic in &mut self.found {
            diagnostic.severity = Severity::Error;
        }
        self.shown = OnceLock::new();
    }

    /// Adds the problems of another document.
    pub fn extend(&mut self, other: Self) {
        self.found.extend(other.found);
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
            found,
            shown: OnceLock::new(),
            texts,
        }
    }

    fn shown(&self) -> &[Shown] {
        self.shown.get_or_init(|| {
            let indexes = self.indexes();
            let mut list: Vec<Shown> = self
                .found
                .iter()
                .map(|diagnostic| Shown {
                    diagnostic: diagnostic.clone(),
                    spot: indexes
                        .get(diagnostic.file.as_str())
                        .map(|index| index.spot(&diagnostic.place)),
                })
                .collect();
            list.sort_by_cached_key(|Shown { diagnostic, spot }| {
                let same_file = |first: &Diagnostic| first.file == diagnostic.file;
                let file = self.found.iter().position(same_file);
                let start = spot.as_ref().map_or(0, |spot| spot.start + spot.span.start);
                (file, start, diagnostic.code, diagnostic.what.clone())
            });
            list.dedup_by(|one, other| one.diagnostic == other.diagnostic);
            list
        })
    }

    fn indexes(&self) -> BTreeMap<&str, SpanIndex<'_>> {
        let texts = self.texts.iter();
        texts
            .map(|(file, text)| {
                let found = self.found.iter().filter(|found| found.file == *file);
                let index = SpanIndex::new(text, found.map(|found| &found.place));
                (file.as_str(), index)
            })
            .collect()
    }

    /// The problems as a person reads them: `file:line:column` with the source line, then what to do.
    #[must_use]
    pub fn render(&self) -> String {
        let mut out = String::new();
        for Shown { diagnostic, spot } in self.shown() {
            let text = self.texts.get(&diagnostic.file);
            out.push_str(&render_one(diagnostic, spot.as_ref().zip(text)));
            out.push_str("\n\n");
        }
        out
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render())
    }
}

impl std::error::Error for Diagnostics {}

fn render_one(diagnostic: &Diagnostic, spot: Option<(&Spot, &String)>) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(diagnostic.what.as_str())
        .id(diagnostic.code.as_str());
    let help = Level::HELP.message(diagnostic.help.as_str());
    let group = match spot {
        Some((spot, text)) => Group::with_title(title)
            .element(
                Snippet::source(spot.line(text))
                    .line_start(spot.number)
                    .path(diagnostic.file.as_str())
                    .annotation(AnnotationKind::Primary.span(spot.span.clone())),
            )
            .element(help),
        None => Group::with_title(title).element(help),
    };
    Renderer::plain().render(&[group])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_sorted_by_place_and_told_once() {
        let mut report = Report::new("a.yaml");
        report.warning(Code::Mended, "/b", "second", "");
        report.error(Code::WrongType, "/a", "first", "");
        report.warning(Code::Mended, "/b", "second", "");
        let diagnostics = report.finish("a: 1\nb: 2\n");
        let found: Vec<&str> = diagnostics
            .iter()
            .map(|diagnostic| diagnostic.what.as_str())
            .collect();
        assert_eq!(found, ["first", "second"]);
    }
}
