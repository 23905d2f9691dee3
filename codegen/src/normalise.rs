//! Small named passes that bring malformed input which other tools accept into its proper form, before the tree is read as types.
//!
//! Each pass reports what it changed as a warning.

mod chains;

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Report};
use crate::document::Document;
use crate::ground::pointer::{Path, find, item_number, step, unescaped};
use crate::openapi::resolver::{at_reference, pointer_of};
use crate::openapi::{Object, Visitor, operations, walk};
use crate::shape::Mend;

pub(crate) fn normalise(document: &mut Document, report: &mut Report) {
    let tree = &mut document.tree;
    chains::shorten(tree, document.refers_deep);
    add_missing_paths(tree, report);
    if document.has_nulls {
        drop_null_members(tree, report);
    }
    take_responses_from_elsewhere(tree, report);
    drop_parts_that_are_the_whole(tree, report);
}

/// Puts something in the place of what is missing or sloppy.
pub(crate) fn apply(tree: &mut Value, mends: Vec<Mend>) {
    for Mend { at, value } in mends {
        let Some((parent, key)) = at.rsplit_once('/') else {
            continue;
        };
        let key = unescaped(key);
        match (tree.pointer_mut(parent), value) {
            (Some(Value::Object(members)), Some(value)) => {
                members.insert(key, value);
            }
            (Some(Value::Object(members)), None) => {
                members.shift_remove(&key);
            }
            (Some(Value::Array(items)), Some(value)) => {
                if let Some(item) = item_number(&key).and_then(|number| items.get_mut(number)) {
                    *item = value;
                }
            }
            _ => {}
        }
    }
}

/// A document that only shares schemas often has no `paths`.
fn add_missing_paths(tree: &mut Value, report: &mut Report) {
    if let Value::Object(root) = tree
        && root.contains_key("openapi")
        && !root.contains_key("paths")
    {
        report.warning(
            Code::NoPaths,
            "",
            "the document has no `paths`",
            "add `paths: {}` to a document without operations",
        );
        root.insert("paths".to_owned(), Value::Object(Map::new()));
    }
}

/// A schema that is itself and more is just that more. One that is nothing but itself stays, and is refused.
fn drop_parts_that_are_the_whole(tree: &mut Value, report: &mut Report) {
    let schemas = tree.pointer_mut("/components/schemas");
    for (name, schema) in members(schemas) {
        let here = step("/components/schemas", name);
        let Some(parts) = schema.get_mut("allOf").and_then(Value::as_array_mut) else {
            continue;
        };
        let itself = |part: &Value| pointer_of(part).as_ref() == Some(&here);
        if parts.iter().all(itself) {
            continue;
        }
        for (number, part) in parts.iter_mut().enumerate() {
            if itself(part) {
                report.warning(
                    Code::AllOfItself,
                    &format!("{here}/allOf/{number}"),
                    format!("the `allOf` of `{name}` includes `{name}`, which is ignored"),
                    "refer to the schema that was meant",
                );
                // The others keep their places.
                *part = Value::Object(Map::new());
            }
        }
    }
}

/// Some keep a response among the schemas: what reads as a response is one, and is put where it is referred to.
fn take_responses_from_elsewhere(tree: &mut Value, report: &mut Report) {
    let mut found = Vec::new();
    for (path, item) in tree
        .get("paths")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let responses = operation.get("responses").and_then(Value::as_object);
            for (status, response) in responses.into_iter().flatten() {
                if let Some(elsewhere) = response_elsewhere(tree, response) {
                    let operation = step(&step("/paths", path), method);
                    let at = step(&step(&operation, "responses"), status);
                    found.push((at, elsewhere.clone()));
                }
            }
        }
    }
    for (at, elsewhere) in found {
        report.warning(
            Code::ResponseElsewhere,
            &at_reference(&at),
            "the target of the reference is not in `components.responses`",
            "move the response to `components.responses`",
        );
        if let Some(response) = tree.pointer_mut(&at) {
            *response = elsewhere;
        }
    }
}

/// What a reference leads to, if that is not among the responses, and yet nothing else than one.
fn response_elsewhere<'a>(tree: &'a Value, response: &Value) -> Option<&'a Value> {
    let pointer = pointer_of(response)?;
    // What is a response, or what nothing else is said of, is one where it stands.
    if Object::at(&pointer).is_none_or(|object| object == Object::Response) {
        return None;
    }
    let target = find(tree, &pointer)?;
    let members = target.as_object()?;
    let known = ["description", "headers", "content", "links"];
    let is_response = members.get("description").is_some_and(Value::is_string)
        && members
            .keys()
            .all(|key| known.contains(&key.as_str()) || key.starts_with("x-"));
    is_response.then_some(target)
}

/// `parameters:` with nothing behind it is a list without items to its author and `null` to a parser.
fn drop_null_members(tree: &mut Value, report: &mut Report) {
    let mut finder = NullMembers::default();
    walk(tree, Object::Root, &Path::Root, &mut finder);
    for (at, key) in finder.found {
        report.warning(
            Code::NullMember,
            &step(&at, key),
            format!("`{key}` is null, and is ignored"),
            "write a value",
        );
        if let Some(Value::Object(members)) = tree.pointer_mut(&at) {
            members.shift_remove(key);
        }
    }
}

/// Finds keywords without a value.
#[derive(Default)]
struct NullMembers {
    /// The object and the keyword.
    found: Vec<(String, &'static str)>,
}

impl<'d> Visitor<'d> for NullMembers {
    fn object(&mut self, members: &'d Map<String, Value>, _: Object, at: &Path<'_>) -> bool {
        const KEYWORDS: &[&str] = &[
            "parameters",
            "tags",
            "servers",
            "required",
            "security",
            "examples",
            "schemas",
            "properties",
            "title",
            "summary",
            "description",
        ];
        if members.values().any(Value::is_null) {
            let empty = |key: &&&str| members.get(**key).is_some_and(Value::is_null);
            let found = KEYWORDS.iter().filter(empty);
            self.found.extend(found.map(|key| (at.to_string(), *key)));
        }
        true
    }
}

/// What the gateway calls back is declared under `x-malipo-events`.
pub(crate) fn note_callbacks(tree: &Value, report: &mut Report) {
    for found in operations(tree) {
        if found.operation.get("callbacks").is_some() {
            report.warning(
                Code::Callbacks,
                &step(&found.pointer(), "callbacks"),
                "`callbacks` are ignored",
                "receive these requests with a server of your own",
            );
        }
    }
}

fn members(value: Option<&mut Value>) -> impl Iterator<Item = (&String, &mut Value)> {
    value.and_then(Value::as_object_mut).into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_keyword_without_a_value_is_removed_wherever_it_stands() {
        let schema =
            || json!({ "description": null, "properties": { "title": { "title": null } } });
        let media = || json!({ "application/json": { "schema": schema() } });
        let mut tree = json!({
            "paths": { "/a": { "parameters": null, "get": { "responses": {
                "200": { "description": "", "content": media() },
                "default": { "description": "", "content": media() },
            } } } },
            "components": {
                "schemas": { "default": schema(), "Other": { "default": { "title": null } } },
                "responses": { "default": { "description": "", "content": media() } },
            },
        });
        let mut report = Report::new("a.json");
        drop_null_members(&mut tree, &mut report);
        let left = tree.to_string();
        // What a document carries is its own.
        assert_eq!(left.matches("null").count(), 1, "{left}");
        assert_eq!(
            tree["components"]["schemas"]["Other"]["default"],
            json!({ "title": null })
        );
        assert_eq!(report.finish("").iter().count(), 9);
    }
}
