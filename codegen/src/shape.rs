//! Checks a document against the table of `openapi`: which keys an object has, and of which type.
//!
//! `openapiv3` cannot report where a document is wrong, so this comes first. `openapiv3` reads whatever passes here.

mod parts;
mod rules;
mod schemas;
mod unknown;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::fmt::Display;

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Report, did_you_mean};
use crate::document::{Document, Origins, Unresolved};
use crate::ground::pointer::Path;
use crate::ground::text::{joined, kind};
use crate::openapi::resolver::{self, path_of_reference};
use crate::openapi::{Beside, Expected, Object, Part, Visitor, any_answer, walk_document};
use crate::vocabulary;

/// A value to put in a place of the tree, so that a document which everyone else's tools take can be read.
#[derive(Debug)]
pub(crate) struct Mend {
    /// The JSON pointer of the place; what it is in is there.
    pub(crate) at: String,
    /// The value; nothing takes out what is there.
    pub(crate) value: Option<Value>,
}

/// What came of the rules about the shape of a document.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    /// What is to be put in the place of what is only sloppy.
    pub(crate) mends: Vec<Mend>,
    /// Whether it has another version, so that nothing else was looked at.
    pub(crate) is_unreadable: bool,
}

/// Reports whatever in a tree has not the form of an OpenAPI 3.0 document, and every `x-malipo-` key out of place. What is
/// only sloppy is a warning.
pub(crate) fn check(document: &Document, beside: &Beside, report: &mut Report) -> Shape {
    let tree = &document.tree;
    if !version(tree, report) {
        return Shape {
            is_unreadable: true,
            ..Shape::default()
        };
    }
    let mut checker = Checker {
        tree,
        unresolved: &document.unresolved,
        origins: &document.origins,
        operation_ids: OnceCell::new(),
        is_yaml: document.is_yaml,
        report,
        mends: Vec::new(),
    };
    walk_document(tree, beside, &mut checker);
    Shape {
        mends: checker.mends,
        is_unreadable: false,
    }
}

/// Reports what could not be read as the objects that it passed for.
pub(crate) fn misread(found: Vec<(String, String)>, report: &mut Report) {
    for (at, what) in found {
        let help = "compare this object with the OpenAPI 3.0.3 specification";
        report.error(Code::WrongType, &at, what, help);
    }
}

fn version(tree: &Value, report: &mut Report) -> bool {
    const WRITE: &str = "write `openapi: 3.0.3` if the document follows OpenAPI 3.0";
    // Another number alone would change what the document says, in silence.
    const CONVERT_DOWN: &str = "convert the document to OpenAPI 3.0, for example with openapi-down-convert; another number alone changes \
                                what `if`, `patternProperties`, lists of types and keywords beside `$ref` mean";
    const CONVERT_UP: &str =
        "convert the document to OpenAPI 3.0, for example with swagger2openapi or Swagger Editor";
    let found = match (tree.get("openapi"), tree.get("swagger")) {
        (Some(Value::String(version)), _) if version == "3.0" || version.starts_with("3.0.") => {
            return true;
        }
        (Some(Value::String(version)), _) => {
            let is_later = ["3.", "4."].iter().any(|later| version.starts_with(later));
            let help = match version.as_str() {
                _ if is_later => CONVERT_DOWN,
                version if version.starts_with("2.") => CONVERT_UP,
                _ => WRITE,
            };
            let what = format!("unsupported OpenAPI version `{version}`");
            ("/openapi", what, help)
        }
        (Some(other), _) => (
            "/openapi",
            format!(
                "`openapi` must be a string such as `3.0.3`, not {}",
                kind(other)
            ),
            WRITE,
        ),
        (None, Some(_)) => (
            "/swagger",
            "unsupported version `2.0` (Swagger)".to_owned(),
            CONVERT_UP,
        ),
        (None, None) => (
            "",
            "this is not an OpenAPI document: there is no `openapi` at its root".to_owned(),
            WRITE,
        ),
    };
    report.error(Code::Version, found.0, found.1, found.2);
    false
}

struct Checker<'a> {
    tree: &'a Value,
    unresolved: &'a Unresolved,
    origins: &'a Origins,
    /// Looked up for the first link.
    operation_ids: OnceCell<BTreeSet<&'a str>>,
    is_yaml: bool,
    report: &'a mut Report,
    mends: Vec<Mend>,
}

impl Checker<'_> {
    fn wrong(&mut self, at: &Path<'_>, name: impl Display, expected: &str, found: &Value) {
        let name = name.to_string();
        let found = match found {
            Value::String(text) if text.len() <= 20 => {
                format!("the string `{}`", text.escape_debug())
            }
            Value::Array(items) if items.is_empty() => "an empty list".to_owned(),
            Value::Bool(_) | Value::Number(_) => format!("{} (`{found}`)", kind(found)),
            _ => kind(found).to_owned(),
        };
        let help = match (name.as_str(), expected) {
            ("`exclusiveMinimum`" | "`exclusiveMaximum`", _) => {
                "write `true`, and the bound as `minimum` or `maximum`".to_owned()
            }
            (_, "a string") if found.ends_with(')') => "put the value in quotes".to_owned(),
            _ => format!("write {expected} here"),
        };
        self.report.error(
            Code::WrongType,
            at,
            format!("{name} must be {expected}, not {found}"),
            help,
        );
    }

    fn word(&mut self, value: &Value, words: &[&str], part: Part<'_>, at: &Path<'_>) {
        let Value::String(word) = value else {
            let help = match (part, value) {
                (Part::Keyword("type"), Value::Array(_)) => {
                    "write one type; `nullable: true` adds null".to_owned()
                }
                _ => format!("write {}", list(words)),
            };
            let what = format!("{part} must be a word, not {}", kind(value));
            return self.report.error(Code::WrongType, at, what, help);
        };
        if !words.contains(&word.as_str()) {
            let help = match did_you_mean(word, words.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write {}", list(words)),
            };
            self.report.error(
                Code::UnknownWord,
                at,
                format!("there is no {part} `{word}` in OpenAPI 3.0"),
                help,
            );
        }
    }

    fn missing(&mut self, object: Object, key: &str, at: &Path<'_>) {
        let what = format!("{} has no `{key}`", object.name());
        let help = format!("add `{key}:`");
        match object.stand_in(key) {
            Some(value) => {
                self.report.warning(Code::MissingKey, at, what, help);
                self.mend(&at.member(key), value);
            }
            None => self.report.error(Code::MissingKey, at, what, help),
        }
    }

    fn mend(&mut self, at: &Path<'_>, value: Value) {
        self.mends.push(Mend {
            at: at.to_string(),
            value: Some(value),
        });
    }

    fn take_out(&mut self, at: &Path<'_>) {
        self.mends.push(Mend {
            at: at.to_string(),
            value: None,
        });
    }

    /// An operation that is a reference and that could not be written out.
    fn operation_elsewhere(&mut self, target: &str, at: &Path<'_>) {
        if let Some((why, help)) = self.unresolved.reason(target) {
            self.report.warning(
                Code::UnresolvedFile,
                &path_of_reference(at),
                format!("{why}, so the operation is left out"),
                help,
            );
        }
        // Something that `openapiv3` reads.
        self.mend(&at.member("responses"), any_answer());
    }

    fn beside_reference(&mut self, key: &str, at: &Path<'_>) {
        if key.starts_with(vocabulary::PREFIX) {
            self.report.error(
                Code::MisplacedExtension,
                at,
                format!("`{key}` is ignored beside `$ref`"),
                "move the key to the target of the reference",
            );
        } else if !resolver::is_keyword(key) && !key.starts_with("x-") {
            self.report.warning(
                Code::KeyBesideReference,
                at,
                format!("`{key}` is ignored beside `$ref`"),
                "move the key to the target of the reference, or write the target out here",
            );
        }
    }

    fn names(&mut self, value: &Value, name: impl Display, at: &Path<'_>) {
        if !value.is_boolean() && value.as_str().is_none_or(|word| truth(word).is_none()) {
            return self.list(value, name, at);
        }
        self.report.warning(
            Code::BooleanRequired,
            at,
            format!("{name} must be a list of property names; this boolean is ignored"),
            "list the required properties under `required` of the schema that has them",
        );
        self.take_out(at);
    }

    /// Reports what is no list; `null` means one without items.
    fn list(&mut self, value: &Value, name: impl Display, at: &Path<'_>) {
        match value {
            Value::Null => self.empty(value, name, at, Value::Array(Vec::new())),
            other => self.wrong(at, name, "a list", other),
        }
    }

    fn no_responses(&mut self, at: &Path<'_>) {
        self.report.warning(
            Code::NoResponses,
            at,
            "the operation declares no response",
            "declare at least one response",
        );
        self.mend(at, any_answer());
    }

    fn status(&mut self, key: &str, at: &Path<'_>) {
        let code = key.len() == 3
            && key.starts_with(['1', '2', '3', '4', '5'])
            && (key.ends_with("XX") || key.bytes().all(|b| b.is_ascii_digit()));
        if !(code || key == "default") {
            self.report.error(
                Code::StatusCode,
                at,
                format!("`{key}` is not a status code"),
                "write a code such as `200`, a range such as `4XX`, or `default`",
            );
        }
    }

    /// A number or a truth where a text should be means the text that it is written as.
    fn text(&mut self, value: &Value, name: impl Display, at: &Path<'_>) {
        if value.is_number() || value.is_boolean() {
            let what = format!(
                "{name} must be a string; {} (`{value}`) is read as one",
                kind(value)
            );
            self.report
                .warning(Code::NumberForString, at, what, "put the value in quotes");
            self.mend(at, Value::from(value.to_string()));
        } else {
            self.expect(value.is_string(), at, name, "a string", value);
        }
    }

    /// What is no text where only people read is read over.
    fn prose(&mut self, value: &Value, name: impl Display, at: &Path<'_>) {
        if value.is_object() || value.is_array() || value.is_null() {
            let what = format!("{name} must be a string; {} is ignored", kind(value));
            self.report
                .warning(Code::IgnoredProse, at, what, "write a string here");
            self.mend(at, Value::from(""));
        } else {
            self.text(value, name, at);
        }
    }

    fn truth(&mut self, value: &Value, name: impl Display, at: &Path<'_>) {
        match value.as_str().and_then(truth) {
            Some(means) => {
                self.report.warning(
                    Code::StringForBoolean,
                    at,
                    format!("{name} must be a boolean; the string is read as `{means}`"),
                    "write `true` or `false`, without quotes",
                );
                self.mend(at, Value::Bool(means));
            }
            None => self.expect(value.is_boolean(), at, name, "a boolean", value),
        }
    }

    /// What is empty means a list without items, or a mapping without members, where there should be one.
    fn empty(&mut self, value: &Value, name: impl Display, at: &Path<'_>, mended: Value) {
        let help = format!("write `{mended}`");
        self.read_as_empty(value, name, at, mended, help);
    }

    fn read_as_empty(
        &mut self,
        value: &Value,
        name: impl Display,
        at: &Path<'_>,
        mended: Value,
        help: impl Into<String>,
    ) {
        let what = format!(
            "{name} is {}, and is read as {} without content",
            if value.is_null() {
                "empty"
            } else {
                "an empty list"
            },
            kind(&mended)
        );
        self.report.warning(Code::EmptyValue, at, what, help);
        self.mend(at, mended);
    }

    fn expect(
        &mut self,
        holds: bool,
        at: &Path<'_>,
        name: impl Display,
        expected: &str,
        found: &Value,
    ) {
        if !holds {
            self.wrong(at, name, expected, found);
        }
    }
}

impl<'d> Visitor<'d> for Checker<'_> {
    fn object(&mut self, map: &'d Map<String, Value>, object: Object, at: &Path<'_>) -> bool {
        for key in object.required() {
            if !map.contains_key(*key) {
                self.missing(object, key, at);
            }
        }
        self.rules(map, object, at);
        true
    }

    fn keyword(
        &mut self,
        object: Object,
        key: &'d str,
        value: &'d Value,
        expected: Option<Expected>,
        at: &Path<'_>,
    ) -> bool {
        if key.starts_with("x-") {
            vocabulary::check_key(object, key, value, at, self.report);
        } else if key == "<<" && self.is_yaml {
            // The reader has said what there is to say.
        } else if expected.is_none() {
            self.unknown(object, key, at);
        } else {
            // A rule of schemas reports a word that stands for a type elsewhere.
            let is_mended = key == "type"
                && object.general() == Object::Schema
                && schemas::is_type_elsewhere(value);
            return !is_mended;
        }
        false
    }

    fn entry(&mut self, of: Expected, key: &'d str, value: &'d Value, at: &Path<'_>) -> bool {
        let is_extension = key.starts_with("x-");
        match of {
            Expected::Paths | Expected::Callback | Expected::Responses if is_extension => {
                vocabulary::check_stray(key, at, self.report);
                false
            }
            Expected::Paths if !key.starts_with('/') => {
                self.report.error(
                    Code::PathStart,
                    at,
                    format!("the path `{}` does not begin with `/`", key.escape_debug()),
                    format!("write `/{}`", key.escape_debug()),
                );
                false
            }
            Expected::Paths => {
                if key.contains(char::is_control) {
                    self.control_character("path", key, at);
                }
                self.undeclared(key, value, at);
                true
            }
            Expected::Responses => {
                self.status(key, at);
                true
            }
            _ => true,
        }
    }

    fn reference(&mut self, value: &'d Value, object: Object, at: &Path<'_>) {
        let Some(target) = resolver::reference(value) else {
            if let Some(written) = resolver::written(value) {
                self.wrong(&path_of_reference(at), "`$ref`", "a string", written);
            }
            return;
        };
        if object == Object::Operation {
            return self.operation_elsewhere(target, at);
        }
        for (key, _) in value.as_object().into_iter().flatten() {
            self.beside_reference(key, &at.member(key));
        }
    }

    fn leaf(&mut self, value: &'d Value, expected: Expected, part: Part<'d>, at: &Path<'_>) {
        match expected {
            Expected::Text => self.text(value, part, at),
            Expected::Prose => self.prose(value, part, at),
            Expected::Word(words) => self.word(value, words, part, at),
            Expected::Bool => self.truth(value, part, at),
            Expected::Number => self.expect(value.is_number(), at, part, "a number", value),
            Expected::Count => {
                self.expect(value.is_u64(), at, part, "a non-negative integer", value)
            }
            Expected::Values => self.expect(
                value.as_array().is_some_and(|list| !list.is_empty()),
                at,
                part,
                "a list with at least one value",
                value,
            ),
            Expected::Names => self.names(value, part, at),
            _ => {}
        }
    }

    fn unexpected(&mut self, value: &'d Value, expected: Expected, part: Part<'d>, at: &Path<'_>) {
        let is_empty_list = value.as_array().is_some_and(Vec::is_empty);
        let is_empty = value.is_null() || is_empty_list;
        match expected {
            Expected::Responses if is_empty => {
                let none = Value::Object(Map::new());
                self.read_as_empty(value, part, at, none, "declare at least one response");
                self.mend(at, any_answer());
            }
            expected if expected.is_list() => self.list(value, part, at),
            Expected::One(Object::Components) | Expected::Paths if is_empty => {
                self.empty(value, part, at, Value::Object(Map::new()));
            }
            Expected::One(_) => self.wrong(at, part, "an object", value),
            // Where lists and mappings are one thing, an empty mapping is written so.
            _ if is_empty_list => self.empty(value, part, at, Value::Object(Map::new())),
            _ => self.wrong(at, part, "an object", value),
        }
    }
}

fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    joined(&quoted, "or")
}

/// What older YAML takes for true or false.
fn truth(word: &str) -> Option<bool> {
    let is_one_of = |words: &[&str]| words.iter().any(|one| one.eq_ignore_ascii_case(word));
    match word {
        _ if is_one_of(&["true", "yes", "on", "y"]) => Some(true),
        _ if is_one_of(&["false", "no", "off", "n", "optional"]) => Some(false),
        _ => None,
    }
}
