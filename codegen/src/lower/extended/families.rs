//! Which schemas extend which, and how discriminators tell them apart.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use crate::openapi::resolver::{component, reference};

/// Which schemas extend which.
pub(super) struct Families<'d> {
    pub(super) parents: BTreeMap<&'d str, Vec<String>>,
    pub(super) children: BTreeMap<String, Vec<&'d str>>,
    pub(super) discriminators: BTreeMap<&'d str, Discriminator<'d>>,
}

#[derive(Clone)]
pub(super) struct Discriminator<'d> {
    pub(super) property: &'d str,
    /// The values, by what is written under `mapping` for them and by the schema that this names.
    mapping: HashMap<String, Vec<&'d str>>,
}

impl<'d> Families<'d> {
    pub(super) fn new(tree: &'d Value) -> Self {
        let schemas = tree
            .pointer("/components/schemas")
            .and_then(Value::as_object);
        let mut families = Self {
            parents: BTreeMap::new(),
            children: BTreeMap::new(),
            discriminators: BTreeMap::new(),
        };
        for (name, schema) in schemas.into_iter().flatten() {
            let parts = schema.get("allOf").and_then(Value::as_array);
            let parts = parts.into_iter().flatten().filter_map(reference);
            let parents: Vec<String> = parts
                .filter_map(|part| component(part, "schemas"))
                .collect();
            for parent in &parents {
                families
                    .children
                    .entry(parent.clone())
                    .or_default()
                    .push(name);
            }
            families.parents.insert(name, parents);
            families
                .discriminators
                .extend(Discriminator::of(schema).map(|found| (name.as_str(), found)));
        }
        families
    }

    /// All that extend a schema, at whatever remove.
    pub(super) fn descendants(&self, name: &str) -> Vec<&'d str> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::from([name]);
        let mut open = vec![name];
        while let Some(next) = open.pop() {
            for child in self.children.get(next).into_iter().flatten() {
                if seen.insert(child) {
                    found.push(*child);
                    open.push(child);
                }
            }
        }
        found.sort_unstable();
        found
    }

    /// The nearest schema with a discriminator that a schema extends.
    pub(super) fn discriminated_parent<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        let mut seen = BTreeSet::from([name]);
        let mut open: Vec<&str> = vec![name];
        while !open.is_empty() {
            let above = open
                .iter()
                .filter_map(|name| self.parents.get(name))
                .flatten();
            let above: Vec<&str> = above
                .map(String::as_str)
                .filter(|name| seen.insert(name))
                .collect();
            let mut discriminated = above
                .iter()
                .filter_map(|name| self.discriminators.get_key_value(name));
            if let Some((name, _)) = discriminated.next() {
                return Some(name);
            }
            open = above;
        }
        None
    }
}

impl<'d> Discriminator<'d> {
    pub(super) fn of(schema: &'d Value) -> Option<Self> {
        let discriminator = schema.get("discriminator")?;
        let property = discriminator.get("propertyName")?.as_str()?;
        let mut mapping: HashMap<String, Vec<&str>> = HashMap::new();
        let entries = discriminator.get("mapping").and_then(Value::as_object);
        for (value, target) in entries.into_iter().flatten() {
            let Some(target) = target.as_str() else {
                continue;
            };
            let named = component(target, "schemas").unwrap_or_else(|| target.to_owned());
            mapping.entry(named).or_default().push(value);
        }
        Some(Self { property, mapping })
    }

    /// The values that stand for a schema: those of the mapping, or else its name.
    pub(super) fn values(&self, name: &str) -> Vec<String> {
        match self.mapping.get(name) {
            Some(values) => values.iter().map(|value| (*value).to_owned()).collect(),
            None => vec![name.to_owned()],
        }
    }
}
