//! Checks a document against the table of `openapi`: which keys an object has, and of which type.
//!
//! `openapiv3` cannot report where a document is wrong, so this comes first. `openapiv3` reads whatever passes here.

mod checker;
mod parts;
mod rules;
mod schemas;
mod unknown;

use std::cell::OnceCell;
use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Report};
use crate::document::Document;
use crate::ground::pointer::Path;
use crate::ground::text::kind;
use crate::openapi::resolver::{self, path_of_reference};
use crate::openapi::{Beside, Expected, Object, Part, Visitor, any_answer, walk_document};
use crate::vocabulary;

use checker::Checker;
pub(crate) use checker::Mend;

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
        callback_ids: BTreeSet::new(),
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
            let patch = version.strip_prefix("3.0.").unwrap_or_default();
            if patch.is_empty() || !patch.bytes().all(|byte| byte.is_ascii_digit()) {
                let what = format!(
                    "`{}` is not a version of OpenAPI; the document is read as 3.0.3",
                    version.escape_debug()
                );
                report.warning(Code::Version, "/openapi", what, WRITE);
            }
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
            // A composition without parts is an error as a list, too.
            expected
                if expected.is_list()
                    && value.as_object().is_some_and(Map::is_empty)
                    && expected != Expected::ListOrRef(Object::Schema) =>
            {
                self.empty(value, part, at, Value::Array(Vec::new()));
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
