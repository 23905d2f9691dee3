//! What a schema is called that has no name of its own: after what it is in.

use serde_json::Value;

use crate::ground::pointer::{find, step, unescaped};

/// Returns the name of what stands at a JSON pointer, in words: after its component or its operation, and the way down from there.
pub(super) fn name(tree: &Value, pointer: &str) -> String {
    let steps: Vec<String> = pointer.split('/').skip(1).map(unescaped).collect();
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    let (root, rest) = root(tree, &steps);
    let mut name = root;
    let mut rest = rest.iter();
    while let Some(step) = rest.next() {
        let more = match *step {
            "items" => "item".to_owned(),
            "additionalProperties" => "value".to_owned(),
            "allOf" | "oneOf" | "anyOf" => match rest.next() {
                Some(number) => format!("option-{number}"),
                None => continue,
            },
            "properties" => continue,
            wire => wire.to_owned(),
        };
        name = format!("{name}-{more}");
    }
    name
}

/// What the schema around it all is called, or the object that holds it, and the steps below that.
fn root<'s>(tree: &Value, steps: &'s [&'s str]) -> (String, &'s [&'s str]) {
    match steps {
        ["components", "schemas", name, rest @ ..] => ((*name).to_owned(), rest),
        ["components", "responses", name, rest @ ..] => (format!("{name}-response"), schema(rest)),
        ["components", "requestBodies", name, rest @ ..] => {
            (format!("{name}-request"), schema(rest))
        }
        ["components", "parameters", name, rest @ ..] => {
            (format!("{name}-parameter"), schema(rest))
        }
        ["paths", path, "parameters", _, rest @ ..] => ((*path).to_owned(), schema(rest)),
        ["paths", path, method, rest @ ..] => of_operation(tree, path, method, rest),
        [.., last] => ((*last).to_owned(), &[]),
        [] => (String::new(), &[]),
    }
}

fn of_operation<'s>(
    tree: &Value,
    path: &str,
    method: &str,
    steps: &'s [&'s str],
) -> (String, &'s [&'s str]) {
    let at = step(&step("/paths", path), method);
    let member = |below: &str, key| {
        let found = find(tree, &format!("{at}{below}"))?.get(key)?;
        found.as_str().map(str::to_owned)
    };
    let id = member("", "operationId").unwrap_or_else(|| path.to_owned());
    match steps {
        ["responses", status, rest @ ..] => (format!("{id}-{status}"), schema(rest)),
        ["requestBody", rest @ ..] => (format!("{id}-request"), schema(rest)),
        ["parameters", number, rest @ ..] => {
            let name = member(&format!("/parameters/{number}"), "name");
            (format!("{id}-{}", name.unwrap_or_default()), schema(rest))
        }
        rest => (id, rest),
    }
}

/// The steps below the schema of a response, a body or a parameter.
fn schema<'s>(steps: &'s [&'s str]) -> &'s [&'s str] {
    match steps {
        ["content", _, "schema", rest @ ..] | ["schema", rest @ ..] => rest,
        rest => rest,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_schema_is_called_after_what_it_is_in() {
        let parameters = json!([{ "name": "limit" }]);
        let operation = json!({ "operationId": "list", "parameters": parameters });
        let tree = json!({ "paths": { "/a/{b}": { "get": operation, "put": {} } } });
        let cases = [
            (
                "/components/schemas/Pet/properties/owner/items",
                "Pet-owner-item",
            ),
            (
                "/components/schemas/Pet/additionalProperties/allOf/1",
                "Pet-value-option-1",
            ),
            (
                "/components/responses/Pets/content/a~1b/schema/items",
                "Pets-response-item",
            ),
            (
                "/paths/~1a~1{b}/get/responses/200/content/a~1b/schema",
                "list-200",
            ),
            (
                "/paths/~1a~1{b}/put/requestBody/content/a~1b/schema",
                "/a/{b}-request",
            ),
            ("/paths/~1a~1{b}/get/parameters/0/schema", "list-limit"),
            ("/paths/~1a~1{b}/get/responses/200", "list-200"),
            ("/components/parameters/Limit", "Limit-parameter"),
            ("/definitions/Pet", "Pet"),
        ];
        for (pointer, expected) in cases {
            assert_eq!(name(&tree, pointer), expected, "{pointer}");
        }
    }
}
