//! JSON pointers into a value.

use serde_json::Value;

/// Returns the JSON pointers of a value and of everything in it. What is in a value comes before it.
#[must_use]
pub fn pointers(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(value, String::new(), &mut found);
    found
}

fn collect(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                collect(member, format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                collect(item, format!("{at}/{number}"), found);
            }
        }
        _ => {}
    }
    found.push(at);
}

/// Splits a JSON pointer into that of the value around and the name or number there; nothing around the whole value.
#[must_use]
pub fn parent(pointer: &str) -> Option<(&str, String)> {
    let (parent, name) = pointer.rsplit_once('/')?;
    Some((parent, name.replace("~1", "/").replace("~0", "~")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_pointer_leads_to_its_value_whatever_the_names() {
        let value = json!({"": {}, "a/b": [1, {"~1": 2}]});
        let pointers = pointers(&value);
        assert_eq!(
            pointers,
            ["/", "/a~1b/0", "/a~1b/1/~01", "/a~1b/1", "/a~1b", ""]
        );
        for pointer in &pointers {
            let Some((parent, name)) = parent(pointer) else {
                assert_eq!(pointer, "");
                continue;
            };
            let there = match &value.pointer(parent) {
                Some(Value::Object(members)) => members.get(&name),
                Some(Value::Array(items)) => name.parse().ok().and_then(|n: usize| items.get(n)),
                _ => None,
            };
            assert_eq!(there, value.pointer(pointer));
            assert!(there.is_some(), "{pointer}");
        }
    }
}
