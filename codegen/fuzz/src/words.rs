//! What is put into documents: names that are hard to write in Rust, and words and parts that OpenAPI knows.

use serde_json::{Value, json};

use crate::random::Random;

/// Names of properties, components, parameters and values.
pub(crate) const NAMES: &[&str] = &[
    "",
    " ",
    "type",
    "self",
    "Self",
    "crate",
    "super",
    "_",
    "__",
    "gen",
    "async",
    "r#type",
    "1",
    "2nd",
    "a",
    "A",
    "a-b",
    "a_b",
    "aB",
    "AB",
    "a.b",
    "a b",
    "é",
    "日本",
    "ß",
    "İ",
    "🚀",
    "***",
    "-1",
    "+1",
    "$",
    "@id",
    "a\nb",
    "\0",
    "\u{202e}",
    "a\"b",
    "\\",
    "{x}",
    "*/",
    "#",
    "~1",
    "/",
    "$ref",
    "Option",
    "Vec",
    "String",
    "Box",
    "Result",
    "Some",
    "None",
    "Ok",
    "Default",
    "Clone",
    "Unknown",
    "Other",
    "Error",
    "Client",
    "Request",
    "Response",
    "Builder",
    "build",
    "builder",
    "new",
    "with",
    "rt",
    "std",
    "core",
    "malipo",
    "malipo_runtime",
    "runtime",
    "value",
    "body",
    "other",
    "others",
    "additional_properties",
    "status",
    "send",
    "clone",
    "default",
    "required",
    "properties",
    "nullable",
    "200",
    "5XX",
    "get",
    "application/json",
    "x-malipo-kind",
    "x-malipo-gateway",
    "x-thing",
];

const TEXTS: &[&str] = &[
    "string",
    "integer",
    "number",
    "boolean",
    "object",
    "array",
    "null",
    "file",
    "int32",
    "int64",
    "float",
    "double",
    "date",
    "date-time",
    "uuid",
    "byte",
    "binary",
    "decimal",
    "password",
    "uri",
    "email",
    "query",
    "path",
    "header",
    "cookie",
    "form",
    "simple",
    "label",
    "matrix",
    "deepObject",
    "spaceDelimited",
    "pipeDelimited",
    "http",
    "bearer",
    "basic",
    "apiKey",
    "oauth2",
    "openIdConnect",
    "https://a.example/{b}",
    "/a/{b}",
    "/",
    "3.0.0",
    "3.0.3",
    "3.1.0",
    "```\na\n```",
    "    a",
    "[a]: b",
    "*/",
    "#/components/schemas/A",
    "#/",
    "other.yaml#/x",
    "1e999",
    "-0",
];

/// A short text.
pub(crate) fn text(random: &mut Random) -> Value {
    let list = if random.below(2) == 0 { TEXTS } else { NAMES };
    json!(random.pick(list))
}

/// A value that is hardly ever right.
pub(crate) fn odd(random: &mut Random) -> Value {
    match random.below(14) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(0),
        3 => json!(-7),
        4 => json!(1.5),
        5 => json!(1e300),
        6 => json!(u64::MAX),
        7 => json!(i64::MIN),
        8 => json!([]),
        9 => json!({}),
        10 => json!([null]),
        11 => json!([{}, {}]),
        _ => text(random),
    }
}

/// A small schema.
pub(crate) fn schema(random: &mut Random, depth: usize) -> Value {
    let deeper = |random: &mut Random| match depth {
        0 => json!({ "type": "string" }),
        _ => schema(random, depth - 1),
    };
    match random.below(20) {
        0 => json!({}),
        1 => json!({ "type": "string", "format": text(random) }),
        2 => json!({ "type": "integer", "format": "int64", "minimum": 1, "default": 3 }),
        3 => json!({ "type": "number", "multipleOf": 0.01 }),
        4 => json!({ "type": "boolean", "default": true }),
        5 => json!({ "type": "array", "items": deeper(random), "minItems": 1 }),
        6 => json!({ "type": "object", "additionalProperties": deeper(random) }),
        7 | 8 => json!({
            "type": "object",
            "properties": { name(random): deeper(random), name(random): deeper(random) },
            "required": [name(random)],
            "additionalProperties": random.below(2) == 0,
        }),
        9 => json!({ "type": "string", "enum": [name(random), name(random), name(random)] }),
        10 => json!({ "type": "integer", "enum": [0, 1, -1] }),
        11 => json!({ "enum": [1, "a", null, true, 1.5] }),
        12 => json!({ "allOf": [deeper(random), deeper(random)] }),
        13 => json!({ "oneOf": [deeper(random), deeper(random)] }),
        14 => json!({ "anyOf": [deeper(random), deeper(random)], "nullable": true }),
        15 => json!({
            "oneOf": [
                { "type": "object", "properties": { "k": { "type": "string", "enum": ["a"] } }, "required": ["k"] },
                { "type": "object", "properties": { "k": { "type": "string", "enum": ["b"] } }, "required": ["k"] },
            ],
        }),
        16 => json!({ "type": "string", "format": "binary" }),
        17 => json!({ "not": deeper(random) }),
        18 => json!({ "type": "string", "enum": [name(random)], "default": name(random) }),
        _ => json!({ "type": "object" }),
    }
}

pub(crate) fn name(random: &mut Random) -> String {
    (*random.pick(NAMES).unwrap_or(&"a")).to_owned()
}

/// A keyword and its value, for an object that says of what kind it is.
pub(crate) fn member(random: &mut Random, target: &Value) -> (&'static str, Value) {
    if target.get("responses").is_some() {
        return operation(random);
    }
    if target.get("in").is_some() {
        return parameter(random);
    }
    if target.get("content").is_some() || target.get("headers").is_some() {
        return match random.below(4) {
            0 => ("required", json!(random.below(2) == 0)),
            1 => (
                "headers",
                json!({ name(random): { "schema": schema(random, 1) } }),
            ),
            2 => ("description", text(random)),
            _ => ("content", content(random)),
        };
    }
    match random.below(22) {
        0 => ("nullable", json!(true)),
        1 => ("readOnly", json!(true)),
        2 => ("writeOnly", json!(true)),
        3 => ("deprecated", json!(true)),
        4 => ("format", text(random)),
        5 => ("enum", json!([name(random), name(random)])),
        6 => ("enum", json!([1, 2, 2])),
        7 => ("default", odd(random)),
        8 => ("minimum", json!(1)),
        9 => ("maximum", json!(10.5)),
        10 => ("exclusiveMinimum", json!(true)),
        11 => ("minLength", json!(2)),
        12 => ("pattern", text(random)),
        13 => ("additionalProperties", schema(random, 1)),
        14 => ("additionalProperties", json!(random.below(2) == 0)),
        15 => ("allOf", json!([schema(random, 1), schema(random, 1)])),
        16 => ("oneOf", json!([schema(random, 1), schema(random, 1)])),
        17 => ("anyOf", json!([schema(random, 1), schema(random, 1)])),
        18 => ("properties", json!({ name(random): schema(random, 1) })),
        19 => ("required", json!([name(random)])),
        20 => ("description", text(random)),
        _ => ("discriminator", json!({ "propertyName": name(random) })),
    }
}

fn operation(random: &mut Random) -> (&'static str, Value) {
    match random.below(8) {
        0 => ("operationId", text(random)),
        1 => (
            "requestBody",
            json!({ "required": random.below(2) == 0, "content": content(random) }),
        ),
        2 => ("security", json!([{}])),
        3 => ("servers", json!([{ "url": "https://b.example" }])),
        4 => ("deprecated", json!(true)),
        5 => (
            "responses",
            json!({ status(random): { "description": "d", "content": content(random) } }),
        ),
        _ => {
            let place = random.pick(&["query", "header", "cookie"]);
            let parameter =
                json!({ "name": name(random), "in": place, "schema": schema(random, 1) });
            ("parameters", json!([parameter]))
        }
    }
}

fn parameter(random: &mut Random) -> (&'static str, Value) {
    match random.below(7) {
        0 => ("required", json!(random.below(2) == 0)),
        1 => ("style", text(random)),
        2 => ("explode", json!(random.below(2) == 0)),
        3 => ("schema", schema(random, 2)),
        4 => ("allowReserved", json!(true)),
        5 => ("name", text(random)),
        _ => ("deprecated", json!(true)),
    }
}

/// Bodies by media type.
pub(crate) fn content(random: &mut Random) -> Value {
    const MEDIA_TYPES: &[&str] = &[
        "application/json",
        "application/json; charset=utf-8",
        "application/problem+json",
        "text/plain",
        "text/html",
        "application/xml",
        "application/octet-stream",
        "image/png",
        "*/*",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/*",
        "text/event-stream",
        "",
    ];
    json!({ random.pick(MEDIA_TYPES).copied().unwrap_or_default(): { "schema": schema(random, 2) } })
}

/// A key of `responses`.
pub(crate) fn status(random: &mut Random) -> String {
    const ALL: &[&str] = &[
        "200", "201", "204", "2XX", "302", "400", "404", "4XX", "500", "5XX", "default",
    ];
    (*random.pick(ALL).unwrap_or(&"200")).to_owned()
}
