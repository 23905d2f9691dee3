//! How much of a document is in the output, as data: what the output itself, its summary and its users read.

use crate::diagnostic::Diagnostic;
use crate::document::Origins;

/// How much of one document is in the output.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// Every operation of the document: paths in document order, and of one path the methods in OpenAPI's order.
    pub operations: Vec<OperationAccount>,
    /// How many properties the structs of the output have.
    pub fields: usize,
    /// JSON pointers of those that are raw JSON although the document says more of them. What comes from another file has the
    /// place of the component that it became.
    pub raw_fields: Vec<String>,
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
    /// Every parameter, the body in its media type, and the bodies of success and failure are there, with types.
    Whole,
    /// It can be called, but this is missing, in words.
    Partial(Vec<String>),
    /// It is left out, for these reasons; none if nobody said why.
    LeftOut(Vec<Diagnostic>),
}

impl Account {
    /// Shows the reasons where their causes were written.
    pub(crate) fn settle(&mut self, document: &str, origins: &Origins) {
        for operation in &mut self.operations {
            if let Presence::LeftOut(reasons) = &mut operation.presence {
                for reason in reasons {
                    reason.settle(document, origins);
                }
            }
        }
    }
}
