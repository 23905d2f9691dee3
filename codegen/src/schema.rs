//! The document as `openapiv3` reads it: once.
//!
//! A reference may lead to any location, such as the parameter of another operation. What stands outside of the components and is
//! referred to is read by its JSON pointer.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use openapiv3::{OpenAPI, Parameter, ReferenceOr, RequestBody, Response, Schema, SecurityScheme};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::document::Document;
use crate::ground::pointer::{Path, find, step};
use crate::openapi::resolver::{
    component, leads_elsewhere, leads_within, names_component, node, pointer_within, reference,
};
use crate::openapi::{Beside, Expected, Object, Visitor, operations, walk_document};
use crate::vocabulary;

/// A document, and what stands outside of its components and is referred to.
#[derive(Debug)]
pub(crate) struct Typed {
    pub(crate) document: OpenAPI,
    schemas: BTreeMap<String, ReferenceOr<Schema>>,
    parameters: BTreeMap<String, ReferenceOr<Parameter>>,
    responses: BTreeMap<String, ReferenceOr<Response>>,
    request_bodies: BTreeMap<String, ReferenceOr<RequestBody>>,
    security_schemes: BTreeMap<String, ReferenceOr<SecurityScheme>>,
}

/// Everything of one kind that a reference may lead to.
#[derive(Debug)]
pub(crate) struct Section<'t, T> {
    name: &'static str,
    components: Option<&'t IndexMap<String, ReferenceOr<T>>>,
    /// By JSON pointer.
    elsewhere: &'t BTreeMap<String, ReferenceOr<T>>,
}

impl<'t, T> Section<'t, T> {
    /// Returns what a reference within the document leads to, and its JSON pointer.
    pub(crate) fn get(&self, tree: &Value, target: &str) -> Option<(&'t ReferenceOr<T>, String)> {
        if let Some(name) = component(target, self.name) {
            let pointer = step(&step("/components", self.name), &name);
            return Some((self.components?.get(&name)?, pointer));
        }
        let pointer = node(tree, &pointer_within(target)?)?.pointer;
        let found = self.elsewhere.get(&pointer)?;
        Some((found, pointer))
    }

    pub(crate) fn component(&self, name: &str) -> Option<&'t ReferenceOr<T>> {
        self.components?.get(name)
    }

    /// Returns the components, by name.
    pub(crate) fn components(&self) -> impl Iterator<Item = (&'t String, &'t ReferenceOr<T>)> {
        self.components.into_iter().flatten()
    }
}

/// The sections of the components that are read.
macro_rules! sections {
    ($($section:ident: $object:ty, $name:literal;)+) => {
        impl Typed {
            $(pub(crate) fn $section(&self) -> Section<'_, $object> {
                Section {
                    name: $name,
                    components: self.document.components.as_ref().map(|all| &all.$section),
                    elsewhere: &self.$section,
                }
            })+
        }
    };
}

sections! {
    schemas: Schema, "schemas";
    parameters: Parameter, "parameters";
    responses: Response, "responses";
    request_bodies: RequestBody, "requestBodies";
    security_schemes: SecurityScheme, "securitySchemes";
}

/// What could not be read, though the rules about its shape have passed: its JSON pointer and the reason.
#[derive(Debug)]
pub(crate) struct Misread {
    pub(crate) at: String,
    pub(crate) what: String,
}

/// Reads a document, and what of it can be read.
pub(crate) fn read(document: &mut Document, beside: &Beside) -> (Option<Typed>, Vec<Misread>) {
    let mut misread = Vec::new();
    let typed = read_into(document, beside, &mut misread);
    (typed, misread)
}

fn read_into(
    document: &mut Document,
    beside: &Beside,
    misread: &mut Vec<Misread>,
) -> Option<Typed> {
    let callbacks = take_callbacks(&mut document.tree);
    let openapi = OpenAPI::deserialize(&document.tree);
    put_back(&mut document.tree, callbacks);
    let tree = &document.tree;
    let mut typed = Typed {
        document: valid(openapi, "", "an OpenAPI 3.0 document", misread)?,
        schemas: BTreeMap::new(),
        parameters: BTreeMap::new(),
        responses: BTreeMap::new(),
        request_bodies: BTreeMap::new(),
        security_schemes: BTreeMap::new(),
    };
    let mut targets = Targets {
        tree,
        known: BTreeSet::new(),
        found: BTreeSet::new(),
    };
    if document.refers_deep {
        walk_document(tree, beside, &mut targets);
    }
    for (pointer, object) in targets.found {
        let Some(value) = find(tree, &pointer) else {
            continue;
        };
        match object {
            Object::Schema => add(&mut typed.schemas, value, pointer, object, misread),
            Object::Parameter => add(&mut typed.parameters, value, pointer, object, misread),
            Object::Response => add(&mut typed.responses, value, pointer, object, misread),
            Object::RequestBody => add(&mut typed.request_bodies, value, pointer, object, misread),
            Object::SecurityScheme => {
                add(&mut typed.security_schemes, value, pointer, object, misread);
            }
            _ => {}
        }
    }
    Some(typed)
}

fn add<'d, T: Deserialize<'d>>(
    all: &mut BTreeMap<String, ReferenceOr<T>>,
    value: &'d Value,
    pointer: String,
    object: Object,
    misread: &mut Vec<Misread>,
) {
    let read = ReferenceOr::<T>::deserialize(value);
    if let Some(read) = valid(read, &pointer, object.name(), misread) {
        all.insert(pointer, read);
    }
}

fn valid<T>(
    read: Result<T, serde_json::Error>,
    at: &str,
    name: &str,
    misread: &mut Vec<Misread>,
) -> Option<T> {
    read.map_err(|error| {
        misread.push(Misread {
            at: at.to_owned(),
            what: format!("this is not {name}: {error}"),
        });
    })
    .ok()
}

/// Collects what references lead to outside of the components.
struct Targets<'d> {
    tree: &'d Value,
    known: BTreeSet<(&'d str, Object)>,
    found: BTreeSet<(String, Object)>,
}

impl<'d> Targets<'d> {
    fn add(&mut self, target: &'d str, object: Object) {
        // Without recursion, since a document can make a chain of any length. No walk has to visit what a target refers to in turn.
        let mut next = Some(target);
        while let Some(target) = next {
            let is_component = |section| names_component(target, section);
            if object.section().is_some_and(is_component) || !self.known.insert((target, object)) {
                return;
            }
            let pointer = pointer_within(target);
            let Some(node) = pointer.and_then(|pointer| node(self.tree, &pointer)) else {
                return;
            };
            next = reference(node.value);
            self.found.insert((node.pointer, object));
        }
    }

    /// A key of ours may name a schema in any member.
    fn add_named_in(&mut self, value: &'d Value) {
        match value {
            Value::String(target) if leads_within(target) => self.add(target, Object::Schema),
            Value::Array(items) => items.iter().for_each(|item| self.add_named_in(item)),
            Value::Object(members) => members
                .values()
                .for_each(|member| self.add_named_in(member)),
            _ => {}
        }
    }
}

impl<'d> Visitor<'d> for Targets<'d> {
    fn keyword(
        &mut self,
        _: Object,
        key: &'d str,
        value: &'d Value,
        _: Option<Expected>,
        _: &Path<'_>,
    ) -> bool {
        if key.starts_with(vocabulary::PREFIX) {
            self.add_named_in(value);
        }
        // They are not followed.
        key != "callbacks"
    }

    fn reference(&mut self, value: &'d Value, object: Object, _: &Path<'_>) {
        if let Some(target) = reference(value) {
            self.add(target, object.general());
        }
    }

    fn mapped(&mut self, _: &'d str, target: &'d Value, _: &Path<'_>) {
        if let Some(target) = target.as_str().filter(|target| !leads_elsewhere(target)) {
            self.add(target, Object::Schema);
        }
    }
}

/// The callbacks of an object: its location, and where they stood among its members.
type Callbacks = Vec<(String, usize, Value)>;

/// Takes out the callbacks, some forms of which `openapiv3` rejects.
fn take_callbacks(tree: &mut Value) -> Callbacks {
    let mut taken = Vec::new();
    let mut take = |members: &mut Map<String, Value>, at: String| {
        if let Some(number) = members.keys().position(|key| key == "callbacks")
            && let Some(callbacks) = members.shift_remove("callbacks")
        {
            taken.push((at, number, callbacks));
        }
    };
    if let Some(Value::Object(components)) = tree.get_mut("components") {
        take(components, "/components".to_owned());
    }
    let with_callbacks =
        operations(tree).filter(|found| found.operation.get("callbacks").is_some());
    let with_callbacks: Vec<String> = with_callbacks.map(|found| found.pointer()).collect();
    for at in with_callbacks {
        if let Some(Value::Object(operation)) = tree.pointer_mut(&at) {
            take(operation, at);
        }
    }
    taken
}

fn put_back(tree: &mut Value, callbacks: Callbacks) {
    for (at, number, callbacks) in callbacks {
        if let Some(Value::Object(members)) = tree.pointer_mut(&at) {
            members.shift_insert(number, "callbacks".to_owned(), callbacks);
        }
    }
}

#[cfg(test)]
mod tests;
