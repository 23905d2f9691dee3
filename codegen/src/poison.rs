//! Takes out what is faulty, so that the rest can be read: the widest honest thing takes its place.
//!
//! A faulty schema is raw JSON. An operation is left out if it cannot be called without the faulty part, or if a part is faulty that
//! it shares with others. What only describes, such as a tag, is removed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use crate::ground::pointer::{find, item_number, step, unescaped};
use crate::openapi::resolver::pointer_of;
use crate::openapi::{Beside, Found, METHODS, Object, operations};
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
    let mut shared = HashSet::new();
    let mut schemes = HashSet::new();
    for edit in edits {
        match edit {
            Edit::Raw(at) => {
                empty(tree, &at);
            }
            Edit::Remove(at) => removed.push(at),
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
    removed.extend(users(tree, shared));
    for requirement in requirements(tree, &schemes) {
        empty(tree, &requirement);
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

/// The operations that need one of these shared parts.
fn users(tree: &Value, mut needed: HashSet<String>) -> Vec<String> {
    if needed.is_empty() {
        return Vec::new();
    }
    let found: Vec<_> = operations(tree).collect();
    let parts = |found: &Found<'_>| -> HashSet<String> {
        let own = ["parameters", "requestBody", "responses"];
        let own = own.iter().filter_map(|key| found.operation.get(key));
        let values = own.chain(found.item.get("parameters"));
        values.flat_map(references).collect()
    };
    let parts: Vec<HashSet<String>> = found.iter().map(parts).collect();
    // What refers to each part, directly; then what needs a needed part is needed itself. Each part is looked at once.
    let mut holders: HashMap<String, Vec<String>> = HashMap::new();
    let mut seen: HashSet<String> = HashSet::new();
    let mut open: Vec<String> = parts.iter().flatten().cloned().collect();
    while let Some(pointer) = open.pop() {
        if Object::at(&pointer).map(Object::general) == Some(Object::Schema)
            || !seen.insert(pointer.clone())
        {
            continue;
        }
        for target in find(tree, &pointer).map(references).unwrap_or_default() {
            let holders = holders.entry(target.clone()).or_default();
            holders.push(pointer.clone());
            open.push(target);
        }
    }
    let mut open: Vec<String> = needed.iter().cloned().collect();
    while let Some(pointer) = open.pop() {
        for holder in holders.remove(&pointer).unwrap_or_default() {
            if needed.insert(holder.clone()) {
                open.push(holder);
            }
        }
    }
    let used = found.iter().zip(parts);
    used.filter(|(_, parts)| parts.iter().any(|part| needed.contains(part)))
        .map(|(found, _)| found.pointer())
        .collect()
}

/// The locations that a value refers to. Schemas are not searched: no shared part is below one.
fn references(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                found.extend(pointer_of(value));
                let searched = members.iter().filter(|(key, _)| *key != "schema");
                open.extend(searched.map(|(_, value)| value));
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    found
}

/// The security requirements that name one of these schemes.
fn requirements(tree: &Value, schemes: &HashSet<String>) -> Vec<String> {
    if schemes.is_empty() {
        return Vec::new();
    }
    let names_one = |item: &Value| {
        let mut names = item.as_object().into_iter().flat_map(Map::keys);
        names.any(|name| schemes.contains(name))
    };
    let of = |list: Option<&Value>, at: &str| -> Vec<String> {
        let items = list.and_then(Value::as_array).into_iter().flatten();
        items
            .enumerate()
            .filter(|(_, item)| names_one(item))
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

/// Removes members and items: what is around others goes after them, and all of one object or list at once.
fn remove(tree: &mut Value, removed: Vec<String>) {
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
    fn all_items_of_a_list_are_removed_at_once() {
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
