//! References in a cycle.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::Value;

use crate::diagnostic::{Code, Report};
use crate::ground::pointer::{find, item_number, unescaped};
use crate::openapi::Object;
use crate::openapi::resolver::{at_reference, is_reference, reference, target};

/// What is known of a value on the way through all of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// What it is made of is being looked at.
    Open,
    Done,
}

/// Whether any of these references is, in the end, nothing but itself: a quick look, by which nearly all documents pass.
pub(super) fn has_any(tree: &Value, references: &[&Value]) -> bool {
    // By identity: what stands at one place is one value.
    let mut seen: HashMap<*const Value, Seen> = HashMap::new();
    // A circle through another reference to the same target was found with the first.
    let mut targets: HashSet<&str> = HashSet::new();
    let others = references.iter().filter(|value| {
        let target = reference(value);
        target.is_none_or(|target| targets.insert(target))
    });
    for reference in others {
        // Without recursion, since a document can make a chain of any length.
        let mut open = vec![(*reference, false)];
        while let Some((value, is_left)) = open.pop() {
            let id = std::ptr::from_ref(value);
            if is_left {
                seen.insert(id, Seen::Done);
                continue;
            }
            match seen.insert(id, Seen::Open) {
                None => {}
                Some(Seen::Open) => return true,
                Some(Seen::Done) => {
                    seen.insert(id, Seen::Done);
                    continue;
                }
            }
            open.push((value, true));
            match is_reference(value) {
                true => open.extend(target(tree, value).map(|target| (target.value, false))),
                false => {
                    let parts = LISTS.iter().filter_map(|key| value.get(key)?.as_array());
                    open.extend(parts.flatten().map(|part| (part, false)));
                }
            }
        }
    }
    false
}

/// Reports every circle, at a reference of it.
pub(super) fn report_all(tree: &Value, references: &[String], report: &mut Report) {
    Circles {
        tree,
        report,
        done: BTreeSet::new(),
    }
    .look(references);
}

/// The keys of compositions.
const LISTS: [&str; 3] = ["anyOf", "oneOf", "allOf"];

/// Looks for values that are nothing but each other: references, and compositions without a property between.
struct Circles<'a> {
    tree: &'a Value,
    report: &'a mut Report,
    done: BTreeSet<String>,
}

impl Circles<'_> {
    fn look(&mut self, references: &[String]) {
        for at in references {
            // Without recursion, since a document can make a chain of any length: each entry is a place and what is left of it.
            let mut path = vec![(at.clone(), self.next(at))];
            let mut on_path = HashSet::from([at.clone()]);
            self.done.contains(at).then(|| path.clear());
            while let Some((here, left)) = path.last_mut() {
                let Some(there) = left.pop() else {
                    let here = std::mem::take(here);
                    on_path.remove(&here);
                    self.done.insert(here);
                    path.pop();
                    continue;
                };
                if self.done.contains(&there) {
                    continue;
                }
                if on_path.contains(&there) {
                    self.circle(&path, &there);
                    continue;
                }
                let next = self.next(&there);
                on_path.insert(there.clone());
                path.push((there, next));
            }
        }
    }

    /// What a value is, if not itself: what its reference leads to, or the parts of its composition. The first comes last.
    fn next(&self, at: &str) -> Vec<String> {
        let Some(value) = find(self.tree, at) else {
            return Vec::new();
        };
        if is_reference(value) {
            let target = target(self.tree, value).map(|target| target.pointer);
            return target.into_iter().collect();
        }
        let parts = LISTS.into_iter().flat_map(|key| {
            let count = value.get(key).and_then(Value::as_array).map_or(0, Vec::len);
            (0..count)
                .rev()
                .map(move |number| format!("{at}/{key}/{number}"))
        });
        parts.collect()
    }

    fn circle(&mut self, path: &[(String, Vec<String>)], back_to: &str) {
        // Of what the circle is made of, the last reference in the document.
        let within = path
            .iter()
            .map(|(at, _)| at)
            .skip_while(|at| *at != back_to);
        let references = within.filter_map(|at| {
            let value = find(self.tree, at)?;
            Some((at, reference(value)?))
        });
        let Some((at, target)) = references.max_by_key(|(at, _)| self.position(at)) else {
            return;
        };
        let is_schema = Object::at(at).is_some_and(|object| object.general() == Object::Schema);
        let help = match is_schema {
            true => "break the cycle with a property of an object",
            false => "replace a reference of the cycle with what it should lead to",
        };
        self.report.error(
            Code::ReferenceCycle,
            &at_reference(at),
            format!("reference cycle through `{target}`"),
            help,
        );
    }

    /// Where something stands: the number of each step among its siblings.
    fn position(&self, at: &str) -> Vec<usize> {
        let mut value = self.tree;
        let mut position = Vec::new();
        for key in at.split('/').skip(1) {
            let key = unescaped(key);
            let (number, next) = match value {
                Value::Object(members) => (
                    members.keys().position(|other| *other == key),
                    members.get(&key),
                ),
                Value::Array(items) => {
                    let number = item_number(&key);
                    (number, number.and_then(|number| items.get(number)))
                }
                _ => (None, None),
            };
            let Some(next) = next else { break };
            position.push(number.unwrap_or_default());
            value = next;
        }
        position
    }
}
