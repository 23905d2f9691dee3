//! Claim: faults that users reported of whole kinds of documents are gone. Each test has a document of the kind that was reported,
//! and two more.

use std::fs;
use std::path::Path;
use std::process::Command;

use malipo_codegen::ir::{Api, Body, Media, Type};
use malipo_codegen::{
    Code, Diagnostics, Input, Package, Presence, Runtime, Severity, generate_crate, lower,
};

fn document(paths: &str, schemas: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{ title: Example, version: '1' }}\npaths:\n{paths}components:\n  schemas:\n    Any: {{}}\n{schemas}"
    )
}

fn api(paths: &str, schemas: &str) -> Api {
    let input = Input::new("api.yaml", document(paths, schemas));
    lower(&input)
        .unwrap_or_else(|problems| panic!("{problems}"))
        .api
}

fn problems(paths: &str, schemas: &str) -> Diagnostics {
    match lower(&Input::new("api.yaml", document(paths, schemas))) {
        Ok(lowered) => lowered.diagnostics,
        Err(problems) => problems,
    }
}

fn body<'a>(api: &'a Api, id: &str) -> &'a Body {
    api.operation(id).unwrap().body.as_ref().unwrap()
}

/// The type of a property of a body.
fn part<'a>(api: &'a Api, id: &str, name: &str) -> &'a Type {
    &api.property(&body(api, id).ty, name).unwrap().ty
}

const FILES: &str = "    File: { type: string, format: binary }
    Holder: { type: object, properties: { f: { type: string, format: binary } } }
    Rows: { type: array, items: { type: string, format: binary } }
    Named: { type: object, additionalProperties: { type: string, format: binary } }
";

/// Where the same schema of bytes stands.
const PLACES: [&str; 5] = [
    "#/components/schemas/File",
    "#/components/schemas/Holder/properties/f",
    "#/components/schemas/Rows/items",
    "#/components/schemas/Named/additionalProperties",
    "#/paths/~1own/post/requestBody/content/a~1b/schema",
];

#[test]
fn a_schema_of_bytes_is_one_wherever_a_reference_finds_it() {
    for place in PLACES {
        let content = |media_type: &str, schema: String| {
            format!("{{ required: true, content: {{ {media_type}: {{ schema: {schema} }} }} }}")
        };
        let done = "responses: { '204': { description: Done. } }";
        let schema = format!("{{ $ref: '{place}' }}");
        let parts = format!(
            "{{ type: object, required: [f, g], properties: {{ f: {schema}, g: {{ type: array, items: {schema} }} }} }}"
        );
        let paths = [
            (
                "own",
                content("a/b", "{ type: string, format: binary }".to_owned()),
            ),
            ("parts", content("multipart/form-data", parts)),
            ("bytes", content("application/octet-stream", schema.clone())),
            ("json", content("application/json", schema)),
        ];
        let paths = paths.map(|(id, body)| {
            format!("  /{id}: {{ post: {{ operationId: {id}, requestBody: {body}, {done} }} }}\n")
        });
        let api = api(&paths.concat(), FILES);
        assert_eq!(part(&api, "parts", "f"), &Type::File, "{place}");
        let files = Type::List(Box::new(Type::File));
        assert_eq!(part(&api, "parts", "g"), &files, "{place}");
        for id in ["own", "bytes", "json"] {
            let body = body(&api, id);
            assert_eq!(
                (&body.ty, body.media),
                (&Type::Bytes, Media::Bytes),
                "{place} {id}"
            );
        }
    }
}

#[test]
fn an_operation_may_refer_to_parts_of_another_one() {
    let paths = "  /a/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    post:
      operationId: first
      parameters: [{ name: limit, in: query, schema: { type: integer, maximum: 9 } }]
      requestBody: { required: true, content: { application/json: { schema: { type: string } } } }
      responses: { '200': { description: Fine., content: { application/json: { schema: { type: boolean } } } } }
  /b/{id}:
    post:
      operationId: second
      parameters:
        - { $ref: '#/paths/~1a~1%7Bid%7D/parameters/0' }
        - { $ref: '#/paths/~1a~1{id}/post/parameters/0' }
      requestBody: { $ref: '#/paths/~1a~1{id}/post/requestBody' }
      responses: { '200': { $ref: '#/paths/~1a~1{id}/post/responses/200' } }
";
    let input = Input::new("api.yaml", document(paths, ""));
    let lowered = lower(&input).unwrap_or_else(|problems| panic!("{problems}"));
    for operation in &lowered.account.operations {
        assert!(
            matches!(operation.presence, Presence::Whole),
            "{operation:?}"
        );
    }
    let shape = |id: &str| {
        let operation = lowered.api.operation(id).unwrap();
        let parameters = operation.parameters.iter();
        let parameters: Vec<_> = parameters
            .map(|one| {
                (
                    one.name.wire.as_str(),
                    one.location,
                    &one.ty,
                    one.required,
                    &one.constraints,
                )
            })
            .collect();
        (parameters, &body(&lowered.api, id).ty, &operation.output)
    };
    let (first, second) = (shape("first"), shape("second"));
    assert_eq!(first.0, second.0);
    assert_eq!(first.1, second.1);
    assert_eq!(format!("{:?}", first.2), format!("{:?}", second.2));
}

#[test]
fn a_fault_is_as_severe_under_default_as_under_a_status() {
    let faults = [
        "content: { application/json: { schema: { type: object, description: null, properties: { x: { type: string, description: [] } } } } }",
        "content: { application/json: { schema: { $ref: '#/components/schemas/Missing' } } }",
        "headers: { X-A: { schema: { $ref: '#/components/schemas/default' } } }",
        "content: { application/json: { schema: { type: text } } }",
    ];
    let cycle = "    Loop: { allOf: [{ $ref: '#/components/schemas/default' }] }\n    default: { allOf: [{ $ref: '#/components/schemas/Loop' }] }\n";
    for fault in faults {
        let found = ["default", "'200'", "4XX"].map(|status| {
            let path = format!(
                "  /a: {{ get: {{ operationId: a, responses: {{ {status}: {{ description: R, {fault} }} }} }} }}\n"
            );
            let found = problems(&path, cycle);
            let mut found: Vec<(Code, Severity)> = found
                .iter()
                .map(|found| (found.code, found.severity))
                // That there is no success is about the status.
                .filter(|(code, _)| *code != Code::NoSuccess)
                .collect();
            found.sort_by_key(|(code, _)| *code);
            found
        });
        assert!(!found[0].is_empty(), "{fault}");
        assert!(
            found.iter().all(|one| *one == found[0]),
            "{fault}: {found:?}"
        );
    }
}

#[test]
fn nobody_is_advised_to_relabel_a_document_of_a_later_version() {
    for version in ["3.1.0", "3.1.1", "3.2.0", "4.0.0"] {
        let text = document("  {}\n", "")
            .replace("3.0.3", version)
            .replace("paths:\n  {}\n", "paths: {}\n");
        let problems = lower(&Input::new("api.yaml", text)).unwrap_err();
        let [problem] = problems.iter().collect::<Vec<_>>()[..] else {
            panic!("{problems}");
        };
        assert_eq!(problem.code, Code::Version);
        let words = problem.help.to_string();
        assert!(
            words.starts_with("convert the document to OpenAPI 3.0"),
            "{words}"
        );
        assert!(!words.contains("write `openapi"), "{words}");
    }
    // Whoever does it all the same is told what another version means.
    let relabelled = [
        (
            "{ type: object, properties: { a: { const: card } } }",
            Code::Constant,
        ),
        (
            "{ type: object, if: { required: [a] } }",
            Code::UncheckedConstraint,
        ),
        ("{ type: [string, 'null'] }", Code::WrongType),
        (
            "{ $ref: '#/components/schemas/Any', description: Ignored. }",
            Code::KeyBesideReference,
        ),
        (
            "{ type: array, prefixItems: [{ type: string }] }",
            Code::LaterVersion,
        ),
    ];
    for (schema, code) in relabelled {
        let found = problems("  {}\n", &format!("    A: {schema}\n"));
        let found: Vec<Code> = found.iter().map(|found| found.code).collect();
        assert!(found.contains(&code), "{schema}: {found:?}");
    }
}

/// Documents of which some generators write code that rustfmt lays out anew.
fn laid_out() -> [(&'static str, String); 4] {
    let html = "<p>Use <code>a</code> and see <a href='x'>b</a>.</p>";
    let of_html = format!(
        "  /a: {{ get: {{ operationId: a, responses: {{ '200': {{ description: Fine., content: {{ application/json: {{ schema: {{ type: object, description: \"{html}\", properties: {{ x: {{ type: string, description: \"Returns a [link](https://x.example) and `code`.\" }} }} }} }} }} }} }} }} }}\n"
    );
    let pets = "  /pets/{petId}:
    get:
      operationId: showPetById
      parameters: [{ name: petId, in: path, required: true, schema: { type: string } }, { name: limit, in: query, schema: { type: integer, format: int32, maximum: 100 } }]
      responses: { '200': { description: A pet., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }, default: { description: An error., content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } } } }
    post:
      operationId: createPet
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      parameters: [{ name: petId, in: path, required: true, schema: { type: string } }]
      responses: { '201': { description: Done. } }
";
    let of_pets = "    Pet: { type: object, required: [id, name], properties: { id: { type: integer }, name: { type: string }, state: { type: string, enum: [free, sold] } } }
    Error: { type: object, required: [code], properties: { code: { type: integer, format: int32 }, message: { type: string } } }
";
    let long = "A_property_with_a_name_that_is_much_longer_than_a_line_of_code_can_be_in_the_layout_of_rustfmt";
    let of_long = format!(
        "    Long: {{ type: object, required: [{long}], properties: {{ {long}: {{ type: array, items: {{ type: object, additionalProperties: {{ type: array, items: {{ type: string, enum: [{long}, b] }} }} }} }} }} }}\n"
    );
    let union = "    Union: { oneOf: [{ type: object, required: [a], properties: { a: { type: integer } } }, { type: string }, { type: array, items: { $ref: '#/components/schemas/Union' } }] }\n";
    [
        ("html", document(&of_html, "")),
        ("pets", document(pets, of_pets)),
        ("long", document("  {}\n", &of_long)),
        ("union", document("  {}\n", union)),
    ]
}

#[test]
fn rustfmt_leaves_a_generated_crate_as_it_is() {
    for (name, text) in laid_out() {
        let package = Package {
            name: name.to_owned(),
            runtime: Runtime::Path("runtime".to_owned()),
        };
        let made = generate_crate(&Input::new("api.yaml", text), &package);
        let made = made.unwrap_or_else(|problems| panic!("{problems}"));
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("rustfmt-{name}"));
        for (path, content) in made.files.iter() {
            let path = home.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        let library = home.join("src/lib.rs");
        let found = Command::new("rustfmt")
            .args(["--check", "--edition", "2024"])
            .arg(&library)
            .output()
            .unwrap();
        let shown = String::from_utf8_lossy(&found.stdout).into_owned();
        let errors = String::from_utf8_lossy(&found.stderr).into_owned();
        assert!(found.status.success(), "{name}: {shown}{errors}");
        fs::remove_dir_all(home).unwrap();
    }
}

#[test]
fn a_response_that_http_sends_without_content_is_not_read() {
    let content = "content: { application/json: { schema: { type: string } } }";
    let output = |method: &str, responses: &str| {
        let path =
            format!("  /a: {{ {method}: {{ operationId: a, responses: {{ {responses} }} }} }}\n");
        format!("{:?}", api(&path, "").operation("a").unwrap().output)
    };
    for (method, status) in [("get", "204"), ("put", "205"), ("head", "200")] {
        let found = output(
            method,
            &format!("'{status}': {{ description: Done., {content} }}"),
        );
        assert_eq!(found, "Unit", "{method} {status}");
    }
    let several = format!(
        "'200': {{ description: Fine., {content} }}, '204': {{ description: None., {content} }}"
    );
    let found = output("get", &several);
    assert!(
        found.contains("NoContent") && found.contains("body: None"),
        "{found}"
    );
    let fine = output(
        "get",
        &format!("'201': {{ description: Fine., {content} }}"),
    );
    assert_eq!(fine, "One(String)");
}
