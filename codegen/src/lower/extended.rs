//! Schemas with a `discriminator` and without a list of kinds: what others add to them is lost where they are used.

use std::collections::{BTreeMap, BTreeSet};

use super::prune;
use crate::diagnostic::{Code, Report};
use crate::ground::pointer;
use crate::ground::text::joined;
use crate::ir;
use crate::openapi::resolver::component;
use crate::schema::{Ref, Schema, Section};

/// How many schemas are named in a warning.
const MOST_NAMES: usize = 3;

/// Says which schemas lose what others add to them.
pub(super) fn tell(schemas: &Section<Schema>, api: &ir::Api, report: &mut Report) {
    let mut children: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, schema) in schemas.components() {
        for parent in parents(schema) {
            children.entry(parent).or_default().push(name);
        }
    }
    if children.is_empty() {
        return;
    }
    let used = prune::used(api);
    for (name, schema) in schemas.components() {
        let told_apart = schema
            .as_item()
            .is_some_and(|schema| schema.discriminator.is_some());
        if !told_apart || !children.contains_key(name) || !used.contains(name) {
            continue;
        }
        // One of several has its kinds, and what keeps other properties loses none.
        let Some(ir::TypeDef {
            shape: ir::Shape::Struct(ir::Struct { rest: None, .. }),
            pointer,
            ..
        }) = api.types.get(name)
        else {
            continue;
        };
        let all = descendants(name, &children);
        let more = all.len().saturating_sub(MOST_NAMES);
        let mut names: Vec<String> = all.iter().map(|child| format!("`{child}`")).collect();
        if more > 1 {
            names.truncate(MOST_NAMES);
            names.push(format!("{more} others"));
        }
        report.warning(
            Code::SubtypeMembers,
            &pointer::step(pointer, "discriminator"),
            format!(
                "a `{name}` keeps only the properties of `{name}` and loses those of {}",
                joined(&names, "or")
            ),
            "list the subtypes in a `oneOf` with this `discriminator`, and refer to that",
        );
    }
}

/// What a schema is made from.
fn parents(schema: &Ref<Schema>) -> Vec<String> {
    let parts = schema
        .as_item()
        .into_iter()
        .flat_map(|schema| &schema.all_of);
    let targets = parts.filter_map(Ref::target);
    targets
        .filter_map(|target| component(target, "schemas"))
        .collect()
}

/// All that are made from a schema, at whatever remove.
fn descendants<'a>(name: &'a str, children: &BTreeMap<String, Vec<&'a str>>) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::from([name]);
    let mut open = vec![name];
    while let Some(next) = open.pop() {
        for child in children.get(next).into_iter().flatten() {
            if seen.insert(child) {
                found.push(*child);
                open.push(child);
            }
        }
    }
    found
}
