//! What lowering notes of the document while it reads it.

use std::cell::RefCell;
use std::collections::HashMap;

use indexmap::IndexMap;

use crate::diagnostic::Code;
use crate::ground::pattern;

/// What an object of the document was read as. The table says what becomes of its keywords then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum As {
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    /// The media type that is sent or received.
    Media,
    /// The same for a form, whose encodings are read.
    Form,
    /// How a field of a URL-encoded form is written.
    FormField,
    /// How a part of a multipart form is written.
    FormPart,
    Response,
    SecurityScheme,
    Server,
    ServerVariable,

    /// A schema that is merged with others, and is nothing of its own.
    Merged,
    /// Another name of a schema.
    Alias,
    /// The schema of a body that is a string or bytes as it is.
    Opaque,
    String,
    Number,
    Boolean,
    Enum,
    List,
    Map,
    Struct,
    OneOf,
    /// A schema of any value.
    Any,
    /// A schema whose values a key of ours declares.
    Kind,

    /// What says the same as a key of ours, or what OpenAPI says is not to be read: with all below.
    Restated,
}

/// What was noted of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) read: As,
    /// Whether it is a schema that was merged with others. Then so were the schemas in it that nothing else reads.
    pub(crate) is_merged: bool,
}

/// What was noted of a document.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// By JSON pointer. Such a map grows without reading its keys again.
    read: IndexMap<String, Mark>,
    /// What is ignored without a warning: which rule says so, and the JSON pointer.
    dropped: Vec<(Code, String)>,
    /// What schemas are read as besides, by JSON pointer.
    leads: HashMap<String, Vec<String>>,
    /// The patterns of the document, each translated once.
    patterns: RefCell<HashMap<String, Translated>>,
}

/// A pattern in the syntax of the client, or why it has none.
type Translated = Result<String, &'static str>;

impl Marks {
    /// Notes what an object was read as. What is merged somewhere can be something of its own as well, which counts.
    pub(crate) fn read(&mut self, at: &str, read: As) {
        let is_merged = read == As::Merged;
        match self.read.get_mut(at) {
            Some(known) if is_merged => known.is_merged = true,
            Some(known) => known.read = read,
            None => drop(self.read.insert(at.to_owned(), Mark { read, is_merged })),
        }
    }

    /// Translates a pattern, unless that was done before.
    pub(crate) fn translated(&self, pattern: &str) -> Translated {
        if let Some(known) = self.patterns.borrow().get(pattern) {
            return known.clone();
        }
        let translated = pattern::translate(pattern);
        let mut patterns = self.patterns.borrow_mut();
        patterns.insert(pattern.to_owned(), translated.clone());
        translated
    }

    /// Notes that something is ignored. It is counted by the effect of the rule, and no warning is shown.
    pub(crate) fn drops(&mut self, at: &(impl ToString + ?Sized), code: Code) {
        self.dropped.push((code, at.to_string()));
    }

    /// Notes that a schema is read as another one as well, to which no reference in it leads.
    pub(crate) fn leads(&mut self, at: &str, to: String) {
        self.leads.entry(at.to_owned()).or_default().push(to);
    }

    /// Returns what an object was read as.
    pub(crate) fn of(&self, at: &str) -> Option<Mark> {
        self.read.get(at).copied()
    }

    /// Returns the other schemas that a schema is read as.
    pub(crate) fn led(&self, at: &str) -> &[String] {
        self.leads.get(at).map_or(&[], Vec::as_slice)
    }

    /// Returns what is ignored without a warning.
    pub(crate) fn dropped(&self) -> &[(Code, String)] {
        &self.dropped
    }
}
