//! What to call with what, and what an operation shows that others may not.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::document::{Content, Document, Operation, Parameter, Place, essence, is_json};
use crate::instances::{Way, excluded_by_pattern, instances};
use crate::json::Json;
use crate::response::Served;

/// What an operation is called with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// The values of parameters, with their places and names.
    pub parameters: Vec<(Place, String, Json)>,
    /// The body.
    pub body: Option<Given>,
}

/// A body that is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The media type of the document, which may be a range.
    pub media_type: String,
    /// The media type that is sent.
    pub sent_as: String,
    /// The value.
    pub value: Json,
}

impl Arguments {
    /// The value of a parameter, if one is given.
    #[must_use]
    pub fn of(&self, parameter: &Parameter<'_>) -> Option<&Json> {
        self.parameters.iter().find_map(|(place, name, value)| {
            (*place == parameter.place && name == parameter.name).then_some(value)
        })
    }
}

/// A call and its response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// What the operation is called with.
    pub arguments: Arguments,
    /// What the server responds; `None` if the judge cannot make it, so that the response is not compared.
    pub response: Option<Served>,
    /// Why there must be no request, as words that follow on "it is sent".
    pub forbidden: Option<String>,
    /// Whether the client holds no credentials.
    pub is_without_credentials: bool,
}

/// More bodies of one documented error show nothing new.
const MOST_FAILURES: usize = 4;

/// More exchanges of one operation show nothing new.
const MOST: usize = 40;

/// The exchanges that show an operation: each value of each parameter, each body and each response once, and each lack. Beside them
/// why some values could not be made.
#[must_use]
pub fn exchanges(document: &Document, operation: &Operation<'_>) -> (Vec<Exchange>, Vec<String>) {
    let mut reasons = Vec::new();
    let mut values: Vec<(&Parameter<'_>, Vec<Json>)> = Vec::new();
    for parameter in &operation.parameters {
        let made = instances(document, parameter.schema, Way::Parameter(parameter.place));
        let named = |reason: &&str| format!("`{}`: {reason}", parameter.name);
        reasons.extend(made.reasons.iter().map(named));
        // An empty segment of a path is another path.
        let may_stand = |value: &Json| {
            parameter.place != Place::Path
                || match value {
                    Json::List(items) => !items.is_empty(),
                    Json::Object(members) => !members.is_empty(),
                    scalar => scalar
                        .scalar()
                        .is_some_and(|text| !matches!(text.as_str(), "" | "." | "..")),
                }
        };
        let made: Vec<Json> = made.values.into_iter().filter(may_stand).collect();
        if made.is_empty() && parameter.is_required {
            return (Vec::new(), reasons);
        }
        if !made.is_empty() {
            values.push((parameter, made));
        }
    }
    let declares = |name: &str| {
        let mut parameters = operation.parameters.iter();
        parameters.any(|of| of.place == Place::Path && of.name == name)
    };
    let names = operation.path.split('{').skip(1);
    let mut names = names.filter_map(|from| from.split('}').next());
    if !names.all(declares) {
        return (
            Vec::new(),
            vec!["its path has parameters that nobody declares".to_owned()],
        );
    }
    let bodies = bodies(document, operation, &mut reasons);
    if operation.needs_body && bodies.is_empty() {
        return (Vec::new(), reasons);
    }
    let responses = responses(document, operation, &mut reasons);
    let rounds = values
        .iter()
        .map(|(_, values)| values.len())
        .chain([bodies.len(), responses.len(), 1])
        .max()
        .unwrap_or(1);
    let mut exchanges = Vec::new();
    for round in 0..rounds.min(MOST) {
        exchanges.push(Exchange {
            arguments: Arguments {
                parameters: all(&values, round),
                body: nth(&bodies, round).cloned(),
            },
            response: nth(&responses, round).cloned(),
            forbidden: None,
            is_without_credentials: false,
        });
    }
    let Some(first) = exchanges.first().cloned() else {
        return (exchanges, reasons);
    };
    exchanges.push(Exchange {
        arguments: Arguments {
            parameters: first
                .arguments
                .parameters
                .iter()
                .filter(|(place, name, _)| is_required(operation, *place, name))
                .cloned()
                .collect(),
            body: first
                .arguments
                .body
                .clone()
                .filter(|_| operation.needs_body),
        },
        ..first.clone()
    });
    exchanges.extend(lacks(document, operation, &first));
    exchanges.extend(excluded(document, operation, &first));
    for response in failures(document, operation, &mut reasons) {
        exchanges.push(Exchange {
            response: Some(response),
            ..first.clone()
        });
    }
    (exchanges, reasons)
}

fn is_required(operation: &Operation<'_>, place: Place, name: &str) -> bool {
    let mut parameters = operation.parameters.iter();
    parameters.any(|of| of.place == place && of.name == name && of.is_required)
}

/// The call without each of the required parameters, and without a required body.
fn lacks(document: &Document, operation: &Operation<'_>, first: &Exchange) -> Vec<Exchange> {
    let mut lacks = Vec::new();
    // What can have one value only, a client may send by itself.
    let is_constant = |of: &&Parameter<'_>| {
        let schema = document.resolve(of.schema);
        let values = schema.and_then(|schema| schema.get("enum")?.as_array());
        values.is_some_and(|values| values.len() == 1)
    };
    let required = operation.parameters.iter().filter(|of| of.is_required);
    for parameter in required.filter(|of| !is_constant(of)) {
        let mut lacking = first.clone();
        let name = parameter.name;
        lacking.forbidden = Some(format!("without `{name}`, which is required"));
        lacking
            .arguments
            .parameters
            .retain(|(place, name, _)| *place != parameter.place || name != parameter.name);
        lacks.push(lacking);
    }
    if operation.needs_body && first.arguments.body.is_some() {
        let mut lacking = first.clone();
        lacking.forbidden = Some("without the body, which is required".to_owned());
        lacking.arguments.body = None;
        lacks.push(lacking);
    }
    if !operation.security.is_empty() && !operation.security.iter().any(Vec::is_empty) {
        lacks.push(Exchange {
            forbidden: Some("without credentials, which are required".to_owned()),
            is_without_credentials: true,
            ..first.clone()
        });
    }
    lacks
}

/// The call with each string that a pattern excludes.
fn excluded(document: &Document, operation: &Operation<'_>, first: &Exchange) -> Vec<Exchange> {
    let mut calls = Vec::new();
    let forbidden = |name: &str| format!("with a value of `{name}` that its pattern excludes");
    for parameter in &operation.parameters {
        let Some(wrong) = excluded_by_pattern(document, parameter.schema) else {
            continue;
        };
        let mut call = first.clone();
        let parameters = &mut call.arguments.parameters;
        parameters.retain(|(place, name, _)| *place != parameter.place || name != parameter.name);
        parameters.push((parameter.place, parameter.name.to_owned(), wrong));
        call.forbidden = Some(forbidden(parameter.name));
        calls.push(call);
    }
    let Some(given) = &first.arguments.body else {
        return calls;
    };
    let mut contents = operation.bodies.iter();
    let content = contents.find(|content| content.media_type == given.media_type);
    let schema = content.and_then(|content| document.resolve(content.schema?));
    let properties = schema.and_then(|schema| schema.get("properties")?.as_object());
    for (name, property) in properties.into_iter().flatten() {
        let Some(wrong) = excluded_by_pattern(document, property) else {
            continue;
        };
        let mut call = first.clone();
        let body = call.arguments.body.as_mut().map(|body| &mut body.value);
        if let Some(Json::Object(members)) = body
            && let Some((_, value)) = members.iter_mut().find(|(own, _)| own == name)
        {
            *value = wrong;
            call.forbidden = Some(forbidden(name));
            calls.push(call);
        }
    }
    calls
}

fn all(values: &[(&Parameter<'_>, Vec<Json>)], round: usize) -> Vec<(Place, String, Json)> {
    let value = |(parameter, values): &(&Parameter<'_>, Vec<Json>)| {
        let value = nth(values, round)?.clone();
        Some((parameter.place, parameter.name.to_owned(), value))
    };
    values.iter().filter_map(value).collect()
}

fn nth<T>(values: &[T], round: usize) -> Option<&T> {
    values.get(round % values.len().max(1))
}

fn bodies(document: &Document, operation: &Operation<'_>, reasons: &mut Vec<String>) -> Vec<Given> {
    let mut bodies = Vec::new();
    for content in &operation.bodies {
        let sent_as = concrete(document, content);
        for value in values(document, content, Way::Request, reasons) {
            bodies.push(Given {
                media_type: content.media_type.to_owned(),
                sent_as: sent_as.clone(),
                value,
            });
        }
    }
    bodies
}

fn responses(
    document: &Document,
    operation: &Operation<'_>,
    reasons: &mut Vec<String>,
) -> Vec<Served> {
    let mut responses = Vec::new();
    for success in &operation.successes {
        let status = success.status;
        if success.bodies.is_empty() {
            responses.push(Served {
                status,
                is_default: false,
                body: None,
            });
        }
        for content in &success.bodies {
            for value in values(document, content, Way::Response, reasons) {
                let body = Some((concrete(document, content), value));
                responses.push(Served {
                    status,
                    is_default: false,
                    body,
                });
            }
        }
    }
    responses
}

/// The documented errors with a body, each once.
fn failures(
    document: &Document,
    operation: &Operation<'_>,
    reasons: &mut Vec<String>,
) -> Vec<Served> {
    let mut failures = Vec::new();
    for failure in &operation.failures {
        for content in &failure.bodies {
            let made = values(document, content, Way::Response, reasons);
            failures.extend(made.into_iter().take(MOST_FAILURES).map(|value| Served {
                status: failure.status,
                is_default: failure.is_default,
                body: Some((concrete(document, content), value)),
            }));
        }
    }
    failures.truncate(MOST);
    failures
}

fn values(
    document: &Document,
    content: &Content<'_>,
    way: Way,
    reasons: &mut Vec<String>,
) -> Vec<Json> {
    let any = Value::Bool(true);
    let is_form = essence(content.media_type) == "application/x-www-form-urlencoded"
        || essence(content.media_type).starts_with("multipart/");
    // What is neither JSON nor a form is sent as it is.
    let is_structured = is_json(&concrete(document, content)) || (is_form && way == Way::Request);
    let schema = content.schema.and_then(|schema| document.resolve(schema));
    let kind = schema.and_then(|schema| schema.get("type")?.as_str());
    let has_values = schema.is_some_and(|schema| schema.get("enum").is_some())
        || matches!(kind, Some("integer" | "number" | "boolean"));
    let is_scalar = has_values && essence(content.media_type).starts_with("text/");
    if !(is_structured || is_scalar) {
        return vec![Json::String("some text, or the bytes of a file".to_owned())];
    }
    let made = instances(document, content.schema.unwrap_or(&any), way);
    let named = |reason: &&str| format!("{}: {reason}", content.media_type);
    reasons.extend(made.reasons.iter().map(named));
    made.values
}

/// A media type of a range; what is no range stays as it is.
fn concrete(document: &Document, content: &Content<'_>) -> String {
    let schema = content.schema.and_then(|schema| document.resolve(schema));
    let is_text = schema.is_none_or(|schema| {
        schema.as_object().is_none_or(serde_json::Map::is_empty)
            || schema.get("type").and_then(Value::as_str) == Some("string")
    });
    let concrete = match essence(content.media_type).as_str() {
        "*/*" | "application/*" if !is_text => "application/json",
        "*/*" | "application/*" => "application/octet-stream",
        "image/*" => "image/png",
        "text/*" => "text/csv",
        "audio/*" => "audio/ogg",
        "video/*" => "video/mp4",
        _ => content.media_type,
    };
    concrete.to_owned()
}

/// Returns what an operation shows, in words: the styles of its parameters, its media types, its unions, its credentials.
#[must_use]
pub fn features(document: &Document, operation: &Operation<'_>) -> BTreeSet<String> {
    let mut features = BTreeSet::new();
    for parameter in &operation.parameters {
        let shape = shape(document, parameter.schema);
        let place = format!("{:?}", parameter.place).to_lowercase();
        features.insert(match (parameter.style, parameter.media_type) {
            (Some(style), _) if shape == "scalar" => format!("parameter: {place} {}", style.name),
            (Some(style), _) => {
                let explode = if style.explode {
                    "exploded"
                } else {
                    "not exploded"
                };
                format!("parameter: {place} {} {shape}, {explode}", style.name)
            }
            (None, Some(_)) => format!("parameter: {place} as a media type"),
            (None, None) => continue,
        });
    }
    for content in &operation.bodies {
        let essence = essence(content.media_type);
        features.insert(format!("body: {essence}"));
        if essence.starts_with("multipart/") {
            features.extend(parts(document, content));
        }
        features.extend(unions(document, content.schema, "body"));
    }
    if operation.bodies.len() > 1 {
        features.insert("body: several media types".to_owned());
    }
    for content in operation
        .successes
        .iter()
        .flat_map(|success| &success.bodies)
    {
        features.insert(format!("response: {}", essence(content.media_type)));
        features.extend(unions(document, content.schema, "response"));
    }
    for content in operation.failures.iter().flat_map(|of| &of.bodies) {
        features.insert(format!("error: {}", essence(content.media_type)));
    }
    let mut patterned = operation.parameters.iter();
    if patterned.any(|of| excluded_by_pattern(document, of.schema).is_some()) {
        features.insert("parameter: with a pattern".to_owned());
    }
    for credential in operation.security.iter().flatten() {
        features.insert(match credential {
            crate::Credential::Bearer => "credential: bearer".to_owned(),
            crate::Credential::Basic => "credential: basic".to_owned(),
            crate::Credential::Key { place, .. } => {
                format!("credential: key in {place:?}").to_lowercase()
            }
        });
    }
    features
}

fn shape(document: &Document, schema: &Value) -> &'static str {
    let schema = document.resolve(schema);
    match schema.and_then(|schema| schema.get("type")?.as_str()) {
        Some("array") => "list",
        Some("object") => "object",
        _ => "scalar",
    }
}

/// The kinds of parts of a form.
fn parts(document: &Document, content: &Content<'_>) -> BTreeSet<String> {
    let schema = content.schema.and_then(|schema| document.resolve(schema));
    let properties = schema.and_then(|schema| schema.get("properties")?.as_object());
    let mut parts = BTreeSet::new();
    for (name, property) in properties.into_iter().flatten() {
        let property = document.resolve(property).unwrap_or(property);
        let is_file =
            |schema: &Value| schema.get("format").and_then(Value::as_str) == Some("binary");
        let items = property
            .get("items")
            .and_then(|items| document.resolve(items));
        let kind = match shape(document, property) {
            "list" if items.is_some_and(is_file) => "list of files",
            "list" => match items.map(|items| shape(document, items)) {
                Some("object") => "list of objects",
                _ => "list",
            },
            "object" => "object",
            _ if is_file(property) => "file",
            _ if property
                .get("oneOf")
                .or_else(|| property.get("anyOf"))
                .is_some() =>
            {
                "union"
            }
            _ => "scalar",
        };
        parts.insert(format!("part: {kind}"));
        let encoding = content.encoding.and_then(|encoding| encoding.get(name));
        if encoding
            .and_then(|encoding| encoding.get("contentType"))
            .is_some()
        {
            parts.insert("part: with a media type".to_owned());
        }
    }
    if schema
        .and_then(|schema| schema.get("additionalProperties"))
        .is_some_and(Value::is_object)
    {
        parts.insert("part: other properties".to_owned());
    }
    parts
}

/// The kinds of unions of a schema, two levels deep.
fn unions(document: &Document, schema: Option<&Value>, of: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut look = vec![(schema, 0)];
    while let Some((schema, depth)) = look.pop() {
        let Some(schema) = schema.and_then(|schema| document.resolve(schema)) else {
            continue;
        };
        let is_told = schema.get("discriminator").is_some();
        for key in ["oneOf", "anyOf"] {
            let Some(options) = schema.get(key).and_then(Value::as_array) else {
                continue;
            };
            let objects = options.iter().filter(|option| {
                document.resolve(option).is_some_and(|option| {
                    option.get("properties").is_some() || option.get("allOf").is_some()
                })
            });
            let kind = match objects.count() {
                0 => "of scalars and lists",
                count if count == options.len() => "of objects",
                _ => "of objects and others",
            };
            let told = if is_told { " with a discriminator" } else { "" };
            found.insert(format!("union in a {of}: {key} {kind}{told}"));
        }
        if is_told && schema.get("oneOf").is_none() && schema.get("anyOf").is_none() {
            found.insert(format!("union in a {of}: a parent with a discriminator"));
        }
        if depth < 3 {
            let properties = schema.get("properties").and_then(Value::as_object);
            let properties = properties
                .into_iter()
                .flatten()
                .map(|(_, property)| property);
            let parts = schema
                .get("allOf")
                .and_then(Value::as_array)
                .into_iter()
                .flatten();
            let below = properties.chain(parts).chain(schema.get("items"));
            look.extend(below.map(|below| (Some(below), depth + 1)));
        }
    }
    found
}
