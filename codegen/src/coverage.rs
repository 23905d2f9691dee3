//! How much of a document is in the output: told by comparing the tree with the API, not by those who made the API.

mod operation;
mod raw;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::account::{Account, OperationAccount, Presence};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::ground::pointer::{find, step};
use crate::ir::{Api, Shape, Type};
use crate::openapi::resolver::pointer_of;
use crate::openapi::{Found, METHODS, operations};

impl Account {
    pub(crate) fn measure(tree: &Value, api: &Api, diagnostics: &Diagnostics) -> Self {
        let mut coverage = Self::default();
        let errors = Some(diagnostics.errors()).filter(|errors| !errors.is_empty());
        let mut lowered = BTreeMap::new();
        for operation in &api.operations {
            lowered
                .entry((operation.path.as_str(), operation.method.as_str()))
                .or_insert(operation);
        }
        for found in operations(tree) {
            let method = found.method.to_uppercase();
            let presence = match lowered.get(&(found.path, method.as_str())) {
                Some(operation) => {
                    let mut lacks = operation::lacks(tree, &found, operation);
                    lacks.extend(faults(tree, &found, errors.as_ref()));
                    match lacks.is_empty() {
                        true => Presence::Whole,
                        false => Presence::Partial(lacks),
                    }
                }
                None => Presence::LeftOut(reasons(tree, &found, diagnostics)),
            };
            coverage.operations.push(OperationAccount {
                method,
                path: found.path.to_owned(),
                id: text(found.operation, "operationId").map(str::to_owned),
                presence,
            });
        }
        for def in api.types.values() {
            let Shape::Struct(structure) = &def.shape else {
                continue;
            };
            coverage.fields += structure.fields.len();
            let raw = structure.fields.iter().filter(|field| {
                field.ty.holds(&Type::Json)
                    && find(tree, &field.pointer)
                        .is_some_and(|schema| raw::is_raw(tree, &field.ty, schema))
            });
            coverage
                .raw_fields
                .extend(raw.map(|field| field.pointer.clone()));
        }
        coverage
    }
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

/// What is faulty in the document and belongs to an operation that is there: whatever became of it, it is not as documented.
fn faults(tree: &Value, found: &Found<'_>, errors: Option<&Diagnostics>) -> Option<String> {
    let mut codes: Vec<String> = reasons(tree, found, errors?)
        .iter()
        .map(|error| error.code.to_string())
        .collect();
    codes.dedup();
    (!codes.is_empty()).then(|| format!("what is faulty in the document ({})", codes.join(", ")))
}

/// What was said of an operation that is not there, or of something that it refers to.
fn reasons(tree: &Value, found: &Found<'_>, diagnostics: &Diagnostics) -> Vec<Diagnostic> {
    let item = step("/paths", found.path);
    let operation = step(&item, found.method);
    let mut components = BTreeSet::new();
    reach(tree, found.operation, &mut components);
    if let Some(shared) = found.item.get("parameters") {
        reach(tree, shared, &mut components);
    }
    let about = |diagnostic: &&Diagnostic| {
        let Place::Pointer(at) = &diagnostic.place else {
            return false;
        };
        let below = |whole: &str| {
            at.strip_prefix(whole)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let of_item = |rest: &str| {
            METHODS
                .iter()
                .all(|method| !rest.starts_with(&format!("/{method}")))
        };
        below(&operation)
            || (below(&item) && at.strip_prefix(item.as_str()).is_some_and(of_item))
            || components.iter().any(|component| below(component))
    };
    let telling = |diagnostic: &&Diagnostic| {
        diagnostic.severity == Severity::Error || !diagnostic.code.takes_nothing()
    };
    let chosen = |all: &mut dyn Iterator<Item = &Diagnostic>| -> Vec<Diagnostic> {
        let said: Vec<Diagnostic> = all.filter(telling).filter(about).cloned().collect();
        // What leaves something out matters; that something else went with it, only if nothing tells why.
        let leaves_out =
            |d: &&Diagnostic| d.what.contains("left out") && !d.what.ends_with("left out too");
        let causes: Vec<Diagnostic> = said.iter().filter(leaves_out).cloned().collect();
        if causes.is_empty() { said } else { causes }
    };
    let found = chosen(&mut diagnostics.unordered().iter());
    // The order of several is worth the places of all; one needs none.
    match found.len() {
        0 | 1 => found,
        _ => chosen(&mut diagnostics.iter()),
    }
}

/// The places that references in a value lead to, directly or not.
fn reach(tree: &Value, value: &Value, seen: &mut BTreeSet<String>) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                if let Some(pointer) = pointer_of(value)
                    && !seen.contains(&pointer)
                    && let Some(target) = find(tree, &pointer)
                {
                    seen.insert(pointer);
                    open.push(target);
                }
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
