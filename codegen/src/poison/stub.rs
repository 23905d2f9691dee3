//! What stands where a faulty part stood: something that can be read, with the schemas of that part, to which references may lead.

use serde_json::{Map, Value, json};

use crate::ground::media_type::is_media_type;
use crate::openapi::{Object, any_answer};

/// Returns what stands in for a part that no request has. `entry` is a key of its `content` that goes too.
pub(super) fn of(object: Object, value: Value, entry: Option<&str>) -> Value {
    match object {
        Object::Parameter => parameter(value),
        Object::SecurityScheme => json!({ "type": "http", "scheme": "" }),
        Object::Server => json!({ "url": "/" }),
        _ => json!({ "content": content(value, entry).unwrap_or_else(any_content) }),
    }
}

/// Returns what calls need of a security scheme; `None` if the faulty member is a part of that.
pub(super) fn credential(scheme: &Value, faulty: Option<&str>) -> Option<Value> {
    let text = |key: &str| scheme.get(key)?.as_str();
    let (needed, more): (&[&str], _) = match text("type")? {
        "http" => (&["type", "scheme"], None),
        "apiKey" => (&["type", "name", "in"], None),
        "oauth2" => (&["type"], Some(("flows", json!({})))),
        "openIdConnect" => (&["type"], Some(("openIdConnectUrl", json!("/")))),
        _ => return None,
    };
    if faulty.is_some_and(|faulty| needed.contains(&faulty)) {
        return None;
    }
    let mut kept = Map::new();
    for key in needed {
        kept.insert((*key).to_owned(), text(key)?.into());
    }
    kept.extend(more.map(|(key, value)| (key.to_owned(), value)));
    Some(Value::Object(kept))
}

fn parameter(mut value: Value) -> Value {
    let schema = value.get_mut("schema").map(Value::take);
    let mut stub = json!({ "name": "-", "in": "query" });
    let (key, holds) = match schema.filter(Value::is_object) {
        Some(schema) => ("schema", schema),
        // A parameter has one media type. Its content may be what is faulty.
        None => match content(value, None).filter(is_content_of_a_parameter) {
            Some(content) => ("content", content),
            None => ("schema", json!({})),
        },
    };
    if let Value::Object(members) = &mut stub {
        members.insert(key.to_owned(), holds);
    }
    stub
}

fn is_content_of_a_parameter(content: &Value) -> bool {
    content.as_object().is_some_and(|entries| {
        entries.len() == 1 && entries.keys().all(|media_type| is_media_type(media_type))
    })
}

/// The schemas of a `content`, by media type; `None` if it has none.
fn content(mut value: Value, without: Option<&str>) -> Option<Value> {
    let Value::Object(entries) = value.get_mut("content")?.take() else {
        return None;
    };
    let entries = entries.into_iter();
    let entries = entries.filter(|(name, _)| Some(name.as_str()) != without);
    let kept: Map<String, Value> = entries
        .filter_map(|(name, mut entry)| {
            let schema = entry.get_mut("schema")?.take();
            schema
                .is_object()
                .then(|| (name, json!({ "schema": schema })))
        })
        .collect();
    (!kept.is_empty()).then_some(Value::Object(kept))
}

fn any_content() -> Value {
    json!({ "*/*": {} })
}

/// Returns what stands in for an operation that is left out: the same without a member, or nothing of it.
pub(super) fn operation(value: Value, without: Option<&str>) -> Value {
    match (value, without) {
        (Value::Object(mut members), Some(member)) => {
            members.shift_remove(member);
            members
                .entry("responses".to_owned())
                .or_insert_with(any_answer);
            Value::Object(members)
        }
        _ => json!({ "responses": any_answer() }),
    }
}
