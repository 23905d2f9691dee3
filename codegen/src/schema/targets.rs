//! What references lead to outside of the components.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::ground::pointer::Path;
use crate::openapi::resolver::{leads_elsewhere, names_component, node, pointer_within, reference};
use crate::openapi::{Beside, Expected, Object, Visitor, walk_document};

/// Returns the JSON pointers that references outside of the components lead to, each with what is expected there.
pub(super) fn targets(tree: &Value, beside: &Beside) -> BTreeSet<(String, Object)> {
    let mut targets = Targets {
        tree,
        known: BTreeSet::new(),
        found: BTreeSet::new(),
    };
    walk_document(tree, beside, &mut targets);
    targets.found
}

/// Collects what references lead to outside of the components.
struct Targets<'d> {
    tree: &'d Value,
    known: BTreeSet<(&'d str, Object)>,
    found: BTreeSet<(String, Object)>,
}

impl<'d> Targets<'d> {
    fn add(&mut self, target: &'d str, object: Object) {
        // Without recursion, since a document can make a chain of any length. No walk has to visit what a target refers to in turn.
        let mut next = Some(target);
        while let Some(target) = next {
            let is_component = |section| names_component(target, section);
            if object.section().is_some_and(is_component) || !self.known.insert((target, object)) {
                return;
            }
            let pointer = pointer_within(target);
            let Some(node) = pointer.and_then(|pointer| node(self.tree, &pointer)) else {
                return;
            };
            next = reference(node.value);
            self.found.insert((node.pointer, object));
        }
    }
}

impl<'d> Visitor<'d> for Targets<'d> {
    fn keyword(
        &mut self,
        _: Object,
        key: &'d str,
        _: &'d Value,
        _: Option<Expected>,
        _: &Path<'_>,
    ) -> bool {
        // They are not followed.
        key != "callbacks"
    }

    fn named(&mut self, target: &'d str) {
        self.add(target, Object::Schema);
    }

    fn reference(&mut self, value: &'d Value, object: Object, _: &Path<'_>) {
        if let Some(target) = reference(value) {
            self.add(target, object.general());
        }
    }

    fn mapped(&mut self, _: &'d str, target: &'d Value, _: &Path<'_>) {
        if let Some(target) = target.as_str().filter(|target| !leads_elsewhere(target)) {
            self.add(target, Object::Schema);
        }
    }
}
