//! Which operations need a part of a document.

use std::collections::HashSet;

use serde_json::Value;

use crate::ground::pointer::step;
use crate::openapi::operations;
use crate::openapi::resolver::ends_at;

/// Returns the JSON pointers of the operations that need one of these parameters, request bodies and servers, through references or
/// directly.
pub(super) fn operations_that_need(tree: &Value, needed: &HashSet<String>) -> Vec<String> {
    if needed.is_empty() {
        return Vec::new();
    }
    let is_needed = |value: &Value, at: String| needed.contains(&ends_at(tree, value, at));
    let lists_one = |owner: &Value, at: &str| {
        let list = owner.get("parameters").and_then(Value::as_array);
        let mut items = list.into_iter().flatten().enumerate();
        items.any(|(number, item)| is_needed(item, format!("{at}/parameters/{number}")))
    };
    // The first server is the one that requests go to.
    let first_server = |owner: &Value, at: &str| {
        let first = owner.get("servers").and_then(|servers| servers.get(0));
        first.map(|_| format!("{at}/servers/0"))
    };
    operations(tree)
        .filter(|found| {
            let (at, item_at) = (found.pointer(), step("/paths", found.path));
            let body = found.operation.get("requestBody");
            let server = first_server(found.operation, &at);
            let server = server.or_else(|| first_server(found.item, &item_at));
            server.is_some_and(|server| needed.contains(&server))
                || lists_one(found.item, &item_at)
                || lists_one(found.operation, &at)
                || body.is_some_and(|body| is_needed(body, step(&at, "requestBody")))
        })
        .map(|found| found.pointer())
        .collect()
}
