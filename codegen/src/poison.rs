//! Takes out what is faulty, so that the rest can be read: the widest honest thing takes its place.
//!
//! A faulty schema is raw JSON. An operation is left out if it cannot be called without the faulty part, or if a part is faulty that
//! it shares with others. What only describes, such as a tag, is removed.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::ground::pointer::{find, item_number, step, unescaped};
use crate::openapi::resolver::pointer_of;
use crate::openapi::{Beside, METHODS, Object, operations};
use crate::vocabulary;

/// What is done about a fault.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Edit {
    /// A schema becomes one of any value, and a security requirement one without credentials.
    Raw(String),
    /// A member, or an item of a list, is removed.
    Remove(String),
    /// A shared part is removed, with the operations that refer to it.
    RemoveShared(String),
    /// A security scheme is removed, and the requirements that name it are empty.
    RemoveScheme(String),
}

/// Takes out what is at some JSON pointers. Returns whether there is a way to do so for each of them.
pub(crate) fn poison(tree: &mut Value, beside: &Beside, faults: &BTreeSet<String>) -> bool {
    let mut edits = BTreeSet::new();
    let mut is_complete = true;
    for fault in faults {
        match edit(beside, fault) {
            Some(edit) => drop(edits.insert(edit)),
            None => is_complete = false,
        }
    }
    let mut removed = Vec::new();
    for edit in edits {
        match edit {
            Edit::Raw(at) => {
                empty(tree, &at);
            }
            Edit::Remove(at) => removed.push(at),
            Edit::RemoveShared(at) => {
                removed.extend(users(tree, &at));
                removed.push(at);
            }
            Edit::RemoveScheme(at) => {
                for requirement in requirements(tree, &at) {
                    empty(tree, &requirement);
                }
                removed.push(at);
            }
        }
    }
    remove(tree, removed);
    is_complete
}

fn empty(tree: &mut Value, at: &str) {
    if let Some(value) = tree.pointer_mut(at) {
        *value = Value::Object(Map::new());
    }
}

/// Finds the innermost object around a fault that can be done without.
fn edit(beside: &Beside, fault: &str) -> Option<Edit> {
    let steps: Vec<&str> = fault.split('/').skip(1).collect();
    let up_to = |count: usize| {
        let steps = steps.get(..count).unwrap_or(&steps);
        steps
            .iter()
            .fold(String::new(), |at, step| format!("{at}/{step}"))
    };
    let is_ours = |step: &&str| step.starts_with(vocabulary::PREFIX);
    if let Some(number) = steps.iter().position(is_ours) {
        return Some(Edit::Remove(up_to(number + 1)));
    }
    match steps.as_slice() {
        ["paths", _, _, "callbacks", ..] => return Some(Edit::Remove(up_to(4))),
        ["paths", _, _, "security", _, ..] => return Some(Edit::Raw(up_to(5))),
        ["security", _, ..] => return Some(Edit::Raw(up_to(2))),
        ["info" | "tags" | "externalDocs" | "servers" | "security" | "components"]
        | ["components", _] => {
            return Some(Edit::Remove(fault.to_owned()));
        }
        ["info", _, ..] => return Some(Edit::Remove(up_to(2))),
        ["tags", ..] => return Some(Edit::Remove(up_to(1))),
        ["paths", path, ..] if !unescaped(path).starts_with('/') => {
            return Some(Edit::Remove(up_to(2)));
        }
        _ => {}
    }
    for count in (1..=steps.len()).rev() {
        let at = up_to(count);
        let Some(object) = Object::at(&at).or_else(|| beside.at(&at)) else {
            continue;
        };
        let is_shared = steps.first() != Some(&"paths");
        return Some(match object {
            Object::Schema | Object::Property => match steps.get(count..) {
                Some(["default" | "example" | "multipleOf"]) => Edit::Remove(fault.to_owned()),
                _ => Edit::Raw(around_parts(&at).to_owned()),
            },
            Object::Header
            | Object::Link
            | Object::Example
            | Object::ExternalDocs
            | Object::Callback
            | Object::Server
            | Object::PathItem => Edit::Remove(at),
            Object::Response if !is_shared => Edit::Remove(at),
            // One of a property that does not exist says nothing.
            Object::Encoding if count == steps.len() => Edit::Remove(at),
            Object::Operation => Edit::Remove(up_to(3)),
            Object::Parameter | Object::RequestBody | Object::Response if is_shared => {
                Edit::RemoveShared(at)
            }
            Object::SecurityScheme => Edit::RemoveScheme(at),
            Object::Root | Object::Components => return None,
            // They go with what is around them.
            _ => continue,
        });
    }
    None
}

/// The schema that a schema is a part or an option of: what is said of the others does not hold without it.
fn around_parts(schema: &str) -> &str {
    let around = schema.rsplit_once('/').and_then(|(list, number)| {
        item_number(number)?;
        let (around, keyword) = list.rsplit_once('/')?;
        let is_part = ["allOf", "oneOf", "anyOf"].contains(&keyword);
        is_part.then_some(around)
    });
    match around {
        Some(around) => around_parts(around),
        None => schema,
    }
}

/// The operations that need a shared part.
fn users(tree: &Value, shared: &str) -> Vec<String> {
    let needs = |value: Option<&Value>| {
        value.is_some_and(|value| reaches(tree, value, shared, &mut BTreeSet::new()))
    };
    let used = operations(tree).filter(|found| {
        let member = |of: &'_ Value, key: &str| needs(of.get(key));
        member(found.item, "parameters")
            || ["parameters", "requestBody", "responses"]
                .iter()
                .any(|key| member(found.operation, key))
    });
    used.map(|found| found.pointer()).collect()
}

/// Whether a value refers to a part, directly or through others. Schemas are not searched: no such part is below one.
fn reaches(tree: &Value, value: &Value, shared: &str, seen: &mut BTreeSet<String>) -> bool {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                if let Some(pointer) = pointer_of(value) {
                    if pointer == shared {
                        return true;
                    }
                    if Object::at(&pointer).map(Object::general) != Some(Object::Schema)
                        && seen.insert(pointer.clone())
                    {
                        open.extend(find(tree, &pointer));
                    }
                }
                open.extend(
                    members
                        .iter()
                        .filter(|(key, _)| *key != "schema")
                        .map(|(_, value)| value),
                );
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    false
}

/// The security requirements that name a scheme.
fn requirements(tree: &Value, scheme: &str) -> Vec<String> {
    let name = scheme.rsplit('/').next().map(unescaped).unwrap_or_default();
    let of = |list: Option<&Value>, at: &str| -> Vec<String> {
        let items = list.and_then(Value::as_array).into_iter().flatten();
        items
            .enumerate()
            .filter(|(_, item)| item.get(&name).is_some())
            .map(|(number, _)| format!("{at}/security/{number}"))
            .collect()
    };
    let mut found = of(tree.get("security"), "");
    let paths = tree.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        for method in METHODS {
            let security = item
                .get(method)
                .and_then(|operation| operation.get("security"));
            found.extend(of(security, &step(&step("/paths", path), method)));
        }
    }
    found
}

/// Removes members and items. Items go from the last to the first, so that the numbers of the others hold.
fn remove(tree: &mut Value, mut removed: Vec<String>) {
    removed.sort_by_key(|at| {
        let number = at.rsplit('/').next().and_then(item_number);
        std::cmp::Reverse(number)
    });
    removed.dedup();
    for at in removed {
        let Some((parent, key)) = at.rsplit_once('/') else {
            continue;
        };
        match tree.pointer_mut(parent) {
            Some(Value::Object(members)) => drop(members.shift_remove(&unescaped(key))),
            Some(Value::Array(items)) => {
                if let Some(number) = item_number(key).filter(|number| *number < items.len()) {
                    items.remove(number);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(fault: &str) -> Option<Edit> {
        edit(&Beside::default(), fault)
    }

    #[test]
    fn the_innermost_part_that_can_be_done_without_is_taken_out() {
        let remove = |at: &str| Some(Edit::Remove(at.to_owned()));
        let raw = |at: &str| Some(Edit::Raw(at.to_owned()));
        let shared = |at: &str| Some(Edit::RemoveShared(at.to_owned()));
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
            (format!("{get}/parameters/0/name"), remove(get)),
            (
                format!("{get}/parameters/0/schema/type"),
                raw(&format!("{get}/parameters/0/schema")),
            ),
            (
                format!("{get}/responses/2000"),
                remove(&format!("{get}/responses/2000")),
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
            (format!("{get}/operationId"), remove(get)),
            (
                format!("{get}/x-malipo-effect/kind"),
                remove(&format!("{get}/x-malipo-effect")),
            ),
            ("/paths/~1a/parameters/0".to_owned(), remove("/paths/~1a")),
            (
                "/components/parameters/A/style".to_owned(),
                shared("/components/parameters/A"),
            ),
            (
                "/components/responses/A/$ref".to_owned(),
                shared("/components/responses/A"),
            ),
            ("/tags/1/name".to_owned(), remove("/tags")),
            ("/servers/1/url".to_owned(), remove("/servers/1")),
            ("/info/title".to_owned(), remove("/info/title")),
            ("/components".to_owned(), remove("/components")),
            ("/openapi".to_owned(), None),
            (String::new(), None),
        ] {
            assert_eq!(found(&fault), expected, "{fault}");
        }
    }

    #[test]
    fn an_operation_goes_with_a_shared_part_that_it_needs() {
        let mut tree = serde_json::json!({
            "paths": {
                "/a": { "get": { "parameters": [{ "$ref": "#/components/parameters/B" }] } },
                "/b": { "get": { "parameters": [] } },
            },
            "components": { "parameters": {
                "A": { "name": 1 },
                "B": { "$ref": "#/components/parameters/A" },
            } },
        });
        let faults = ["/components/parameters/A/name".to_owned()].into();
        assert!(poison(&mut tree, &Beside::default(), &faults));
        assert_eq!(
            tree["paths"],
            serde_json::json!({ "/a": {}, "/b": { "get": { "parameters": [] } } })
        );
    }

    #[test]
    fn items_are_removed_from_the_last_to_the_first() {
        let mut tree = serde_json::json!({ "servers": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] });
        let faults = ["/servers/2/url", "/servers/10/url"]
            .map(str::to_owned)
            .into();
        assert!(poison(&mut tree, &Beside::default(), &faults));
        assert_eq!(
            tree["servers"],
            serde_json::json!([0, 1, 3, 4, 5, 6, 7, 8, 9])
        );
    }
}
