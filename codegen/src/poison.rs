//! Takes out what is faulty, so that the rest can be read: the widest honest thing takes its place.
//!
//! A faulty schema is raw JSON, the body of a faulty response is bytes, and a faulty parameter that is optional is not sent. An
//! operation is left out if it cannot be called without the faulty part. What only describes, such as a tag, is removed.

mod edit;
mod uses;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::{Map, Value, json};

use crate::ground::pointer::{item_number, unescaped};
use crate::openapi::Beside;
use edit::{Edit, Editing};

/// What was taken out.
#[derive(Debug)]
pub(crate) struct Poisoned {
    /// Whether there was a way to take out each fault.
    pub(crate) is_complete: bool,
    /// The numbers of removed items, by the JSON pointer of their list.
    removed: BTreeMap<String, BTreeSet<usize>>,
}

impl Poisoned {
    /// Returns the JSON pointer in the whole document of what stands at a JSON pointer in the rest of it.
    pub(crate) fn original(&self, pointer: &str) -> String {
        if self.removed.is_empty() {
            return pointer.to_owned();
        }
        let mut original = String::with_capacity(pointer.len());
        for step in pointer.split('/').skip(1) {
            let removed = self.removed.get(&original);
            original.push('/');
            match (removed, item_number(step)) {
                (Some(removed), Some(number)) => {
                    // Ascending, so that each one that stood before it moves it by one.
                    let number = removed
                        .iter()
                        .fold(number, |number, gone| number + usize::from(*gone <= number));
                    original.push_str(&number.to_string());
                }
                _ => original.push_str(step),
            }
        }
        original
    }
}

/// Takes out what is at some JSON pointers.
pub(crate) fn poison(tree: &mut Value, beside: &Beside, faults: &BTreeSet<String>) -> Poisoned {
    let editing = Editing::new(tree, beside);
    let mut edits = BTreeSet::new();
    let mut is_complete = true;
    for fault in faults {
        match editing.edit(fault) {
            Some(edit) => drop(edits.insert(edit)),
            None => is_complete = false,
        }
    }
    let mut removed = Vec::new();
    let mut optional = HashSet::new();
    let mut shared = HashSet::new();
    let mut schemes = HashSet::new();
    for edit in edits {
        match edit {
            Edit::Raw(at) => put(tree, &at, Value::Object(Map::new())),
            Edit::RawResponse(at) => put(tree, &at, any_body()),
            Edit::RawHeader(at) => put(tree, &at, json!({ "schema": {} })),
            Edit::RawLink(at) => put(tree, &at, json!({ "operationRef": "" })),
            Edit::Remove(at) => removed.push(at),
            Edit::RemoveOptional(at) => {
                optional.insert(at.clone());
                removed.push(at);
            }
            Edit::RemoveShared(at) => {
                shared.insert(at.clone());
                removed.push(at);
            }
            Edit::RemoveScheme(at) => {
                schemes.extend(at.rsplit('/').next().map(unescaped));
                removed.push(at);
            }
        }
    }
    removed.extend(uses::parameters(tree, &optional));
    removed.extend(uses::users(tree, shared));
    for requirement in uses::requirements(tree, &schemes) {
        put(tree, &requirement, Value::Object(Map::new()));
    }
    Poisoned {
        is_complete,
        removed: remove(tree, removed),
    }
}

/// A response with a body of any media type, which nobody reads.
fn any_body() -> Value {
    json!({
        "description": "",
        "content": { "*/*": { "schema": { "type": "string", "format": "binary" } } },
    })
}

fn put(tree: &mut Value, at: &str, instead: Value) {
    if let Some(value) = tree.pointer_mut(at) {
        *value = instead;
    }
}

/// Removes members and items: what is around others goes after them, and all of one object or list at once. Returns the numbers of
/// the items, by their lists.
fn remove(tree: &mut Value, removed: Vec<String>) -> BTreeMap<String, BTreeSet<usize>> {
    let mut numbers = BTreeMap::new();
    let mut by_parent: BTreeMap<(Reverse<usize>, String), HashSet<String>> = BTreeMap::new();
    for at in removed {
        if let Some((parent, key)) = at.rsplit_once('/') {
            let depth = parent.matches('/').count();
            let keys = by_parent.entry((Reverse(depth), parent.to_owned()));
            keys.or_default().insert(unescaped(key));
        }
    }
    for ((_, parent), keys) in by_parent {
        match tree.pointer_mut(&parent) {
            Some(Value::Object(members)) => members.retain(|key, _| !keys.contains(key)),
            Some(Value::Array(items)) => {
                let mut number = 0;
                items.retain(|_| {
                    number += 1;
                    !keys.contains(&(number - 1).to_string())
                });
                let gone = keys.iter().filter_map(|key| item_number(key)).collect();
                numbers.insert(parent, gone);
            }
            _ => {}
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(tree: &Value, fault: &str) -> Option<Edit> {
        Editing::new(tree, &Beside::default()).edit(fault)
    }

    #[test]
    fn the_innermost_part_that_can_be_done_without_is_taken_out() {
        let remove = |at: &str| Some(Edit::Remove(at.to_owned()));
        let raw = |at: &str| Some(Edit::Raw(at.to_owned()));
        let response = |at: &str| Some(Edit::RawResponse(at.to_owned()));
        let schema = "/components/schemas/A/properties/b";
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
            (format!("{get}/parameters/0/$ref"), remove(get)),
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
                raw(&format!("{get}/security/1")),
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
            (format!("{get}/requestBody/content"), remove(get)),
            (
                format!("{get}/x-malipo-effect/kind"),
                remove(&format!("{get}/x-malipo-effect")),
            ),
            ("/paths/~1a/parameters/0".to_owned(), remove("/paths/~1a")),
            (
                "/components/parameters/A/$ref".to_owned(),
                Some(Edit::RemoveShared("/components/parameters/A".to_owned())),
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
                "/components/pathItems/A".to_owned(),
                remove("/components/pathItems"),
            ),
            ("/tags/1/name".to_owned(), remove("/tags")),
            ("/servers/1/url".to_owned(), remove("/servers/1")),
            ("/servers/0/url".to_owned(), remove("/servers")),
            (format!("{get}/servers/0/url"), remove(get)),
            (
                format!("{get}/servers/1/url"),
                remove(&format!("{get}/servers/1")),
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
    fn a_faulty_parameter_goes_alone_if_it_is_optional() {
        let list = "/paths/~1a/get/parameters";
        let tree = json!({
            "paths": { "/a": { "get": { "parameters": [
                { "name": "a\nb", "in": "query" },
                { "name": "a\nb", "in": "query", "required": true },
                { "name": "a\nb", "in": "path", "required": false },
                { "$ref": "#/components/parameters/None" },
                { "name": "a\nb", "in": "header", "required": false },
            ] } } },
        });
        let of = |number: usize, key: &str| found(&tree, &format!("{list}/{number}/{key}"));
        for (number, key, goes_alone) in [
            (0, "name", true),
            (0, "required", false),
            (1, "name", false),
            (2, "name", false),
            (3, "$ref", false),
            (4, "style", true),
        ] {
            let goes = match goes_alone {
                true => format!("{list}/{number}"),
                false => "/paths/~1a/get".to_owned(),
            };
            assert_eq!(of(number, key), Some(Edit::Remove(goes)), "{number} {key}");
        }
    }

    #[test]
    fn the_items_of_a_list_that_references_lead_into_keep_their_numbers() {
        let parameter = json!({ "name": "a\nb", "in": "query" });
        let tree = json!({
            "paths": {
                "/a": { "get": { "parameters": [parameter, { "name": "c", "in": "query" }] } },
                "/b": { "get": { "parameters": [{ "$ref": "#/paths/~1a/get/parameters/1" }] } },
            },
        });
        assert_eq!(
            found(&tree, "/paths/~1a/get/parameters/0/name"),
            Some(Edit::Remove("/paths/~1a/get".to_owned()))
        );
    }

    #[test]
    fn a_shared_parameter_that_is_optional_goes_from_the_lists_that_refer_to_it() {
        let mut tree = json!({
            "paths": { "/a": {
                "parameters": [{ "$ref": "#/components/parameters/A" }],
                "get": { "parameters": [{ "name": "c" }, { "$ref": "#/components/parameters/B" }] },
            } },
            "components": { "parameters": {
                "A": { "name": "a\nb", "in": "query" },
                "B": { "$ref": "#/components/parameters/A" },
            } },
        });
        let faults = ["/components/parameters/A/name".to_owned()].into();
        assert!(poison(&mut tree, &Beside::default(), &faults).is_complete);
        assert_eq!(
            tree,
            json!({
                "paths": { "/a": { "parameters": [], "get": { "parameters": [{ "name": "c" }] } } },
                "components": { "parameters": {} },
            })
        );
    }

    #[test]
    fn an_operation_goes_with_a_shared_part_that_it_needs() {
        let mut tree = json!({
            "paths": {
                "/a": { "get": { "parameters": [{ "$ref": "#/components/parameters/B" }] } },
                "/b": { "get": { "parameters": [] } },
            },
            "components": { "parameters": {
                "A": { "name": 1, "in": "query", "required": true },
                "B": { "$ref": "#/components/parameters/A" },
            } },
        });
        let faults = ["/components/parameters/A/name".to_owned()].into();
        assert!(poison(&mut tree, &Beside::default(), &faults).is_complete);
        assert_eq!(
            tree["paths"],
            json!({ "/a": {}, "/b": { "get": { "parameters": [] } } })
        );
    }

    #[test]
    fn what_is_left_is_found_in_the_whole_document() {
        let mut tree = json!({ "servers": [0, 1, 2, 3, { "a": 1 }], "paths": {} });
        let faults = ["/servers/1/url", "/servers/3/url"].map(str::to_owned);
        let poisoned = poison(&mut tree, &Beside::default(), &faults.into());
        for (left, whole) in [
            ("/servers/0", "/servers/0"),
            ("/servers/1", "/servers/2"),
            ("/servers/2/a", "/servers/4/a"),
            ("/servers/3", "/servers/5"),
            ("/servers/length", "/servers/length"),
            ("/paths/~1a/2", "/paths/~1a/2"),
            ("", ""),
        ] {
            assert_eq!(poisoned.original(left), whole);
        }
    }

    #[test]
    fn all_items_of_a_list_are_removed_at_once() {
        let mut tree = json!({ "servers": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] });
        let faults = ["/servers/2/url", "/servers/10/url"]
            .map(str::to_owned)
            .into();
        assert!(poison(&mut tree, &Beside::default(), &faults).is_complete);
        assert_eq!(tree["servers"], json!([0, 1, 3, 4, 5, 6, 7, 8, 9]));
    }
}
