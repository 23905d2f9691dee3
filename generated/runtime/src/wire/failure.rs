//! Why a value cannot be read, and where it stands.

use std::fmt;

use crate::wire::JsonKind;

/// Why a value cannot be read, with the path to it. It repeats nothing of the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    path: String,
    problem: Problem,
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// It is not there.
    Missing,
    /// It is an empty string, where something must be named.
    Blank,
    /// It is a string that stands for a missing one.
    Unset,
    /// It is there twice, with different values.
    Contradictory,
    /// It has another JSON type.
    Type {
        /// What was expected, if that is known in a word.
        expected: Option<&'static str>,
        found: JsonKind,
    },
    /// It lies within too many other objects.
    TooDeep,
}

impl Failure {
    pub(crate) const fn new(problem: Problem) -> Self {
        Self {
            path: String::new(),
            problem,
        }
    }

    /// What can be said of an error of serde without repeating its message, which may quote the body.
    pub(crate) fn of(error: &serde_json::Error, json: &str) -> Self {
        Self::new(Problem::Type {
            expected: expected(&error.to_string()),
            found: JsonKind::of(json),
        })
    }

    /// The same, seen from the object whose member it is.
    pub(crate) fn below(mut self, name: &str) -> Self {
        let separator = if self.path.is_empty() { "" } else { "." };
        self.path = format!("{name}{separator}{}", self.path);
        self
    }

    /// Whether the value came twice, and nobody knows which of them is meant.
    pub(crate) fn is_contradiction(&self) -> bool {
        self.problem == Problem::Contradictory
    }

    /// Whether an integer was expected, and a number found.
    pub(crate) fn is_integer(&self) -> bool {
        self.path.is_empty()
            && matches!(
                self.problem,
                Problem::Type {
                    expected: Some("an integer"),
                    found: JsonKind::Number
                }
            )
    }

    /// The path to the value, such as `data.transactionReference`.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }
}

/// What a message of serde, or of a type of ours, says that it expected. Only words of this list are shown, so that nothing
/// of a body can be.
fn expected(message: &str) -> Option<&'static str> {
    const WORDS: &[(&str, &str)] = &[
        ("a string", "a string"),
        ("a boolean", "a boolean"),
        ("i32", "an integer"),
        ("i64", "an integer"),
        ("u64", "an integer"),
        ("an integer", "an integer"),
        ("f64", "a number"),
        ("a sequence", "a list"),
        ("a map", "an object"),
        ("an object", "an object"),
    ];
    if message.starts_with("an amount must") {
        return Some("an amount");
    }
    let (_, rest) = message.rsplit_once(", expected ")?;
    WORDS
        .iter()
        .find(|(word, _)| {
            rest.strip_prefix(word)
                .is_some_and(|after| after.is_empty() || after.starts_with(" at line"))
        })
        .map(|(_, shown)| *shown)
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match self.problem {
            Problem::Missing => write!(f, "the body has no field `{path}`"),
            Problem::Blank => write!(f, "`{path}` is empty in the body"),
            Problem::Unset => write!(f, "`{path}` names nothing in the body"),
            Problem::Contradictory => write!(
                f,
                "the body has `{path}` more than once, with different values"
            ),
            Problem::Type {
                expected: Some(expected),
                found,
            } => write!(
                f,
                "the body has another form than documented: {path}: expected {expected}, found {}",
                found.as_str(),
            ),
            Problem::Type {
                expected: None,
                found,
            } => write!(
                f,
                "the body has another form than documented: {path}: found {} that cannot be read",
                found.as_str(),
            ),
            Problem::TooDeep => write!(f, "`{path}` lies too deep in the body"),
        }
    }
}
