//! Schemas that are referred to by a place below a component or a path.

use openapiv3::{
    AdditionalProperties, MediaType, OpenAPI, Operation, Parameter, ParameterSchemaOrContent,
    ReferenceOr, Schema, SchemaKind, StatusCode, Type as Kind,
};

use super::schema::Position;
use crate::ground::pointer;
use crate::ground::pointer::percent_decoded;

/// What stands at a place.
pub(super) enum Pointed<'a> {
    Schema(&'a Schema),
    Reference(&'a str),
}

/// How many references may lead to each other on the way to a place.
const MOST_LINKS: usize = 64;

/// The schema at a place of a document that is no component itself, and what it would be called.
pub(super) fn pointed<'a>(document: &'a OpenAPI, target: &str) -> Option<(Pointed<'a>, Position)> {
    let path = percent_decoded(target.strip_prefix("#/")?);
    let (root, rest) = root(document, &path)?;
    let mut found = root;
    let mut steps = rest.into_iter();
    while let Some(step) = steps.next() {
        let schema = through(document, found.0)?;
        let (next, name) = below(schema, &step, &mut steps)?;
        found.1.pointer = format!("{}/{}", found.1.pointer, name.0);
        found.1.name = format!("{}-{}", found.1.name, name.1);
        found.0 = next;
    }
    Some(found)
}

type Found<'a> = (Pointed<'a>, Position);

/// The schema of a component, a body, an answer or a parameter, and the steps below it.
fn root<'a>(document: &'a OpenAPI, path: &str) -> Option<(Found<'a>, Vec<String>)> {
    let steps: Vec<String> = path.split('/').map(unescaped).collect();
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    let components = document.components.as_ref();
    let owned = |rest: &[&str]| rest.iter().map(|step| (*step).to_owned()).collect();
    let pointer = |length: usize| {
        let steps = steps.iter().take(length);
        steps.fold(String::new(), |pointer, step| pointer::step(&pointer, step))
    };
    let found = |schema: &'a ReferenceOr<Schema>, length: usize, name: &str| {
        let at = Position::new(&pointer(length), name);
        Some(((of(schema), at), owned(steps.get(length..)?)))
    };
    match steps.as_slice() {
        ["components", "schemas", name, ..] => found(components?.schemas.get(*name)?, 3, name),
        [
            "components",
            "responses",
            name,
            "content",
            media,
            "schema",
            ..,
        ] => {
            let response = components?.responses.get(*name)?.as_item()?;
            found(
                schema(response.content.get(*media)?)?,
                6,
                &format!("{name}-response"),
            )
        }
        [
            "components",
            "requestBodies",
            name,
            "content",
            media,
            "schema",
            ..,
        ] => {
            let body = components?.request_bodies.get(*name)?.as_item()?;
            found(
                schema(body.content.get(*media)?)?,
                6,
                &format!("{name}-request"),
            )
        }
        ["components", "parameters", name, "schema", ..] => {
            let parameter = components?.parameters.get(*name)?.as_item()?;
            found(of_parameter(parameter)?, 4, &format!("{name}-parameter"))
        }
        ["paths", path, method, rest @ ..] => {
            let item = document.paths.paths.get(*path)?.as_item()?;
            if *method == "parameters" {
                let number: usize = rest.first()?.parse().ok()?;
                let parameter = item.parameters.get(number)?.as_item()?;
                return found(of_parameter(parameter)?, 5, path);
            }
            let operation = item.iter().find(|(name, _)| name == method)?.1;
            let id = operation.operation_id.as_deref().unwrap_or(path);
            let (schema, length, name) = of_operation(operation, rest, id)?;
            found(schema, 3 + length, &name)
        }
        _ => None,
    }
}

fn of_operation<'a>(
    operation: &'a Operation,
    steps: &[&str],
    id: &str,
) -> Option<(&'a ReferenceOr<Schema>, usize, String)> {
    match steps {
        ["responses", status, "content", media, "schema", ..] => {
            let responses = &operation.responses;
            let response = match *status {
                "default" => responses.default.as_ref()?,
                code => {
                    responses
                        .responses
                        .iter()
                        .find(|(key, _)| match key {
                            StatusCode::Code(known) => known.to_string() == code,
                            StatusCode::Range(first) => format!("{first}XX") == code,
                        })?
                        .1
                }
            };
            let content = &response.as_item()?.content;
            Some((schema(content.get(*media)?)?, 5, format!("{id}-{status}")))
        }
        ["requestBody", "content", media, "schema", ..] => {
            let body = operation.request_body.as_ref()?.as_item()?;
            Some((
                schema(body.content.get(*media)?)?,
                4,
                format!("{id}-request"),
            ))
        }
        ["parameters", number, "schema", ..] => {
            let number: usize = number.parse().ok()?;
            let parameter = operation.parameters.get(number)?.as_item()?;
            let name = &parameter.parameter_data_ref().name;
            Some((of_parameter(parameter)?, 3, format!("{id}-{name}")))
        }
        _ => None,
    }
}

fn schema(media: &MediaType) -> Option<&ReferenceOr<Schema>> {
    media.schema.as_ref()
}

fn of_parameter(parameter: &Parameter) -> Option<&ReferenceOr<Schema>> {
    match &parameter.parameter_data_ref().format {
        ParameterSchemaOrContent::Schema(schema) => Some(schema),
        ParameterSchemaOrContent::Content(_) => None,
    }
}

fn of(reference: &ReferenceOr<Schema>) -> Pointed<'_> {
    match reference {
        ReferenceOr::Item(schema) => Pointed::Schema(schema),
        ReferenceOr::Reference { reference } => Pointed::Reference(reference),
    }
}

fn of_boxed(reference: &ReferenceOr<Box<Schema>>) -> Pointed<'_> {
    match reference {
        ReferenceOr::Item(schema) => Pointed::Schema(schema),
        ReferenceOr::Reference { reference } => Pointed::Reference(reference),
    }
}

/// What stands at the end of the references.
fn through<'a>(document: &'a OpenAPI, mut pointed: Pointed<'a>) -> Option<&'a Schema> {
    for _ in 0..MOST_LINKS {
        match pointed {
            Pointed::Schema(schema) => return Some(schema),
            Pointed::Reference(reference) => {
                let ((next, _), rest) =
                    root(document, &percent_decoded(reference.strip_prefix("#/")?))?;
                if !rest.is_empty() {
                    return None;
                }
                pointed = next;
            }
        }
    }
    None
}

/// One step below a schema, and what it adds to the pointer and to the name.
fn below<'a>(
    schema: &'a Schema,
    step: &str,
    steps: &mut impl Iterator<Item = String>,
) -> Option<(Pointed<'a>, (String, String))> {
    let kind = &schema.schema_kind;
    Some(match step {
        "properties" => {
            let wire = steps.next()?;
            let properties = match kind {
                SchemaKind::Type(Kind::Object(object)) => &object.properties,
                SchemaKind::Any(any) => &any.properties,
                _ => return None,
            };
            let pointer = pointer::step("properties", &wire);
            (of_boxed(properties.get(&wire)?), (pointer, wire))
        }
        "items" => {
            let items = match kind {
                SchemaKind::Type(Kind::Array(array)) => array.items.as_ref()?,
                SchemaKind::Any(any) => any.items.as_ref()?,
                _ => return None,
            };
            (of_boxed(items), (step.to_owned(), "item".to_owned()))
        }
        "additionalProperties" => {
            let values = match kind {
                SchemaKind::Type(Kind::Object(object)) => object.additional_properties.as_ref()?,
                SchemaKind::Any(any) => any.additional_properties.as_ref()?,
                _ => return None,
            };
            let AdditionalProperties::Schema(values) = values else {
                return None;
            };
            (of(values), (step.to_owned(), "value".to_owned()))
        }
        "allOf" | "oneOf" | "anyOf" => {
            let number = steps.next()?;
            let list = match (step, kind) {
                ("allOf", SchemaKind::AllOf { all_of: list })
                | ("oneOf", SchemaKind::OneOf { one_of: list })
                | ("anyOf", SchemaKind::AnyOf { any_of: list }) => list,
                ("allOf", SchemaKind::Any(any)) => &any.all_of,
                ("oneOf", SchemaKind::Any(any)) => &any.one_of,
                ("anyOf", SchemaKind::Any(any)) => &any.any_of,
                _ => return None,
            };
            let option = list.get(number.parse::<usize>().ok()?)?;
            let pointer = format!("{step}/{number}");
            (of(option), (pointer, format!("option-{number}")))
        }
        _ => return None,
    })
}

fn unescaped(step: &str) -> String {
    let step = step.replace("%7B", "{").replace("%7D", "}");
    let step = step
        .replace("%7b", "{")
        .replace("%7d", "}")
        .replace("%20", " ");
    step.replace("~1", "/").replace("~0", "~")
}
