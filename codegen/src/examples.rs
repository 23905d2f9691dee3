//! The examples of a document, each with the type of the schema that it stands in.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::document::{Input, Origins};
use crate::emit;
use crate::fit::{Strictness, fit};
use crate::ground::pointer::step;
use crate::ir::{Answer, Api, Field, Media, Operation, Shape, Status, Type, TypeDef, Usage};
use crate::openapi::resolver::{pointer_of, resolved};
use crate::span::{SpanIndex, columns};

/// Rules that the types do not hold a value against when they read it.
const NOT_READ: &[&str] = &[
    "choice",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "multipleOf",
    "pattern",
    "undeclared",
];

/// An example of something that has a type.
#[derive(Clone, Debug)]
pub struct Example {
    /// JSON pointer of its value.
    pub pointer: String,
    /// JSON pointer of the schema that it is an example of.
    pub schema: String,
    /// The file that it stands in: the document itself, or another one that it refers to.
    pub file: String,
    /// The line in that file, from 1, of what is wrong with it, or else of its value.
    pub line: usize,
    /// The column in that line, from 1.
    pub column: usize,
    /// What it is an example of.
    pub of: Exemplified,
    /// The value as JSON; of a text that holds JSON where the schema wants no text, that JSON.
    pub json: String,
    /// The type in Rust, where `types` is the module of the types and `rt` is `malipo_runtime::rt`.
    pub rust_type: String,
    /// The answer whose body it is.
    pub answer: Option<Exchange>,
    /// Why it is no value of its schema, if it is none. What the types do not hold a value against, such as a length, does
    /// not count.
    pub fault: Option<Diagnostic>,
}

/// What an example is an example of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exemplified {
    /// The body of a request or an answer.
    Body,
    /// A schema that became a type with a name.
    Schema,
    /// A property of one.
    Property,
}

/// An answer to an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The struct in Rust that stands for the operation.
    pub operation: String,
    /// The HTTP status.
    pub status: u16,
    /// Whether the client takes it for a success.
    pub success: bool,
}

/// Collects the examples of a document.
pub(crate) fn collect(tree: &Value, api: &Api, input: &Input, origins: &Origins) -> Vec<Example> {
    let mut collection = Collection {
        tree,
        api,
        file: &input.file,
        seen: BTreeSet::new(),
        found: Vec::new(),
    };
    for operation in &api.operations {
        collection.operation(operation);
    }
    for def in api.types.values() {
        collection.type_def(def);
    }
    let mut found = collection.found;
    locate(&mut found, input, origins);
    found
}

/// Says of each example where it stands: in which file, and where in that.
fn locate(examples: &mut [Example], input: &Input, origins: &Origins) {
    let mut places: BTreeMap<String, Vec<(usize, Place)>> = BTreeMap::new();
    for (number, example) in examples.iter_mut().enumerate() {
        let (file, place) = match &mut example.fault {
            Some(fault) => {
                fault.settle(&input.file, origins);
                (fault.file.clone(), fault.place.clone())
            }
            None => match origins.of(&example.pointer) {
                Some((file, pointer)) => (file.to_owned(), Place::Pointer(pointer)),
                None => {
                    let pointer = example.pointer.clone();
                    (input.file.clone(), Place::Pointer(pointer))
                }
            },
        };
        example.file.clone_from(&file);
        places.entry(file).or_default().push((number, place));
    }
    for (file, places) in places {
        let text = match file == input.file {
            true => &input.text,
            false => origins.text(&file).unwrap_or_default(),
        };
        let index = SpanIndex::new(text, places.iter().map(|(_, place)| place));
        let locations: Vec<_> = places
            .iter()
            .map(|(_, place)| index.location(place))
            .collect();
        let columns = columns(text, &locations);
        for ((number, _), (location, column)) in places.iter().zip(locations.iter().zip(columns)) {
            let example = &mut examples[*number];
            example.line = location.line;
            example.column = column;
        }
    }
}

struct Collection<'a> {
    tree: &'a Value,
    api: &'a Api,
    file: &'a str,
    /// Places with their types: a component is met as often as it is used.
    seen: BTreeSet<(String, String)>,
    found: Vec<Example>,
}

/// What the examples of one place have in common.
struct Exemplary<'a> {
    of: Exemplified,
    ty: &'a Type,
    schema: String,
    rust_type: String,
    may_be_null: bool,
    answer: Option<Exchange>,
}

impl<'a> Collection<'a> {
    fn operation(&mut self, operation: &Operation) {
        if let Some(body) = &operation.body
            && body.media == Media::Json
            && let Some(at) = self.below(&operation.pointer, "requestBody")
        {
            let usage = Usage {
                request: true,
                ..Usage::default()
            };
            self.media_type(&at, &body.media_type, &body.ty, usage, None);
        }
        let failures = operation
            .failures
            .iter()
            .filter(|answer| !operation.successes.contains(answer));
        for answer in operation.successes.iter().chain(failures) {
            let Some(body) = answer.bodies.first() else {
                continue;
            };
            if body.media == Media::Json
                && let Some(status) = status(operation, answer)
            {
                let exchange = Exchange {
                    operation: operation.rust_type.clone(),
                    status,
                    success: operation.successes.contains(answer),
                };
                let usage = Usage {
                    response: true,
                    ..Usage::default()
                };
                self.media_type(
                    &answer.pointer,
                    &body.media_type,
                    &body.ty,
                    usage,
                    Some(exchange),
                );
            }
        }
    }

    fn example_of(&self, schema: &str) -> Option<&'a Value> {
        self.tree.pointer(schema)?.get("example")
    }

    /// The place of a member, or of what it refers to.
    fn below(&self, at: &str, key: &str) -> Option<String> {
        let at = step(at, key);
        match pointer_of(self.tree.pointer(&at)?) {
            Some(target) => Some(target),
            None => Some(at),
        }
    }

    fn media_type(
        &mut self,
        at: &str,
        name: &str,
        ty: &Type,
        usage: Usage,
        answer: Option<Exchange>,
    ) {
        let tree = self.tree;
        let at = step(&step(at, "content"), name);
        let Some(media) = tree.pointer(&at) else {
            return;
        };
        let schema = step(&at, "schema");
        let exemplary = Exemplary {
            of: Exemplified::Body,
            ty,
            rust_type: emit::type_path(self.api, ty, usage),
            may_be_null: false,
            answer,
            schema: schema.clone(),
        };
        if let Some(value) = media.get("example") {
            self.add(&exemplary, step(&at, "example"), value);
        }
        let several = media.get("examples").and_then(Value::as_object);
        for (name, entry) in several.into_iter().flatten() {
            let at = pointer_of(entry).unwrap_or_else(|| step(&step(&at, "examples"), name));
            if let Some(value) = resolved(tree, entry).get("value") {
                self.add(&exemplary, step(&at, "value"), value);
            }
        }
        // Of what has a name it is met there.
        let is_type = self.api.types.values().any(|def| def.pointer == schema);
        if let Some(value) = media.get("schema").and_then(|schema| schema.get("example"))
            && !is_type
        {
            self.add(&exemplary, step(&schema, "example"), value);
        }
    }

    fn type_def(&mut self, def: &TypeDef) {
        let ty = Type::Named(def.name.wire.clone());
        if let Some(value) = self.example_of(&def.pointer) {
            let exemplary = Exemplary {
                of: Exemplified::Schema,
                ty: &ty,
                schema: def.pointer.clone(),
                rust_type: emit::type_path(self.api, &ty, def.usage),
                may_be_null: false,
                answer: None,
            };
            self.add(&exemplary, step(&def.pointer, "example"), value);
        }
        if let Shape::Struct(structure) = &def.shape {
            for field in &structure.fields {
                self.field(field, def.usage);
            }
        }
    }

    fn field(&mut self, field: &Field, usage: Usage) {
        // What has a name is met among the types.
        let is_type = self
            .api
            .type_def(&field.ty)
            .is_some_and(|def| def.pointer == field.pointer);
        let is_json = !matches!(field.ty, Type::Bytes | Type::File);
        if let Some(value) = self.example_of(&field.pointer)
            && is_json
            && !is_type
        {
            let exemplary = Exemplary {
                of: Exemplified::Property,
                ty: &field.ty,
                schema: field.pointer.clone(),
                rust_type: emit::field_type_path(self.api, field, usage),
                may_be_null: field.nullable,
                answer: None,
            };
            self.add(&exemplary, step(&field.pointer, "example"), value);
        }
    }

    fn add(&mut self, exemplary: &Exemplary<'_>, pointer: String, value: &Value) {
        let key = (pointer.clone(), exemplary.rust_type.clone());
        if !self.seen.insert(key) {
            return;
        }
        let mut json = value.to_string();
        let mut fault = self.fault(exemplary, &pointer, value);
        if let (Value::String(text), Some(_)) = (value, &fault)
            && let Ok(held) = serde_json::from_str::<Value>(text)
            && (held.is_object() || held.is_array())
        {
            // As OpenAPI has it for what a YAML or JSON document cannot hold, and as many have it for JSON too.
            json.clone_from(text);
            fault = self.fault(exemplary, &pointer, &held);
        }
        self.found.push(Example {
            pointer,
            schema: exemplary.schema.clone(),
            file: String::new(),
            line: 0,
            column: 0,
            of: exemplary.of,
            json,
            rust_type: exemplary.rust_type.clone(),
            answer: exemplary.answer.clone(),
            fault,
        });
    }

    /// The first reason why a value is none of its schema.
    fn fault(&self, exemplary: &Exemplary<'_>, pointer: &str, value: &Value) -> Option<Diagnostic> {
        if exemplary.may_be_null && value.is_null() {
            return None;
        }
        let misfits = fit(self.api, exemplary.ty, value, Strictness::Lenient);
        let misfit = misfits
            .into_iter()
            .find(|misfit| !NOT_READ.contains(&misfit.rule))?;
        Some(Diagnostic {
            severity: Severity::Warning,
            code: Code::Example,
            what: format!("the example does not fit its schema: {}", misfit.what),
            place: Place::Pointer(format!("{pointer}{}", misfit.at)),
            help: "correct the example or its schema".to_owned(),
            file: self.file.to_owned(),
        })
    }
}

/// A status for which this answer is the documented one.
fn status(operation: &Operation, answer: &Answer) -> Option<u16> {
    let mut candidates = match answer.status {
        Status::Code(code) => code..=code,
        Status::Range(first) => u16::from(first) * 100..=u16::from(first) * 100 + 99,
        Status::Default if operation.successes.contains(answer) => 200..=299,
        Status::Default => 400..=599,
    };
    candidates.find(|code| {
        operation
            .answer(*code)
            .is_some_and(|documented| documented.status == answer.status)
    })
}

#[cfg(test)]
mod tests;
