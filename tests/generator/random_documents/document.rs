//! Whole documents, in which every reference leads somewhere.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

use super::names::{component, name, text};
use super::operations::{operation, security};
use super::schemas::{flat_object, schema};

/// A valid OpenAPI 3.0 document.
pub(crate) fn document() -> BoxedStrategy<Value> {
    let parts = (
        vec((component(), schema()), 0..8),
        vec((component(), flat_object()), 0..4),
        vec(
            (
                select(vec![
                    "get", "put", "post", "delete", "patch", "head", "options", "trace",
                ]),
                segment(),
                operation(),
            ),
            1..5,
        ),
        vec((component(), scheme()), 0..4),
    );
    let heads = (
        name(),
        text(),
        name(),
        weighted(0.3, security()),
        weighted(0.5, servers()),
    );
    (parts, heads)
        .prop_map(
            |(
                (schemas, tagged, operations, schemes),
                (title, description, tag, security, servers),
            )| {
                let known = Components::new(schemas, tagged, schemes, tag);
                let mut paths = Map::new();
                let mut ids: Vec<Value> = Vec::new();
                for (number, (method, segment, (parameters, mut operation))) in
                    operations.into_iter().enumerate()
                {
                    let mut path = format!("/{segment}{number}");
                    parameters
                        .iter()
                        .for_each(|name| path.push_str(&format!("/{{{name}}}")));
                    if let Some(id) = operation.get("operationId") {
                        if ids.contains(id) {
                            operation["operationId"] = json!(format!("op{number}"));
                        } else {
                            ids.push(id.clone());
                        }
                    }
                    if matches!(method, "get" | "delete" | "head" | "trace" | "options") {
                        operation
                            .as_object_mut()
                            .map(|members| members.remove("requestBody"));
                    }
                    known.settle(&mut operation, None);
                    known.secure(&mut operation);
                    paths.insert(path, json!({ method: operation }));
                }
                let mut document = json!({
                    "openapi": "3.0.3",
                    "info": { "title": title, "version": "1", "description": description },
                    "paths": paths,
                });
                if let Some(servers) = servers {
                    document["servers"] = servers;
                }
                if let Some(security) = security {
                    document["security"] = security;
                    known.secure(&mut document);
                }
                document["components"] = known.finish();
                document
            },
        )
        .boxed()
}

/// The first part of a path, which gets its number.
fn segment() -> BoxedStrategy<String> {
    const ALL: &[&str] = &[
        "pets", "pets/", "self", "a.b/c-d", "v1:run", "type/", "", "p", "%20", "1", "_", "Pets",
    ];
    // What must be written with `%` in a path is left out.
    prop_oneof![20 => select(ALL), 1 => select(vec!["é", "a b"])]
        .prop_map(str::to_owned)
        .boxed()
}

fn scheme() -> BoxedStrategy<Value> {
    prop_oneof![
        (name(), select(vec!["header", "query", "cookie"])).prop_map(|(name, place)| {
            // A key without a name cannot be sent, and is refused.
            let name = match name.as_str() {
                _ if place != "query" => "X-Key",
                "" => "unnamed",
                name => name,
            };
            json!({ "type": "apiKey", "in": place, "name": name })
        }),
        select(vec!["basic", "bearer", "digest"]).prop_map(|scheme| json!({ "type": "http", "scheme": scheme })),
        Just(json!({ "type": "oauth2", "flows": { "clientCredentials": { "tokenUrl": "https://a.example/token", "scopes": {} } } })),
        Just(json!({ "type": "openIdConnect", "openIdConnectUrl": "https://a.example/.well-known" })),
    ]
    .boxed()
}

fn servers() -> BoxedStrategy<Value> {
    prop_oneof![
        Just(json!([{ "url": "https://a.example/v1" }])),
        Just(json!([{ "url": "/" }])),
        text().prop_map(|text| json!([
            { "url": "https://a.example", "description": text },
            { "url": "https://{a}.example:{port}", "variables": { "a": { "default": "b" }, "port": { "default": "1", "enum": ["1"] } } },
        ])),
    ]
    .boxed()
}

struct Components {
    schemas: Vec<(String, Value)>,
    /// How many of them, the last, are objects with the discriminating property.
    tagged: usize,
    schemes: Vec<(String, Value)>,
    tag: String,
}

impl Components {
    fn new(
        schemas: Vec<(String, Value)>,
        tagged: Vec<(String, Value)>,
        schemes: Vec<(String, Value)>,
        tag: String,
    ) -> Self {
        let mut known = Self {
            schemas: unique(schemas.into_iter().chain(tagged.clone())),
            tagged: 0,
            schemes: unique(schemes),
            tag,
        };
        let tag = known.tag.clone();
        known.tagged = tagged.len().min(known.schemas.len());
        let start = known.schemas.len() - known.tagged;
        for (_, schema) in &mut known.schemas[start..] {
            let members = schema.as_object().cloned().unwrap_or_default();
            *schema = tagged_object(members, &tag);
        }
        for number in 0..known.schemas.len() {
            let mut schema = known.schemas[number].1.take();
            known.settle(&mut schema, Some(number));
            known.schemas[number].1 = schema;
        }
        known
    }

    /// Lets references lead somewhere. In a component they lead to an earlier one where it would else be a part of itself.
    fn settle(&self, value: &mut Value, within: Option<usize>) {
        if let Some(number) = value.get("$ref").and_then(Value::as_u64) {
            *value = self.reference(number, within.unwrap_or(self.schemas.len()), 0);
        } else if let Some(number) = value.get("$tagged").and_then(Value::as_u64) {
            let first = self.schemas.len() - self.tagged;
            *value = match within {
                // They are objects, but a choice among them may be one of them only through a property.
                Some(own) if own >= first => self.reference(number, own, first),
                _ => self.reference(number, self.schemas.len(), first),
            };
        } else if let Some(members) = value.as_object_mut() {
            if let Some(discriminator) = members.get_mut("discriminator") {
                discriminator["propertyName"] = json!(self.tag);
                let mapping = discriminator
                    .get_mut("mapping")
                    .and_then(Value::as_object_mut);
                for target in mapping.into_iter().flat_map(Map::values_mut) {
                    self.settle(target, within);
                    *target = target["$ref"].take();
                }
                // Where there is nothing to refer to, nothing discriminates.
                if self.tagged == 0 {
                    members.remove("discriminator");
                }
            }
            for (key, member) in members {
                let itself = matches!(key.as_str(), "allOf" | "oneOf" | "anyOf" | "not");
                self.settle(member, within.filter(|_| itself));
            }
        } else if let Some(items) = value.as_array_mut() {
            items.iter_mut().for_each(|item| self.settle(item, within));
        }
    }

    fn reference(&self, number: u64, end: usize, first: usize) -> Value {
        let count = end.saturating_sub(first);
        if count == 0 {
            return json!({ "type": "object", "properties": { self.tag.as_str(): { "type": "string" } }, "required": [self.tag] });
        }
        let (name, _) = &self.schemas[first + usize::try_from(number).unwrap_or(0) % count];
        json!({ "$ref": format!("#/components/schemas/{name}") })
    }

    /// Lets requirements name schemes.
    fn secure(&self, value: &mut Value) {
        let Some(alternatives) = value.get_mut("security").and_then(Value::as_array_mut) else {
            return;
        };
        for alternative in alternatives {
            let numbers = alternative.as_array().cloned().unwrap_or_default();
            let named = numbers.iter().filter_map(|number| {
                let number = usize::try_from(number.as_u64()?).ok()?;
                let (name, _) = self.schemes.get(number.checked_rem(self.schemes.len())?)?;
                Some((name.clone(), json!([])))
            });
            *alternative = Value::Object(named.collect());
        }
    }

    fn finish(self) -> Value {
        let object = |list: Vec<(String, Value)>| Value::Object(list.into_iter().collect());
        json!({ "schemas": object(self.schemas), "securitySchemes": object(self.schemes) })
    }
}

fn tagged_object(mut members: Map<String, Value>, tag: &str) -> Value {
    members.insert("type".to_owned(), json!("object"));
    let properties = members.entry("properties").or_insert_with(|| json!({}));
    properties[tag] = json!({ "type": "string" });
    let required = members.entry("required").or_insert_with(|| json!([]));
    if let Some(required) = required.as_array_mut()
        && !required.contains(&json!(tag))
    {
        required.push(json!(tag));
    }
    Value::Object(members)
}

fn unique(list: impl IntoIterator<Item = (String, Value)>) -> Vec<(String, Value)> {
    let mut unique: Vec<(String, Value)> = Vec::new();
    for (name, value) in list {
        let taken = unique.iter().any(|(other, _)| *other == name);
        let name = if taken {
            format!("{name}.{}", unique.len())
        } else {
            name
        };
        unique.push((name, value));
    }
    unique
}
