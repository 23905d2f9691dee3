use serde_json::json;

use super::raw::is_raw;
use super::*;
use crate::diagnostic::Code;
use crate::ir::{Body, Location, Media, Name, Type};
use crate::{Input, Lowered, lower};

const DOCUMENT: &str = r##"
openapi: 3.0.3
info: { title: Example, version: '1' }
paths:
  /a/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    post:
      operationId: post
      parameters: [{ name: b, in: query, schema: { type: integer } }]
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } }
      responses:
        '200': { description: Done., content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } }
        default: { description: Not done., content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } }
    trace: { operationId: trace, responses: { '200': { $ref: 'other.yaml#/Done' } } }
components:
  schemas:
    A: { type: object, properties: { any: {}, free: { type: object }, text: { type: string } } }
"##;

fn lowered() -> Lowered {
    let input = Input::new("example.yaml", DOCUMENT.to_owned());
    lower(&input).unwrap_or_else(|problems| panic!("{problems}"))
}

fn tree() -> Value {
    serde_yaml::from_str(DOCUMENT).unwrap()
}

/// What is missing once something was taken out of the API.
fn lacks_after(change: impl FnOnce(&mut Api)) -> Vec<String> {
    let Lowered {
        mut api,
        diagnostics: warnings,
        ..
    } = lowered();
    change(&mut api);
    let coverage = Account::measure(&tree(), &api, &warnings);
    match &coverage.operations[0].presence {
        Presence::Whole => Vec::new(),
        Presence::Partial(lacks) => lacks.clone(),
        Presence::LeftOut(_) => panic!("it is left out"),
    }
}

#[test]
fn an_operation_is_whole_or_left_out_for_a_reason() {
    let coverage = lowered().account;
    let names: Vec<_> = coverage
        .operations
        .iter()
        .map(|o| o.method.as_str())
        .collect();
    assert_eq!(names, ["POST", "TRACE"]);
    assert!(matches!(coverage.operations[0].presence, Presence::Whole));
    let Presence::LeftOut(reasons) = &coverage.operations[1].presence else {
        panic!("references to other files are not supported");
    };
    assert_eq!(reasons[0].code, Code::UnresolvedFile);
    assert_eq!((coverage.fields, coverage.raw_fields.len()), (3, 0));
}

#[test]
fn whatever_an_operation_lacks_is_told() {
    assert!(lacks_after(|_| ()).is_empty());
    assert_eq!(
        lacks_after(|api| api.operations[0].parameters.clear()),
        ["the path parameter `id`", "the query parameter `b`"]
    );
    assert_eq!(
        lacks_after(|api| api.operations[0].parameters[1].location = Location::Header),
        ["the query parameter `b`"]
    );
    assert_eq!(
        lacks_after(|api| api.operations[0].body = None),
        ["the body of the request"]
    );
    assert_eq!(
        lacks_after(|api| {
            let body = api.operations[0].body.as_mut().unwrap();
            *body = Body {
                media: Media::Form,
                ..body.clone()
            };
        }),
        ["a body of the request as application/json"]
    );
    assert_eq!(
        lacks_after(|api| api.operations[0].successes[0].bodies[0].ty = Type::Json),
        ["the type of the body of 200"]
    );
    assert_eq!(
        lacks_after(|api| api.operations[0].failures.clear()),
        ["the type of the body of default"]
    );
}

#[test]
fn a_field_is_raw_only_where_the_document_says_more() {
    let Lowered {
        mut api,
        diagnostics: warnings,
        ..
    } = lowered();
    let def = api.types.get_mut("A").unwrap();
    let Shape::Struct(structure) = &mut def.shape else {
        panic!("it has properties");
    };
    for field in &mut structure.fields {
        field.ty = Type::Json;
        field.name = Name {
            wire: "other".to_owned(),
            rust: "other".to_owned(),
        };
    }
    let coverage = Account::measure(&tree(), &api, &warnings);
    assert_eq!(
        coverage.raw_fields,
        ["/components/schemas/A/properties/text"]
    );
}

#[test]
fn raw_json_is_seen_inside_lists_maps_and_compositions() {
    let tree = json!({ "S": { "type": "string" } });
    let list = Type::List(Box::new(Type::Json));
    for (ty, schema, raw) in [
        (&Type::Json, json!({ "$ref": "#/S" }), true),
        (&Type::Json, json!({ "type": "object" }), false),
        (
            &Type::Json,
            json!({ "description": "a", "nullable": true }),
            false,
        ),
        (
            &Type::Json,
            json!({ "oneOf": [{ "type": "object" }, {}] }),
            false,
        ),
        (
            &Type::Json,
            json!({ "anyOf": [{}, { "$ref": "#/S" }] }),
            true,
        ),
        (
            &Type::Json,
            json!({ "additionalProperties": { "type": "string" } }),
            true,
        ),
        (&list, json!({ "type": "array", "items": {} }), false),
        (
            &Type::Json,
            json!({ "type": "object", "items": { "$ref": "#/S" } }),
            false,
        ),
        (
            &list,
            json!({ "type": "array", "items": { "$ref": "#/S" } }),
            true,
        ),
        (&Type::String, json!({ "$ref": "#/S" }), false),
    ] {
        assert_eq!(is_raw(&tree, ty, &schema), raw, "{schema}");
    }
}

#[test]
fn a_form_that_can_hold_nothing_lacks_nothing() {
    let document = |more: &str| {
        format!(
            "openapi: 3.0.3\ninfo: {{ title: Example, version: '1' }}\npaths:\n  /a:\n    get:\n      operationId: get\n      \
             requestBody: {{ content: {{ application/x-www-form-urlencoded: {{ schema: {{ type: object{more} }} }} }} }}\n      \
             responses: {{ '204': {{ description: Done. }} }}\n"
        )
    };
    for (more, whole) in [(", additionalProperties: false", true), ("", false)] {
        let input = Input::new("example.yaml", document(more));
        let lowered = lower(&input).unwrap_or_else(|problems| panic!("{problems}"));
        let presence = &lowered.account.operations[0].presence;
        assert_eq!(matches!(presence, Presence::Whole), whole, "{presence:?}");
        assert_eq!(
            lowered.diagnostics.is_empty(),
            whole,
            "{}",
            lowered.diagnostics
        );
    }
}
