//! Every `$ref` of a document, whether anything asks for it or not: it must be one, lead somewhere, and not back to itself.

mod circles;

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Report, did_you_mean};
use crate::ground::pointer::{Path, find, percent_decoded, step};

/// Reports references that lead nowhere or in a circle. Of those to other files, what cannot be followed was said before.
pub(crate) fn check(tree: &Value, report: &mut Report) {
    let mut checker = Checker {
        tree,
        report,
        known: HashSet::new(),
        references: Vec::new(),
    };
    checker.references_in(tree, &Path::Root);
    let references = checker.references;
    if circles::has_any(tree, &references) {
        circles::report_all(tree, report);
    }
}

/// What a value leads to, through references within the document; where they lead nowhere, the last of them.
pub(crate) fn resolved<'a>(tree: &'a Value, value: &'a Value) -> &'a Value {
    let mut value = value;
    for _ in 0..64 {
        match pointer_of(value).and_then(|pointer| find(tree, &pointer)) {
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

/// What a discriminator's value leads to, by the name of a schema or by a reference within the document.
pub(crate) fn schema_named<'a>(tree: &'a Value, target: &str) -> Option<&'a Value> {
    match target.strip_prefix('#') {
        Some(pointer) => find(tree, &percent_decoded(pointer)),
        None => tree.get("components")?.get("schemas")?.get(target),
    }
}

/// Whether what a discriminator's value leads to is no place of the document, and no name either.
fn is_elsewhere(target: &str) -> bool {
    let ends = [".json", ".yaml", ".yml"];
    !target.starts_with('#')
        && (target.contains(['#', '/']) || ends.iter().any(|end| target.ends_with(end)))
}

/// What somebody may have meant by a pointer that leads nowhere.
pub(crate) fn near<'a>(tree: &'a Value, pointer: &str) -> Option<&'a str> {
    let (parent, name) = pointer.rsplit_once('/')?;
    let known = find(tree, parent)?.as_object()?;
    did_you_mean(name, known.keys().map(String::as_str))
}

/// The reference that leads to a place in the document.
pub(crate) fn reference_to(pointer: &str) -> String {
    format!("#{}", pointer.replace('%', "%25"))
}

struct Checker<'a, 'r> {
    tree: &'a Value,
    report: &'r mut Report,
    /// What was found to lead somewhere: most is referred to often.
    known: HashSet<&'a str>,
    /// Every object that is a reference; none in the values that a document carries.
    references: Vec<&'a Value>,
}

impl<'a> Checker<'a, '_> {
    fn references_in(&mut self, value: &'a Value, at: &Path<'_>) {
        match value {
            Value::Object(members) => {
                if let Some(target) = reference(members) {
                    self.references.push(value);
                    self.leads_somewhere(at, target);
                }
                for (key, member) in members {
                    if key == "discriminator" && !names_members(at.key()) {
                        self.mapping(member, &at.member(key));
                    }
                    if !carries(key, at.key()) {
                        self.references_in(member, &at.member(key));
                    }
                }
            }
            Value::Array(items) => {
                for (number, item) in items.iter().enumerate() {
                    self.references_in(item, &at.item(number));
                }
            }
            _ => {}
        }
    }

    /// What the values of a discriminator stand for: the name of a schema, or a reference.
    fn mapping(&mut self, discriminator: &Value, at: &Path<'_>) {
        let mapping = discriminator.get("mapping").and_then(Value::as_object);
        for (value, target) in mapping.into_iter().flatten() {
            let Some(target) = target.as_str() else {
                continue;
            };
            let (what, help) = match schema_named(self.tree, target) {
                Some(_) => continue,
                None if is_elsewhere(target) => self.report.lost(target),
                None => {
                    let pointer = match target.strip_prefix('#') {
                        Some(pointer) => percent_decoded(pointer),
                        None => step("/components/schemas", target),
                    };
                    let help = match near(self.tree, &pointer) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "name a schema of this document, or remove the value".to_owned(),
                    };
                    (format!("`{target}` leads nowhere"), help)
                }
            };
            self.report.warning(
                Code::UnresolvedReference,
                &at.member("mapping").member(value),
                format!("{what}, so the value `{value}` stands for nothing"),
                help,
            );
        }
    }

    fn leads_somewhere(&mut self, at: &Path<'_>, target: &'a str) {
        if self.known.contains(target) {
            return;
        }
        let (tree, at_ref) = (self.tree, at.member("$ref"));
        if target.is_empty() || target.contains(char::is_control) {
            return self.report.error(
                Code::UnresolvedReference,
                &at_ref,
                format!("`{}` is no reference", target.escape_debug()),
                "write one such as `#/components/schemas/Payment`",
            );
        }
        let Some(pointer) = target.strip_prefix('#').map(percent_decoded) else {
            return;
        };
        if find(tree, &pointer).is_some() {
            self.known.insert(target);
            return;
        }
        let help = match near(tree, &pointer) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "add the component, or refer to another one".to_owned(),
        };
        self.report.error(
            Code::UnresolvedReference,
            &at_ref,
            format!("`{target}` leads nowhere"),
            help,
        );
    }
}

/// What an object refers to, if it is a reference.
fn reference(members: &Map<String, Value>) -> Option<&str> {
    // Nearly all that are references are nothing else, and nearly all others are not: a look at each key costs less than a
    // look-up.
    let (_, target) = members.iter().find(|(key, _)| *key == "$ref")?;
    target.as_str()
}

/// Whether the members of an object have names of the document's own, which mean nothing.
fn names_members(of: Option<&str>) -> bool {
    matches!(
        of,
        Some("properties" | "schemas" | "parameters" | "headers")
    )
}

/// Whether a member is a value of the document's own, in which nothing is a reference.
fn carries(key: &str, of: Option<&str>) -> bool {
    if names_members(of) {
        return false;
    }
    matches!(key, "example" | "default" | "enum" | "value") || key.starts_with("x-")
}
