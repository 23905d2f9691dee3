//! What the generator is given: a document, and what other files hold that it refers to.

use std::fmt;
use std::sync::Arc;

use crate::text::Text;

/// One document to generate from.
#[derive(Clone, Debug)]
pub struct Input {
    /// The name to show in diagnostics and in the header of generated files, such as `spec/examplepay.yaml`.
    pub file: String,
    /// The text; one that was not UTF-8 is refused.
    pub text: Text,
    /// Whether a warning stops the generation: the rule for specifications that we write ourselves.
    pub strict: bool,
    /// Whether errors leave out only what is faulty, as far as that is possible. A strict document has no such errors.
    pub keep_going: bool,
    /// What other files hold that the document refers to.
    pub others: Others,
    /// Which strings have a type of their own.
    pub typed: TypedFormats,
}

/// Which strings have a type of their own, by their `format`. Without it, they are a `String`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TypedFormats {
    /// Whether `date` and `date-time` have, on jiff.
    pub dates: bool,
    /// Whether `uuid` has, on uuid.
    pub uuids: bool,
}

impl Input {
    /// A document that stands for itself, from anywhere: what can be mended in it is.
    pub fn new(file: impl Into<String>, text: impl Into<Text>) -> Self {
        Self {
            file: file.into(),
            text: text.into(),
            strict: false,
            keep_going: false,
            others: Others::none(),
            typed: TypedFormats::default(),
        }
    }

    /// Returns whether errors leave out only what is faulty.
    pub(crate) const fn keeps_going(&self) -> bool {
        self.keep_going && !self.strict
    }

    /// A document that stands for itself, and in which a warning is an error.
    pub fn strict(file: impl Into<String>, text: impl Into<Text>) -> Self {
        Self {
            strict: true,
            ..Self::new(file, text)
        }
    }
}

/// What other files hold that a document refers to. The generator reads no disk; its caller does.
#[derive(Clone, Default)]
pub struct Others(Option<Arc<Read>>);

pub(crate) type Read = dyn Fn(&str) -> Result<Text, Unreadable> + Send + Sync;

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The reason, as a clause such as `it is not a file`.
    pub why: String,
    /// What to do about it, unless it helps to put the file there.
    pub help: Option<String>,
}

impl From<String> for Unreadable {
    fn from(why: String) -> Self {
        Self { why, help: None }
    }
}

impl Others {
    /// No other file can be read: what refers to one is left out, with a warning.
    #[must_use]
    pub const fn none() -> Self {
        Self(None)
    }

    /// Other files are read so: from a path relative to the folder of the document, with `/` between its parts and `..` only
    /// before all others, to the text or to why there is none. It is asked once for each path.
    #[must_use]
    pub fn new<E: Into<Unreadable>>(
        read: impl Fn(&str) -> Result<Text, E> + Send + Sync + 'static,
    ) -> Self {
        Self(Some(Arc::new(move |file| read(file).map_err(Into::into))))
    }

    pub(crate) fn read(&self) -> Option<&Read> {
        self.0.as_deref()
    }
}

impl fmt::Debug for Others {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let read = self.0.as_ref().map(|_| format_args!("_"));
        f.debug_tuple("Others").field(&read).finish()
    }
}
