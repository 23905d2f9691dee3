//! A reference means the same wherever it leads.

use crate::ir::{Answer, Api, Media, Operation, Shape, Type};
use crate::{Input, lower};

fn api(document: &str) -> Api {
    let text = format!("openapi: 3.0.3\ninfo: {{ title: References, version: '1' }}\n{document}");
    let lowered = lower(&Input::strict("api.yaml", text));
    lowered.unwrap_or_else(|problems| panic!("{problems}")).api
}

fn operation<'a>(api: &'a Api, id: &str) -> &'a Operation {
    api.operations
        .iter()
        .find(|operation| operation.id == id)
        .unwrap()
}

/// Gives an operation with a body that is a reference to a schema.
fn body(id: &str, media_type: &str, schema: &str) -> String {
    format!(
        "  /{id}: {{ post: {{ operationId: {id}, responses: {{ '204': {{ description: Done. }} }},
    requestBody: {{ required: true, content: {{ {media_type}: {{ schema: {schema} }} }} }} }} }}\n"
    )
}

const FILES: &str = "components:
  schemas:
    File: { type: string, format: binary }
    Alias: { $ref: '#/components/schemas/Holder' }
    Holder: { type: object, properties: { file: { type: string, format: binary } } }
    Files: { type: array, items: { type: string, format: binary } }
  responses:
    Download: { description: A file., content: { image/png: { schema: { type: string, format: binary } } } }
x-definitions: { File: { type: string, format: binary } }
";

#[test]
fn a_binary_schema_is_bytes_however_a_body_refers_to_it() {
    for target in [
        "#/components/schemas/File",
        "#/components/schemas/Holder/properties/file",
        "#/components/schemas/Alias/properties/file",
        "#/components/schemas/Files/items",
        "#/components/responses/Download/content/image~1png/schema",
        "#/x-definitions/File",
    ] {
        for media_type in ["application/octet-stream", "application/json"] {
            let paths = body("send", media_type, &format!("{{ $ref: '{target}' }}"));
            let api = api(&format!("paths:\n{paths}{FILES}"));
            let sent = operation(&api, "send").body.as_ref().unwrap();
            assert_eq!(
                (sent.media, &sent.ty),
                (Media::Bytes, &Type::Bytes),
                "{target}"
            );
        }
    }
}

#[test]
fn a_binary_property_is_a_file_of_a_form_however_it_refers_to_it() {
    for target in [
        "#/components/schemas/File",
        "#/components/schemas/Holder/properties/file",
        "#/components/schemas/Files/items",
    ] {
        let form = format!("{{ type: object, properties: {{ f: {{ $ref: '{target}' }} }} }}");
        let paths = body("send", "multipart/form-data", &form);
        let api = api(&format!("paths:\n{paths}{FILES}"));
        let Type::Named(name) = &operation(&api, "send").body.as_ref().unwrap().ty else {
            panic!("the form is no struct");
        };
        let Shape::Struct(form) = &api.types[name].shape else {
            panic!("the form is no struct");
        };
        assert_eq!(form.fields[0].ty, Type::File, "{target}");
    }
}

const SHARED: &str = "paths:
  /b/{c}:
    parameters: [{ name: c, in: path, required: true, schema: { type: string, enum: [x, y] } }]
    get:
      operationId: other
      parameters: [{ $ref: '#/paths/~1a/post/parameters/0' }]
      responses:
        '200': { $ref: '#/paths/~1a/post/responses/200' }
        default: { $ref: '#/paths/~1a/post/responses/default' }
    put:
      operationId: third
      requestBody: { $ref: '#/paths/~1a/post/requestBody' }
      responses: { '204': { description: Done. } }
  /a:
    post:
      operationId: first
      parameters: [{ name: limit, in: query, schema: { type: string, enum: [few, many] } }]
      requestBody:
        required: true
        content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } }
      responses:
        '200':
          description: One.
          content: { application/json: { schema: { type: object, properties: { b: { type: string } } } } }
        default:
          description: Wrong.
          content: { application/json: { schema: { type: object, properties: { c: { type: string } } } } }
  /b/{c}/d:
    get:
      operationId: fourth
      parameters: [{ $ref: '#/paths/~1b~1%7Bc%7D/parameters/0' }]
      responses: { '204': { description: Done. } }
";

#[test]
fn an_operation_may_refer_to_the_parts_of_another_one() {
    let api = api(SHARED);
    let names = |id| {
        let parameters = operation(&api, id).parameters.iter();
        parameters
            .map(|parameter| (parameter.name.wire.as_str(), &parameter.ty))
            .collect::<Vec<_>>()
    };
    assert_eq!(names("other")[1], names("first")[0]);
    assert_eq!(names("fourth"), names("other")[..1]);
    let ty = |answer: &Answer| answer.bodies[0].ty.clone();
    let [first, other] = ["first", "other"].map(|id| operation(&api, id));
    // One schema is one type, which is called after where it stands.
    assert_eq!(ty(&other.successes[0]), ty(&first.successes[0]));
    assert_eq!(ty(&other.failures[0]), ty(&first.failures[0]));
    let sent = |id| operation(&api, id).body.as_ref().unwrap().ty.clone();
    assert_eq!(sent("third"), sent("first"));
    let mut types: Vec<&str> = api
        .types
        .values()
        .map(|def| def.name.rust.as_str())
        .collect();
    types.sort_unstable();
    let expected = ["First200", "FirstDefault", "FirstLimit", "FirstRequest"];
    assert!(
        expected.iter().all(|name| types.contains(name)),
        "{types:?}"
    );
    // The fourth belongs to the parameter that a path shares.
    assert_eq!(types.len(), expected.len() + 1, "{types:?}");
}

#[test]
fn a_chain_of_any_length_outside_of_the_components_is_followed_without_recursion() {
    const LINKS: usize = 100_000;
    let mut text = String::from(
        r##"{"openapi":"3.0.3","info":{"title":"Chain","version":"1"},"paths":{"/a":{"get":{"operationId":"getA","##,
    );
    text.push_str(
        r##""responses":{"200":{"description":"","content":{"application/json":{"schema":{"$ref":"#/x/s0"}}}}}}}},"x":{"##,
    );
    for link in 0..LINKS {
        text.push_str(&format!(r##""s{link}":{{"$ref":"#/x/s{}"}},"##, link + 1));
    }
    text.push_str(&format!(r##""s{LINKS}":{{"type":"string"}}}}}}"##));
    let warnings = lower(&Input::new("api.json", text)).unwrap().diagnostics;
    let told = warnings.render();
    assert!(
        told.contains("a chain of more than 64 references"),
        "{told}"
    );
}

#[test]
fn a_section_that_openapi_does_not_know_holds_schemas_if_references_lead_there() {
    for section in ["definitions", "x-schemas"] {
        let text = format!(
            "openapi: 3.0.3
info: {{ title: References, version: '1' }}
paths:
  /a:
    get:
      operationId: getA
      responses:
        '200':
          description: Found.
          content: {{ application/json: {{ schema: {{ $ref: '#/components/{section}/A' }} }} }}
components:
  {section}:
    A: {{ type: object, required: [b], properties: {{ b: {{ $ref: '#/components/{section}/B' }} }} }}
    B: {{ type: string, enum: [one, two] }}
"
        );
        let api = lower(&Input::new("api.yaml", text)).unwrap().api;
        let body = &operation(&api, "getA").successes[0].bodies[0];
        assert!(
            matches!(body.ty, Type::Named(_)),
            "{section}: {:?}",
            body.ty
        );
        let names: Vec<&str> = api
            .types
            .values()
            .map(|def| def.name.rust.as_str())
            .collect();
        assert_eq!(names.len(), 2, "{section}: {names:?}");
    }
}

#[test]
fn a_number_that_no_float_holds_is_read_exactly_wherever_its_schema_stands() {
    let schema = "{ type: object, properties: { n: { type: number, format: decimal, maximum: 9007199254740993 } } }";
    let response =
        format!("{{ description: d, content: {{ application/json: {{ schema: {schema} }} }} }}");
    let elsewhere = format!(
        "components:
  schemas: {{ A: {schema}, Options: {{ allOf: [{{ type: object, properties: {{ list: {{ type: array, items: {schema} }} }} }}] }} }}
  responses: {{ R: {response} }}
x-definitions: {{ B: {schema} }}
"
    );
    for target in [
        "#/components/schemas/A",
        "#/components/schemas/Options/allOf/0/properties/list/items",
        "#/components/responses/R/content/application~1json/schema",
        "#/x-definitions/B",
    ] {
        let paths = body(
            "send",
            "application/json",
            &format!("{{ $ref: '{target}' }}"),
        );
        let api = api(&format!("paths:\n{paths}{elsewhere}"));
        let ty = &operation(&api, "send").body.as_ref().unwrap().ty;
        let Some(Shape::Struct(object)) = api.type_def(ty).map(|def| &def.shape) else {
            panic!("{target}: {ty:?}");
        };
        let maximum = object.fields[0].constraints.maximum.as_ref();
        let maximum = maximum.map(|bound| bound.value.as_str());
        assert_eq!(maximum, Some("9007199254740993"), "{target}");
    }
}
