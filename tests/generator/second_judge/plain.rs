//! Whether the specifications say in plain OpenAPI what their keys of ours say.

use std::collections::BTreeSet;

use malipo_codegen::ir::Type;
use serde_json::{Map, Value, json};

use crate::second_judge::gateways;
use crate::second_judge::judge::Judges;

/// The objects at and below a JSON pointer, each with its own; none if nothing is there.
fn objects<'a>(document: &'a Value, from: &str) -> Vec<(String, &'a Map<String, Value>)> {
    let Some(root) = document.pointer(from) else {
        return Vec::new();
    };
    let below = malipo_tests::pointers(root).into_iter();
    let found = below.filter_map(|at| {
        let object = root.pointer(&at).unwrap().as_object()?;
        Some((format!("{from}{at}"), object))
    });
    found.collect()
}

/// The JSON pointers of all objects of which something is built, references followed.
fn reached(document: &Value, from: &str, seen: &mut BTreeSet<String>) {
    for (at, object) in objects(document, from) {
        if seen.insert(at)
            && let Some(reference) = object.get("$ref").and_then(Value::as_str)
        {
            reached(document, reference.strip_prefix('#').unwrap(), seen);
        }
    }
}

/// The JSON pointers of all that is sent to a gateway, or received from it.
fn travels(judges: &Judges, part: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    for (at, object) in objects(&judges.document, "/paths") {
        if object.contains_key("operationId") {
            reached(&judges.document, &format!("{at}/{part}"), &mut seen);
        }
    }
    seen
}

#[test]
fn every_key_of_ours_that_plain_openapi_can_say_stands_beside_its_plain_form() {
    let mut problems = Vec::new();
    let mut kinds = 0;
    for (gateway, judges) in gateways() {
        let sent = travels(&judges, "requestBody");
        for (at, object) in objects(&judges.document, "") {
            let mut problem = |what: &str| problems.push(format!("{gateway} {at}: {what}"));
            let has = |key: &str| object.contains_key(key);
            let has_type = |ty: &str| object.get("type").is_some_and(|declared| declared == ty);
            if has("nullable") && !has("type") {
                problem("`nullable` without a `type`");
            }
            let kind = object.get("x-malipo-kind").and_then(Value::as_str);
            kinds += usize::from(kind.is_some());
            match kind {
                Some("msisdn") if sent.contains(&at) && !has("pattern") => problem("no pattern"),
                Some("local-datetime" | "datetime") if !has("pattern") => problem("no pattern"),
                Some("amount") if has_type("string") && !has("pattern") => problem("no pattern"),
                Some("amount") if sent.contains(&at) && !has_type("number") => problem("no number"),
                Some("text" | "integer-or-string") if !has("anyOf") => problem("no `anyOf`"),
                _ => {}
            }
            if has("x-malipo-subscriber") && !has("pattern") {
                problem("a number that is paid without a pattern");
            }
            if has("x-malipo-choice") && !has("oneOf") {
                problem("a choice without a `oneOf`");
            }
            if has("x-malipo-also") {
                let listed = &object["content"]["application/json"]["schema"]["anyOf"];
                let also = object["x-malipo-also"].as_array().unwrap().len();
                if listed
                    .as_array()
                    .is_none_or(|listed| listed.len() != also + 1)
                {
                    problem("bodies that only we know");
                }
            }
            if sent.contains(&at) && has("properties") && has_type("object") {
                let closed = object.get("additionalProperties") == Some(&false.into());
                if !closed && !at.contains("/oneOf/") {
                    problem("a request with members that are not declared");
                }
            }
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
    assert!(kinds > 60, "{kinds}");
}

#[test]
fn an_essential_string_that_is_empty_is_rejected_in_plain_openapi_and_by_us() {
    let mut count = 0;
    for (gateway, judges) in gateways() {
        for (name, schema) in judges.document["components"]["schemas"]
            .as_object()
            .unwrap()
        {
            let essential = schema.get("x-malipo-essential").and_then(Value::as_array);
            for property in essential
                .into_iter()
                .flatten()
                .map(|name| name.as_str().unwrap())
            {
                let ty = Type::Named(name.clone());
                let judged = judges.received(&ty);
                // Whatever else is missing, this member is judged.
                let of_member = |value: &str| {
                    let at = format!("/{property}");
                    let body = json!({ property: value });
                    let plain = judged.plain(&body).into_iter();
                    let plain = plain.filter(|problem| problem.starts_with(&format!("{at} ")));
                    let own = judged.own(&body).into_iter();
                    let own = own.filter(|(there, rule)| *there == at && *rule == "minLength");
                    (plain.count(), own.count())
                };
                assert_eq!(of_member(""), (1, 1), "{gateway} {name} {property}");
                assert_eq!(of_member("x"), (0, 0), "{gateway} {name} {property}");
                count += 1;
            }
        }
    }
    assert!(count > 15, "{count}");
}

#[test]
fn every_enum_of_a_response_is_open_in_plain_openapi() {
    let mut count = 0;
    for (gateway, judges) in gateways() {
        for at in travels(&judges, "responses") {
            let schema = judges.document.pointer(&at).unwrap();
            if schema.get("enum").is_none() {
                continue;
            }
            // Null is no value of an enum.
            let only_null = schema["enum"] == serde_json::json!([null]);
            let (above, _) = at.rsplit_once('/').unwrap();
            let options = judges.document.pointer(above).unwrap();
            let open = options
                .as_array()
                .is_some_and(|options| options.iter().any(|other| other.get("enum").is_none()));
            assert!(
                above.ends_with("/anyOf") && (open || only_null),
                "{gateway} {at}"
            );
            count += 1;
        }
    }
    assert!(count > 10, "{count}");
}

#[test]
fn what_is_looked_up_by_a_reference_is_linked_from_its_creation() {
    let mut count = 0;
    for (gateway, judges) in gateways() {
        for (_, operation) in objects(&judges.document, "/paths") {
            let Some(id) = operation.get("operationId").and_then(Value::as_str) else {
                continue;
            };
            let declared = operation.get("x-malipo-lookup").and_then(Value::as_array);
            let wanted = declared.into_iter().flatten();
            let wanted = wanted.filter(|lookup| lookup.get("parameter").is_some());
            for lookup in wanted {
                let linked: Vec<&Value> = judges.links(id).collect();
                assert!(
                    linked
                        .iter()
                        .any(|link| link["operationId"] == lookup["operation"]),
                    "{gateway} {id} has no link to {}",
                    lookup["operation"]
                );
                count += 1;
            }
            // And every link leads to an operation, with parameters that it has.
            for link in judges.links(id) {
                let target = judges
                    .api
                    .operation(link["operationId"].as_str().unwrap())
                    .unwrap();
                for name in link["parameters"].as_object().unwrap().keys() {
                    assert!(
                        target
                            .parameters
                            .iter()
                            .any(|parameter| parameter.name.wire == *name),
                        "{id} {name}"
                    );
                }
            }
        }
    }
    assert!(count >= 4, "{count}");
}
