//! Claim: the account says of each operation whether it is whole. An operation is whole only if nothing that it needs is ignored,
//! and everything that it needs is accounted for.

mod nothing_silent;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use malipo_codegen::{Account, Code, Input, Presence, lower};

use crate::example::{DONE, document, presence};

fn account(text: &str) -> Account {
    let input = Input::new("api.yaml", text.to_owned());
    lower(&input)
        .unwrap_or_else(|problems| panic!("{problems}\n{text}"))
        .account
}

fn case(operation: &str, shared: &str) -> String {
    let operation = format!("  /case:\n    post:\n      operationId: caseOf\n{operation}");
    document(&operation, shared)
}

/// The codes of the reasons that the operation of a case is not whole.
fn reasons(operation: &str, shared: &str) -> BTreeSet<Option<Code>> {
    let account = account(&case(operation, shared));
    assert_eq!(account.unaccounted, Vec::<String>::new(), "{operation}");
    assert!(
        matches!(presence(&account, "getFine"), Presence::Whole),
        "{operation}"
    );
    match presence(&account, "caseOf") {
        Presence::Whole => BTreeSet::new(),
        Presence::Partial(reasons) => reasons.iter().map(|reason| reason.code).collect(),
        Presence::LeftOut(reasons) => panic!("it is left out: {reasons:?}"),
    }
}

fn sends(content: &str) -> String {
    format!("      requestBody: {{ content: {{ {content} }} }}\n{DONE}")
}

fn sends_json(schema: &str) -> String {
    sends(&format!("application/json: {{ schema: {schema} }}"))
}

fn receives(response: &str) -> String {
    format!("      responses: {{ '200': {{ description: Fine., {response} }} }}\n")
}

fn receives_json(schema: &str) -> String {
    receives(&format!(
        "content: {{ application/json: {{ schema: {schema} }} }}"
    ))
}

fn takes(parameter: &str) -> String {
    format!("      parameters: [{parameter}]\n{DONE}")
}

/// Two objects of which nothing tells one from the other.
const UNION: &str = "{ oneOf: [{ type: object, properties: { a: { type: string }, b: { type: string } } }, { type: object, properties: { a: { type: string }, c: { type: string } } }] }";

#[test]
fn what_is_ignored_makes_just_the_operations_partial_that_need_it() {
    let cases = [
        // Bodies.
        (
            Code::UnusedMediaType,
            sends(
                "application/json: { schema: { type: object } }, application/xml: { schema: { type: object } }",
            ),
            "",
        ),
        (
            Code::UnusedMediaType,
            receives(
                "content: { application/json: { schema: { type: object } }, application/xml: { schema: { type: object } } }",
            ),
            "",
        ),
        (
            Code::OpaqueBody,
            sends(
                "application/xml: { schema: { type: object, properties: { a: { type: string, xml: { attribute: true } } } } }",
            ),
            "",
        ),
        (
            Code::OpaqueBody,
            receives(
                "content: { application/xml: { schema: { $ref: '#/components/schemas/Fine' } } }",
            ),
            "",
        ),
        (
            Code::OpaqueBody,
            receives("content: { text/plain: { schema: { type: array, items: { type: string } } } }"),
            "",
        ),
        // Response headers.
        (
            Code::ResponseHeader,
            "      responses: { '204': { description: Done. }, '429': { description: Too many., headers: { X-Limit: { schema: { type: integer } } } } }\n".to_owned(),
            "",
        ),
        (
            Code::ResponseHeader,
            "      responses: { '204': { description: Done. }, '429': { $ref: '#/components/responses/R' } }\n".to_owned(),
            "  responses:\n    R: { description: Too many., headers: { X-Limit: { schema: { type: integer } } } }\n",
        ),
        (
            Code::ResponseHeader,
            receives("headers: { X-A: { schema: { type: object, properties: { a: { type: integer } } } } }"),
            "",
        ),
        (
            Code::ResponseHeader,
            receives("headers: { X-A: { content: { application/json: { schema: { type: integer } } } } }"),
            "",
        ),
        (
            Code::ResponseHeader,
            receives("headers: { X-A: { $ref: '#/components/headers/A' } }"),
            "  headers:\n    A: { schema: { oneOf: [{ type: integer }, { type: string }] } }\n",
        ),
        (
            Code::ResponseHeader,
            "      responses: { '200': { description: Fine., headers: { X-A: { schema: { type: integer } } } }, '201': { description: Fine., headers: { x-a: { schema: { type: boolean } } } } }\n".to_owned(),
            "",
        ),
        // No value.
        (
            Code::IgnoredNull,
            receives_json("{ type: object, nullable: true, properties: { a: { type: string } } }"),
            "",
        ),
        (
            Code::IgnoredNull,
            sends_json("{ $ref: '#/components/schemas/A' }"),
            "    A: { type: array, nullable: true, items: { type: string } }\n",
        ),
        (
            Code::IgnoredNull,
            takes("{ name: a, in: query, content: { application/json: { schema: { type: integer, nullable: true } } } }"),
            "",
        ),
        // Constraints of what is sent.
        (
            Code::UncheckedPattern,
            sends_json("{ type: object, properties: { a: { type: string, pattern: '(?=a)' } } }"),
            "",
        ),
        (
            Code::UncheckedPattern,
            takes("{ name: a, in: query, schema: { type: string, pattern: '(?=a)' } }"),
            "",
        ),
        (
            Code::UncheckedPattern,
            sends_json("{ $ref: '#/components/schemas/A' }"),
            "    A: { type: object, properties: { b: { $ref: '#/components/schemas/B' } } }\n    B: { type: object, properties: { c: { $ref: '#/components/schemas/C' }, a: { $ref: '#/components/schemas/A' } } }\n    C: { type: string, pattern: '(?=a)' }\n",
        ),
        (
            Code::UncheckedPattern,
            sends_json(
                "{ allOf: [{ $ref: '#/components/schemas/Fine' }, { type: object, properties: { b: { type: array, items: { type: string, pattern: '(?=b)' } } } }] }",
            ),
            "",
        ),
        (
            Code::UncheckedPattern,
            sends_json("{ $ref: '#/components/schemas/Own/properties/deep' }"),
            "    Own: { type: object, properties: { deep: { type: object, properties: { a: { type: string, pattern: '(?=a)' } } } } }\n",
        ),
        (
            Code::UncheckedConstraint,
            sends_json(
                "{ type: object, additionalProperties: { type: string, maxLength: 3 }, properties: { a: { type: integer } } }",
            ),
            "",
        ),
        (
            Code::UncheckedConstraint,
            sends_json(
                "{ type: object, properties: { a: { oneOf: [{ type: string, maxLength: 3 }, { type: integer }] } } }",
            ),
            "",
        ),
        (
            Code::UncheckedConstraint,
            sends_json("{ type: object, additionalProperties: { type: string, maxLength: 3 } }"),
            "",
        ),
        (
            Code::UncheckedConstraint,
            sends("multipart/form-data: { schema: { type: object, properties: { a: { type: string, format: binary, maxLength: 3 } } } }"),
            "",
        ),
        (
            Code::UncheckedConstraint,
            sends("application/octet-stream: { schema: { type: string, format: binary, maxLength: 3 } }"),
            "",
        ),
        (
            Code::UncheckedNot,
            sends_json("{ type: object, properties: { a: { type: string, not: { enum: [b] } } } }"),
            "",
        ),
        // Schemas.
        (Code::AmbiguousOptions, receives_json(UNION), ""),
        // A value of a supertype may be a subtype.
        (
            Code::UncheckedPattern,
            sends_json("{ $ref: '#/components/schemas/Pet' }"),
            "    Pet: { type: object, discriminator: { propertyName: kind }, required: [kind], properties: { kind: { type: string } } }\n    Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { name: { type: string, pattern: '(?=a)' } } }] }\n",
        ),
        (
            Code::OptionsTogether,
            sends_json(
                "{ anyOf: [{ type: object, required: [a], properties: { a: { type: string } } }, { type: object, required: [b], properties: { b: { type: string } } }] }",
            ),
            "",
        ),
        (
            Code::OptionsTogether,
            sends_json("{ allOf: [{ $ref: '#/components/schemas/Fine' }, { anyOf: [{ $ref: '#/components/schemas/B' }, { $ref: '#/components/schemas/C' }] }] }"),
            "    B: { type: object, required: [b], properties: { b: { type: string } } }\n    C: { type: object, properties: { c: { type: string } } }\n",
        ),
        (
            Code::SubtypeMembers,
            sends("application/x-www-form-urlencoded: { schema: { $ref: '#/components/schemas/Pet' } }"),
            "    Pet: { type: object, discriminator: { propertyName: kind }, required: [kind], properties: { kind: { type: string } } }\n    Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { lives: { type: integer } } }] }\n",
        ),
        (
            Code::UnsupportedSchema,
            receives_json(
                "{ type: object, properties: { a: { type: integer, enum: [-1, 18446744073709551615] } } }",
            ),
            "",
        ),
        // Parameters.
        (
            Code::AllowReserved,
            takes("{ name: a, in: query, allowReserved: true, schema: { type: string } }"),
            "",
        ),
        (
            Code::ParameterMediaType,
            takes(
                "{ name: a, in: query, content: { application/xml: { schema: { type: object } } } }",
            ),
            "",
        ),
        (
            Code::EmptyParameter,
            takes("{ name: a, in: query, allowEmptyValue: true, schema: { type: integer } }"),
            "",
        ),
        (
            Code::StringParameter,
            takes("{ name: a, in: query, schema: { type: object } }"),
            "",
        ),
        // Forms.
        (
            Code::PartHeaders,
            sends(
                "multipart/form-data: { schema: { type: object, properties: { a: { type: string } } }, encoding: { a: { headers: { Content-Disposition: { schema: { type: string } } } } } }",
            ),
            "",
        ),
        (
            Code::OpaqueBody,
            sends(
                "multipart/form-data: { schema: { type: object, properties: { a: { type: object, properties: { b: { type: string } } } } }, encoding: { a: { contentType: application/xml } } }",
            ),
            "",
        ),
        (
            Code::UnusedEncoding,
            sends(
                "application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: string } } }, encoding: { a: { contentType: application/json } } }",
            ),
            "",
        ),
        (
            Code::AllowReserved,
            sends(
                "application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: string } } }, encoding: { a: { allowReserved: true } } }",
            ),
            "",
        ),
        (
            Code::FormNull,
            sends(
                "application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: string, nullable: true } } } }",
            ),
            "",
        ),
        // What is around.
        (
            Code::UnsupportedSecurity,
            format!("      security: [{{ key: [] }}, {{ odd: [] }}]\n{DONE}"),
            "  securitySchemes:\n    key: { type: apiKey, in: header, name: X-Key }\n    odd: { type: http, scheme: digest }\n",
        ),
        (
            Code::UnusedServer,
            format!(
                "      servers: [{{ url: 'https://a.example' }}, {{ url: 'https://b.example' }}]\n{DONE}"
            ),
            "",
        ),
        (
            Code::Callbacks,
            format!(
                "      callbacks: {{ done: {{ '{{$request.body#/url}}': {{ post: {{ responses: {{ '200': {{ description: Fine. }} }} }} }} }} }}\n{DONE}"
            ),
            "",
        ),
    ];
    for (code, operation, shared) in cases {
        let found = reasons(&operation, shared);
        assert!(
            found.contains(&Some(code)),
            "{code}: {found:?}\n{operation}"
        );
    }
}

#[test]
fn what_the_client_has_and_what_only_describes_costs_nothing() {
    let cases = [
        // What is received is read leniently.
        receives_json(
            "{ type: object, minProperties: 1, properties: { a: { type: string, pattern: '(?=a)', maxLength: 3, not: { enum: [b] } } } }",
        ),
        receives_json("{ type: array, items: { type: string, pattern: '(?=a)' }, minItems: 1 }"),
        receives("headers: { content-type: { schema: { type: string } } }"),
        receives("links: { next: { operationId: getFine } }"),
        // A constraint about values of another type says nothing.
        sends_json(
            "{ type: object, properties: { a: { type: integer, minimum: 1, pattern: '(?=a)', xml: { name: b } } } }",
        ),
        sends_json(
            "{ type: object, description: d, externalDocs: { url: 'https://a.example' }, example: { a: 1 }, x-own: { $ref: 1 }, properties: { a: { type: string, format: uuid, minLength: 1, maxLength: 3, default: a } } }",
        ),
        sends_json(
            "{ oneOf: [{ type: object, required: [a], properties: { a: { type: string } } }, { type: object, required: [b], properties: { b: { type: string } } }] }",
        ),
        receives(
            "headers: { X-Total: { schema: { type: integer } }, X-Ids: { schema: { type: array, items: { type: string } } }, X-Any: { schema: {} } }",
        ),
        // OpenAPI shows both styles for lists and for objects.
        takes(
            "{ name: a, in: query, style: pipeDelimited, explode: false, schema: { type: object, properties: { r: { type: integer } } } }",
        ),
        takes(
            "{ name: a, in: query, style: spaceDelimited, explode: false, schema: { type: array, items: { type: string } } }",
        ),
        // One value has one of them, or one of them holds it.
        sends_json(
            "{ oneOf: [{ type: object, required: [a], properties: { a: { type: string } } }, { type: object, required: [b], properties: { b: { type: string } } }] }",
        ),
        sends_json(
            "{ anyOf: [{ type: object, required: [k], properties: { k: { type: string, enum: [a] }, a: { type: string } } }, { type: object, required: [k], properties: { k: { type: string, enum: [b] }, b: { type: string } } }] }",
        ),
        sends_json(
            "{ anyOf: [{ type: object, required: [a], properties: { a: { type: string } } }, { type: object, required: [a, b], properties: { a: { type: string }, b: { type: string } } }] }",
        ),
        sends_json(
            "{ anyOf: [{ type: object, additionalProperties: false, properties: { a: { type: string } } }, { type: object, required: [b], properties: { b: { type: string } } }] }",
        ),
        sends_json("{ anyOf: [{ type: string }, { type: array, items: { type: string } }] }"),
        // An option that may be `null` makes the union so.
        sends_json(
            "{ type: object, required: [a], properties: { a: { oneOf: [{ type: string, nullable: true }, { type: integer }] } } }",
        ),
        // No digit is lost.
        receives_json(
            "{ type: object, properties: { a: { type: number }, d: { type: number, format: decimal }, b: { type: number, format: double }, c: { type: integer } } }",
        ),
        sends_json("{ type: array, minItems: 1, items: { type: string, maxLength: 3 } }"),
        sends_json("{ type: object, minProperties: 1, properties: { a: { type: integer } } }"),
        sends("text/plain: { schema: { type: string, maxLength: 3 } }"),
        receives("content: { text/plain: { schema: { type: string, enum: [a, b] } } }"),
        sends(
            "application/json: { schema: { type: object } }, application/vnd.a+json: { schema: { type: object } }",
        ),
        sends(
            "application/json: { schema: { type: object, properties: { a: { type: integer } } } }, application/x-www-form-urlencoded: { schema: { type: object, properties: { b: { type: integer } } } }",
        ),
        takes("{ name: Content-Type, in: header, schema: { type: string, pattern: '(?=a)' } }"),
        takes(
            "{ name: a, in: query, allowReserved: false, allowEmptyValue: true, schema: { type: string } }",
        ),
        takes(
            "{ name: a, in: query, style: deepObject, explode: true, schema: { type: object, properties: { b: { type: string } } } }",
        ),
        sends(
            "multipart/form-data: { schema: { type: object, properties: { a: { type: string, format: binary } } }, encoding: { a: { contentType: 'image/png, image/jpeg' } } }",
        ),
        format!(
            "      servers: [{{ url: 'https://{{name}}.example', variables: {{ name: {{ default: a, enum: [a, b] }} }} }}]\n{DONE}"
        ),
    ];
    for operation in cases {
        assert_eq!(reasons(&operation, ""), BTreeSet::new(), "{operation}");
    }
}

#[test]
fn a_parameter_of_the_path_counts_for_the_operations_that_do_not_replace_it() {
    let text = "
openapi: 3.0.3
info: { title: Example, version: '1' }
paths:
  /a:
    parameters: [{ name: b, in: query, schema: { type: string, pattern: '(?=b)' } }]
    get: { operationId: getA, responses: { '204': { description: Done. } } }
    put: { operationId: putA, parameters: [{ name: b, in: query, schema: { type: string } }], responses: { '204': { description: Done. } } }
";
    let operations = account(text).operations;
    assert!(
        matches!(&operations[0].presence, Presence::Partial(reasons) if reasons[0].code == Some(Code::UncheckedPattern))
    );
    assert!(
        matches!(operations[1].presence, Presence::Whole),
        "{operations:?}"
    );
}

#[test]
fn the_account_names_each_part_that_is_ignored_and_the_first_one_for_each_reason() {
    let operation = sends_json("{ $ref: '#/components/schemas/A' }");
    let shared = "    A: { type: object, properties: { b: { type: string, pattern: '(?=b)' }, c: { type: string, pattern: '(?=c)' } } }\n    Unused: { type: string, pattern: '(?=d)' }\n";
    let account = account(&case(&operation, shared));
    let ignored: Vec<_> = account
        .ignored
        .iter()
        .map(|one| (one.code, one.pointer.as_str(), one.keyword.as_deref()))
        .collect();
    let at = |name: &str| format!("/components/schemas/A/properties/{name}");
    assert_eq!(
        ignored,
        [
            (Code::UncheckedPattern, at("b").as_str(), Some("pattern")),
            (Code::UncheckedPattern, at("c").as_str(), Some("pattern")),
        ]
    );
    let Presence::Partial(reasons) = &account.operations[1].presence else {
        panic!("{account:?}");
    };
    assert_eq!(reasons.len(), 1);
    assert_eq!(reasons[0].pointer, format!("{}/pattern", at("b")));
    assert_eq!(reasons[0].words, "pattern that is not checked (M0601)");
}

/// Every document of the project that the generator reads.
fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = [
        "spec",
        "tests/corpus/documents",
        "tests/goldens",
        "tests/rejects",
    ]
    .map(|folder| root.join(folder))
    .into();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().and_then(|end| end.to_str());
            if path.is_dir() {
                open.push(path);
            } else if matches!(ending, Some("yaml" | "yml" | "json")) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn everything_in_the_documents_of_the_project_is_accounted_for() {
    let documents = documents();
    assert!(documents.len() > 50, "{documents:?}");
    let mut operations = 0;
    for path in documents {
        let name = path.display().to_string();
        let mut input = Input::new(name.clone(), fs::read(&path).unwrap());
        input.keep_going = true;
        if let Ok(lowered) = lower(&input) {
            let account = lowered.account;
            assert_eq!(account.unaccounted, Vec::<String>::new(), "{name}");
            operations += account.operations.len();
        }
    }
    assert!(operations > 100, "{operations}");
}

#[test]
fn an_operation_is_whole_if_and_only_if_nothing_of_it_is_ignored() {
    for path in documents() {
        let name = path.display().to_string();
        let mut input = Input::new(name.clone(), fs::read(&path).unwrap());
        input.keep_going = true;
        let Ok(lowered) = lower(&input) else { continue };
        let account = lowered.account;
        let is_partial = |presence: &Presence| matches!(presence, Presence::Partial(_));
        let partial = account
            .operations
            .iter()
            .filter(|one| is_partial(&one.presence));
        let is_ignored = !account.ignored.is_empty();
        assert_eq!(
            partial.count() > 0,
            is_ignored,
            "{name}: {:?}",
            account.ignored
        );
    }
}

/// What is ignored of our own specifications: each was looked at.
const OUR_REASONS: &[(&str, Code, &str)] = &[
    // A status to look for may be a word that the list does not have, and nobody checks that it is not empty.
    (
        "listCollections",
        Code::UncheckedConstraint,
        "/components/schemas/TransactionStatus",
    ),
    (
        "listTransfers",
        Code::UncheckedConstraint,
        "/components/schemas/TransactionStatus",
    ),
    (
        "getAccountStatement",
        Code::UncheckedConstraint,
        "/components/schemas/TransactionStatus",
    ),
];

#[test]
fn every_operation_of_our_own_specifications_is_whole_but_for_known_reasons() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let mut found = Vec::new();
    for name in ["zamupay.yaml", "zengapay.yaml"] {
        let input = Input::strict(name, fs::read(spec.join(name)).unwrap());
        let lowered = lower(&input).unwrap_or_else(|problems| panic!("{problems}"));
        for operation in lowered.account.operations {
            let id = operation.id.unwrap();
            match operation.presence {
                Presence::Whole => {}
                Presence::Partial(reasons) => found.extend(
                    reasons
                        .into_iter()
                        .map(|reason| (id.clone(), reason.code.unwrap(), reason.pointer)),
                ),
                Presence::LeftOut(_) => panic!("{id} is left out"),
            }
        }
    }
    let found: Vec<_> = found
        .iter()
        .map(|(id, code, at)| (id.as_str(), *code, at.as_str()))
        .collect();
    assert_eq!(found, OUR_REASONS);
}
