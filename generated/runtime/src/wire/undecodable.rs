//! Why a body cannot be read.

use std::fmt;

use crate::wire::failure::Failure;

/// A body that does not have the shape it should have. It says where, and repeats nothing of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecodable(Reason);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Reason {
    Empty,
    Nothing,
    NotText,
    NotJson { line: usize, column: usize },
    Truncated,
    MissingField { name: String },
    WrongShape { line: usize, column: usize },
    At(Failure),
    Repeated { line: usize, column: usize },
    TooDeep { line: usize, column: usize },
    Contradicts { path: &'static str },
    OfAnother { path: &'static str },
}

impl Undecodable {
    pub(crate) const fn empty() -> Self {
        Self(Reason::Empty)
    }

    /// JSON in which there is no value.
    pub(crate) const fn nothing() -> Self {
        Self(Reason::Nothing)
    }

    /// Not text in UTF-8.
    pub(crate) const fn not_text() -> Self {
        Self(Reason::NotText)
    }

    /// A value that cannot be read, at a known path.
    pub(crate) const fn at(failure: Failure) -> Self {
        Self(Reason::At(failure))
    }

    /// Not JSON, from here on.
    pub(crate) const fn not_json(line: usize, column: usize) -> Self {
        Self(Reason::NotJson { line, column })
    }

    /// JSON in which the name of this value is there twice.
    pub(crate) const fn repeated(line: usize, column: usize) -> Self {
        Self(Reason::Repeated { line, column })
    }

    /// JSON in which this value lies within too many others.
    pub(crate) const fn too_deep(line: usize, column: usize) -> Self {
        Self(Reason::TooDeep { line, column })
    }

    /// A success without what makes it one.
    pub(crate) fn lacking(path: &'static str) -> Self {
        let name = path.to_owned();
        Self(Reason::MissingField { name })
    }

    /// A success with a code or a status of a failure.
    pub(crate) const fn contradicting(path: &'static str) -> Self {
        Self(Reason::Contradicts { path })
    }

    /// A success of another request than the one that was made.
    pub(crate) const fn of_another(path: &'static str) -> Self {
        Self(Reason::OfAnother { path })
    }

    /// What can be said of an error of JSON without repeating its message, which may quote the body.
    pub(crate) fn from_json(error: &serde_json::Error) -> Self {
        use serde_json::error::Category;

        let (line, column) = (error.line(), error.column());
        Self(match error.classify() {
            Category::Eof => Reason::Truncated,
            Category::Syntax | Category::Io => Reason::NotJson { line, column },
            // The name of a missing field comes from our own types, not from the body.
            Category::Data => match missing_field(&error.to_string()) {
                Some(name) => Reason::MissingField { name },
                None => Reason::WrongShape { line, column },
            },
        })
    }

    /// Whether there was nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0 == Reason::Empty
    }

    /// Whether the body ended too early.
    pub fn is_truncated(&self) -> bool {
        self.0 == Reason::Truncated
    }

    /// Whether the body itself reports a failure, under a status of success.
    pub(crate) const fn reports_a_failure(&self) -> bool {
        matches!(self.0, Reason::Contradicts { .. })
    }

    /// Returns the path of the value that is missing or cannot be read, such as `data.transactionReference`, where it is known.
    pub fn path(&self) -> Option<&str> {
        match &self.0 {
            Reason::At(failure) => Some(failure.path()),
            Reason::MissingField { name } => Some(name),
            Reason::Contradicts { path } | Reason::OfAnother { path } => Some(path),
            _ => None,
        }
    }

    /// The line and the column, counted from 1, at which reading stopped.
    pub fn position(&self) -> Option<(usize, usize)> {
        match self.0 {
            Reason::NotJson { line, column }
            | Reason::WrongShape { line, column }
            | Reason::Repeated { line, column }
            | Reason::TooDeep { line, column } => Some((line, column)),
            _ => None,
        }
    }
}

fn missing_field(message: &str) -> Option<String> {
    let name = message.strip_prefix("missing field `")?.split('`').next()?;
    Some(name.to_owned())
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reason::Empty => f.write_str("the body is empty"),
            Reason::Nothing => f.write_str("the body is JSON without any value"),
            Reason::NotText => f.write_str("the body is not text in UTF-8"),
            Reason::NotJson { line, column } => {
                write!(f, "the body is not JSON at line {line}, column {column}")
            }
            Reason::Truncated => f.write_str("the body is JSON that ends too early"),
            Reason::At(failure) => write!(f, "{failure}"),
            Reason::MissingField { name } => write!(f, "the body has no field `{name}`"),
            Reason::WrongShape { line, column } => {
                write!(
                    f,
                    "the body is JSON of another shape at line {line}, column {column}"
                )
            }
            Reason::Repeated { line, column } => {
                write!(
                    f,
                    "the body repeats a member at line {line}, column {column}"
                )
            }
            Reason::TooDeep { line, column } => {
                write!(
                    f,
                    "the body is nested too deeply at line {line}, column {column}"
                )
            }
            Reason::Contradicts { path } => {
                write!(f, "`{path}` in the body reports a failure")
            }
            Reason::OfAnother { path } => {
                write!(
                    f,
                    "`{path}` in the body is the reference of another payment"
                )
            }
        }
    }
}

impl std::error::Error for Undecodable {}
