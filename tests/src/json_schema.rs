//! The schemas of an OpenAPI 3.0 document as JSON Schema (2020-12), for a validator that knows neither OpenAPI nor us.
//!
//! OpenAPI 3.0 has its own form of four things: `nullable`, the two exclusive bounds, and a `$ref`, which stands alone. All other
//! keywords that judge a value mean the same in both; keywords that only describe are left out, as are the `x-` keys.

use serde_json::{Map, Value, json};

/// Keywords that mean the same in both.
const SAME: [&str; 14] = [
    "type",
    "enum",
    "multipleOf",
    "maximum",
    "minimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "required",
];

/// A schema of an OpenAPI 3.0 document, with the component schemas that it may refer to.
#[must_use]
pub fn json_schema(document: &Value, schema: &Value) -> Value {
    let mut root = translated(schema);
    let components = translated_map(document.pointer("/components/schemas"));
    if let Value::Object(root) = &mut root {
        root.insert(
            "$schema".to_owned(),
            json!("https://json-schema.org/draft/2020-12/schema"),
        );
        root.insert("components".to_owned(), json!({ "schemas": components }));
    }
    root
}

fn translated(schema: &Value) -> Value {
    let Value::Object(schema) = schema else {
        return schema.clone();
    };
    if let Some(reference) = schema.get("$ref") {
        return json!({ "$ref": reference });
    }
    let mut out = Map::new();
    for (key, value) in schema {
        let value = match key.as_str() {
            "allOf" | "anyOf" | "oneOf" => value
                .as_array()
                .into_iter()
                .flatten()
                .map(translated)
                .collect(),
            "not" | "items" | "additionalProperties" => translated(value),
            "properties" => translated_map(Some(value)),
            same if SAME.contains(&same) => value.clone(),
            _ => continue,
        };
        out.insert(key.clone(), value);
    }
    for (bound, exclusive) in [
        ("minimum", "exclusiveMinimum"),
        ("maximum", "exclusiveMaximum"),
    ] {
        if schema.get(exclusive) == Some(&json!(true))
            && let Some(value) = out.remove(bound)
        {
            out.insert(exclusive.to_owned(), value);
        }
    }
    // It adds `null` to a type, and has no meaning without one.
    if schema.get("nullable") == Some(&json!(true))
        && let Some(kind) = out.get_mut("type")
    {
        *kind = json!([*kind, "null"]);
    }
    Value::Object(out)
}

fn translated_map(schemas: Option<&Value>) -> Value {
    let schemas = schemas.and_then(Value::as_object).into_iter().flatten();
    schemas
        .map(|(name, schema)| (name.clone(), translated(schema)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a value passes a schema that may refer to a component `Name`, a string.
    fn passes(schema: &Value, value: &Value) -> bool {
        let document = json!({
            "components": { "schemas": { "Name": { "type": "string", "nullable": true, "example": 1 } } }
        });
        jsonschema::is_valid(&json_schema(&document, schema), value)
    }

    #[test]
    fn null_passes_where_a_type_is_nullable_and_nowhere_else() {
        let nullable = json!({ "type": "string", "nullable": true });
        for (schema, value, expected) in [
            (&nullable, json!(null), true),
            (&nullable, json!("a"), true),
            (&nullable, json!(1), false),
            (&json!({ "type": "string" }), json!(null), false),
            // A list of values decides by itself.
            (
                &json!({ "type": "string", "nullable": true, "enum": ["a"] }),
                json!(null),
                false,
            ),
            (
                &json!({ "type": "string", "nullable": true, "enum": ["a", null] }),
                json!(null),
                true,
            ),
            (
                &json!({ "anyOf": [{ "type": "string" }, { "type": "number", "nullable": true }] }),
                json!(null),
                true,
            ),
            (
                &json!({ "nullable": true, "anyOf": [{ "type": "string" }] }),
                json!(null),
                false,
            ),
            (
                &json!({ "type": "array", "items": nullable.clone() }),
                json!([null]),
                true,
            ),
            (
                &json!({ "type": "object", "additionalProperties": nullable.clone() }),
                json!({ "a": null }),
                true,
            ),
        ] {
            assert_eq!(passes(schema, &value), expected, "{schema} {value}");
        }
    }

    #[test]
    fn a_bound_is_exclusive_where_it_says_so() {
        let above = json!({ "type": "number", "minimum": 0, "exclusiveMinimum": true });
        let below = json!({ "type": "number", "maximum": 5, "exclusiveMaximum": true });
        let least = json!({ "type": "number", "minimum": 0, "exclusiveMinimum": false });
        for (schema, value, expected) in [
            (&above, json!(0), false),
            (&above, json!(0.01), true),
            (&below, json!(5), false),
            (&below, json!(4.99), true),
            (&least, json!(0), true),
            (&least, json!(-1), false),
        ] {
            assert_eq!(passes(schema, &value), expected, "{schema} {value}");
        }
    }

    #[test]
    fn a_reference_leads_to_the_component_and_nothing_beside_it_counts() {
        let schema =
            json!({ "$ref": "#/components/schemas/Name", "type": "integer", "maxLength": 1 });
        assert!(passes(&schema, &json!("abc")));
        assert!(passes(&schema, &json!(null)));
        assert!(!passes(&schema, &json!(1)));
        let property = json!({ "type": "object", "properties": { "name": schema } });
        assert!(!passes(&property, &json!({ "name": 1 })));
    }

    #[test]
    fn what_only_describes_judges_nothing() {
        let schema = json!({
            "type": "string", "format": "date", "example": 1, "default": 2, "x-malipo-kind": "msisdn",
            "discriminator": { "propertyName": "a" }
        });
        assert!(passes(&schema, &json!("abc")));
    }
}
