//! Path items that are references: written out, since nothing but a path holds one.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::Bundler;
use super::files::{ROOT, Spot};
use super::pieces::Piece;
use crate::coverage::METHODS;
use crate::diagnostic::Code;
use crate::references::find;
use crate::shape::{Object, visit};
use crate::span::{Path, step};

/// The members of a path item, and where it stands.
type Part = (Spot, Map<String, Value>);

/// How many path items may lead to each other.
const LONGEST_CHAIN: usize = 64;

impl Bundler<'_> {
    pub(super) fn write_out_path_items(&mut self, tree: &mut Value) {
        let mut copied = HashSet::new();
        for (path, first) in references(tree) {
            let at = step("/paths", &path);
            let parts = self.parts(tree, &at, first);
            let Some(item) = tree.pointer_mut(&at).and_then(Value::as_object_mut) else {
                continue;
            };
            let parts = match parts {
                Ok(parts) => parts,
                Err(lost) => {
                    item.insert("$ref".to_owned(), Value::String(lost));
                    continue;
                }
            };
            item.shift_remove("$ref");
            let own: Vec<String> = item.keys().cloned().collect();
            for (from, members) in parts {
                for (key, mut member) in members {
                    let at = step(&at, &key);
                    if item.contains_key(&key) {
                        if own.contains(&key) {
                            self.stands_twice(&key, &at);
                        }
                        continue;
                    }
                    let from = self.origins.first(Spot {
                        file: from.file,
                        pointer: step(&from.pointer, &key),
                    });
                    self.origins.note(at.clone(), &from);
                    let is_operation = METHODS.contains(&key.as_str());
                    if is_operation && (is_of_a_path(&from) || !copied.insert(from)) {
                        self.name_anew(&mut member, &path, &at);
                    }
                    item.insert(key, member);
                }
            }
        }
    }

    /// OpenAPI does not say what counts.
    fn stands_twice(&mut self, key: &str, at: &str) {
        self.report.warning(
            Code::Mended,
            at,
            format!("`{key}` stands here and in what the reference leads to; this one counts"),
            "keep one of them",
        );
    }

    /// What a path item is made of: the members of what it refers to, of what that refers to, and so on; or a reference that
    /// cannot be followed.
    fn parts(&mut self, tree: &Value, at: &str, first: String) -> Result<Vec<Part>, String> {
        let at_ref = step(at, "$ref");
        let (mut file, mut target) = (ROOT, first.clone());
        let mut parts = Vec::new();
        while parts.len() < LONGEST_CHAIN {
            let spot = match self.files.spot(file, &target, self.report) {
                Ok(spot) => spot,
                Err(lost) => return Err(self.lost(lost, &target, &at_ref)),
            };
            let found = match spot.file {
                ROOT => find(tree, &spot.pointer),
                _ => self.files.find(&spot),
            };
            let Some(mut value) = found.filter(|found| found.is_object()).cloned() else {
                return Err(self.leads_to_no_path_item(first));
            };
            if !self.affords(&value, at) {
                return Err(first);
            }
            let mut piece = Piece::new(self, spot.file, at);
            visit(&mut value, Object::PathItem, &Path::Root, &mut piece);
            let mut members = match value {
                Value::Object(members) => members,
                _ => Map::new(),
            };
            let next = members.shift_remove("$ref");
            file = spot.file;
            parts.push((spot, members));
            match next {
                Some(Value::String(next)) => target = next,
                _ => return Ok(parts),
            }
        }
        Err(self.leads_to_no_path_item(first))
    }

    fn leads_to_no_path_item(&mut self, target: String) -> String {
        let what = format!("`{target}` leads to no path item, or back to itself");
        let help = "refer to a mapping of operations, or write them out here".to_owned();
        self.report.lose(&target, what, help);
        target
    }

    /// An operation that stands under two paths has its name under one of them only.
    fn name_anew(&mut self, operation: &mut Value, path: &str, at: &str) {
        if let Some(members) = operation.as_object_mut()
            && members.shift_remove("operationId").is_some()
        {
            self.report.warning(
                Code::Mended,
                &step(at, "operationId"),
                format!("the operation stands under `{path}` as well, where it is named after its method and that path"),
                "write the operation out under each path, with a name for each",
            );
        }
    }
}

/// Whether something stands under a path of the document itself.
fn is_of_a_path(spot: &Spot) -> bool {
    spot.file == ROOT && spot.pointer.starts_with("/paths/~1")
}

/// Whether any path item is a reference.
pub(super) fn has_references(tree: &Value) -> bool {
    let paths = tree.get("paths").and_then(Value::as_object);
    let mut items = paths.into_iter().flat_map(|paths| paths.values());
    items.any(|item| item.get("$ref").is_some())
}

/// The paths whose items are references, and what they refer to.
fn references(tree: &Value) -> Vec<(String, String)> {
    let paths = tree.get("paths").and_then(Value::as_object);
    let paths = paths.into_iter().flatten();
    let references = paths.filter_map(|(path, item)| {
        let target = item.get("$ref")?.as_str()?;
        let is_one = !target.is_empty() && !target.contains(char::is_control);
        is_one.then(|| (path.clone(), target.to_owned()))
    });
    references.collect()
}
