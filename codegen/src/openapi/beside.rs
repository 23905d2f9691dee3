//! Locations that the table of objects does not know, and that references lead to all the same.

use std::collections::BTreeSet;

use serde_json::Value;

use super::resolver::{node, pointer_within, reference};
use super::table::Object;
use super::walk::{Visitor, walk, walk_or_reference};
use crate::ground::pointer::{Path, find};

/// What a document holds beside the objects of the table, such as `definitions`, by the references that lead there.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// A JSON pointer, and what the references take it for.
    found: BTreeSet<(String, Object)>,
}

impl Beside {
    pub(crate) fn new(tree: &Value) -> Self {
        let mut collector = Collector {
            tree,
            open: Vec::new(),
            known: BTreeSet::new(),
        };
        walk(tree, Object::Root, &Path::Root, &mut collector);
        let mut found = BTreeSet::new();
        while let Some((pointer, object)) = collector.open.pop() {
            if let Some(value) = find(tree, &pointer)
                && found.insert((pointer.clone(), object))
            {
                walk_or_reference(value, object, &Path::Pointer(&pointer), &mut collector);
            }
        }
        Self { found }
    }

    /// Returns what stands at a JSON pointer, by the references that lead there or to what is around it.
    pub(crate) fn at(&self, pointer: &str) -> Option<Object> {
        self.found.iter().find_map(|(around, object)| {
            let below = pointer.strip_prefix(around.as_str())?;
            let is_below = below.is_empty() || below.starts_with('/');
            is_below.then(|| object.below(below)).flatten()
        })
    }
}

/// Visits a document and what it holds beside the objects of the table.
pub(crate) fn walk_document<'d>(tree: &'d Value, beside: &Beside, visitor: &mut dyn Visitor<'d>) {
    walk(tree, Object::Root, &Path::Root, visitor);
    for (pointer, object) in &beside.found {
        if let Some(value) = find(tree, pointer) {
            walk_or_reference(value, *object, &Path::Pointer(pointer), visitor);
        }
    }
}

struct Collector<'d> {
    tree: &'d Value,
    open: Vec<(String, Object)>,
    /// The references that were looked at.
    known: BTreeSet<&'d str>,
}

impl<'d> Visitor<'d> for Collector<'d> {
    fn reference(&mut self, value: &'d Value, object: Object, _: &Path<'_>) {
        // Path items and operations are written out where they are referred to.
        if let Some(target) = reference(value)
            && !matches!(object, Object::PathItem | Object::Operation)
            && self.known.insert(target)
            && let Some(pointer) = pointer_within(target)
            && let Some(node) = node(self.tree, &pointer)
            && node.value.is_object()
            && Object::at(&node.pointer).is_none()
            && !Object::names_parts(&node.pointer)
        {
            self.open.push((node.pointer, object.general()));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_the_table_does_not_know_is_what_references_take_it_for() {
        let tree = json!({
            "components": {
                "schemas": {
                    "A": { "$ref": "#/definitions/B" },
                    "F": { "$ref": "#/components/definitions/G" },
                    "H": { "$ref": "#/components/schemas/A" },
                },
                "definitions": { "G": { "items": { "$ref": "#/components/x-schemas/I" } } },
                "x-schemas": { "I": { "type": "string" } },
            },
            "definitions": {
                "B": { "items": { "$ref": "#/definitions/C" } },
                "C": { "items": { "$ref": "#/definitions/B" } },
                "D": { "items": { "$ref": "#/definitions/E" } },
            },
        });
        let found = Beside::new(&tree).found;
        let expected = [
            "/components/definitions/G",
            "/components/x-schemas/I",
            "/definitions/B",
            "/definitions/C",
        ]
        .map(|pointer| (pointer.to_owned(), Object::Schema));
        assert_eq!(found, BTreeSet::from(expected));
    }
}
