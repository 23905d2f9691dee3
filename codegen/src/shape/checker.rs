//! The state of the checks, and what the table alone says of a value.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::fmt::Display;

use serde_json::Value;

use crate::diagnostic::{Code, Report, did_you_mean};
use crate::document::{Origins, Unresolved};
use crate::ground::pointer::Path;
use crate::ground::text::{joined, kind};
use crate::openapi::resolver::{self, path_of_reference};
use crate::openapi::{Object, Part, any_answer};
use crate::vocabulary;

/// A value to put in a place of the tree, so that a document which everyone else's tools take can be read.
#[derive(Debug)]
pub(crate) struct Mend {
    /// The JSON pointer of the place; what it is in is there.
    pub(crate) at: String,
    /// The value; nothing takes out what is there.
    pub(crate) value: Option<Value>,
}

pub(super) struct Checker<'a> {
    pub(super) tree: &'a Value,
    pub(super) unresolved: &'a Unresolved,
    pub(super) origins: &'a Origins,
    /// Looked up for the first link.
    pub(super) operation_ids: OnceCell<BTreeSet<&'a str>>,
    /// Those of operations in callbacks.
    pub(super) callback_ids: BTreeSet<String>,
    pub(super) is_yaml: bool,
    pub(super) report: &'a mut Report,
    pub(super) mends: Vec<Mend>,
}

impl Checker<'_> {
    pub(super) fn wrong(
        &mut self,
        at: &Path<'_>,
        name: impl Display,
        expected: &str,
        found: &Value,
    ) {
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

    pub(super) fn word(&mut self, value: &Value, words: &[&str], part: Part<'_>, at: &Path<'_>) {
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

    pub(super) fn missing(&mut self, object: Object, key: &str, at: &Path<'_>) {
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

    pub(super) fn mend(&mut self, at: &Path<'_>, value: Value) {
        self.mends.push(Mend {
            at: at.to_string(),
            value: Some(value),
        });
    }

    pub(super) fn take_out(&mut self, at: &Path<'_>) {
        self.mends.push(Mend {
            at: at.to_string(),
            value: None,
        });
    }

    /// An operation that is a reference and that could not be written out.
    pub(super) fn operation_elsewhere(&mut self, target: &str, at: &Path<'_>) {
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

    pub(super) fn beside_reference(&mut self, key: &str, at: &Path<'_>) {
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

    pub(super) fn names(&mut self, value: &Value, name: impl Display, at: &Path<'_>) {
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
    pub(super) fn list(&mut self, value: &Value, name: impl Display, at: &Path<'_>) {
        match value {
            Value::Null => self.empty(value, name, at, Value::Array(Vec::new())),
            other => self.wrong(at, name, "a list", other),
        }
    }

    pub(super) fn no_responses(&mut self, at: &Path<'_>) {
        self.report.warning(
            Code::NoResponses,
            at,
            "the operation declares no response",
            "declare at least one response",
        );
        self.mend(at, any_answer());
    }

    pub(super) fn status(&mut self, key: &str, at: &Path<'_>) {
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
    pub(super) fn text(&mut self, value: &Value, name: impl Display, at: &Path<'_>) {
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

    /// Values other than strings are ignored where only people read.
    pub(super) fn prose(&mut self, value: &Value, name: impl Display, at: &Path<'_>) {
        if value.is_object() || value.is_array() || value.is_null() {
            let what = format!("{name} must be a string; {} is ignored", kind(value));
            self.report
                .warning(Code::IgnoredProse, at, what, "write a string here");
            self.mend(at, Value::from(""));
        } else {
            self.text(value, name, at);
        }
    }

    pub(super) fn truth(&mut self, value: &Value, name: impl Display, at: &Path<'_>) {
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
    pub(super) fn empty(
        &mut self,
        value: &Value,
        name: impl Display,
        at: &Path<'_>,
        mended: Value,
    ) {
        let help = format!("write `{mended}`");
        self.read_as_empty(value, name, at, mended, help);
    }

    pub(super) fn read_as_empty(
        &mut self,
        value: &Value,
        name: impl Display,
        at: &Path<'_>,
        mended: Value,
        help: impl Into<String>,
    ) {
        let found = match value {
            Value::Null => "empty",
            Value::Object(_) => "an empty object",
            _ => "an empty list",
        };
        let what = format!(
            "{name} is {found}, and is read as {} without content",
            kind(&mended)
        );
        self.report.warning(Code::EmptyValue, at, what, help);
        self.mend(at, mended);
    }

    pub(super) fn expect(
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

pub(super) fn list(words: &[&str]) -> String {
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
