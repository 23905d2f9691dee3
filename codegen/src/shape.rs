//! The form of an OpenAPI 3.0 document, as a table: which keys, of which type, where.
//!
//! `openapiv3` cannot say where a document is wrong, so this is asked first. What passes here,
//! `openapiv3` reads.

mod rules;
mod schemas;
mod visit;

use std::fmt::{self, Display};

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Report, did_you_mean, either};
use crate::ground::pointer::Path;
use crate::openapi::{Expected, Object, any_answer};
use crate::vocabulary;

pub(crate) use visit::{Visitor, visit, visit_or_reference};

/// A value to put in a place of the tree, so that a document which everyone else's tools take can be read.
#[derive(Debug)]
pub(crate) struct Mend {
    /// The JSON pointer of the place; what it is in is there.
    pub(crate) at: String,
    /// The value; nothing takes out what is there.
    pub(crate) value: Option<Value>,
}

/// Reports whatever in a tree has not the form of an OpenAPI 3.0 document, and every `x-malipo-` key out of place. What is
/// only sloppy is a warning, and gives what is to be put in its place.
pub(crate) fn check(tree: &Value, report: &mut Report) -> Vec<Mend> {
    if !version(tree, report) {
        return Vec::new();
    }
    let mut checker = Checker {
        tree,
        report,
        mends: Vec::new(),
    };
    checker.object(tree, Object::Root, &Path::Root);
    checker.mends
}

fn version(tree: &Value, report: &mut Report) -> bool {
    let help =
        "Malipo reads OpenAPI 3.0: write `openapi: 3.0.3`, or convert the document to 3.0 first";
    let found = match (tree.get("openapi"), tree.get("swagger")) {
        (Some(Value::String(version)), _) if version == "3.0" || version.starts_with("3.0.") => {
            return true;
        }
        (Some(Value::String(version)), _) => ("/openapi", format!("this is OpenAPI {version}")),
        (Some(other), _) => (
            "/openapi",
            format!(
                "`openapi` is {}, and should be a text such as `3.0.3`",
                kind(other)
            ),
        ),
        (None, Some(_)) => ("/swagger", "this is a Swagger 2.0 document".to_owned()),
        (None, None) => (
            "",
            "this is not an OpenAPI document: it has no `openapi` version".to_owned(),
        ),
    };
    report.error(Code::Version, found.0, found.1, help);
    false
}

const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}

/// Keys of OpenAPI 3.1 that say what 3.0 has no words for.
const LATER: &[(Object, &str)] = &[
    (Object::Root, "webhooks"),
    (Object::Root, "jsonSchemaDialect"),
    (Object::Components, "pathItems"),
    (Object::Schema, "prefixItems"),
    (Object::Schema, "dependentSchemas"),
    (Object::Schema, "unevaluatedProperties"),
    (Object::Schema, "$defs"),
];

/// The name of a key as it is shown; written only where something is said of it.
#[derive(Clone, Copy)]
struct Quoted<'a>(&'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.0)
    }
}

struct Checker<'a> {
    tree: &'a Value,
    report: &'a mut Report,
    mends: Vec<Mend>,
}

impl Checker<'_> {
    fn wrong(&mut self, at: &Path<'_>, name: impl Display, expected: &str, found: &Value) {
        let name = name.to_string();
        let found = match found {
            Value::String(text) if text.len() <= 20 => format!("the text `{text}`"),
            Value::Bool(_) | Value::Number(_) => format!("{} (`{found}`)", kind(found)),
            _ => kind(found).to_owned(),
        };
        let help = match (name.as_str(), expected) {
            ("`exclusiveMinimum`" | "`exclusiveMaximum`", _) => {
                "write true, and the bound as `minimum` or `maximum`".to_owned()
            }
            (_, "a text") if found.ends_with(')') => "put it in quotes".to_owned(),
            _ => format!("write {expected} here"),
        };
        self.report.error(
            Code::WrongType,
            at,
            format!("{name} is {found}, and should be {expected}"),
            help,
        );
    }

    fn word(&mut self, value: &Value, words: &[&str], name: &str, at: &Path<'_>) {
        let Value::String(word) = value else {
            let help = match (name, value) {
                ("type", Value::Array(_)) => {
                    "OpenAPI 3.0 takes one type; `nullable: true` adds null".to_owned()
                }
                _ => format!("write {}", list(words)),
            };
            let what = format!("`{name}` is {}, and should be a word", kind(value));
            return self.report.error(Code::WrongType, at, what, help);
        };
        if !words.contains(&word.as_str()) {
            let help = match did_you_mean(word, words.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write {}", list(words)),
            };
            self.report.error(
                Code::WrongType,
                at,
                format!("OpenAPI 3.0 knows no `{name}` called `{word}`"),
                help,
            );
        }
    }

    fn object(&mut self, value: &Value, object: Object, at: &Path<'_>) {
        let nothing = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if nothing && object == Object::Components {
            return self.empty(value, object.name(), at, Value::Object(Map::new()));
        }
        let Value::Object(map) = value else {
            return self.wrong(at, object.name(), "a mapping", value);
        };
        if let (Object::Operation, Some(reference)) = (object, map.get("$ref")) {
            let Some(target) = reference.as_str() else {
                return self.wrong(&at.member("$ref"), "`$ref`", "a text", reference);
            };
            // One that could be followed was. After an error, such as one in the other file, this would only repeat that.
            if !self.report.has_errors() {
                let (why, help) = self.report.lost(target);
                self.report.warning(
                    Code::UnresolvedReference,
                    &at.member("$ref"),
                    format!("{why}; so the operation is left out"),
                    help,
                );
            }
            // Something that `openapiv3` reads.
            return self.mend(&at.member("responses"), any_answer());
        }
        for key in object.required() {
            if !map.contains_key(*key) {
                self.missing(object, key, at);
            }
        }
        self.rules(map, object, at);
        let mended = matches!(object.general(), Object::Schema) && self.type_elsewhere(map, at);
        for (key, member) in map {
            if mended && key == "type" {
                continue;
            }
            let below = at.member(key);
            if key.starts_with("x-") {
                vocabulary::check_key(object, key, member, &below, self.report);
            } else if key == "<<" && self.report.has(Code::UnsupportedYaml, &below.to_string()) {
                // The reader has said what there is to say.
            } else if let Some((_, form)) = object.keys().iter().find(|(name, _)| name == key) {
                self.form(member, *form, key, &below);
            } else {
                let known = object.keys().iter().map(|(name, _)| *name);
                let help = match did_you_mean(key, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "remove it, or name it `x-…` if it is an extension".to_owned(),
                };
                let what = format!("OpenAPI 3.0 knows no `{key}` in {}", object.name());
                // What a later version says with it would be lost, and that is more than sloppy.
                match LATER.contains(&(object.general(), key.as_str())) {
                    true => self.report.error(Code::UnknownKey, &below, what, help),
                    false => self.report.warning(Code::UnknownKey, &below, what, help),
                }
            }
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

    fn object_or_ref(&mut self, value: &Value, object: Object, at: &Path<'_>) {
        let Some(reference) = value.get("$ref") else {
            return self.object(value, object, at);
        };
        if !reference.is_string() {
            return self.wrong(&at.member("$ref"), "`$ref`", "a text", reference);
        }
        for key in value.as_object().into_iter().flatten().map(|(key, _)| key) {
            if key.starts_with(vocabulary::PREFIX) {
                self.report.error(
                    Code::MisplacedExtension,
                    &at.member(key),
                    format!("`{key}` stands beside `$ref`, where nothing is read"),
                    "move it to what the reference leads to",
                );
            } else if key != "$ref" && !key.starts_with("x-") {
                self.report.warning(
                    Code::UnknownKey,
                    &at.member(key),
                    format!("`{key}` stands beside `$ref`, where OpenAPI 3.0 reads nothing"),
                    "move it to what the reference leads to, or write that out here",
                );
            }
        }
    }

    fn form(&mut self, value: &Value, expected: Expected, name: &str, at: &Path<'_>) {
        let quoted = Quoted(name);
        match expected {
            Expected::Any => {}
            Expected::Text => self.text(value, quoted, at),
            Expected::Prose => self.prose(value, quoted, at),
            Expected::Word(words) => self.word(value, words, name, at),
            Expected::Bool => self.truth(value, quoted, at),
            Expected::Number => self.expect(value.is_number(), at, quoted, "a number", value),
            Expected::Count => self.expect(
                value.is_u64(),
                at,
                quoted,
                "a whole number that is not negative",
                value,
            ),
            Expected::Values => self.expect(
                value.as_array().is_some_and(|list| !list.is_empty()),
                at,
                quoted,
                "a list with at least one value",
                value,
            ),
            Expected::Names
                if value.is_boolean()
                    || value.as_str().is_some_and(|word| truth(word).is_some()) =>
            {
                self.report.warning(
                    Code::Mended,
                    at,
                    format!("{quoted} is true or false, which is read over"),
                    "list the names of the properties that must be there under `required` of the schema around them",
                );
                self.take_out(at);
            }
            Expected::Texts | Expected::Names => self.each(value, quoted, at, |this, item, at| {
                this.text(item, "this item", at);
            }),
            Expected::One(object) => self.object(value, object, at),
            Expected::OneOrRef(object) => self.object_or_ref(value, object, at),
            Expected::List(object) => self.each(value, quoted, at, |this, item, at| {
                this.object(item, object, at)
            }),
            Expected::ListOrRef(object) => {
                self.each(value, quoted, at, |this, item, at| {
                    this.object_or_ref(item, object, at)
                });
            }
            Expected::Map(object) => self.members(value, quoted, at, |this, _, item, at| {
                this.object(item, object, at)
            }),
            Expected::MapOrRef(object) => {
                self.members(value, quoted, at, |this, _, item, at| {
                    this.object_or_ref(item, object, at)
                });
            }
            Expected::TextMap => self.members(value, quoted, at, |this, _, item, at| {
                this.text(item, "this value", at);
            }),
            Expected::Paths if value.is_null() => {
                self.empty(value, quoted, at, Value::Object(Map::new()));
            }
            Expected::Paths | Expected::Callbacks => {
                if matches!(expected, Expected::Paths) {
                    self.escaped_paths(value, at);
                }
                self.members(value, quoted, at, |this, key, item, at| {
                    if key.starts_with("x-") {
                        vocabulary::check_stray(key, at, this.report);
                    } else if matches!(expected, Expected::Paths) && !key.starts_with('/') {
                        this.report.error(
                            Code::PathParameter,
                            at,
                            format!("the path `{key}` does not begin with `/`"),
                            format!("write `/{key}`"),
                        );
                    } else {
                        if matches!(expected, Expected::Paths) {
                            this.undeclared(key, item, at);
                        }
                        this.object_or_ref(item, Object::PathItem, at);
                    }
                })
            }
            Expected::CallbackMap => self.members(value, quoted, at, |this, key, item, at| {
                if item.get("$ref").is_none() {
                    this.form(item, Expected::Callbacks, key, at);
                }
            }),
            Expected::Responses => self.responses(value, at),
            Expected::AdditionalProperties => {
                if !value.is_boolean() {
                    self.object_or_ref(value, Object::Schema, at);
                }
            }
            Expected::Requirements => self.each(value, quoted, at, |this, item, at| {
                this.members(item, "a security requirement", at, |this, _, scopes, at| {
                    this.each(scopes, "a list of scopes", at, |this, scope, at| {
                        this.text(scope, "this scope", at);
                    });
                });
            }),
        }
    }

    /// A number or a truth where a text should be means the text that it is written as.
    fn text(&mut self, value: &Value, name: impl Display, at: &Path<'_>) {
        if value.is_number() || value.is_boolean() {
            let what = format!(
                "{name} is {} (`{value}`), and is taken as a text",
                kind(value)
            );
            self.report
                .warning(Code::Mended, at, what, "put it in quotes");
            self.mend(at, Value::from(value.to_string()));
        } else {
            self.expect(value.is_string(), at, name, "a text", value);
        }
    }

    /// What is no text where only people read is read over.
    fn prose(&mut self, value: &Value, name: impl Display, at: &Path<'_>) {
        if value.is_object() || value.is_array() {
            let what = format!("{name} is {}, which is read over", kind(value));
            self.report
                .warning(Code::Mended, at, what, "write a text here");
            self.mend(at, Value::from(""));
        } else {
            self.text(value, name, at);
        }
    }

    fn truth(&mut self, value: &Value, name: impl Display, at: &Path<'_>) {
        match value.as_str().and_then(truth) {
            Some(means) => {
                self.report.warning(
                    Code::Mended,
                    at,
                    format!("{name} is a text, and is taken as {means}"),
                    "write true or false, without quotes",
                );
                self.mend(at, Value::Bool(means));
            }
            None => self.expect(value.is_boolean(), at, name, "true or false", value),
        }
    }

    /// What is empty means a list without items, or a mapping without members, where there should be one.
    fn empty(&mut self, value: &Value, name: impl Display, at: &Path<'_>, mended: Value) {
        let what = format!(
            "{name} is {}, and is taken as {} without content",
            if value.is_null() {
                "empty"
            } else {
                "an empty list"
            },
            kind(&mended)
        );
        let help = format!("remove the key, or write `{mended}`");
        self.report.warning(Code::Mended, at, what, help);
        self.mend(at, mended);
    }

    fn responses(&mut self, value: &Value, at: &Path<'_>) {
        let is_empty = match value {
            Value::Object(members) => members.is_empty(),
            Value::Array(items) => items.is_empty(),
            other => other.is_null(),
        };
        if is_empty {
            self.report.warning(
                Code::NoResponses,
                at,
                "the operation declares no answer",
                "declare at least one response",
            );
            return self.mend(at, any_answer());
        }
        self.members(value, "`responses`", at, |this, key, item, at| {
            if key.starts_with("x-") {
                return vocabulary::check_stray(key, at, this.report);
            }
            let code = key.len() == 3
                && key.starts_with(['1', '2', '3', '4', '5'])
                && (key.ends_with("XX") || key.bytes().all(|b| b.is_ascii_digit()));
            if !(code || key == "default") {
                this.report.error(
                    Code::StatusCode,
                    at,
                    format!("`{key}` is not an HTTP status"),
                    "write a code such as `200`, a range such as `4XX`, or `default`",
                );
            }
            this.object_or_ref(item, Object::Response, at);
        });
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

    fn each(
        &mut self,
        value: &Value,
        name: impl Display,
        at: &Path<'_>,
        mut visit: impl FnMut(&mut Self, &Value, &Path<'_>),
    ) {
        match value {
            Value::Array(items) => {
                for (number, item) in items.iter().enumerate() {
                    visit(self, item, &at.item(number));
                }
            }
            Value::Null => self.empty(value, name, at, Value::Array(Vec::new())),
            other => self.wrong(at, name, "a list", other),
        }
    }

    fn members(
        &mut self,
        value: &Value,
        name: impl Display,
        at: &Path<'_>,
        mut visit: impl FnMut(&mut Self, &str, &Value, &Path<'_>),
    ) {
        match value {
            Value::Object(map) => {
                for (key, member) in map {
                    visit(self, key, member, &at.member(key));
                }
            }
            // Where lists and mappings are one thing, an empty mapping is written so.
            Value::Array(items) if items.is_empty() => {
                self.empty(value, name, at, Value::Object(Map::new()));
            }
            other => self.wrong(at, name, "a mapping", other),
        }
    }
}

fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    either(&quoted)
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
