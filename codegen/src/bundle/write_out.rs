//! Path items and operations that are references: written out, since nothing but a path holds one.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value};

use super::bundler::Bundler;
use crate::diagnostic::Code;
use crate::document::{Address, ROOT};
use crate::ground::pointer::{step, unescaped};
use crate::openapi::resolver::{
    Link, at_reference, can_be_followed, is_reference, node, pointer_within, refer, reference,
    reference_to, take,
};
use crate::openapi::{METHODS, Object, walk};

/// An operation of a path item that was written out, and where it comes from.
struct Copied {
    path: String,
    at: String,
    from: Address,
}

/// Members of what is written out, and where they stand.
type Part = (Address, Map<String, Value>);

impl Bundler<'_> {
    /// Gives the operations that were written out.
    pub(super) fn write_out_path_items(&mut self, tree: &mut Value) -> HashSet<Address> {
        let mut operations: BTreeMap<(usize, String), Copied> = BTreeMap::new();
        for (number, path, first) in path_items(tree) {
            let at = step("/paths", &path);
            for (key, from) in self.write_out(tree, &at, first, Object::PathItem) {
                if METHODS.contains(&key.as_str()) {
                    let at = step(&at, &key);
                    let path = path.clone();
                    operations.insert((number, key), Copied { path, at, from });
                }
            }
        }
        // The first of several in the document keeps its name.
        let mut copied = HashSet::new();
        for Copied { path, at, from } in operations.into_values() {
            if let Some(operation) = tree.pointer_mut(&at)
                && (is_of_a_path(&from) || !copied.insert(from))
            {
                self.name_anew(operation, &path, &at);
            }
        }
        copied
    }

    /// After the path items, which may bring some.
    pub(super) fn write_out_operations(&mut self, tree: &mut Value, mut copied: HashSet<Address>) {
        for (path, method, first) in operations(tree) {
            let at = step(&step("/paths", &path), &method);
            let written = self.write_out(tree, &at, first, Object::Operation);
            let Some(operation) = tree.pointer_mut(&at) else {
                continue;
            };
            if !is_reference(operation) {
                self.report.warning(
                    Code::OperationReference,
                    &at,
                    "an operation cannot be a reference in OpenAPI 3.0; its target is used",
                    "write the `$ref` in the path item, or write the operation out here",
                );
            }
            let named = written.into_iter().find(|(key, _)| key == "operationId");
            let named = named.map(|(_, from)| Address {
                pointer: from
                    .pointer
                    .rsplit_once('/')
                    .map_or("", |(of, _)| of)
                    .to_owned(),
                ..from
            });
            if let Some(from) = named
                && (is_of_a_path(&from) || !copied.insert(from))
            {
                self.name_anew(operation, &path, &at);
            }
        }
    }

    /// Puts the members of what a reference leads to in its place, beside those that stand there. Gives each that was put there,
    /// with where it comes from.
    fn write_out(
        &mut self,
        tree: &mut Value,
        at: &str,
        first: String,
        object: Object,
    ) -> Vec<(String, Address)> {
        let parts = self.parts(tree, at, first, object);
        let mut written = Vec::new();
        let Some(here) = tree.pointer_mut(at).and_then(Value::as_object_mut) else {
            return written;
        };
        let parts = match parts {
            Ok(parts) => parts,
            Err(lost) => {
                refer(here, lost);
                return written;
            }
        };
        take(here);
        let own: Vec<String> = here.keys().cloned().collect();
        for (from, members) in parts {
            for (key, member) in members {
                let at = step(at, &key);
                if here.contains_key(&key) {
                    if own.contains(&key) {
                        self.stands_twice(&key, &at);
                    }
                    continue;
                }
                let from = self.origins.first(Address {
                    file: from.file,
                    pointer: step(&from.pointer, &key),
                });
                self.origins.note(at, &from);
                here.insert(key.clone(), member);
                written.push((key, from));
            }
        }
        written
    }

    /// OpenAPI does not say what counts.
    fn stands_twice(&mut self, key: &str, at: &str) {
        self.report.warning(
            Code::MemberTwice,
            at,
            format!("`{key}` is also in the target of the reference; this one counts"),
            "keep one of the two",
        );
    }

    /// What something is made of: the members of what it refers to, of what that refers to, and so on; or a reference that
    /// cannot be followed.
    fn parts(
        &mut self,
        tree: &Value,
        at: &str,
        first: String,
        object: Object,
    ) -> Result<Vec<Part>, String> {
        let at_ref = at_reference(at);
        let (mut file, mut target) = (ROOT, first.clone());
        let mut parts = Vec::new();
        let mut links = HashSet::new();
        loop {
            let mut address = match self.files.address(file, &target) {
                Ok(address) => address,
                Err(lost) => return Err(self.lost(lost, &target, &at_ref)),
            };
            let found = match address.file {
                ROOT => node(tree, &address.pointer),
                _ => self.files.node(&address),
            };
            let found = found.map(|node| {
                address.pointer = node.pointer;
                node.value
            });
            let can_be = |found: &&Value| match object {
                Object::Operation => found.get("responses").is_some() || is_reference(found),
                _ => found.is_object(),
            };
            let Some(mut value) = found.filter(can_be).cloned() else {
                // A reference of the document that leads nowhere is an error, which a later pass reports.
                if found.is_none() && parts.is_empty() {
                    self.unresolved.note_reported(&first);
                    return Err(first);
                }
                return Err(self.leads_to_none(first, object));
            };
            if !links.insert(address.clone()) {
                break;
            }
            if !self.affords(&value, at) {
                self.unresolved.note_reported(&first);
                return Err(first);
            }
            self.rewrite(&mut value, object, walk, address.file, at);
            let mut members = match value {
                Value::Object(members) => members,
                _ => Map::new(),
            };
            if object == Object::PathItem {
                self.refer_from_the_document(&mut members, address.file, at);
            }
            let next = take(&mut members);
            file = address.file;
            parts.push((address, members));
            match next {
                Some(Value::String(next)) => target = next,
                _ => return Ok(parts),
            }
        }
        // So is a cycle.
        if links.iter().all(|address| address.file == ROOT) {
            self.unresolved.note_reported(&first);
            return Err(first);
        }
        Err(self.leads_to_none(first, object))
    }

    /// Operations that are references are written out later, from the document.
    fn refer_from_the_document(&mut self, members: &mut Map<String, Value>, file: usize, at: &str) {
        for method in METHODS {
            let Some(operation) = members.get_mut(*method) else {
                continue;
            };
            let Some(target) = reference(operation).map(str::to_owned) else {
                continue;
            };
            let rewritten = match self.files.address(file, &target) {
                Ok(address) if address.file == ROOT => reference_to(&address.pointer),
                Ok(address) => Link::to(self.files.path(address.file), &address.pointer),
                Err(lost) => self.lost(lost, &target, &at_reference(&step(at, method))),
            };
            if let Value::Object(operation) = operation {
                refer(operation, rewritten);
            }
        }
    }

    fn leads_to_none(&mut self, target: String, object: Object) -> String {
        let (sort, members) = match object {
            Object::Operation => ("an operation", "with `responses`"),
            _ => ("a path item", "of operations"),
        };
        let what = format!("`{target}` is not {sort}, or is part of a cycle");
        let help = format!("refer to an object {members}, or write it out here");
        self.unresolved.note(&target, what, help);
        target
    }

    /// An operation that stands under two paths has its name under one of them only.
    fn name_anew(&mut self, operation: &mut Value, path: &str, at: &str) {
        if let Some(members) = operation.as_object_mut()
            && members.shift_remove("operationId").is_some()
        {
            self.named_elsewhere.insert(at.to_owned());
            self.report.warning(
                Code::OperationTwice,
                &step(at, "operationId"),
                format!("the operation is also under `{path}`, where it is named after its method and that path"),
                "write the operation out under each path, each with an `operationId`",
            );
        }
    }
}

/// Whether something stands under a path of the document itself.
fn is_of_a_path(address: &Address) -> bool {
    address.file == ROOT && address.pointer.starts_with("/paths/~1")
}

/// Whether any path item or operation is a reference.
pub(super) fn has_references(tree: &Value) -> bool {
    let mut items = paths(tree).map(|(_, item)| item);
    items.any(|item| {
        let operations = METHODS.iter().filter_map(|method| item.get(method));
        is_reference(item) || operations.into_iter().any(is_reference)
    })
}

fn paths(tree: &Value) -> impl Iterator<Item = (&String, &Value)> {
    let paths = tree.get("paths").and_then(Value::as_object);
    paths.into_iter().flatten()
}

/// What something refers to, if it is a reference that can be looked at.
fn target(value: &Value) -> Option<String> {
    let target = reference(value)?;
    can_be_followed(target).then(|| target.to_owned())
}

/// The paths whose items are references, each with its number among them, and what they refer to. One that another refers to comes
/// before it, so that a chain of any length is written out link by link.
fn path_items(tree: &Value) -> Vec<(usize, String, String)> {
    let references = paths(tree).filter_map(|(path, item)| Some((path.clone(), target(item)?)));
    let references: Vec<(String, String)> = references.collect();
    let numbers: HashMap<&str, usize> = references
        .iter()
        .enumerate()
        .map(|(number, (path, _))| (path.as_str(), number))
        .collect();
    let mut ordered = Vec::new();
    let mut is_ordered = vec![false; references.len()];
    for first in 0..references.len() {
        let mut chain = Vec::new();
        let mut next = Some(first);
        while let Some(number) = next
            && let Some(known) = is_ordered.get_mut(number).filter(|known| !**known)
        {
            *known = true;
            let Some((path, target)) = references.get(number) else {
                break;
            };
            chain.push((number, path.clone(), target.clone()));
            next = path_of(target).and_then(|path| numbers.get(path.as_str()).copied());
        }
        ordered.extend(chain.into_iter().rev());
    }
    ordered
}

/// The path whose item a reference leads to.
fn path_of(target: &str) -> Option<String> {
    let pointer = pointer_within(target)?;
    let path = pointer.strip_prefix("/paths/")?;
    (!path.contains('/')).then(|| unescaped(path))
}

/// The paths and methods whose operations are references, and what they refer to.
fn operations(tree: &Value) -> Vec<(String, String, String)> {
    let of_path = |(path, item): (&String, &Value)| {
        let of_method = |method: &&str| {
            let target = target(item.get(method)?)?;
            Some((path.clone(), (*method).to_owned(), target))
        };
        METHODS.iter().filter_map(of_method).collect::<Vec<_>>()
    };
    paths(tree).flat_map(of_path).collect()
}
