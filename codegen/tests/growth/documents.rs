use serde_json::{Map, Value, json};

/// What opens and closes one level of a schema within a schema.
pub(crate) const NESTS: &[(&str, (&str, &str))] = &[
    ("items", (r#"{"type":"array","items":"#, "}")),
    ("maps", (r#"{"type":"object","additionalProperties":"#, "}")),
    ("not", (r#"{"not":"#, "}")),
    ("arrays", ("[", "]")),
];

fn named(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn leaf() -> Value {
    json!({ "type": "object", "properties": { "a": { "type": "string" } } })
}

fn with(property: String) -> Value {
    json!({ "type": "object", "properties": { property: { "type": "string" } } })
}

/// A document of these schemas, whose only operation returns the schema `S0`.
fn of(schemas: Map<String, Value>) -> Value {
    json!({
        "openapi": "3.0.3", "info": { "title": "T", "version": "1" },
        "servers": [{ "url": "https://a.example" }],
        "paths": { "/a": { "get": { "operationId": "a", "responses": { "200": {
            "description": "d", "content": { "application/json": { "schema": named("S0") } },
        } } } } },
        "components": { "schemas": schemas },
    })
}

/// The text of a document with a schema, which may be deeper than a `Value` can be read.
pub(crate) fn in_document(schema: &str) -> String {
    let document = of(Map::from_iter([("S0".to_owned(), json!("schema"))]));
    document
        .to_string()
        .replace(r#""schema"}"#, &format!("{schema}}}"))
}

/// So many schemas, each made of the next one.
fn chain(levels: usize, made_of: impl Fn(usize, Value) -> Value) -> Value {
    let schema = |level| {
        let next = named(&format!("S{}", level + 1));
        (format!("S{level}"), made_of(level, next))
    };
    let mut schemas: Map<String, Value> = (0..levels).map(schema).collect();
    schemas.insert(format!("S{levels}"), leaf());
    of(schemas)
}

/// A first schema, and so many others.
fn wide(first: Value, count: usize, other: impl Fn(usize) -> Value) -> Value {
    let mut schemas = Map::from_iter([("S0".to_owned(), first)]);
    schemas.extend((0..count).map(|number| (format!("O{number}"), other(number))));
    of(schemas)
}

fn all(count: usize) -> Vec<Value> {
    (0..count)
        .map(|number| named(&format!("O{number}")))
        .collect()
}

fn of_paths(count: usize, operation: impl Fn(usize) -> Value) -> Value {
    let mut document = wide(leaf(), 0, |_| leaf());
    let paths =
        (0..count).map(|number| (format!("/p{number}"), json!({ "get": operation(number) })));
    document["paths"] = Value::Object(paths.collect());
    document
}

pub(crate) fn operations(count: usize) -> Value {
    of_paths(count, |number| {
        json!({ "operationId": format!("op{number}"), "responses": { "200": {
            "description": "d", "content": { "application/json": { "schema": named("S0") } },
        } } })
    })
}

pub(crate) fn error_responses(count: usize) -> Value {
    of_paths(count, |number| {
        json!({ "operationId": format!("op{number}"), "responses": {
            "200": { "description": "d" },
            "400": { "description": "e", "content": { "application/json": { "schema": named("S0") } } },
        } })
    })
}

pub(crate) fn one_operation_id(count: usize) -> Value {
    of_paths(
        count,
        |_| json!({ "operationId": "same", "responses": { "200": { "description": "d" } } }),
    )
}

fn two_lists(levels: usize, one: &str, other: &str) -> Value {
    chain(levels, |level, next| {
        let lists = [(one, 1), (other, 2)].map(
            |(keyword, number)| json!({ keyword: [next, with(format!("p{level}_{number}"))] }),
        );
        json!({ "allOf": lists })
    })
}

pub(crate) fn all_of_two_one_of(levels: usize) -> Value {
    two_lists(levels, "oneOf", "oneOf")
}

pub(crate) fn all_of_two_any_of(levels: usize) -> Value {
    two_lists(levels, "anyOf", "anyOf")
}

pub(crate) fn all_of_one_and_any_of(levels: usize) -> Value {
    two_lists(levels, "oneOf", "anyOf")
}

pub(crate) fn chain_of_one_of(levels: usize) -> Value {
    chain(
        levels,
        |level, next| json!({ "oneOf": [next, with(format!("p{level}"))] }),
    )
}

pub(crate) fn chain_of_any_of(levels: usize) -> Value {
    chain(
        levels,
        |level, next| json!({ "anyOf": [next, with(format!("p{level}"))] }),
    )
}

pub(crate) fn chain_of_one_of_with_properties(levels: usize) -> Value {
    chain(levels, |level, next| {
        json!({
            "type": "object", "properties": { format!("own{level}"): { "type": "string" } },
            "oneOf": [next, with(format!("p{level}"))],
        })
    })
}

pub(crate) fn one_of_twice(levels: usize) -> Value {
    chain(
        levels,
        |level, next| json!({ "properties": { format!("p{level}"): { "type": "string" } }, "oneOf": [next, next] }),
    )
}

pub(crate) fn circle_of_one_of(levels: usize) -> Value {
    let schema = |level| {
        let next = named(&format!("S{}", (level + 1) % levels));
        (
            format!("S{level}"),
            json!({ "oneOf": [next, with(format!("p{level}"))] }),
        )
    };
    of((0..levels).map(schema).collect())
}

pub(crate) fn all_of_twice(levels: usize) -> Value {
    chain(levels, |_, next| json!({ "allOf": [next, next] }))
}

pub(crate) fn chain_of_all_of(levels: usize) -> Value {
    chain(
        levels,
        |level, next| json!({ "allOf": [next, with(format!("p{level}"))] }),
    )
}

pub(crate) fn chain_of_lists(levels: usize) -> Value {
    chain(levels, |_, next| json!({ "type": "array", "items": next }))
}

pub(crate) fn chain_of_maps(levels: usize) -> Value {
    chain(
        levels,
        |_, next| json!({ "type": "object", "additionalProperties": next }),
    )
}

pub(crate) fn chain_of_references(levels: usize) -> Value {
    chain(levels, |_, next| next)
}

/// Each level has two schemas, which both have the one below.
fn diamonds(levels: usize, keyword: &str) -> Value {
    let mut schemas = Map::new();
    for level in 0..levels {
        let sides = ["L", "R"].map(|side| format!("{side}{level}"));
        let both: Vec<Value> = sides.iter().map(|side| named(side)).collect();
        schemas.insert(format!("S{level}"), json!({ keyword: both }));
        for side in sides {
            let below = named(&format!("S{}", level + 1));
            let own = with(side.clone());
            schemas.insert(side, json!({ keyword: [below, own] }));
        }
    }
    schemas.insert(format!("S{levels}"), leaf());
    of(schemas)
}

pub(crate) fn diamonds_of_all_of(levels: usize) -> Value {
    diamonds(levels, "allOf")
}

pub(crate) fn diamonds_of_one_of(levels: usize) -> Value {
    diamonds(levels, "oneOf")
}

pub(crate) fn diamonds_of_properties(levels: usize) -> Value {
    chain(
        levels,
        |_, next| json!({ "type": "object", "properties": { "left": next, "right": { "type": "array", "items": next } } }),
    )
}

pub(crate) fn wide_one_of(count: usize) -> Value {
    wide(json!({ "oneOf": all(count) }), count, |number| {
        let mut option = with(format!("p{number}"));
        option["required"] = json!([format!("p{number}")]);
        option
    })
}

pub(crate) fn wide_one_of_without_a_sign(count: usize) -> Value {
    wide(json!({ "oneOf": all(count) }), count, |number| {
        json!({ "type": "object", "required": ["p"], "properties": {
            "p": { "type": "string" }, format!("q{number}"): { "type": "string" },
        } })
    })
}

pub(crate) fn wide_one_of_with_a_discriminator(count: usize) -> Value {
    let value = |number| {
        (
            format!("v{number}"),
            json!(format!("#/components/schemas/O{number}")),
        )
    };
    let mapping: Map<String, Value> = (0..count).map(value).collect();
    let first = json!({ "oneOf": all(count), "discriminator": { "propertyName": "t", "mapping": mapping } });
    wide(first, count, |_| with("t".to_owned()))
}

pub(crate) fn wide_one_of_in_place(count: usize) -> Value {
    let options: Vec<Value> = (0..count)
        .map(|number| with(format!("q{number}")))
        .collect();
    wide(
        json!({ "oneOf": options, "properties": { "own": { "type": "string" } } }),
        0,
        |_| leaf(),
    )
}

pub(crate) fn wide_family(count: usize) -> Value {
    let first = json!({ "type": "object", "properties": { "t": { "type": "string" } }, "discriminator": { "propertyName": "t" } });
    wide(
        first,
        count,
        |number| json!({ "allOf": [named("S0"), with(format!("p{number}"))] }),
    )
}

/// A mapping of so many values to two options.
pub(crate) fn discriminator_of_many_values(count: usize) -> Value {
    let value = |number| {
        let option = format!("#/components/schemas/O{}", number % 2);
        (format!("v{number}"), json!(option))
    };
    let mapping: Map<String, Value> = (0..count).map(value).collect();
    let values: Vec<String> = (0..count).map(|number| format!("v{number}")).collect();
    let listed = json!({ "type": "string", "enum": values });
    let first =
        json!({ "oneOf": all(2), "discriminator": { "propertyName": "t", "mapping": mapping } });
    wide(
        first,
        2,
        |number| json!({ "type": "object", "required": ["t"], "properties": { "t": listed, format!("p{number}"): {} } }),
    )
}

/// A supertype that lists the values of its discriminator, and so many subtypes.
fn listed_family(
    count: usize,
    value: impl Fn(usize) -> String,
    add: impl Fn(usize) -> Value,
) -> Value {
    let values: Vec<String> = (0..count).map(value).collect();
    let first = json!({
        "type": "object", "required": ["t"],
        "properties": { "t": { "type": "string", "enum": values } },
        "discriminator": { "propertyName": "t" },
    });
    wide(
        first,
        count,
        |number| json!({ "allOf": [named("S0"), add(number)] }),
    )
}

pub(crate) fn wide_family_with_its_values(count: usize) -> Value {
    let value = |number| format!("o-{number}");
    listed_family(count, value, |number| with(format!("p{number}")))
}

pub(crate) fn wide_family_with_other_values(count: usize) -> Value {
    let value = |number| format!("v{number}");
    listed_family(count, value, |number| with(format!("p{number}")))
}

/// All but one subtype add nothing.
pub(crate) fn wide_family_that_adds_nothing(count: usize) -> Value {
    let add = |number| match number {
        0 => with("p".to_owned()),
        _ => json!({ "description": "d" }),
    };
    listed_family(count, |number| format!("v{number}"), add)
}

pub(crate) fn line_of_supertypes(levels: usize) -> Value {
    chain(levels, |level, next| {
        json!({
            "allOf": [next, with(format!("p{}", level % 2))],
            "properties": { "t": { "type": "string" } },
            "discriminator": { "propertyName": "t" },
        })
    })
}

pub(crate) fn wide_any_of(count: usize) -> Value {
    wide(json!({ "anyOf": all(count) }), count, |number| {
        with(format!("p{number}"))
    })
}

pub(crate) fn wide_all_of(count: usize) -> Value {
    wide(json!({ "allOf": all(count) }), count, |number| {
        with(format!("p{number}"))
    })
}

pub(crate) fn wide_all_of_of_one_property(count: usize) -> Value {
    wide(
        json!({ "allOf": all(count) }),
        count,
        |number| json!({ "type": "object", "properties": { "a": { "type": "string", "description": format!("d{number}") } } }),
    )
}

/// An object of many properties, which one `allOf` names as many times.
pub(crate) fn all_of_the_same(count: usize) -> Value {
    let parts = vec![named("O0"); count];
    wide(json!({ "allOf": parts }), 1, |_| {
        let property = |number| (format!("p{number}"), json!({ "type": "string" }));
        let properties: Map<String, Value> = (0..count).map(property).collect();
        json!({ "type": "object", "properties": properties })
    })
}

pub(crate) fn unresolved_references(count: usize) -> Value {
    let property = |number| (format!("p{number}"), named(&format!("O{number}x")));
    let properties: Map<String, Value> = (0..count).map(property).collect();
    wide(
        json!({ "type": "object", "properties": properties }),
        count,
        |_| leaf(),
    )
}

pub(crate) fn unknown_in_required(count: usize) -> Value {
    let property = |number| (format!("name{number:05}"), json!({ "type": "string" }));
    let properties: Map<String, Value> = (0..count).map(property).collect();
    let required: Vec<String> = (0..count)
        .map(|number| format!("nmae{number:05}"))
        .collect();
    wide(
        json!({ "type": "object", "properties": properties, "required": required }),
        0,
        |_| leaf(),
    )
}

pub(crate) fn unresolved_values(count: usize) -> Value {
    let value = |number| {
        (
            format!("v{number}"),
            json!(format!("#/components/schemas/O{number}x")),
        )
    };
    let mapping: Map<String, Value> = (0..count).map(value).collect();
    let first =
        json!({ "oneOf": all(2), "discriminator": { "propertyName": "t", "mapping": mapping } });
    wide(first, count, |number| with(format!("p{number}")))
}

fn of_properties(count: usize, property: &Value) -> Value {
    let properties: Map<String, Value> = (0..count)
        .map(|number| (format!("p{number}"), property.clone()))
        .collect();
    wide(
        json!({ "type": "object", "properties": properties }),
        0,
        |_| leaf(),
    )
}

pub(crate) fn problems_on_one_line(count: usize) -> Value {
    of_properties(
        count,
        &json!({ "type": "strng", "maxLength": "x", "items": 1 }),
    )
}

pub(crate) fn unknown_keywords(count: usize) -> Value {
    of_properties(
        count,
        &json!({ "type": "string", "maxlength": 3, "descripton": "x", "minLenght": 1 }),
    )
}

/// So many components, each faulty, and an operation that refers to it.
fn faulty(count: usize, section: &str, component: &Value, part: impl Fn(&str) -> Value) -> Value {
    let mut document = of_paths(count, |number| {
        let mut operation = json!({
            "operationId": format!("op{number}"),
            "responses": { "200": { "description": "d" } },
        });
        let part = part(&format!("C{number}"));
        for (key, value) in part.as_object().into_iter().flatten() {
            operation[key] = value.clone();
        }
        operation
    });
    let components = (0..count).map(|number| (format!("C{number}"), component.clone()));
    document["components"][section] = Value::Object(components.collect());
    document
}

pub(crate) fn faulty_parameters(count: usize) -> Value {
    let component = json!({ "name": "a", "in": "qery", "schema": { "type": "string" } });
    faulty(
        count,
        "parameters",
        &component,
        |name| json!({ "parameters": [{ "$ref": format!("#/components/parameters/{name}") }] }),
    )
}

pub(crate) fn faulty_responses(count: usize) -> Value {
    let component = json!({ "description": "d", "content": 1 });
    faulty(
        count,
        "responses",
        &component,
        |name| json!({ "responses": { "200": { "$ref": format!("#/components/responses/{name}") } } }),
    )
}

pub(crate) fn faulty_schemes(count: usize) -> Value {
    faulty(
        count,
        "securitySchemes",
        &json!({ "type": "htp" }),
        |name| json!({ "security": [{ name: [] }] }),
    )
}

pub(crate) fn one_of_of_enums(count: usize) -> Value {
    let options: Vec<Value> = (0..count)
        .map(|number| json!({ "type": "string", "enum": [format!("v{number}")] }))
        .collect();
    wide(json!({ "oneOf": options }), 0, |_| leaf())
}

/// A request with so many required fields.
pub(crate) fn required_fields(count: usize) -> Value {
    let names: Vec<String> = (0..count).map(|number| format!("field{number}")).collect();
    let properties: serde_json::Map<String, Value> = names
        .iter()
        .map(|name| (name.clone(), json!({ "type": "string" })))
        .collect();
    let schema = json!({ "type": "object", "required": names, "properties": properties });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Growing", "version": "1" },
        "paths": { "/a": { "post": {
            "operationId": "a",
            "requestBody": { "required": true, "content": { "application/json": { "schema": schema } } },
            "responses": { "204": { "description": "Done." } },
        } } },
    })
}

/// A list of values at the end of a chain that has each schema twice.
pub(crate) fn values_that_meet_themselves(count: usize) -> Value {
    const LEVELS: usize = 10;
    let mut document = all_of_twice(LEVELS);
    let values: Vec<String> = (0..count).map(|number| format!("value{number}")).collect();
    document["components"]["schemas"][format!("S{LEVELS}")] =
        json!({ "type": "string", "enum": values });
    document
}

/// A list of options at the end of a chain that has each schema twice.
pub(crate) fn options_that_meet_themselves(levels: usize) -> Value {
    let mut document = all_of_twice(levels);
    let options = [with("b".to_owned()), with("c".to_owned())];
    document["components"]["schemas"][format!("S{levels}")] = json!({ "oneOf": options });
    document
}

/// A chain of schemas that have the next one twice, and that say nothing of their values.
fn nothing_twice(levels: usize, keyword: &str) -> Value {
    let mut document = chain(levels, |_, next| json!({ keyword: [next, next] }));
    document["components"]["schemas"][format!("S{levels}")] = json!({});
    document
}

pub(crate) fn all_of_nothing_twice(levels: usize) -> Value {
    nothing_twice(levels, "allOf")
}

pub(crate) fn one_of_nothing_twice(levels: usize) -> Value {
    nothing_twice(levels, "oneOf")
}

pub(crate) fn any_of_nothing_twice(levels: usize) -> Value {
    nothing_twice(levels, "anyOf")
}

/// A schema that leads back to itself through a chain that has each schema twice.
pub(crate) fn circle_of_all_of_twice(levels: usize) -> Value {
    let mut document = all_of_twice(levels);
    document["components"]["schemas"][format!("S{levels}")] =
        json!({ "type": "object", "properties": { "again": named("S0") } });
    document
}

/// A parameter in a style of lists, whose schema has each schema twice.
fn parameter_of_lists(mut document: Value) -> Value {
    document["paths"]["/a"]["get"]["parameters"] = json!([
        { "name": "p", "in": "query", "style": "pipeDelimited", "explode": false, "schema": named("S0") },
    ]);
    document
}

pub(crate) fn parameter_of_one_of_twice(levels: usize) -> Value {
    parameter_of_lists(chain(levels, |_, next| json!({ "oneOf": [next, next] })))
}

pub(crate) fn parameter_of_all_of_twice(levels: usize) -> Value {
    parameter_of_lists(all_of_twice(levels))
}

/// A form whose schema has each schema twice, and whose parts have encodings.
fn form(levels: usize, media_type: &str) -> Value {
    let mut document = all_of_twice(levels);
    document["components"]["schemas"][format!("S{levels}")] = json!({
        "type": "object",
        "properties": { "a": { "type": "string", "format": "binary" } },
        "additionalProperties": false,
    });
    let mut operation = document["paths"]["/a"]["get"].take();
    let encoding = json!({ "a": { "contentType": "text/plain" } });
    operation["requestBody"] =
        json!({ "content": { media_type: { "schema": named("S0"), "encoding": encoding } } });
    document["paths"]["/a"] = json!({ "post": operation });
    document
}

pub(crate) fn multipart_of_all_of_twice(levels: usize) -> Value {
    form(levels, "multipart/form-data")
}

pub(crate) fn form_of_all_of_twice(levels: usize) -> Value {
    form(levels, "application/x-www-form-urlencoded")
}

/// An example of options that have each the next ones twice.
pub(crate) fn example_of_one_of_twice(levels: usize) -> Value {
    let mut document = chain(
        levels,
        |level, next| json!({ "oneOf": [next, { "type": "object", "properties": { format!("p{level}"): next } }] }),
    );
    let at = "/paths/~1a/get/responses/200/content/application~1json";
    if let Some(content) = document.pointer_mut(at) {
        content["example"] = (0..levels).fold(
            json!(1),
            |inner, level| json!({ format!("p{level}"): inner }),
        );
    }
    document
}

/// Names of this length that are nearly right.
pub(crate) fn long_names(length: usize) -> Value {
    let name = |first: &str, number: usize| format!("{first}{number:02}{}", "x".repeat(length));
    let nearly = (0..40).map(|number| (format!("p{number}"), named(&name("B", number))));
    let required: Vec<String> = (0..40).map(|number| name("C", number)).collect();
    let properties: Map<String, Value> = nearly.collect();
    let declared = (0..40).map(|number| (name("D", number), json!({ "type": "string" })));
    let declared: Map<String, Value> = declared.collect();
    let first = json!({ "type": "object", "properties": properties });
    let mut schemas = Map::from_iter([("S0".to_owned(), first)]);
    schemas.insert(
        "S1".to_owned(),
        json!({ "type": "object", "required": required, "properties": declared }),
    );
    schemas.extend((0..40).map(|number| (name("A", number), leaf())));
    of(schemas)
}

/// So many operations, and as many alternatives of credentials for all of them.
pub(crate) fn shared_credentials(count: usize) -> Value {
    let mut document = operations(count);
    let names: Vec<String> = (0..count).map(|number| format!("key{number}")).collect();
    let alternatives: Vec<Value> = names.iter().map(|name| json!({ name: [] })).collect();
    let schemes = names.iter().map(|name| {
        let scheme = json!({ "type": "apiKey", "in": "header", "name": name });
        (name.clone(), scheme)
    });
    let schemes: Map<String, Value> = schemes.collect();
    document["security"] = json!(alternatives);
    document["components"]["securitySchemes"] = json!(schemes);
    document
}

/// So many schemas, each of which extends the one before it by a property.
pub(crate) fn line_of_properties(count: usize) -> Value {
    let mut schemas = Map::from_iter([("S0".to_owned(), leaf())]);
    schemas.extend((1..count).map(|number| {
        let before = named(&format!("S{}", number - 1));
        let own = with(format!("p{number}"));
        (format!("S{number}"), json!({ "allOf": [before, own] }))
    }));
    of(schemas)
}

/// So many operations that share a response with as many headers.
pub(crate) fn shared_headers(count: usize) -> Value {
    let mut document = operations(count);
    let headers = (0..count).map(|number| {
        (
            format!("X-{number}"),
            json!({ "schema": { "type": "string" } }),
        )
    });
    let headers: Map<String, Value> = headers.collect();
    document["components"]["responses"] =
        json!({ "R": { "description": "d", "headers": headers } });
    if let Some(paths) = document["paths"].as_object_mut() {
        for item in paths.values_mut() {
            item["get"]["responses"]["200"] = json!({ "$ref": "#/components/responses/R" });
        }
    }
    document
}
