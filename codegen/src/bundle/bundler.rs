//! The state of the bundling, and what becomes a component of the document.

use std::collections::{BTreeSet, HashMap, VecDeque};

use serde_json::{Map, Value};

use super::files::Files;
use crate::diagnostic::{Code, Report};
use crate::document::{Address, Origins, ROOT, Unresolved};
use crate::ground::pointer::step;
use crate::openapi::resolver::{reference, reference_to};
use crate::openapi::{Object, walk_or_reference};

/// How many values may be copied: far more than any document has, and far less than what fills a memory.
const MOST_COPIED: usize = 2_000_000;

/// What is on the way while files become one.
pub(super) struct Bundler<'a> {
    pub(super) files: Files<'a>,
    pub(super) report: &'a mut Report,
    /// The component that something of another file becomes.
    pub(super) homes: HashMap<(Address, &'static str), String>,
    /// The names in each section of the components.
    pub(super) taken: HashMap<&'static str, BTreeSet<String>>,
    /// What becomes a component, and is not one yet.
    pub(super) pending: VecDeque<Move>,
    /// How many values may still be copied.
    pub(super) left: usize,
    pub(super) origins: Origins,
    pub(super) unresolved: Unresolved,
    pub(super) named_elsewhere: BTreeSet<String>,
}

/// Something of another file that becomes a component.
pub(super) struct Move {
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

impl<'a> Bundler<'a> {
    pub(super) fn new(files: Files<'a>, tree: &Value, report: &'a mut Report) -> Self {
        Self {
            files,
            report,
            homes: HashMap::new(),
            taken: taken(tree),
            pending: VecDeque::new(),
            left: MOST_COPIED,
            origins: Origins::default(),
            unresolved: Unresolved::default(),
            named_elsewhere: BTreeSet::new(),
        }
    }

    /// A component that is nothing but a reference to another file is what stands there, under its own name.
    pub(super) fn replace_components(&mut self, tree: &Value) {
        for object in SECTIONS {
            let Some(section) = object.section() else {
                continue;
            };
            for (name, component) in components(tree, section) {
                let Some(target) = reference(component) else {
                    continue;
                };
                // Keys beside a reference are reported where they stand.
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
    pub(super) fn home(&mut self, from: Address, object: Object) -> Option<String> {
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

    pub(super) fn settle(
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
    pub(super) fn free_name(&mut self, from: &Address, section: &'static str) -> String {
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

    pub(super) fn is_taken(&self, section: &str, name: &str) -> bool {
        self.taken
            .get(section)
            .is_some_and(|names| names.contains(name))
    }

    /// Makes components of all that was found, and of all that is found in that.
    pub(super) fn move_in(&mut self, tree: &mut Value) {
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
    pub(super) fn affords(&mut self, value: &Value, at: &str) -> bool {
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
pub(super) fn member<'a>(value: &'a mut Value, key: &str) -> &'a mut Value {
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
