//! Callbacks, some forms of which cannot be read.

use serde_json::{Map, Value};

use crate::openapi::operations;

/// The callbacks of an object: its location, and where they stood among its members.
pub(super) type Callbacks = Vec<(String, usize, Value)>;

/// Takes out the callbacks.
pub(super) fn take_callbacks(tree: &mut Value) -> Callbacks {
    let mut taken = Vec::new();
    let mut take = |members: &mut Map<String, Value>, at: String| {
        if let Some(number) = members.keys().position(|key| key == "callbacks")
            && let Some(callbacks) = members.shift_remove("callbacks")
        {
            taken.push((at, number, callbacks));
        }
    };
    if let Some(Value::Object(components)) = tree.get_mut("components") {
        take(components, "/components".to_owned());
    }
    let with_callbacks =
        operations(tree).filter(|found| found.operation.get("callbacks").is_some());
    let with_callbacks: Vec<String> = with_callbacks.map(|found| found.pointer()).collect();
    for at in with_callbacks {
        if let Some(Value::Object(operation)) = tree.pointer_mut(&at) {
            take(operation, at);
        }
    }
    taken
}

/// Puts them back where they stood.
pub(super) fn put_back(tree: &mut Value, callbacks: Callbacks) {
    for (at, number, callbacks) in callbacks {
        if let Some(Value::Object(members)) = tree.pointer_mut(&at) {
            members.shift_insert(number, "callbacks".to_owned(), callbacks);
        }
    }
}
