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
        for (path, target) in references(tree) {
            let at = step("/paths", &path);
            let parts = self.parts(tree, &at, target);
            let Some(item) = tree.pointer_mut(&at).and_then(Value::as_object_mut) else {
                continue;
            };
            let parts = match parts {
                Ok(parts) => parts,
                Err(target) => {
                    item.insert("$ref".to_owned(), Value::String(target));
                    continue;
                }
            };
            item.shift_remove("$ref");
            for (from, members) in parts {
                for (key, mut member) in members {
                    if item.contains_key(&key) {
                        continue;
                    }
                    let at = step(&at, &key);
                    let from = self.origins.first(Spot {
                        file: from.file,
                        pointer: step(&from.pointer, &key),
                    });
                    self.origins.note(at.clone(), &from);
                    if METHODS.contains(&key.as_str()) && !copied.insert(from.clone()) {
                        self.name_anew(&mut member, &at);
                    }
                    item.insert(key, member);
                }
            }
        }
    }

    /// What a path item is made of: the members of what it refers to, of what that refers to, and so on; or the reference
    /// that cannot be followed.
    fn parts(&mut self, tree: &Value, at: &str, first: String) -> Result<Vec<Part>, String> {
        let (mut file, mut target) = (ROOT, first);
        let mut parts = Vec::new();
        while parts.len() < LONGEST_CHAIN {
            let spot = match self.files.spot(file, &target, self.report) {
                Ok(spot) => spot,
                Err(lost) => return Err(self.lost(lost, &target, &step(at, "$ref"))),
            };
            let found = match spot.file {
                ROOT => find(tree, &spot.pointer),
                _ => self.files.find(&spot),
            };
            let Some(mut value) = found.filter(|found| found.is_object()).cloned() else {
                return Err(target);
            };
            if !self.affords(&value, at) {
                return Err(target);
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
        Err(target)
    }

    /// An operation that stands under two paths has its name under one of them only.
    fn name_anew(&mut self, operation: &mut Value, at: &str) {
        if let Some(members) = operation.as_object_mut()
            && members.shift_remove("operationId").is_some()
        {
            self.report.warning(
                Code::Mended,
                &step(at, "operationId"),
                "the operation stands under a second path, where it is named after its method and that path",
                "write the operation out under both paths, with a name for each",
            );
        }
    }
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
