//! What became of one document.

mod doc_tests;
mod examples;
mod told;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::document::Role;

pub use doc_tests::DocTests;
pub use examples::{Counts, Examples, UnionCounts, Unions, Unread};
pub use told::Told;

/// With so many operations a document is large.
const LARGE: usize = 40;

/// What became of one document.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Outcome {
    /// Its path below the directory.
    pub file: String,
    /// What it is good for.
    pub role: Role,
    /// Whether it is known to be OpenAPI 3.0: `tests/corpus/valid.txt` has it.
    pub valid: bool,
    /// The code and the place of the diagnostic that it must get, as `tests/corpus/negatives.tsv` has it.
    pub expected: Option<String>,
    /// Whether it got that, or was taken if it must be; nothing if nothing is known.
    pub as_expected: Option<bool>,
    /// How it ended.
    pub verdict: Verdict,
    /// Why it cannot be read, crashed or ran out of time, in words.
    pub reason: Option<String>,
    /// How many operations it has; 0 of one that cannot be read.
    pub operations: usize,
    /// How many of them are in the output as documented.
    pub whole_operations: usize,
    /// Those that are in the output, but not as documented.
    pub partial: Vec<Partial>,
    /// Those that are not in the output.
    pub skipped: Vec<Skipped>,
    /// What is ignored, of all that the operations need.
    pub ignored: Vec<Ignored>,
    /// JSON pointers of what nothing accounts for: empty, or the generator has a fault.
    pub unaccounted: Vec<String>,
    /// Why it was refused, or what is left out of it.
    pub errors: Vec<Told>,
    /// How many warnings there were, by code.
    pub warnings: BTreeMap<String, usize>,
    /// Whether the output compiles, if that was tried.
    pub compiled: Option<bool>,
    /// Errors and warnings of the compiler, each in a line; of many the first.
    pub compiler: Vec<String>,
    /// How many warnings of the compiler there were.
    pub compiler_warnings: usize,
    /// What the documentation tests of its crate showed, if they were run.
    #[serde(default)]
    pub doc_tests: Option<DocTests>,
    /// What became of its examples, if they were read and there are any.
    pub examples: Option<Examples>,
}

/// How a document ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Verdict {
    /// There is a crate.
    Generated,
    /// There are diagnostics instead.
    Refused,
    /// There is no such file, or it is none that can be read.
    Unreadable,
    /// The process died, or used too much memory.
    Crashed,
    /// The process did not end.
    TimedOut,
}

/// An operation that is in the output, but not as documented.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Partial {
    /// The method and the path.
    pub operation: String,
    /// What is ignored, each rule once.
    pub reasons: Vec<Lack>,
}

/// Why an operation is not as documented.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Lack {
    /// The code of the rule; nothing if nothing accounts for the part.
    pub code: Option<String>,
    /// The file that the first such part stands in.
    pub file: String,
    /// The JSON pointer of the first such part.
    pub pointer: String,
    /// What is ignored, in words.
    pub words: String,
}

/// A part of a document that is ignored.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Ignored {
    /// The code of the rule that says so.
    pub code: String,
    /// The file that it stands in.
    pub file: String,
    /// The JSON pointer of the object.
    pub pointer: String,
    /// The keyword that is ignored; nothing for the whole object.
    pub keyword: Option<String>,
}

/// An operation that is not in the output.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Skipped {
    /// The method and the path.
    pub operation: String,
    /// Why; empty if nobody said it.
    pub reasons: Vec<Told>,
}

impl Outcome {
    /// Returns whether a document is large.
    #[must_use]
    pub const fn is_large(&self) -> bool {
        self.operations >= LARGE
    }

    pub(super) fn new(file: &str, role: Role, verdict: Verdict) -> Self {
        Self {
            file: file.to_owned(),
            role,
            valid: false,
            expected: None,
            as_expected: None,
            verdict,
            reason: None,
            operations: 0,
            whole_operations: 0,
            partial: Vec::new(),
            skipped: Vec::new(),
            ignored: Vec::new(),
            unaccounted: Vec::new(),
            errors: Vec::new(),
            warnings: BTreeMap::new(),
            compiled: None,
            compiler: Vec::new(),
            compiler_warnings: 0,
            doc_tests: None,
            examples: None,
        }
    }
}
