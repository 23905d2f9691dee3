//! Schemas of every shape. A reference is `{ "$ref": n }` and one to an object with the discriminating property
//! `{ "$tagged": n }`, until it is known how many there are.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

use super::names::{name, text};

/// Any schema.
pub(crate) fn schema() -> BoxedStrategy<Value> {
    prop_oneof![5 => scalar(), 2 => reference()]
        .prop_recursive(3, 16, 4, |inner| {
            prop_oneof![
                4 => object(inner.clone()),
                2 => list(inner.clone()),
                1 => map(inner.clone()),
                2 => all_of(inner.clone()),
                2 => one_of(inner.clone()),
                1 => discriminated(),
                1 => beside(inner),
            ]
        })
        .boxed()
}

/// An object of a few properties.
pub(crate) fn flat_object() -> BoxedStrategy<Value> {
    object(prop_oneof![4 => scalar(), 1 => reference()].boxed())
}

/// A list of plain values.
pub(crate) fn flat_list() -> BoxedStrategy<Value> {
    list(scalar())
}

fn reference() -> BoxedStrategy<Value> {
    (0..40_usize)
        .prop_map(|number| json!({ "$ref": number }))
        .boxed()
}

/// What may stand beside any keyword.
fn annotated(schema: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    let notes = (
        weighted(0.15, Just(true)),
        weighted(0.15, text()),
        weighted(0.05, Just(true)),
        weighted(0.1, select(vec!["readOnly", "writeOnly"])),
        weighted(0.05, text()),
    );
    (schema, notes)
        .prop_map(
            |(mut schema, (nullable, description, deprecated, direction, title))| {
                if schema.get("$ref").is_some() {
                    return schema;
                }
                let mut add = |key: &str, value: Option<Value>| {
                    if let Some(value) = value {
                        schema[key] = value;
                    }
                };
                add("nullable", nullable.map(Value::from));
                add("description", description.map(Value::from));
                add("deprecated", deprecated.map(Value::from));
                add(
                    direction.unwrap_or_default(),
                    direction.map(|_| json!(true)),
                );
                add("title", title.map(Value::from));
                schema
            },
        )
        .boxed()
}

pub(crate) fn scalar() -> BoxedStrategy<Value> {
    const FORMATS: &[&str] = &[
        "date",
        "date-time",
        "uuid",
        "byte",
        "binary",
        "decimal",
        "email",
        "uri",
        "password",
        "time",
        "ipv4",
        "odd one",
        "int64",
    ];
    let enumeration = (vec(name(), 1..6), any::<bool>()).prop_map(|(values, default)| {
        let mut schema = json!({ "type": "string", "enum": values });
        if default {
            schema["default"] = json!(values[0]);
        }
        schema
    });
    let mixed = vec(
        prop_oneof![
            name().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            any::<bool>().prop_map(Value::from),
            Just(Value::Null),
            Just(json!(1.5)),
        ],
        1..5,
    );
    let integers = vec(prop_oneof![-2..4_i64, any::<i64>()], 1..5);
    let numbers = vec(
        select(vec![json!(1.5), json!(-0.5), json!(2), json!(0)]),
        1..4,
    );
    annotated(prop_oneof![
        4 => Just(json!({ "type": "string" })),
        2 => select(FORMATS).prop_map(|format| json!({ "type": "string", "format": format })),
        1 => (0..4_u64, 4..9_u64).prop_map(|(min, max)| json!({ "type": "string", "minLength": min, "maxLength": max, "pattern": "^[a-z]*$" })),
        1 => name().prop_map(|value| json!({ "type": "string", "default": value })),
        2 => select(vec!["int32", "int64", "odd one", "double"]).prop_map(|format| json!({ "type": "integer", "format": format })),
        1 => (-9..0_i64, 0..9_i64, any::<bool>()).prop_map(|(min, max, not_itself)| json!({
            "type": "integer", "minimum": min, "maximum": max, "exclusiveMinimum": not_itself, "default": 0,
        })),
        1 => select(vec!["float", "double", "decimal"]).prop_map(|format| json!({ "type": "number", "format": format })),
        1 => Just(json!({ "type": "number", "minimum": 0.01, "maximum": 1e300, "multipleOf": 0.01, "default": 1.5 })),
        1 => Just(json!({ "type": "number" })),
        2 => Just(json!({ "type": "boolean" })),
        1 => Just(json!({ "type": "boolean", "default": false })),
        3 => enumeration,
        1 => mixed.prop_map(|values| json!({ "enum": values })),
        1 => integers.prop_map(|values| json!({ "type": "integer", "enum": values })),
        1 => numbers.prop_map(|values| json!({ "type": "number", "enum": values })),
        1 => Just(json!({})),
        1 => Just(json!({ "type": "object" })),
    ])
}

fn object(inner: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    let additional = prop_oneof![
        6 => Just(None),
        1 => any::<bool>().prop_map(|any| Some(json!(any))),
        1 => inner.clone().prop_map(Some),
    ];
    let object = (vec((name(), inner, any::<bool>()), 0..6), additional).prop_map(
        |(members, additional)| {
            let mut required: Vec<Value> = Vec::new();
            let mut properties = Map::new();
            for (name, schema, is_required) in members {
                if is_required && !properties.contains_key(&name) {
                    required.push(json!(name));
                }
                properties.entry(name).or_insert(schema);
            }
            let mut schema = json!({ "type": "object", "properties": properties });
            if !required.is_empty() {
                schema["required"] = json!(required);
            }
            if let Some(additional) = additional {
                schema["additionalProperties"] = additional;
            }
            schema
        },
    );
    annotated(object)
}

fn list(inner: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    annotated((inner, weighted(0.2, 0..3_u64)).prop_map(|(items, least)| {
        let mut schema = json!({ "type": "array", "items": items });
        if let Some(least) = least {
            schema["minItems"] = json!(least);
            schema["uniqueItems"] = json!(least == 2);
        }
        schema
    }))
}

fn map(inner: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    annotated(inner.prop_map(|values| json!({ "type": "object", "additionalProperties": values })))
}

fn all_of(inner: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    let object = object(inner);
    prop_oneof![
        2 => annotated(reference().prop_map(|part| json!({ "allOf": [part] }))),
        3 => annotated((reference(), object.clone()).prop_map(|(base, own)| json!({ "allOf": [base, own] }))),
        1 => annotated(vec(object, 1..4).prop_map(|parts| json!({ "allOf": parts }))),
    ]
    .boxed()
}

fn one_of(inner: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    let keyword = || select(vec!["oneOf", "anyOf"]);
    let constants = (name(), vec((name(), name(), inner.clone()), 1..4)).prop_map(|(tag, options)| {
        let mut seen = Vec::new();
        let mut list = Vec::new();
        for (value, property, schema) in options {
            if !seen.contains(&value) {
                let properties = json!({ property: schema, tag.as_str(): { "type": "string", "enum": [value.as_str()] } });
                list.push(json!({ "type": "object", "properties": properties, "required": [tag.as_str()] }));
                seen.push(value);
            }
        }
        json!(list)
    });
    prop_oneof![
        3 => annotated((keyword(), vec(inner.clone(), 1..4)).prop_map(|(keyword, options)| json!({ keyword: options }))),
        1 => annotated((keyword(), inner).prop_map(|(keyword, option)| json!({ keyword: [option, { "type": "string" }, { "type": "integer" }] }))),
        1 => annotated((keyword(), constants).prop_map(|(keyword, options)| json!({ keyword: options }))),
    ]
    .boxed()
}

/// One of several objects, told apart by the property that they are made to have.
fn discriminated() -> BoxedStrategy<Value> {
    (
        select(vec!["oneOf", "anyOf"]),
        vec(0..9_usize, 1..4),
        weighted(0.5, vec(name(), 1..3)),
    )
        .prop_map(|(keyword, options, mapping)| {
            let options: Vec<_> = options
                .into_iter()
                .map(|number| json!({ "$tagged": number }))
                .collect();
            let mut discriminator = json!({ "propertyName": null });
            if let Some(names) = mapping {
                let names = names.into_iter().zip(&options);
                let mapping: Map<_, _> =
                    names.map(|(name, option)| (name, option.clone())).collect();
                discriminator["mapping"] = json!(mapping);
            }
            json!({ keyword: options, "discriminator": discriminator })
        })
        .boxed()
}

/// Properties beside a choice, or a schema that is not.
fn beside(inner: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    let object = object(inner.clone());
    prop_oneof![
        (object.clone(), vec(object, 1..3)).prop_map(|(mut outer, options)| {
            outer["oneOf"] = json!(options);
            outer
        }),
        inner.prop_map(|schema| json!({ "not": schema })),
    ]
    .boxed()
}
