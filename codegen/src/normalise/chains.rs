//! Long chains of references: each link refers to the end of its chain, so that nobody has to follow more than a few.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::ground::pointer::{Path, find, step};
use crate::openapi::resolver::{is_reference, node, pointer_of, refer, reference_to};
use crate::openapi::{Object, Visitor, walk};

/// How many references of a chain stay as they are. Chains that somebody writes are shorter.
const LONG: usize = 16;

/// How often it is looked again: a chain may go on through what another one leads to.
const MOST_ROUNDS: usize = 8;

/// Shortens chains that end. An unresolved chain ends at its unresolved reference, which is reported.
pub(super) fn shorten(tree: &mut Value, refers_deep: bool) {
    for _ in 0..MOST_ROUNDS {
        let long = Chains::of(tree, refers_deep).long();
        if long.is_empty() {
            return;
        }
        for (at, end) in long {
            if let Some(Value::Object(members)) = tree.pointer_mut(&at) {
                refer(members, reference_to(&end));
            }
        }
    }
}

/// A reference: what it leads to, and what it stands for.
struct Link {
    target: String,
    object: Object,
}

/// The references of a document, by JSON pointer.
struct Chains<'d> {
    tree: &'d Value,
    links: HashMap<String, Link>,
}

impl<'d> Chains<'d> {
    fn of(tree: &'d Value, refers_deep: bool) -> Self {
        let mut chains = Self {
            tree,
            links: HashMap::new(),
        };
        match refers_deep {
            true => walk(tree, Object::Root, &Path::Root, &mut chains),
            false => chains.components(),
        }
        chains
    }

    /// Adds the components that are references. Without other targets, only they can be links of a chain.
    fn components(&mut self) {
        let components = self.tree.get("components").and_then(Value::as_object);
        for (section, all) in components.into_iter().flatten() {
            let at = step("/components", section);
            for (name, component) in all.as_object().into_iter().flatten() {
                if is_reference(component) {
                    let at = step(&at, name);
                    if let Some(object) = Object::at(&at) {
                        self.add(component, object, at);
                    }
                }
            }
        }
    }

    fn add(&mut self, value: &'d Value, object: Object, at: String) {
        let Some(pointer) = pointer_of(value) else {
            return;
        };
        let target = match find(self.tree, &pointer) {
            Some(_) => pointer,
            None => match node(self.tree, &pointer) {
                Some(node) => node.pointer,
                None => return,
            },
        };
        let object = object.general();
        self.links.insert(at, Link { target, object });
    }

    /// The links of long chains, each with the end of its chain.
    fn long(&self) -> Vec<(String, String)> {
        // How many links there are to the end, and where that is; `None` where there is none.
        let mut ends: HashMap<&str, Option<(usize, &str)>> = HashMap::new();
        for start in self.links.keys() {
            let mut way = Vec::new();
            let mut here = start.as_str();
            let mut end = loop {
                if let Some(known) = ends.get(here) {
                    break *known;
                }
                // What leads to something else is where a chain ends.
                let link = self.links.get(here);
                let Some(link) = link.filter(|link| self.is_of(&link.target, link.object)) else {
                    break Some((0, here));
                };
                // What is met again before its end is known leads back to itself.
                ends.insert(here, None);
                way.push(here);
                here = &link.target;
            };
            for link in way.into_iter().rev() {
                end = end.map(|(count, end)| (count + 1, end));
                ends.insert(link, end);
            }
        }
        let long = ends.into_iter().filter_map(|(at, end)| {
            let (count, end) = end?;
            (count > LONG).then(|| (at.to_owned(), end.to_owned()))
        });
        long.collect()
    }

    /// Whether an object of this kind may stand at a JSON pointer.
    fn is_of(&self, at: &str, object: Object) -> bool {
        match self.links.get(at) {
            Some(link) => link.object == object,
            None => Object::at(at).is_none_or(|found| found.general() == object),
        }
    }
}

impl<'d> Visitor<'d> for Chains<'d> {
    fn object(&mut self, _: &'d Map<String, Value>, _: Object, _: &Path<'_>) -> bool {
        true
    }

    fn reference(&mut self, value: &'d Value, object: Object, at: &Path<'_>) {
        self.add(value, object, at.to_string());
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A chain of schemas that begins with `A0`, with this behind its end.
    fn chain(length: usize, end: &Value) -> Value {
        let refer = |to: usize| json!({ "$ref": format!("#/components/schemas/A{to}") });
        let mut schemas: Map<String, Value> = (0..length)
            .map(|number| (format!("A{number}"), refer(number + 1)))
            .collect();
        schemas.insert(format!("A{length}"), end.clone());
        json!({ "components": { "schemas": schemas } })
    }

    fn targets(tree: &Value) -> Vec<String> {
        let schemas = tree["components"]["schemas"].as_object().unwrap();
        schemas.values().filter_map(pointer_of).collect()
    }

    #[test]
    fn a_link_of_a_long_chain_refers_to_its_end() {
        let mut tree = chain(100, &json!({ "type": "string" }));
        shorten(&mut tree, false);
        let targets = targets(&tree);
        let is_end = |target: &&String| *target == "/components/schemas/A100";
        assert_eq!(targets.iter().filter(is_end).count(), 100 - LONG + 1);
        // What is near its end stays.
        assert_eq!(targets[99 - 3], "/components/schemas/A97");
    }

    #[test]
    fn a_chain_that_leads_nowhere_ends_there() {
        for end in [
            "#/components/schemas/B",
            "#/components/parameters/B",
            "other.yaml#/A",
        ] {
            let mut tree = chain(100, &json!({ "$ref": end }));
            tree["components"]["parameters"] = json!({ "B": {} });
            shorten(&mut tree, true);
            assert_eq!(targets(&tree)[0], "/components/schemas/A100", "{end}");
            assert_eq!(
                tree["components"]["schemas"]["A100"],
                json!({ "$ref": end })
            );
        }
    }

    #[test]
    fn what_is_short_or_has_no_end_stays_as_it_is() {
        for tree in [
            chain(LONG, &json!({})),
            chain(100, &json!({ "$ref": "#/components/schemas/A50" })),
        ] {
            let mut same = tree.clone();
            shorten(&mut same, true);
            assert_eq!(same, tree);
        }
    }

    #[test]
    fn a_chain_through_properties_is_one_too() {
        let property = |number: usize| {
            let to = format!("#/components/schemas/A/properties/p{}", number + 1);
            (format!("p{number}"), json!({ "$ref": to }))
        };
        let mut properties: Map<String, Value> = (0..100).map(property).collect();
        properties.insert("p100".to_owned(), json!({ "type": "string" }));
        let mut tree = json!({
            "components": { "schemas": { "A": { "type": "object", "properties": properties } } },
        });
        shorten(&mut tree, true);
        let first = &tree["components"]["schemas"]["A"]["properties"]["p0"];
        let end = "/components/schemas/A/properties/p100";
        assert_eq!(pointer_of(first).as_deref(), Some(end));
    }
}
