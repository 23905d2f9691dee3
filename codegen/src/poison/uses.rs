//! Who uses a part of a document.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use crate::ground::pointer::{find, item_number, step};
use crate::openapi::resolver::{LONGEST_CHAIN, pointer_of, target};
use crate::openapi::{Found, METHODS, Object, operations};

/// The lists of parameters that references lead into: their items keep their numbers.
pub(super) fn numbered(tree: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![tree];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                let pointer = pointer_of(value).unwrap_or_default();
                for (end, _) in pointer.match_indices("/parameters/") {
                    let list = end + "/parameters".len();
                    let number = pointer[list + 1..].split('/').next();
                    if number.is_some_and(|number| item_number(number).is_some()) {
                        found.insert(pointer[..list].to_owned());
                    }
                }
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    found
}

/// What refers to one of these parameters, which are optional: entries of lists, and components that lead to it. Where a list
/// must stay as it is, its operation or path item.
pub(super) fn parameters(tree: &Value, optional: &HashSet<String>) -> Vec<String> {
    if optional.is_empty() {
        return Vec::new();
    }
    let leads_there = |value: &Value| {
        let mut value = value;
        for _ in 0..LONGEST_CHAIN {
            match target(tree, value) {
                Some(node) if optional.contains(&node.pointer) => return true,
                Some(node) => value = node.value,
                None => break,
            }
        }
        false
    };
    let numbered = numbered(tree);
    let mut found = Vec::new();
    let of_list = |owner: &Value, at: &str| {
        let list = step(at, "parameters");
        let items = owner.get("parameters").and_then(Value::as_array);
        let items = items.into_iter().flatten().enumerate();
        let users = items.filter(|(_, item)| leads_there(item));
        let removed = users.map(|(number, _)| match numbered.contains(&list) {
            true => at.to_owned(),
            false => format!("{list}/{number}"),
        });
        removed.collect::<Vec<String>>()
    };
    let shared = find(tree, "/components/parameters").and_then(Value::as_object);
    for (name, parameter) in shared.into_iter().flatten() {
        if leads_there(parameter) {
            found.push(step("/components/parameters", name));
        }
    }
    let paths = tree.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        let at = step("/paths", path);
        found.extend(of_list(item, &at));
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                found.extend(of_list(operation, &step(&at, method)));
            }
        }
    }
    found
}

/// The operations that need one of these shared parts.
pub(super) fn users(tree: &Value, mut needed: HashSet<String>) -> Vec<String> {
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
pub(super) fn requirements(tree: &Value, schemes: &HashSet<String>) -> Vec<String> {
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
