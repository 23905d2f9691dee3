//! Which schemas are files: bytes that are a part of a body of several parts.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::ground::pointer::step;
use crate::ir;
use crate::openapi::operations;
use crate::openapi::resolver::{self, LONGEST_CHAIN, Node, is_reference};

/// What of a document is a file.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// The JSON pointers of schemas of files.
    pub(super) schemas: BTreeSet<String>,
    /// The JSON pointers of the media types that have files.
    pub(super) media_types: BTreeSet<String>,
    /// The JSON pointers of schemas of bytes inside of JSON, which has none.
    pub(super) inside_json: BTreeSet<String>,
}

/// What a schema is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    /// The whole body: each member is a part.
    Body,
    /// A part, or several of a list.
    Part,
    /// One of several parts.
    Item,
    /// A value in a part that is JSON.
    Json,
}

impl Files {
    pub(super) fn of(tree: &Value) -> Self {
        let mut files = Self::default();
        let mut walk = Walk {
            tree,
            files: &mut files,
            seen: BTreeSet::new(),
            inside: BTreeSet::new(),
            open: Vec::new(),
            bodies: BTreeMap::new(),
        };
        for found in operations(tree) {
            let at = step(&found.pointer(), "requestBody");
            let body = found.operation.get("requestBody");
            let Some(body) = body.and_then(|value| walk.end(&at, value)) else {
                continue;
            };
            let content = body.value.get("content").and_then(Value::as_object);
            for (name, media_type) in content.into_iter().flatten() {
                if ir::is_multipart(name) {
                    let at = step(&step(&body.pointer, "content"), name);
                    walk.media_type(&at, media_type);
                }
            }
        }
        files
    }
}

struct Walk<'d, 'f> {
    tree: &'d Value,
    files: &'f mut Files,
    seen: BTreeSet<(Role, String)>,
    inside: BTreeSet<String>,
    open: Vec<(Role, Node<'d>)>,
    /// Whether bodies have files, by the JSON pointers of their schemas.
    bodies: BTreeMap<String, bool>,
}

impl<'d> Walk<'d, '_> {
    /// What a value leads to through references.
    fn end(&self, at: &str, value: &'d Value) -> Option<Node<'d>> {
        let mut node = Node {
            pointer: at.to_owned(),
            value,
        };
        for _ in 0..LONGEST_CHAIN {
            if !is_reference(node.value) {
                return Some(node);
            }
            node = resolver::target(self.tree, node.value)?;
        }
        None
    }

    fn media_type(&mut self, at: &str, media_type: &'d Value) {
        let schema = media_type.get("schema");
        let Some(body) = schema.and_then(|schema| self.end(&step(at, "schema"), schema)) else {
            return;
        };
        let known = self.bodies.get(&body.pointer).copied();
        let has_files = known.unwrap_or_else(|| self.body(&body));
        self.bodies.insert(body.pointer, has_files);
        if has_files {
            self.files.media_types.insert(at.to_owned());
        }
    }

    /// Looks at the schema of a body; whether it has files.
    fn body(&mut self, body: &Node<'d>) -> bool {
        // Parts that several bodies have are looked at for each, and what is inside of JSON once.
        self.seen.clear();
        let mut has_files = false;
        self.add(Role::Body, &body.pointer, Some(body.value));
        while let Some((role, node)) = self.open.pop() {
            has_files |= self.schema(role, &node);
        }
        has_files
    }

    fn add(&mut self, role: Role, at: &str, value: Option<&'d Value>) {
        let node = value.and_then(|value| self.end(at, value));
        if let Some(node) = node.filter(|node| node.value.is_object())
            && match role {
                Role::Json => self.inside.insert(node.pointer.clone()),
                role => self.seen.insert((role, node.pointer.clone())),
            }
        {
            self.open.push((role, node));
        }
    }

    /// Looks at one schema; whether it is a file.
    fn schema(&mut self, role: Role, node: &Node<'d>) -> bool {
        let (at, schema) = (&node.pointer, node.value);
        for list in ["allOf", "oneOf", "anyOf"] {
            let options = schema.get(list).and_then(Value::as_array);
            for (number, option) in options.into_iter().flatten().enumerate() {
                self.add(role, &format!("{at}/{list}/{number}"), Some(option));
            }
        }
        let below = match role {
            Role::Body => Role::Part,
            Role::Part | Role::Item | Role::Json => Role::Json,
        };
        let properties = schema.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            self.add(below, &step(&step(at, "properties"), name), Some(property));
        }
        let others = "additionalProperties";
        self.add(below, &step(at, others), schema.get(others));
        let of_items = match role {
            Role::Part => Role::Item,
            Role::Body | Role::Item | Role::Json => Role::Json,
        };
        self.add(of_items, &step(at, "items"), schema.get("items"));
        if !self.is_binary(schema) {
            return false;
        }
        match role {
            Role::Body => false,
            Role::Part | Role::Item => {
                self.files.schemas.insert(at.clone());
                true
            }
            Role::Json => {
                self.files.inside_json.insert(at.clone());
                false
            }
        }
    }

    /// Whether a schema is one of bytes, in one of its own or in all that it is made of.
    fn is_binary(&self, schema: &Value) -> bool {
        let is = |schema: &Value| {
            let says =
                |key: &str, word: &str| schema.get(key).and_then(Value::as_str) == Some(word);
            says("type", "string") && says("format", "binary")
        };
        let parts = schema.get("allOf").and_then(Value::as_array);
        is(schema)
            || parts
                .into_iter()
                .flatten()
                .any(|part| is(resolver::resolved(self.tree, part)))
    }
}
