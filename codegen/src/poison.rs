//! Replaces the faulty parts of a document, so that the rest can be read.
//!
//! A faulty schema becomes raw JSON, the body of a faulty response becomes bytes, and a faulty parameter that is optional is not sent. An
//! operation is left out if it cannot be called without the faulty part. A part that only describes, such as a tag, is removed.

mod edit;
mod stub;
mod uses;

use std::collections::{BTreeSet, HashSet};

use serde_json::{Map, Value, json};

use crate::document::{Document, LeftOut};
use crate::ground::pointer::unescaped;
use crate::openapi::Beside;
use edit::{Edit, Editing};

/// Takes out what is at some JSON pointers. Whatever stays keeps its JSON pointer. Returns whether there was a way to take out each.
pub(crate) fn poison(document: &mut Document, beside: &Beside, faults: &BTreeSet<String>) -> bool {
    let editing = Editing::new(&document.tree, beside);
    let mut edits = BTreeSet::new();
    let mut is_complete = true;
    for fault in faults {
        match editing.edit(fault) {
            Some(edit) => drop(edits.insert(edit)),
            None => is_complete = false,
        }
    }
    let tree = &mut document.tree;
    let mut left_out = LeftOut::default();
    let mut needed = HashSet::new();
    let mut removed = Vec::new();
    for edit in edits {
        match edit {
            Edit::Raw(at) => put(tree, &at, Value::Object(Map::new())),
            Edit::Requirement(at) => {
                put(tree, &at, Value::Object(Map::new()));
                left_out.unused.insert(at);
            }
            Edit::Credential(at) => replace(tree, &at, |scheme| {
                stub::credential(&scheme, None).unwrap_or(scheme)
            }),
            Edit::RawResponse(at) => put(tree, &at, any_body()),
            Edit::RawHeader(at) => put(tree, &at, json!({ "schema": {} })),
            Edit::RawLink(at) => put(tree, &at, json!({ "operationRef": "" })),
            // What is in it may be edited first.
            Edit::Remove(at) => removed.push(at),
            Edit::Unused(at, object) => {
                replace(tree, &at, |value| stub::of(object, value, None));
                left_out.unused.insert(at);
            }
            Edit::Needed(at, object, entry) => {
                replace(tree, &at, |value| stub::of(object, value, entry.as_deref()));
                needed.insert(at);
            }
            Edit::LeaveOut(at, member) => {
                replace(tree, &at, |value| stub::operation(value, member.as_deref()));
                left_out.operations.insert(at);
            }
        }
    }
    left_out
        .operations
        .extend(uses::operations_that_need(tree, &needed));
    document.left_out = left_out;
    for at in removed {
        remove(tree, &at);
    }
    is_complete
}

/// A response with a body of any media type, which nobody reads.
fn any_body() -> Value {
    json!({
        "description": "",
        "content": { "*/*": { "schema": { "type": "string", "format": "binary" } } },
    })
}

fn put(tree: &mut Value, at: &str, instead: Value) {
    replace(tree, at, |_| instead);
}

fn replace(tree: &mut Value, at: &str, by: impl FnOnce(Value) -> Value) {
    if let Some(value) = tree.pointer_mut(at) {
        *value = by(value.take());
    }
}

/// Removes a member of an object.
fn remove(tree: &mut Value, at: &str) {
    if let Some((parent, key)) = at.rsplit_once('/')
        && let Some(Value::Object(members)) = tree.pointer_mut(parent)
    {
        members.shift_remove(&unescaped(key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::Object;

    fn found(tree: &Value, fault: &str) -> Option<Edit> {
        Editing::new(tree, &Beside::default()).edit(fault)
    }

    #[test]
    fn the_innermost_part_that_can_be_done_without_is_taken_out() {
        let remove = |at: &str| Some(Edit::Remove(at.to_owned()));
        let raw = |at: &str| Some(Edit::Raw(at.to_owned()));
        let response = |at: &str| Some(Edit::RawResponse(at.to_owned()));
        let schema = "/components/schemas/A/properties/b";
        let unused = |at: &str, object| Some(Edit::Unused(at.to_owned(), object));
        let get = "/paths/~1a/get";
        for (fault, expected) in [
            (format!("{schema}/$ref"), raw(schema)),
            (format!("{schema}/type"), raw(schema)),
            (format!("{schema}/oneOf/1/allOf/0/$ref"), raw(schema)),
            (
                format!("{schema}/default"),
                remove(&format!("{schema}/default")),
            ),
            (
                format!("{schema}/example/a/b"),
                remove(&format!("{schema}/example")),
            ),
            (
                format!("{schema}/minLength"),
                remove(&format!("{schema}/minLength")),
            ),
            (
                format!("{schema}/x-order/0"),
                remove(&format!("{schema}/x-order")),
            ),
            (format!("{schema}/prefixItems"), raw(schema)),
            (
                format!("{get}/parameters/0/$ref"),
                unused(&format!("{get}/parameters/0"), Object::Parameter),
            ),
            (
                format!("{get}/parameters/0/schema/type"),
                raw(&format!("{get}/parameters/0/schema")),
            ),
            (
                format!("{get}/parameters/0/examples/a"),
                remove(&format!("{get}/parameters/0/examples/a")),
            ),
            (
                format!("{get}/responses/2000"),
                remove(&format!("{get}/responses/2000")),
            ),
            (
                format!("{get}/responses/200/content"),
                response(&format!("{get}/responses/200")),
            ),
            (
                format!("{get}/responses/200/$ref"),
                response(&format!("{get}/responses/200")),
            ),
            (
                format!("{get}/responses/200/headers/X-A/$ref"),
                remove(&format!("{get}/responses/200/headers/X-A")),
            ),
            (
                format!("{get}/security/1/key"),
                Some(Edit::Requirement(format!("{get}/security/1"))),
            ),
            (
                format!("{get}/callbacks/a/b"),
                remove(&format!("{get}/callbacks")),
            ),
            (
                format!("{get}/operationId"),
                remove(&format!("{get}/operationId")),
            ),
            (format!("{get}/tags/1"), remove(&format!("{get}/tags"))),
            (
                format!("{get}/requestBody/content"),
                Some(Edit::Needed(
                    format!("{get}/requestBody"),
                    Object::RequestBody,
                    None,
                )),
            ),
            (
                format!("{get}/requestBody/content/ "),
                Some(Edit::Needed(
                    format!("{get}/requestBody"),
                    Object::RequestBody,
                    Some(" ".to_owned()),
                )),
            ),
            (
                format!("{get}/security"),
                Some(Edit::LeaveOut(get.to_owned(), Some("security".to_owned()))),
            ),
            (
                format!("{get}/x-malipo-effect/kind"),
                remove(&format!("{get}/x-malipo-effect")),
            ),
            (
                "/paths/~1a/parameters/0".to_owned(),
                unused("/paths/~1a/parameters/0", Object::Parameter),
            ),
            (
                "/components/parameters/A/$ref".to_owned(),
                unused("/components/parameters/A", Object::Parameter),
            ),
            (
                "/components/responses/A/$ref".to_owned(),
                response("/components/responses/A"),
            ),
            (
                "/components/headers/A/style".to_owned(),
                Some(Edit::RawHeader("/components/headers/A".to_owned())),
            ),
            (
                "/components/responses/A/headers/X A".to_owned(),
                remove("/components/responses/A/headers/X A"),
            ),
            (
                format!("{schema}/discriminator/mapping/a"),
                remove(&format!("{schema}/discriminator/mapping/a")),
            ),
            (
                "/components/pathItems/A".to_owned(),
                remove("/components/pathItems"),
            ),
            ("/tags/1/name".to_owned(), remove("/tags")),
            (
                "/servers/1/url".to_owned(),
                unused("/servers/1", Object::Server),
            ),
            ("/servers/0/url".to_owned(), remove("/servers")),
            (
                format!("{get}/servers/0/url"),
                remove(&format!("{get}/servers")),
            ),
            (format!("{get}/servers"), remove(&format!("{get}/servers"))),
            (
                format!("{get}/parameters/0/required"),
                remove(&format!("{get}/parameters/0/required")),
            ),
            (
                "/components/securitySchemes/A/type".to_owned(),
                unused("/components/securitySchemes/A", Object::SecurityScheme),
            ),
            (
                format!("{get}/servers/1/url"),
                unused(&format!("{get}/servers/1"), Object::Server),
            ),
            ("/info/title".to_owned(), remove("/info/title")),
            ("/components".to_owned(), remove("/components")),
            ("/webhooks".to_owned(), remove("/webhooks")),
            ("/x-secret/a".to_owned(), remove("/x-secret")),
            ("/openapi".to_owned(), None),
            (String::new(), None),
        ] {
            // A document that has nothing else.
            let steps = fault.rsplit('/').filter(|step| !step.is_empty());
            let tree = steps.fold(Value::Null, |value, step| json!({ unescaped(step): value }));
            assert_eq!(found(&tree, &fault), expected, "{fault}");
        }
    }

    #[test]
    fn a_faulty_parameter_is_not_sent_unless_it_is_known_to_be_needed() {
        let list = "/paths/~1a/get/parameters";
        let tree = json!({
            "paths": { "/a": { "get": { "parameters": [
                { "name": "a\nb", "in": "query" },
                { "name": "a\nb", "in": "query", "required": true },
                { "name": "a\nb", "in": "path", "required": false },
                { "$ref": "#/components/parameters/None" },
                { "name": "a\nb", "in": "header", "required": false },
                null,
            ] } } },
        });
        for (number, key, is_needed) in [
            (0, "/name", false),
            (0, "/required", true),
            (1, "/name", true),
            (2, "/name", true),
            (3, "/$ref", false),
            (4, "/style", false),
            (5, "", false),
        ] {
            let at = format!("{list}/{number}");
            let expected = match is_needed {
                true => Edit::Needed(at.clone(), Object::Parameter, None),
                false => Edit::Unused(at.clone(), Object::Parameter),
            };
            let fault = format!("{at}{key}");
            assert_eq!(found(&tree, &fault), Some(expected), "{fault}");
        }
    }

    fn poisoned(tree: Value, faults: &[&str]) -> Document {
        let mut document = Document {
            tree,
            ..Document::default()
        };
        let faults = faults.iter().map(|fault| (*fault).to_owned()).collect();
        assert!(poison(&mut document, &Beside::default(), &faults));
        document
    }

    #[test]
    fn references_to_a_faulty_part_and_into_it_lead_where_they_led() {
        let schema = json!({ "type": "string" });
        let tree = json!({
            "paths": {
                "/a": { "get": { "parameters": [{ "name": "a\nb", "in": "query", "schema": schema }, { "name": "c" }] } },
                "/b": { "post": { "requestBody": {
                    "content": { "a/b": { "schema": schema, "encoding": 1 }, "\n": { "schema": schema } },
                } } },
            },
            "servers": [{ "url": "/" }, { "url": 1 }, { "url": "/c" }],
        });
        let parameter = "/paths/~1a/get/parameters/0";
        let body = "/paths/~1b/post/requestBody";
        let document = poisoned(
            tree,
            &[
                &format!("{parameter}/name"),
                &format!("{body}/content/a~1b/encoding"),
                &format!("{body}/content/\n"),
                "/servers/1/url",
            ],
        );
        let at = |pointer: &str| document.tree.pointer(pointer).cloned();
        assert_eq!(at(&format!("{parameter}/schema")), Some(schema.clone()));
        assert_eq!(at("/paths/~1a/get/parameters/1/name"), Some(json!("c")));
        assert_eq!(
            at(&format!("{body}/content")),
            Some(json!({ "a/b": { "schema": schema } }))
        );
        assert_eq!(at("/servers/2/url"), Some(json!("/c")));
        let left_out = document.left_out;
        assert_eq!(left_out.operations, ["/paths/~1b/post".to_owned()].into());
        let unused = [parameter, "/servers/1"].map(str::to_owned);
        assert_eq!(left_out.unused, unused.into());
    }

    #[test]
    fn an_operation_goes_with_a_part_that_it_needs() {
        let refers = |to: &str| json!({ "$ref": format!("#/{to}") });
        let tree = json!({
            "paths": {
                "/a": { "get": { "parameters": [refers("components/parameters/B")] } },
                // Examples and notes need nothing.
                "/b": { "get": { "parameters": [], "x-note": refers("components/parameters/A"), "responses": {
                    "200": { "content": { "a/b": { "example": refers("components/parameters/A") } } },
                } } },
                "/c": { "parameters": [refers("paths/~1e/get/parameters/0")], "put": {} },
                "/d": { "servers": [{ "url": 1 }], "get": {}, "put": { "servers": [{ "url": "/" }] } },
                "/e": { "get": { "parameters": [{ "name": 1, "in": "query", "required": true }] } },
            },
            "components": { "parameters": {
                "A": { "name": 1, "in": "query", "required": true },
                "B": refers("components/parameters/A"),
            } },
        });
        let document = poisoned(
            tree,
            &[
                "/components/parameters/A/name",
                "/paths/~1e/get/parameters/0/name",
                "/paths/~1d/servers/0/url",
            ],
        );
        let expected = ["~1a/get", "~1c/put", "~1d/get", "~1e/get"];
        let expected = expected.map(|operation| format!("/paths/{operation}"));
        assert_eq!(document.left_out.operations, expected.into());
    }
}
