//! What of an operation is missing in the output.

use serde_json::Value;

use super::raw::is_raw;
use super::{Found, text};
use crate::ir::{Answer, Location, Media, Operation, Parameter, Status};
use crate::openapi::resolver::{is_reference, resolved};

/// What is missing, in words; nothing if the operation is whole.
pub(super) fn lacks(tree: &Value, found: &Found<'_>, operation: &Operation) -> Vec<String> {
    let mut lacks = Vec::new();
    parameters(tree, found, operation, &mut lacks);
    body(tree, found, operation, &mut lacks);
    answers(tree, found, operation, &mut lacks);
    credentials(tree, found, operation, &mut lacks);
    lacks
}

/// An operation that needs credentials, and is called without any.
fn credentials(tree: &Value, found: &Found<'_>, operation: &Operation, lacks: &mut Vec<String>) {
    let declared = found.operation.get("security").or(tree.get("security"));
    let alternatives = declared.and_then(Value::as_array);
    let needs = alternatives.is_some_and(|alternatives| {
        let is_none = |alternative: &Value| alternative.as_object().is_none_or(|of| of.is_empty());
        !alternatives.is_empty() && !alternatives.iter().any(is_none)
    });
    if needs && operation.security.is_empty() {
        lacks.push("its credentials".to_owned());
    }
}

fn parameters(tree: &Value, found: &Found<'_>, operation: &Operation, lacks: &mut Vec<String>) {
    let list = |of: &'static str, from| {
        let list: &Value = from;
        list.get(of)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .map(|parameter| resolved(tree, parameter))
    };
    let own: Vec<_> = list("parameters", found.operation).collect();
    let key = |parameter: &Value| {
        (
            text(parameter, "name").map(str::to_owned),
            text(parameter, "in").map(str::to_owned),
        )
    };
    let shared = list("parameters", found.item)
        .filter(|shared| own.iter().all(|own| key(own) != key(shared)));
    for parameter in shared.chain(own.iter().copied()) {
        let (Some(name), Some(place)) = (text(parameter, "name"), text(parameter, "in")) else {
            lacks.push("a parameter with an unresolved reference".to_owned());
            continue;
        };
        let ignored = ["Accept", "Content-Type", "Authorization"];
        if place == "header" && ignored.iter().any(|word| word.eq_ignore_ascii_case(name)) {
            continue;
        }
        let same = |parameter: &&Parameter| {
            parameter.name.wire == name && location(parameter.location) == place
        };
        match operation.parameters.iter().find(same) {
            None => lacks.push(format!("the {place} parameter `{name}`")),
            Some(lowered) => {
                let raw = parameter
                    .get("schema")
                    .is_some_and(|schema| is_raw(tree, &lowered.ty, schema));
                if raw {
                    lacks.push(format!("the type of the {place} parameter `{name}`"));
                }
            }
        }
    }
}

const fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

fn body(tree: &Value, found: &Found<'_>, operation: &Operation, lacks: &mut Vec<String>) {
    let Some(body) = found.operation.get("requestBody") else {
        return;
    };
    let content = content(resolved(tree, body));
    if content.is_empty() {
        return;
    }
    let Some(lowered) = &operation.body else {
        if content
            .iter()
            .all(|(media_type, media)| can_hold_nothing(tree, media_type, media))
        {
            return;
        }
        return lacks.push("the body of the request".to_owned());
    };
    let documented = content
        .iter()
        .find(|(media_type, _)| is_of(lowered.media, media_type));
    match documented {
        None => lacks.push(format!("a body of the request as {}", content[0].0)),
        Some((_, media)) => {
            let raw = media
                .get("schema")
                .is_some_and(|schema| is_raw(tree, &lowered.ty, schema));
            if raw {
                lacks.push("the type of the body of the request".to_owned());
            }
        }
    }
}

/// Whether a body is a form that may have no field at all, so that no body says as much.
fn can_hold_nothing(tree: &Value, media_type: &str, media: &Value) -> bool {
    let forms = ["application/x-www-form-urlencoded", "multipart/form-data"];
    let Some(schema) = media.get("schema").map(|schema| resolved(tree, schema)) else {
        return false;
    };
    let none = |key: &str| match schema.get(key) {
        Some(Value::Object(members)) => members.is_empty(),
        Some(Value::Array(items)) => items.is_empty(),
        Some(_) => false,
        None => true,
    };
    forms.contains(&media_type)
        && schema.get("additionalProperties") == Some(&Value::Bool(false))
        && !is_reference(schema)
        && ["properties", "allOf", "oneOf", "anyOf"]
            .into_iter()
            .all(none)
}

fn answers(tree: &Value, found: &Found<'_>, operation: &Operation, lacks: &mut Vec<String>) {
    // A response to it has no body, whatever is documented.
    if operation.method == "HEAD" {
        return;
    }
    let responses = found
        .operation
        .get("responses")
        .and_then(Value::as_object)
        .into_iter()
        .flatten();
    for (key, response) in responses {
        let Some(status) = status(key) else { continue };
        let content = content(resolved(tree, response));
        let described: Vec<_> = content
            .iter()
            .filter_map(|(media_type, media)| Some((*media_type, media.get("schema")?)))
            .collect();
        if described.is_empty() {
            continue;
        }
        let same = |answer: &&Answer| answer.status == status;
        let mut lowered = operation.successes.iter().chain(&operation.failures);
        let bodies = lowered
            .find(same)
            .map_or(&[][..], |answer| answer.bodies.as_slice());
        let typed = bodies.iter().any(|body| {
            described.iter().any(|(media_type, schema)| {
                is_of(body.media, media_type) && !is_raw(tree, &body.ty, schema)
            })
        });
        if !typed {
            lacks.push(format!("the type of the body of {key}"));
        }
    }
}

fn status(key: &str) -> Option<Status> {
    if key == "default" {
        return Some(Status::Default);
    }
    match key.strip_suffix("XX") {
        Some(first) => first.parse().ok().map(Status::Range),
        None => key.parse().ok().map(Status::Code),
    }
}

fn content(of: &Value) -> Vec<(&str, &Value)> {
    of.get("content")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(name, media)| (name.as_str(), media))
        .collect()
}

/// Whether a documented media type is written or read in this way.
fn is_of(media: Media, media_type: &str) -> bool {
    let name = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match media {
        Media::Json => {
            name.ends_with("/json")
                || name.ends_with("+json")
                || matches!(&*name, "*/*" | "application/*")
        }
        Media::Form => name == "application/x-www-form-urlencoded",
        _ => true,
    }
}
