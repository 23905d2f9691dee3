//! What is wrong with a document: which rule, where, and what to do about it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::bundle::Origins;
use crate::span::{SpanIndex, Spot};

/// How much a [`Diagnostic`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing can be generated until this is mended.
    Error,
    /// Something was mended, or left out, and the output says so.
    Warning,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// The rule that a [`Diagnostic`] reports a breach of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The rule in words, as one or more sentences.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc),+).trim_ascii_start(),)+
                }
            }

            /// The code as it is printed, such as `M0101`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }
        }
    };
}

codes! {
    /// The text is neither YAML nor JSON.
    Syntax = "M0101",
    /// The document has no content.
    Empty = "M0102",
    /// A mapping has the same key twice.
    DuplicateKey = "M0103",
    /// YAML that has no meaning in an OpenAPI document: a tag, a merge key, a number that is not finite.
    UnsupportedYaml = "M0104",
    /// The document is not an OpenAPI 3.0 document.
    Version = "M0105",
    /// A value has another type, or is another word, than OpenAPI asks for.
    WrongType = "M0106",
    /// A key that OpenAPI demands is missing.
    MissingKey = "M0107",
    /// A key that OpenAPI 3.0 does not know.
    UnknownKey = "M0108",
    /// Something sloppy was mended.
    Mended = "M0109",

    /// An `x-malipo-` key that does not exist.
    UnknownExtension = "M0201",
    /// An `x-malipo-` key where it has no meaning.
    MisplacedExtension = "M0202",
    /// An `x-malipo-` key whose value has another form than documented.
    ExtensionForm = "M0203",
    /// An `x-malipo-` key that names something which does not exist.
    ExtensionTarget = "M0204",
    /// A fact that every operation of a gateway must state is missing.
    MissingFact = "M0205",

    /// A `$ref` that leads nowhere.
    UnresolvedReference = "M0301",
    /// A `$ref` chain or an inlined schema that leads back to itself.
    CyclicReference = "M0302",
    /// Two operations share an `operationId`.
    DuplicateOperationId = "M0303",
    /// An operation has no `operationId`.
    MissingOperationId = "M0304",
    /// A path template and its declared path parameters disagree.
    PathParameter = "M0305",
    /// The same parameter is declared twice.
    DuplicateParameter = "M0306",
    /// An operation declares no answer.
    NoResponses = "M0307",
    /// A status code that is none.
    StatusCode = "M0308",
    /// Two things would get the same name in Rust.
    NameCollision = "M0309",
    /// A name from which no Rust name can be made.
    Unnameable = "M0310",
    /// An entry of `required` or `encoding` that no property answers to.
    RequiredUnknown = "M0311",
    /// Constraints that no value, or not the default, can meet.
    Contradiction = "M0312",
    /// Options of a `oneOf` or an `anyOf` that nothing tells apart.
    AmbiguousOptions = "M0313",
    /// An example that is no value of its schema; looked for only where examples are read.
    Example = "M0314",

    /// `not`, which is not checked.
    UnsupportedComposition = "M0401",
    /// A media type that is not sent, or not received.
    UnsupportedMediaType = "M0402",
    /// A parameter location, style or form.
    UnsupportedParameter = "M0403",
    /// A security scheme other than a bearer token, whether given or got by client credentials.
    UnsupportedSecurity = "M0404",
    /// A schema form: an enum without a value, keywords of another type, a default that cannot be sent.
    UnsupportedSchema = "M0405",
    /// A constraint that the client does not check before sending.
    UncheckedConstraint = "M0406",
    /// A part of OpenAPI that the client does not follow: callbacks, servers of one operation.
    UnsupportedPart = "M0407",
    /// A form that is not an object of plain values.
    UnsupportedForm = "M0408",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Where in a document something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A JSON pointer; the position is looked up when it is shown.
    Pointer(String),
    /// A position that a parser reported: 1-based line and column.
    LineColumn(usize, usize),
    /// The document as a whole.
    Document,
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

/// Collects the problems of one document while a stage of the pipeline runs.
#[derive(Debug)]
pub(crate) struct Report {
    file: String,
    list: Vec<Diagnostic>,
    /// By reference: what is said of it, and what helps.
    lost: BTreeMap<String, (String, String)>,
}

impl Report {
    pub(crate) fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            list: Vec::new(),
            lost: BTreeMap::new(),
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

    /// Keeps why a reference cannot be followed, and what helps, for whoever needs what it refers to.
    pub(crate) fn lose(&mut self, target: &str, what: String, help: String) {
        self.lost.insert(target.to_owned(), (what, help));
    }

    /// Why a reference to another file cannot be followed, and what helps.
    pub(crate) fn lost(&self, target: &str) -> (String, String) {
        self.lost.get(target).cloned().unwrap_or_else(|| {
            (
                format!("`{target}` leads to another file"),
                "references to other files are not followed here: copy it into this document"
                    .to_owned(),
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

    /// Turns what was found since there were so many problems into warnings: the document is in order.
    pub(crate) fn soften(&mut self, since: usize) {
        for diagnostic in self.list.iter_mut().skip(since) {
            diagnostic.severity = Severity::Warning;
        }
    }

    /// Takes back what was found since there were so many problems: it was a try.
    pub(crate) fn forget(&mut self, since: usize) {
        self.list.truncate(since);
    }

    pub(crate) fn finish(self, text: &str) -> Diagnostics {
        Diagnostics::for_document(&self.file, text, self.list)
    }
}

/// Words as alternatives: `a, b or c`.
pub(crate) fn either(words: &[String]) -> String {
    match words {
        [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        words => words.concat(),
    }
}

/// The candidate that a person most likely meant by `word`, if one is near.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    // A short word must be nearly right, or any two would be near.
    let length = word.chars().count();
    let most = match length {
        0..=3 => 1,
        4..=11 => 2,
        _ => length / 4,
    };
    candidates
        .into_iter()
        // A cheap look first: there may be thousands of names, for thousands of mistakes.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= most)
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= most && *distance < candidate.chars().count())
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_word_is_offered_and_a_far_one_is_not() {
        let words = ["operationId", "tags", "in", "id"];
        assert_eq!(did_you_mean("operationID", words), Some("operationId"));
        assert_eq!(did_you_mean("oeprationId", words), Some("operationId"));
        assert_eq!(did_you_mean("tag", words), Some("tags"));
        assert_eq!(did_you_mean("schema", words), None);
        // Any two short words would be near.
        assert_eq!(did_you_mean("x", words), None);
        assert_eq!(did_you_mean("ab", ["c"]), None);
    }

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

    #[test]
    fn words_are_joined_as_a_person_would() {
        let words = |words: &[&str]| {
            either(
                &words
                    .iter()
                    .map(|word| (*word).to_owned())
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(words(&[]), "");
        assert_eq!(words(&["a"]), "a");
        assert_eq!(words(&["a", "b", "c"]), "a, b or c");
    }
}
