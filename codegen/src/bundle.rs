//! A document in several files, as one: what it refers to in other files becomes a component of it.
//!
//! Every later stage sees one tree. `Origins` keeps where its parts come from, so that a problem is shown in the file that its author has
//! to edit.

mod files;
mod pieces;
mod write_out;

#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap, VecDeque};

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Report};
use crate::document::{
    Address, Document, LeftOut, Origins, Others, ROOT, TypedFormats, Unresolved,
};
use crate::ground::pointer::step;
use crate::load::Loaded;
use crate::openapi::resolver::{reference, reference_to};
use crate::openapi::{Object, walk, walk_or_reference};

use files::Files;

/// How many values may be copied: far more than any document has, and far less than what fills a memory.
const MOST_COPIED: usize = 2_000_000;

/// Puts in what a document refers to in other files, and writes out its path items and operations that are references.
pub(crate) fn bundle(loaded: Loaded, file: &str, others: &Others, report: &mut Report) -> Document {
    let mut tree = loaded.tree;
    if !loaded.refers_elsewhere && !write_out::has_references(&tree) {
        return Document {
            tree,
            is_yaml: loaded.is_yaml,
            refers_deep: loaded.refers_deep,
            ..Document::default()
        };
    }
    let mut bundler = Bundler {
        files: Files::new(file, others),
        report,
        homes: HashMap::new(),
        taken: taken(&tree),
        pending: VecDeque::new(),
        left: MOST_COPIED,
        origins: Origins::default(),
        unresolved: Unresolved::default(),
        named_elsewhere: BTreeSet::new(),
    };
    bundler.replace_components(&tree);
    let written_out = bundler.write_out_path_items(&mut tree);
    bundler.write_out_operations(&mut tree, written_out);
    bundler.rewrite(&mut tree, Object::Root, walk, ROOT, "");
    bundler.move_in(&mut tree);
    let Bundler {
        mut files,
        report,
        origins,
        unresolved,
        named_elsewhere,
        ..
    } = bundler;
    let reports = files.take_reports();
    let origins = origins.with_texts(files.into_texts());
    for found in reports {
        report.add_of_file(found, &origins);
    }
    Document {
        typed: TypedFormats::default(),
        tree,
        origins,
        unresolved,
        named_elsewhere,
        is_yaml: loaded.is_yaml,
        // The other files may have some.
        refers_deep: true,
        left_out: LeftOut::default(),
    }
}

/// What is on the way while files become one.
struct Bundler<'a> {
    files: Files<'a>,
    report: &'a mut Report,
    /// The component that something of another file becomes.
    homes: HashMap<(Address, &'static str), String>,
    /// The names in each section of the components.
    taken: HashMap<&'static str, BTreeSet<String>>,
    /// What becomes a component, and is not one yet.
    pending: VecDeque<Move>,
    /// How many values may still be copied.
    left: usize,
    origins: Origins,
    unresolved: Unresolved,
    named_elsewhere: BTreeSet<String>,
}

/// Something of another file that becomes a component.
struct Move {
    from: Address,
    object: Object,
    section: &'static str,
    name: String,
}

/// The sections of the components, and what stands in each.
const SECTIONS: [Object; 8] = [
    Object::Schema,
    Object::Response,
    Object::Parameter,
    Object::Example,
    Object::RequestBody,
    Object::Header,
    Object::SecurityScheme,
    Object::Link,
];

fn taken(tree: &Value) -> HashMap<&'static str, BTreeSet<String>> {
    let sections = SECTIONS.iter().filter_map(|object| object.section());
    sections
        .map(|section| {
            let names = components(tree, section).map(|(name, _)| name.clone());
            (section, names.collect())
        })
        .collect()
}

fn components<'a>(tree: &'a Value, section: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    let section = tree.get("components").and_then(|all| all.get(section));
    section.and_then(Value::as_object).into_iter().flatten()
}

impl Bundler<'_> {
    /// A component that is nothing but a reference to another file is what stands there, under its own name.
    fn replace_components(&mut self, tree: &Value) {
        for object in SECTIONS {
            let Some(section) = object.section() else {
                continue;
            };
            for (name, component) in components(tree, section) {
                let Some(target) = reference(component) else {
                    continue;
                };
                // What stands beside a reference is told not to be read, where it stands.
                let is_all = component.as_object().is_some_and(|all| all.len() == 1);
                if is_all
                    && let Ok(from) = self.files.address(ROOT, target)
                    && from.file != ROOT
                {
                    let from = self.files.last_of_chain(from);
                    self.settle(from, object, section, name.clone());
                }
            }
        }
    }

    /// The component that something of another file is from now on.
    fn home(&mut self, from: Address, object: Object) -> Option<String> {
        if from.file == ROOT {
            return Some(reference_to(&from.pointer));
        }
        let section = object.section()?;
        let from = self.files.last_of_chain(from);
        if from.file == ROOT {
            return Some(reference_to(&from.pointer));
        }
        if let Some(home) = self.homes.get(&(from.clone(), section)) {
            return Some(home.clone());
        }
        let name = self.free_name(&from, section);
        Some(self.settle(from, object, section, name))
    }

    fn settle(
        &mut self,
        from: Address,
        object: Object,
        section: &'static str,
        name: String,
    ) -> String {
        let home = reference_to(&place(section, &name));
        let key = (from.clone(), section);
        if let Some(known) = self.homes.get(&key) {
            return known.clone();
        }
        self.homes.insert(key, home.clone());
        self.pending.push_back(Move {
            from,
            object,
            section,
            name,
        });
        home
    }

    /// The name that it has there, or one with the name of its file before it.
    fn free_name(&mut self, from: &Address, section: &'static str) -> String {
        let taken = self.taken.entry(section).or_default();
        let file = self.files.stem(from.file);
        let own = from.name().unwrap_or_else(|| file.to_owned());
        let longer = format!("{file}_{own}");
        let numbered = (2_usize..).map(|number| format!("{longer}_{number}"));
        let mut names = [own, longer.clone()].into_iter().chain(numbered);
        let free = names.find(|name| !taken.contains(name)).unwrap_or_default();
        taken.insert(free.clone());
        free
    }

    fn is_taken(&self, section: &str, name: &str) -> bool {
        self.taken
            .get(section)
            .is_some_and(|names| names.contains(name))
    }

    /// Makes components of all that was found, and of all that is found in that.
    fn move_in(&mut self, tree: &mut Value) {
        while let Some(moved) = self.pending.pop_front() {
            let Some(mut value) = self.files.find(&moved.from).cloned() else {
                continue;
            };
            let at = place(moved.section, &moved.name);
            if !self.affords(&value, &at) {
                return;
            }
            self.rewrite(
                &mut value,
                moved.object,
                walk_or_reference,
                moved.from.file,
                &at,
            );
            self.origins.note(at, &moved.from);
            let section = member(member(tree, "components"), moved.section);
            if let Value::Object(section) = section {
                section.insert(moved.name, value);
            }
        }
    }

    /// Whether there is room for a copy of a value. If there is not, nothing more is copied.
    fn affords(&mut self, value: &Value, at: &str) -> bool {
        let left = self.left.checked_sub(size(value));
        if left.is_none() && self.left > 0 {
            self.report.error(
                Code::TooLarge,
                at,
                "the references expand to too much",
                "refer to components instead of the parts that contain them",
            );
        }
        self.left = left.unwrap_or(0);
        left.is_some()
    }
}

/// Where a component stands.
fn place(section: &str, name: &str) -> String {
    step(&step("/components", section), name)
}

/// A mapping within a mapping, made if it is missing.
fn member<'a>(value: &'a mut Value, key: &str) -> &'a mut Value {
    let nothing = Value::Object(Map::new());
    match value {
        Value::Object(members) => {
            let member = members.entry(key).or_insert(nothing);
            if member.is_null() {
                *member = Value::Object(Map::new());
            }
            member
        }
        other => other,
    }
}

/// How many values a value is made of.
pub(crate) fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        _ => 1,
    }
}
