//! The document as our own types: read once.
//!
//! A reference may lead to any location, such as the parameter of another operation. What stands outside of the components and is
//! referred to is read by its JSON pointer.

mod keywords;
mod merge;
mod numbers;
mod operations;
mod options;
mod read;
mod resolve;
mod targets;
mod tree;
mod types;

use std::collections::BTreeMap;
use std::rc::Rc;

use indexmap::IndexMap;
use serde_json::Value;

use crate::document::Document;
use crate::ground::pointer::{find, step, unescaped};
use crate::openapi::resolver::{component, node, pointer_within};
use crate::openapi::{Beside, Object};
use crate::vocabulary::Extensions;

pub(crate) use keywords::{JsonType, Keywords};
pub(crate) use merge::Merged;
pub(crate) use operations::{
    Content, Credential, MediaType, Operation, Parameter, ParameterValue, PathItem, RequestBody,
    Requirement, Response, SecurityScheme, Server,
};
pub(crate) use resolve::Note;
pub(crate) use types::{Additional, Discriminator, Ref, Schema};

/// A document, and what stands outside of its components and is referred to.
#[derive(Debug)]
pub(crate) struct Typed {
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    pub(crate) servers: Vec<Server>,
    pub(crate) paths: IndexMap<String, Ref<PathItem>>,
    pub(crate) security: Option<Vec<Requirement>>,
    pub(crate) extensions: Extensions,
    pub(crate) schemas: Section<Schema>,
    pub(crate) parameters: Section<Parameter>,
    pub(crate) responses: Section<Response>,
    pub(crate) request_bodies: Section<RequestBody>,
    pub(crate) security_schemes: Section<SecurityScheme>,
}

/// Everything of one kind that a reference may lead to.
#[derive(Debug)]
pub(crate) struct Section<T> {
    name: &'static str,
    components: IndexMap<String, Ref<T>>,
    /// By JSON pointer.
    elsewhere: BTreeMap<String, Ref<T>>,
}

impl<T> Section<T> {
    const fn new(name: &'static str, components: IndexMap<String, Ref<T>>) -> Self {
        Self {
            name,
            components,
            elsewhere: BTreeMap::new(),
        }
    }

    /// Returns what a reference within the document leads to, and its JSON pointer.
    pub(crate) fn get(&self, tree: &Value, target: &str) -> Option<(&Ref<T>, String)> {
        if let Some(name) = component(target, self.name) {
            let pointer = step(&step("/components", self.name), &name);
            return Some((self.components.get(&name)?, pointer));
        }
        let pointer = node(tree, &pointer_within(target)?)?.pointer;
        let found = self.elsewhere.get(&pointer)?;
        Some((found, pointer))
    }

    pub(crate) fn component(&self, name: &str) -> Option<&Ref<T>> {
        self.components.get(name)
    }

    /// Returns the components, by name.
    pub(crate) fn components(&self) -> impl Iterator<Item = (&String, &Ref<T>)> {
        self.components.iter()
    }
}

/// What could not be read, though the rules about its shape have passed: JSON pointers and reasons.
type Misread = Vec<(String, String)>;

/// Reads a document, and what of it can be read.
pub(crate) fn read(document: &Document, beside: &Beside) -> (Option<Typed>, Misread) {
    let mut misread = Vec::new();
    let read = read::document(&document.tree);
    let read = valid(read, "", "an OpenAPI 3.0 document", &mut misread);
    let Some(mut read) = read else {
        return (None, misread);
    };
    for at in &document.left_out.operations {
        read.leave_out(at);
    }
    let mut typed = Typed {
        title: read.title,
        description: read.description,
        servers: read.servers,
        paths: read.paths,
        security: read.security,
        extensions: read.extensions,
        schemas: Section::new("schemas", read.schemas),
        parameters: Section::new("parameters", read.parameters),
        responses: Section::new("responses", read.responses),
        request_bodies: Section::new("requestBodies", read.request_bodies),
        security_schemes: Section::new("securitySchemes", read.security_schemes),
    };
    if document.refers_deep {
        typed.add_targets(&document.tree, beside, &mut misread);
    }
    (Some(typed), misread)
}

/// Reads a header of a part of a body; `None` if it cannot be read.
pub(crate) fn header(name: &str, value: &Value) -> Option<Parameter> {
    read::header(name, value).ok()
}

impl read::Read {
    /// Leaves out the operation at a JSON pointer.
    fn leave_out(&mut self, at: &str) {
        let mut steps = at.split('/').skip(2).map(unescaped);
        if let (Some(path), Some(method)) = (steps.next(), steps.next())
            && let Some(Ref::Item(item)) = self.paths.get_mut(&path)
            && let Some(item) = Rc::get_mut(item)
        {
            item.operations.retain(|(known, _)| *known != method);
        }
    }
}

impl Typed {
    /// Reads what stands outside of the components and is referred to.
    fn add_targets(&mut self, tree: &Value, beside: &Beside, misread: &mut Misread) {
        for (pointer, object) in targets::targets(tree, beside) {
            match object {
                Object::Schema => add(&mut self.schemas, tree, pointer, object, misread),
                Object::Parameter => add(&mut self.parameters, tree, pointer, object, misread),
                Object::Response => add(&mut self.responses, tree, pointer, object, misread),
                Object::RequestBody => {
                    add(&mut self.request_bodies, tree, pointer, object, misread);
                }
                Object::SecurityScheme => {
                    add(&mut self.security_schemes, tree, pointer, object, misread);
                }
                _ => {}
            }
        }
    }
}

fn add<T: read::Part>(
    section: &mut Section<T>,
    tree: &Value,
    pointer: String,
    object: Object,
    misread: &mut Misread,
) {
    let Some(value) = find(tree, &pointer) else {
        return;
    };
    let read = T::read(value);
    if let Some(read) = valid(read, &pointer, object.name(), misread) {
        section.elsewhere.insert(pointer, read);
    }
}

fn valid<T>(
    read: Result<T, serde_json::Error>,
    at: &str,
    name: &str,
    misread: &mut Misread,
) -> Option<T> {
    read.map_err(|error| {
        misread.push((at.to_owned(), format!("this is not {name}: {error}")));
    })
    .ok()
}

#[cfg(test)]
mod tests;
