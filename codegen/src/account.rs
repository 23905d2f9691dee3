//! How much of each operation of a document is in the generated crate, and why not more. The crate's first page, the summary and `--json`
//! read this.

mod marks;
mod table;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::Origins;

pub(crate) use marks::{As, Mark, Marks};
pub(crate) use table::Role;

/// How much of one document is in the output.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// Every operation of the document: paths in document order, and of one path the methods in OpenAPI's order.
    pub operations: Vec<OperationAccount>,
    /// What is ignored, of all that the operations need.
    pub ignored: Vec<Ignored>,
    /// JSON pointers of what the operations need and nothing accounts for: empty, or the generator has a fault. No operation that
    /// needs such a part is whole.
    pub unaccounted: Vec<String>,
    /// The paths whose path item cannot be read, such as one in a missing file: nobody knows which operations it has.
    pub unreadable_paths: Vec<String>,
}

/// A part of the document that is ignored. What the document describes, such as an example, is not counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ignored {
    /// The rule that says so.
    pub code: Code,
    /// The name of the document, or of the other file that the part stands in.
    pub file: String,
    /// The JSON pointer of the object.
    pub pointer: String,
    /// The keyword of the object that is ignored; `None` for the object as a whole.
    pub keyword: Option<String>,
}

/// How much of one operation is in the output.
#[derive(Clone, Debug)]
pub struct OperationAccount {
    /// The HTTP method, in upper case.
    pub method: String,
    /// The path, with its templates.
    pub path: String,
    /// Its `operationId`, if it has one.
    pub id: Option<String>,
    /// What became of it.
    pub presence: Presence,
}

/// What became of an operation.
#[derive(Clone, Debug)]
pub enum Presence {
    /// Nothing that it needs is ignored.
    Whole,
    /// It can be called, but something that it needs is ignored: a reason for each rule.
    Partial(Vec<Reason>),
    /// It is left out, for these reasons; none if nobody reported why.
    LeftOut(Vec<Diagnostic>),
}

/// Why an operation is not whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The rule; `None` if nothing accounts for the part, which is a fault of the generator.
    pub code: Option<Code>,
    /// The name of the document, or of the other file that the part stands in.
    pub file: String,
    /// The JSON pointer of the first part that is ignored for this reason.
    pub pointer: String,
    /// What is ignored, in words.
    pub words: String,
}

impl Reason {
    pub(crate) fn new(code: Option<Code>, file: &str, pointer: String) -> Self {
        let words = match code {
            Some(code) => format!("{} ({code})", code.title()),
            None => format!("`{pointer}`, which the generator does not account for"),
        };
        Self {
            code,
            file: file.to_owned(),
            pointer,
            words,
        }
    }
}

impl Account {
    /// Shows the reasons where their causes were written.
    pub(crate) fn settle(&mut self, document: &str, origins: &Origins) {
        let moved = |file: &mut String, pointer: &mut String| {
            if let Some((there, at)) = origins.of(pointer) {
                *file = there.to_owned();
                *pointer = at;
            }
        };
        for operation in &mut self.operations {
            match &mut operation.presence {
                Presence::Whole => {}
                Presence::Partial(reasons) => {
                    for reason in reasons {
                        moved(&mut reason.file, &mut reason.pointer);
                    }
                }
                Presence::LeftOut(reasons) => {
                    for reason in reasons {
                        reason.settle(document, origins);
                    }
                }
            }
        }
        for ignored in &mut self.ignored {
            moved(&mut ignored.file, &mut ignored.pointer);
        }
    }
}
