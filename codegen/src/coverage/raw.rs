//! Where raw JSON stands for something of which the document says more.

use std::collections::HashSet;
use std::ptr;

use serde_json::Value;

use super::text;
use crate::ir::Type;
use crate::openapi::resolver::{is_reference, resolved};

/// Whether a type is raw JSON, as a whole or in a part of it, where its schema says more.
pub(super) fn is_raw(tree: &Value, ty: &Type, schema: &Value) -> bool {
    if !ty.holds(&Type::Json) {
        return false;
    }
    let schema = resolved(tree, schema);
    match ty.bare() {
        Type::Json => says_more(tree, schema, &mut HashSet::new()),
        Type::List(item) => schema
            .get("items")
            .is_some_and(|items| is_raw(tree, item, items)),
        Type::Map(value) => schema
            .get("additionalProperties")
            .is_some_and(|values| is_raw(tree, value, values)),
        _ => false,
    }
}

/// Whether a schema says more than that there is a value, or an object. Those that were looked at are not looked at again.
fn says_more(tree: &Value, schema: &Value, seen: &mut HashSet<*const Value>) -> bool {
    let schema = resolved(tree, schema);
    if !seen.insert(ptr::from_ref(schema)) {
        return false;
    }
    let filled = |key: &str| match schema.get(key) {
        Some(Value::Object(members)) => !members.is_empty(),
        Some(Value::Array(items)) => !items.is_empty(),
        _ => false,
    };
    let parts = |key: &str| {
        let parts = schema.get(key).and_then(Value::as_array);
        let mut parts = parts.into_iter().flatten();
        parts.any(|part| says_more(tree, part, seen))
    };
    // `items` says something of lists, and of nothing else.
    let list = text(schema, "type").is_none_or(|ty| ty == "array");
    text(schema, "type").is_some_and(|ty| ty != "object")
        || is_reference(schema)
        || ["properties", "items", "enum", "additionalProperties"]
            .into_iter()
            .any(|key| filled(key) && (list || key != "items"))
        || ["allOf", "oneOf", "anyOf"].into_iter().any(parts)
}
