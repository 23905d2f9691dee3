//! Every `$ref` of a document, whether anything asks for it or not: it must be one, lead somewhere, and not back to itself.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::diagnostic::{Code, Report, did_you_mean};
use crate::span::step;

/// Reports references that lead nowhere or in a circle. Those to other files are not looked at.
pub(crate) fn check(tree: &Value, report: &mut Report) {
    let mut references = Vec::new();
    collect(tree, "", &mut references);
    for (at, target) in &references {
        leads_somewhere(tree, at, target, report);
    }
    Circles {
        tree,
        report,
        done: BTreeSet::new(),
    }
    .look(&references);
}

/// What a value leads to, through references within the document; where they lead nowhere, the last of them.
pub(crate) fn resolved<'a>(tree: &'a Value, value: &'a Value) -> &'a Value {
    let mut value = value;
    for _ in 0..64 {
        match pointer_of(value).and_then(|pointer| tree.pointer(&pointer)) {
            Some(target) => value = target,
            None => break,
        }
    }
    value
}

/// The JSON pointer that a reference within the document holds.
pub(crate) fn pointer_of(value: &Value) -> Option<String> {
    value
        .get("$ref")?
        .as_str()?
        .strip_prefix('#')
        .map(percent_decoded)
}

/// A text with each `%` and two hexadecimal digits turned into the byte that they stand for.
pub(crate) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = |byte: u8| char::from(byte).to_digit(16);
        match (first, after) {
            (b'%', [high, low, after @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                let value = hex(*high).unwrap_or_default() * 16 + hex(*low).unwrap_or_default();
                bytes.push(u8::try_from(value).unwrap_or_default());
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Every reference with its place; none in the values that a document carries.
fn collect<'a>(value: &'a Value, at: &str, references: &mut Vec<(String, &'a str)>) {
    match value {
        Value::Object(members) => {
            if let Some(target) = value.get("$ref").and_then(Value::as_str) {
                references.push((at.to_owned(), target));
            }
            for (key, member) in members {
                if !carries(key, at) {
                    collect(member, &step(at, key), references);
                }
            }
        }
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                collect(item, &format!("{at}/{number}"), references);
            }
        }
        _ => {}
    }
}

/// Whether a member is a value of the document's own, in which nothing is a reference.
fn carries(key: &str, at: &str) -> bool {
    // The names of properties and components mean nothing.
    let names = ["/properties", "/schemas", "/parameters", "/headers"];
    if names.iter().any(|end| at.ends_with(end)) {
        return false;
    }
    matches!(key, "example" | "default" | "enum" | "value") || key.starts_with("x-")
}

fn leads_somewhere(tree: &Value, at: &str, target: &str, report: &mut Report) {
    let at_ref = step(at, "$ref");
    if target.is_empty() || target.contains(char::is_control) {
        return report.error(
            Code::UnresolvedReference,
            &at_ref,
            format!("`{}` is no reference", target.escape_debug()),
            "write one such as `#/components/schemas/Payment`",
        );
    }
    let Some(pointer) = target.strip_prefix('#').map(percent_decoded) else {
        return;
    };
    if tree.pointer(&pointer).is_some() {
        return;
    }
    let near = pointer.rsplit_once('/').and_then(|(parent, name)| {
        let known = tree.pointer(parent)?.as_object()?;
        did_you_mean(name, known.keys().map(String::as_str))
    });
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "add the component, or refer to another one".to_owned(),
    };
    report.error(
        Code::UnresolvedReference,
        &at_ref,
        format!("`{target}` leads nowhere"),
        help,
    );
}

/// Looks for values that are nothing but each other: references, and compositions without a property between.
struct Circles<'a> {
    tree: &'a Value,
    report: &'a mut Report,
    done: BTreeSet<String>,
}

impl Circles<'_> {
    fn look(&mut self, references: &[(String, &str)]) {
        for (at, _) in references {
            // Without recursion, since a document can make a chain of any length: each entry is a place and what is left of it.
            let mut path = vec![(at.clone(), self.next(at))];
            self.done.contains(at).then(|| path.clear());
            while let Some((here, left)) = path.last_mut() {
                let Some(there) = left.pop() else {
                    let here = here.clone();
                    self.done.insert(here);
                    path.pop();
                    continue;
                };
                if self.done.contains(&there) {
                    continue;
                }
                if path.iter().any(|(on_path, _)| *on_path == there) {
                    self.circle(&path, &there);
                    continue;
                }
                let next = self.next(&there);
                path.push((there, next));
            }
        }
    }

    /// What a value is, if not itself: what its reference leads to, or the parts of its composition. The first comes last.
    fn next(&self, at: &str) -> Vec<String> {
        let Some(value) = self.tree.pointer(at) else {
            return Vec::new();
        };
        if let Some(target) = pointer_of(value) {
            return vec![target];
        }
        let parts = ["anyOf", "oneOf", "allOf"].into_iter().flat_map(|key| {
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
            let value = self.tree.pointer(at)?;
            Some((at, value.get("$ref")?.as_str()?))
        });
        let Some((at, target)) = references.max_by_key(|(at, _)| self.position(at)) else {
            return;
        };
        self.report.error(
            Code::CyclicReference,
            &step(at, "$ref"),
            format!("`{target}` leads back to itself"),
            "break the circle: at least one link must be a property of an object",
        );
    }

    /// Where something stands: the number of each step among its siblings.
    fn position(&self, at: &str) -> Vec<usize> {
        let mut value = self.tree;
        let mut position = Vec::new();
        for key in at.split('/').skip(1) {
            let key = key.replace("~1", "/").replace("~0", "~");
            let (number, next) = match value {
                Value::Object(members) => (
                    members.keys().position(|other| *other == key),
                    members.get(&key),
                ),
                Value::Array(items) => {
                    let number = key.parse().ok();
                    (number, number.and_then(|number: usize| items.get(number)))
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
