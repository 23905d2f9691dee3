//! Operations with parameters of every place, bodies in every form and answers of every status.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

use super::names::{header, in_path, name, text};
use super::schemas::{flat_list, flat_object, scalar, schema};

const STATUSES: &[&str] = &[
    "200", "200", "201", "202", "204", "206", "2XX", "301", "3XX", "400", "401", "404", "409",
    "422", "4XX", "500", "503", "5XX", "default", "default", "100", "599",
];

const MEDIA_TYPES: &[&str] = &[
    "application/json",
    "application/json",
    "application/json",
    "application/json; charset=utf-8",
    "application/problem+json",
    "application/vnd.api+json",
    "text/plain",
    "text/html",
    "application/xml",
    "application/octet-stream",
    "image/png",
    "*/*",
    "application/*",
    "text/event-stream",
    "application/x-ndjson",
];

const FORMS: &[&str] = &["application/x-www-form-urlencoded", "multipart/form-data"];

/// One operation: its parameters in the path, and itself.
pub(crate) fn operation() -> BoxedStrategy<(Vec<String>, Value)> {
    (
        vec((in_path(), path_parameter()), 0..3),
        vec(parameter(), 0..4),
        weighted(0.4, body()),
        vec((select(STATUSES), answer()), 1..5),
        weighted(0.7, name()),
        weighted(0.3, text()),
        weighted(0.2, security()),
        weighted(0.1, Just(true)),
        weighted(0.05, servers()),
    )
        .prop_map(
            |(in_path, others, body, answers, id, description, security, deprecated, servers)| {
                let mut names: Vec<String> = Vec::new();
                let mut parameters: Vec<Value> = Vec::new();
                for (name, mut parameter) in in_path {
                    if !names.contains(&name) {
                        parameter["name"] = json!(name);
                        parameters.push(parameter);
                        names.push(name);
                    }
                }
                for parameter in others {
                    let same = |other: &Value| {
                        let name = |value: &Value| {
                            value["name"].as_str().unwrap_or_default().to_lowercase()
                        };
                        name(other) == name(&parameter) && other["in"] == parameter["in"]
                    };
                    if !parameters.iter().any(same) {
                        parameters.push(parameter);
                    }
                }
                let answers: Map<_, _> = answers
                    .into_iter()
                    .map(|(status, answer)| (status.to_owned(), answer))
                    .collect();
                let mut operation = json!({ "parameters": parameters, "responses": answers });
                let mut add = |key: &str, value: Option<Value>| {
                    if let Some(value) = value {
                        operation[key] = value;
                    }
                };
                add("operationId", id.map(Value::from));
                add("requestBody", body);
                add("description", description.map(Value::from));
                add("security", security);
                add("deprecated", deprecated.map(Value::from));
                add("servers", servers);
                (names, operation)
            },
        )
        .boxed()
}

fn path_parameter() -> BoxedStrategy<Value> {
    let written = prop_oneof![
        4 => scalar().prop_map(|schema| json!({ "schema": schema })),
        1 => (select(vec!["simple", "label", "matrix"]), any::<bool>(), prop_oneof![flat_list(), flat_object(), schema()])
            .prop_map(|(style, explode, schema)| json!({ "style": style, "explode": explode, "schema": schema })),
    ];
    written
        .prop_map(|mut parameter| {
            parameter["in"] = json!("path");
            parameter["required"] = json!(true);
            parameter
        })
        .boxed()
}

/// A parameter outside the path.
pub(crate) fn parameter() -> BoxedStrategy<Value> {
    let any_schema = || prop_oneof![3 => scalar(), 1 => flat_list(), 1 => schema()];
    let query = prop_oneof![
        3 => any_schema().prop_map(|schema| json!({ "schema": schema })),
        1 => (any::<bool>(), any_schema()).prop_map(|(explode, schema)| json!({ "style": "form", "explode": explode, "schema": schema })),
        1 => flat_object().prop_map(|schema| json!({ "style": "deepObject", "explode": true, "schema": schema })),
        1 => (select(vec!["spaceDelimited", "pipeDelimited"]), flat_list())
            .prop_map(|(style, schema)| json!({ "style": style, "explode": false, "schema": schema })),
        1 => schema().prop_map(|schema| json!({ "content": { "application/json": { "schema": schema } } })),
    ];
    let plain = || any_schema().prop_map(|schema| json!({ "schema": schema }));
    let in_place = prop_oneof![
        4 => (name(), query, Just("query")),
        2 => (header(), plain(), Just("header")),
        1 => (header(), plain(), Just("cookie")),
    ];
    (
        in_place,
        weighted(0.3, any::<bool>()),
        weighted(0.2, text()),
    )
        .prop_map(|((name, mut parameter, place), required, description)| {
            // A parameter without a name cannot be sent, and is refused.
            let name = if name.is_empty() {
                "unnamed".to_owned()
            } else {
                name
            };
            parameter["name"] = json!(name);
            parameter["in"] = json!(place);
            if let Some(required) = required {
                parameter["required"] = json!(required);
            }
            if let Some(description) = description {
                parameter["description"] = json!(description);
            }
            parameter
        })
        .boxed()
}

fn media() -> BoxedStrategy<(String, Value)> {
    (select(MEDIA_TYPES), weighted(0.95, schema()))
        .prop_map(|(media, schema)| {
            (
                media.to_owned(),
                schema.map_or(json!({}), |schema| json!({ "schema": schema })),
            )
        })
        .boxed()
}

/// What is sent.
pub(crate) fn body() -> BoxedStrategy<Value> {
    let form = (
        select(FORMS),
        prop_oneof![4 => flat_object(), 1 => schema()],
    )
        .prop_map(|(media, schema)| (media.to_owned(), json!({ "schema": schema })));
    (
        vec(prop_oneof![2 => media(), 1 => form], 1..3),
        weighted(0.7, any::<bool>()),
    )
        .prop_map(|(content, required)| {
            let mut body = json!({ "content": content.into_iter().collect::<Map<_, _>>() });
            if let Some(required) = required {
                body["required"] = json!(required);
            }
            body
        })
        .boxed()
}

/// What is received.
pub(crate) fn answer() -> BoxedStrategy<Value> {
    let headers = vec((header(), scalar()), 1..3);
    (text(), vec(media(), 0..3), weighted(0.2, headers))
        .prop_map(|(description, content, headers)| {
            let mut answer = json!({ "description": description });
            if !content.is_empty() {
                answer["content"] = json!(content.into_iter().collect::<Map<_, _>>());
            }
            if let Some(headers) = headers {
                let headers: Map<_, _> = headers
                    .into_iter()
                    .map(|(name, schema)| (name, json!({ "schema": schema })))
                    .collect();
                answer["headers"] = json!(headers);
            }
            answer
        })
        .boxed()
}

/// Alternatives of schemes, by number until it is known how many there are.
pub(crate) fn security() -> BoxedStrategy<Value> {
    vec(vec(0..9_usize, 0..3), 0..3)
        .prop_map(|alternatives| json!(alternatives))
        .boxed()
}

fn servers() -> BoxedStrategy<Value> {
    Just(json!([{ "url": "https://{place}.example/v2", "variables": { "place": { "default": "other" } } }])).boxed()
}
