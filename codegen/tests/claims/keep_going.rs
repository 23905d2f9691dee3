//! Claim: an error stops the generation, unless the caller keeps going. Then only what the error is about is raw JSON or left out,
//! the error is reported, and no operation that needs the faulty part is counted as whole.

use malipo_codegen::{Code, Input, Others, Outcome, Presence, Severity, generate};

use crate::example::{DONE, FIRST_LINE, document, errors, presence};

fn input(faulty: &str, shared: &str, keep_going: bool) -> Input {
    let mut input = Input::new("api.yaml", document(faulty, shared));
    input.keep_going = keep_going;
    input
}

/// What becomes of the operation that has a fault.
#[derive(Debug, PartialEq)]
enum Fate {
    Partial,
    LeftOut,
}

fn fate(outcome: &Outcome) -> Fate {
    let operations = &outcome.account[0].operations;
    assert_eq!(operations.len(), 2, "{operations:#?}");
    let account = &outcome.account[0];
    assert!(
        matches!(presence(account, "getFine"), Presence::Whole),
        "{operations:#?}"
    );
    let named = operations
        .iter()
        .any(|one| one.id.as_deref() == Some("getFaulty"));
    let faulty = match named {
        true => presence(account, "getFaulty"),
        false => &operations[1].presence,
    };
    match faulty {
        Presence::Whole => panic!("it is counted as whole"),
        Presence::Partial(lacks) => {
            assert!(!lacks.is_empty());
            Fate::Partial
        }
        Presence::LeftOut(reasons) => {
            assert!(
                !reasons.is_empty(),
                "it is left out for no reason: {}",
                outcome.diagnostics
            );
            Fate::LeftOut
        }
    }
}

fn operation(members: &str) -> String {
    format!("  /faulty:\n    post:\n      operationId: getFaulty\n{members}")
}

/// Faults, each in a document of its own: its code, the operation, shared parts, and what becomes of the operation.
fn faults() -> Vec<(Code, String, &'static str, Fate)> {
    let response = |schema: &str| {
        operation(&format!(
            "      responses: {{ '200': {{ description: Fine., content: {{ application/json: {{ schema: {schema} }} }} }} }}\n"
        ))
    };
    let with = |members: &str| operation(&format!("{members}{DONE}"));
    let parameter = |parameter: &str| with(&format!("      parameters: [{parameter}]\n"));
    vec![
        (
            Code::DuplicateOperationId,
            with("").replace("getFaulty", "getFine"),
            "",
            Fate::Partial,
        ),
        (
            Code::UnknownWord,
            response("{ type: String }"),
            "",
            Fate::Partial,
        ),
        (
            Code::UnknownWord,
            response("{ $ref: '#/components/schemas/Odd' }"),
            "    Odd: { type: object, properties: { a: { type: strin } } }",
            Fate::Partial,
        ),
        (
            Code::UnresolvedReference,
            response("{ $ref: '#/components/schemas/Fin' }"),
            "",
            Fate::Partial,
        ),
        (
            Code::InvalidReference,
            response("{ $ref: '' }"),
            "",
            Fate::Partial,
        ),
        (
            Code::ReferenceCycle,
            response("{ $ref: '#/components/schemas/A' }"),
            "    A: { allOf: [{ $ref: '#/components/schemas/B' }] }\n    B: { allOf: [{ $ref: '#/components/schemas/A' }] }",
            Fate::Partial,
        ),
        (
            Code::MediaTypeName,
            parameter("{ name: a, in: query, content: { '': { schema: { type: string } } } }"),
            "",
            Fate::Partial,
        ),
        (
            Code::ContentCount,
            parameter("{ name: a, in: query, content: { application/json: { schema: {} }, text/plain: { schema: {} } } }"),
            "",
            Fate::Partial,
        ),
        (
            Code::DefaultType,
            parameter("{ name: a, in: query, schema: { type: integer, default: {} } }"),
            "",
            Fate::Partial,
        ),
        (
            Code::UnknownEncoding,
            with(
                "      requestBody: { content: { multipart/form-data: { schema: { type: object, properties: { a: { type: string } } }, encoding: { b: { contentType: text/plain } } } } }\n",
            ),
            "",
            Fate::Partial,
        ),
        (
            Code::UnknownWord,
            with(
                "      requestBody: { content: { multipart/form-data: { schema: { type: object, properties: { a: { type: string } } }, encoding: { a: { style: forms } } } } }\n",
            ),
            "",
            Fate::LeftOut,
        ),
        (
            Code::StyleLocation,
            parameter(
                "{ name: a, in: path, required: true, style: form, schema: { type: string } }",
            )
            .replace("/faulty", "/faulty/{a}"),
            "",
            Fate::LeftOut,
        ),
        (
            Code::UnknownSecurityScheme,
            with("      security: [{ key: [] }]\n"),
            "",
            Fate::Partial,
        ),
        (
            Code::StatusCode,
            operation(
                "      responses: { '2000': { description: Odd. }, '204': { description: Done. } }\n",
            ),
            "",
            Fate::Partial,
        ),
        (
            Code::WrongType,
            parameter("{ $ref: '#/components/parameters/A' }"),
            "  parameters:\n    A: { name: a, in: query, schema: [] }",
            Fate::Partial,
        ),
        (
            Code::MissingKey,
            parameter("{ $ref: '#/components/parameters/A' }"),
            "  parameters:\n    A: { in: query, schema: { type: string } }",
            Fate::Partial,
        ),
        (
            Code::MissingKey,
            parameter("{ $ref: '#/components/parameters/A' }"),
            "  parameters:\n    A: { in: query, required: true, schema: { type: string } }",
            Fate::LeftOut,
        ),
        (
            Code::WrongType,
            operation("      responses: { '200': { $ref: '#/components/responses/A' } }\n"),
            "  responses:\n    A: { description: Fine., content: [1] }",
            Fate::Partial,
        ),
        (
            Code::StyleLocation,
            operation(
                "      responses: { '204': { description: Done., headers: { X-A: { $ref: '#/components/headers/A' } } } }\n",
            ),
            "  headers:\n    A: { style: form, schema: { type: string } }",
            Fate::Partial,
        ),
        (
            Code::WrongType,
            operation("      responses: { '200': { description: Fine., content: 1 } }\n"),
            "",
            Fate::Partial,
        ),
        (
            Code::MissingKey,
            with("      security: [{ key: [] }]\n"),
            "  securitySchemes:\n    key: { type: apiKey, name: X-Key }",
            Fate::Partial,
        ),
        (
            Code::ControlCharacter,
            parameter("{ name: \"X-A\\nX-B\", in: header, schema: { type: string } }"),
            "",
            Fate::Partial,
        ),
        (
            Code::ControlCharacter,
            parameter(
                "{ name: \"X-A\\nX-B\", in: header, required: true, schema: { type: string } }",
            ),
            "",
            Fate::LeftOut,
        ),
        (
            Code::ControlCharacter,
            parameter("{ name: \"a\\rb\", in: query, schema: { type: string } }"),
            "",
            Fate::Partial,
        ),
        (
            Code::ControlCharacter,
            parameter("{ name: \"a\\rb\", in: query, required: true, schema: { type: string } }"),
            "",
            Fate::LeftOut,
        ),
        (
            Code::ControlCharacter,
            operation(
                "      responses: { '204': { description: Done., headers: { \"X-A\\nB\": { schema: { type: string } } } } }\n",
            ),
            "",
            Fate::Partial,
        ),
        (
            Code::DuplicateParameter,
            parameter(
                "{ name: X-A, in: header, schema: { type: string } }, { name: x-a, in: header, schema: { type: string } }",
            ),
            "",
            Fate::Partial,
        ),
        (
            Code::DuplicateKey,
            parameter("{ name: a, name: b, in: query, schema: { type: string } }"),
            "",
            Fate::Partial,
        ),
        (
            Code::WrongType,
            parameter("{ name: a, in: query, required: [true], schema: { type: string } }"),
            "",
            Fate::Partial,
        ),
        (
            Code::OptionalPathParameter,
            parameter("{ name: a, in: path, required: false, schema: { type: string } }")
                .replace("/faulty", "/faulty/{a}"),
            "",
            Fate::Partial,
        ),
        (
            Code::WrongType,
            with("      requestBody: { required: maybe, content: { application/json: {} } }\n"),
            "",
            Fate::Partial,
        ),
        (
            Code::WrongType,
            with("      servers: 5\n"),
            "",
            Fate::Partial,
        ),
        (
            Code::WrongType,
            with("      servers: [5]\n"),
            "",
            Fate::Partial,
        ),
        (
            Code::MissingKey,
            with("").replace("    post:", "    servers: [{}]\n    post:"),
            "",
            Fate::Partial,
        ),
        (
            Code::UnknownSecurityScheme,
            with("      security: [{ nope: [] }, { key: [] }]\n"),
            "  securitySchemes:\n    key: { type: apiKey, in: header, name: X-Key }",
            Fate::Partial,
        ),
        (
            Code::DuplicateParameter,
            parameter("{ name: x-a, in: header, schema: { type: string } }").replace(
                "    post:",
                "    parameters: [{ name: X-A, in: header, required: true, schema: { type: string } }]\n    post:",
            ),
            "",
            Fate::Partial,
        ),
        (
            Code::UnsendablePath,
            with("").replace("/faulty", "/faulty/../a"),
            "",
            Fate::LeftOut,
        ),
        (
            Code::Key,
            response("{ type: object, properties: { a: { type: string }, ? [b] : { type: string } } }"),
            "",
            Fate::Partial,
        ),
        (
            Code::Key,
            operation(&format!("      ? {{ a: b }}\n      : c\n{DONE}")),
            "",
            Fate::Partial,
        ),
        (
            Code::WrongType,
            response("{ type: string, minLength: few }"),
            "",
            Fate::Partial,
        ),
        (
            Code::WrongType,
            with("      tags: done\n"),
            "",
            Fate::Partial,
        ),
        (
            Code::InvalidUrl,
            with("      servers: [{ url: 'https://a b.example' }]\n"),
            "",
            Fate::LeftOut,
        ),
        (
            Code::InvalidUrl,
            with("      servers: [{ url: 'https://a.example' }, { url: 'https://a b.example' }]\n"),
            "",
            Fate::Partial,
        ),
        (
            Code::InvalidUrl,
            with("      externalDocs: { url: 'see the wiki' }\n"),
            "",
            Fate::Partial,
        ),
    ]
}

#[test]
fn an_error_stops_the_generation_and_every_error_is_reported() {
    for (code, faulty, shared, _) in faults() {
        let problems = generate(&[input(&faulty, shared, false)]).unwrap_err();
        assert_eq!(errors(&problems), [code], "{problems}");
        assert!(problems.is_survivable(), "{problems}");
    }
}

#[test]
fn whoever_keeps_going_gets_everything_that_has_no_fault_and_the_errors() {
    for (code, faulty, shared, expected) in faults() {
        let outcome = generate(&[input(&faulty, shared, true)]);
        let outcome = outcome.unwrap_or_else(|problems| panic!("{code:?}: {problems}"));
        assert_eq!(
            errors(&outcome.diagnostics),
            [code],
            "{}",
            outcome.diagnostics
        );
        assert_eq!(
            fate(&outcome),
            expected,
            "{code:?}: {faulty}{}",
            outcome.diagnostics
        );
        let operations = outcome.files.get("example/operations.rs").unwrap();
        assert!(operations.contains("pub struct GetFine"), "{code:?}");
        // One without an `operationId` of its own is named after its method and path.
        let is_there = ["GetFaulty", "PostFaulty"]
            .iter()
            .any(|name| operations.contains(&format!("pub struct {name}")));
        assert_eq!(
            is_there,
            expected != Fate::LeftOut,
            "{code:?}: {operations}"
        );
    }
}

/// What a call sends depends on neither the flows of OAuth nor the form of a token.
#[test]
fn a_faulty_scheme_keeps_its_credentials_if_it_says_where_they_go() {
    let faulty = operation(&format!("      security: [{{ key: [] }}]\n{DONE}"));
    for (scheme, is_kept) in [
        (
            "{ type: oauth2, flows: { clientCredentials: { scopes: {} } } }",
            true,
        ),
        ("{ type: oauth2, flows: 5 }", true),
        ("{ type: oauth2 }", true),
        ("{ type: openIdConnect, openIdConnectUrl: nope nope }", true),
        ("{ type: http, scheme: bearer, bearerFormat: [5] }", true),
        ("{ type: apiKey, in: header, name: X-Key, flows: 5 }", true),
        ("{ type: http, scheme: [bearer] }", false),
        ("{ type: apiKey, in: path, name: X-Key }", false),
    ] {
        let shared = format!("  securitySchemes:\n    key: {scheme}");
        let outcome = generate(&[input(&faulty, &shared, true)]).unwrap();
        assert_eq!(
            errors(&outcome.diagnostics).len(),
            1,
            "{scheme}: {}",
            outcome.diagnostics
        );
        assert_eq!(fate(&outcome), Fate::Partial, "{scheme}");
        let operations = outcome.files.get("example/operations.rs").unwrap();
        let faulty = operations.split("pub struct GetFaulty").nth(1).unwrap();
        assert_eq!(
            faulty.contains("Unknown, authenticated"),
            is_kept,
            "{scheme}: {faulty}"
        );
    }
}

#[test]
fn what_has_no_fault_is_the_same_code_as_without_the_fault() {
    let left_out = |(_, _, shared, fate): &(Code, String, &str, Fate)| {
        shared.is_empty() && *fate == Fate::LeftOut
    };
    let (_, faulty, ..) = faults().into_iter().find(left_out).unwrap();
    let with = generate(&[input(&faulty, "", true)]).unwrap();
    let without = generate(&[input("", "", false)]).unwrap();
    for (path, text) in without.files.iter() {
        assert_eq!(with.files.get(path), Some(text), "{path}");
    }
}

#[test]
fn errors_of_all_stages_are_reported_and_survived_together() {
    let mut all = String::new();
    let mut expected = Vec::new();
    for (number, (code, faulty, shared, _)) in faults().into_iter().enumerate() {
        if shared.is_empty() && code != Code::DuplicateOperationId {
            all.push_str(
                &faulty
                    .replace("/faulty", &format!("/faulty{number}"))
                    .replace("getFaulty", &format!("getFaulty{number}")),
            );
            expected.push(code);
        }
    }
    let outcome =
        generate(&[input(&all, "", true)]).unwrap_or_else(|problems| panic!("{problems}"));
    let mut found = errors(&outcome.diagnostics);
    found.sort();
    expected.sort();
    assert_eq!(found, expected, "{}", outcome.diagnostics);
    assert_eq!(outcome.account[0].operations.len(), expected.len() + 1);
    // And whoever does not keep going is shown all of them at once.
    let problems = generate(&[input(&all, "", false)]).unwrap_err();
    let mut found = errors(&problems);
    found.sort();
    assert_eq!(found, expected, "{problems}");
}

#[test]
fn what_no_client_can_get_wrong_is_a_warning() {
    for (code, members) in [
        (
            Code::IgnoredProse,
            "  securitySchemes:\n    a: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'https://a.example', scopes: { a: [], b: null } } } }",
        ),
        (
            Code::MissingKey,
            "servers: [{ url: 'https://{place}.example', variables: { place: { enum: [a, b] } } }]",
        ),
    ] {
        let outcome =
            generate(&[input("", members, false)]).unwrap_or_else(|problems| panic!("{problems}"));
        let codes: Vec<Code> = outcome.diagnostics.iter().map(|found| found.code).collect();
        assert!(codes.contains(&code), "{}", outcome.diagnostics);
    }
}

#[test]
fn neither_a_strict_document_nor_a_fact_of_ours_nor_what_nobody_can_read_is_survived() {
    let (_, faulty, shared, _) = faults().swap_remove(1);
    let mut strict = input(&faulty, shared, true);
    strict.strict = true;
    assert!(generate(&[strict]).is_err());
    let effect = operation(&format!("      x-malipo-effect: {{ kind: moves }}\n{DONE}"));
    for (faulty, shared) in [(effect.as_str(), ""), ("", "  a: [")] {
        let problems = generate(&[input(faulty, shared, true)]).unwrap_err();
        assert!(!problems.is_survivable(), "{problems}");
    }
    let mut old = Input::new("api.yaml", "swagger: '2.0'\n");
    old.keep_going = true;
    assert!(!generate(&[old]).unwrap_err().is_survivable());
}

/// Keeps going with a document, beside another file.
fn beside(document: &str, other: &'static str) -> Outcome {
    let input = Input {
        others: Others::new(move |file| match file {
            "other.yaml" => Ok(other.into()),
            _ => Err("there is no such file".to_owned()),
        }),
        keep_going: true,
        ..Input::new("api.yaml", document)
    };
    generate(&[input]).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn an_error_in_another_file_is_about_what_comes_from_there() {
    let document = document(
        &operation(
            "      responses: { '200': { description: Fine., content: { application/json: { schema: { $ref: 'other.yaml#/paths' } } } } }\n",
        ),
        "",
    );
    for (code, other) in [
        // What has these pointers in the document itself is not faulty.
        (
            Code::DuplicateKey,
            "paths: { type: object, properties: { a: { type: string, type: integer } } }",
        ),
        (Code::WrongType, "paths: a schema"),
        (
            Code::WrongType,
            "paths: { properties: { /fine: { type: 1 } } }",
        ),
    ] {
        let outcome = beside(&document, other);
        assert_eq!(errors(&outcome.diagnostics)[0], code);
        for error in outcome.diagnostics.iter() {
            assert_eq!(error.file, "other.yaml", "{}", outcome.diagnostics);
        }
        assert!(
            outcome.diagnostics.is_survivable(),
            "{}",
            outcome.diagnostics
        );
        assert_eq!(fate(&outcome), Fate::Partial, "{other}");
    }
    // Nor is anything faulty for what nobody refers to.
    let outcome = beside(
        &document,
        "paths: { type: object }\ninfo: { title: A, title: B }",
    );
    let title = &outcome.account[0].operations;
    assert!(matches!(title[1].presence, Presence::Whole), "{title:#?}");
}

#[test]
fn a_fault_that_is_found_after_an_item_was_removed_is_where_it_stands() {
    let parameter = |name: &str, style: &str| {
        format!(
            "        - {{ name: {name}, in: query, style: {style}, schema: {{ type: string }} }}\n"
        )
    };
    let parameters: String = [("a", "odd"), ("b", "form"), ("c", "form"), ("b", "form")]
        .map(|(name, style)| parameter(name, style))
        .concat();
    let document = operation(&format!("      parameters:\n{parameters}{DONE}"));
    let outcome = generate(&[input(&document, "", true)]).unwrap();
    let located = outcome.diagnostics.located();
    let found: Vec<_> = located
        .iter()
        .filter(|(found, ..)| found.severity == Severity::Error)
        .map(|(found, line, _)| (found.code, *line))
        .collect();
    let first = FIRST_LINE + 4;
    assert_eq!(
        found,
        [
            (Code::UnknownWord, first),
            (Code::DuplicateParameter, first + 3)
        ],
        "{}",
        outcome.diagnostics
    );
    assert_eq!(fate(&outcome), Fate::Partial);
    let operations = outcome.files.get("example/operations.rs").unwrap();
    for sent in ["b: ", "c: "] {
        assert!(operations.contains(sent), "{operations}");
    }
}

#[test]
fn a_reference_to_what_is_no_object_is_faulty_itself() {
    for (description, target) in [
        ("Fine.", "#/info/title"),
        (
            "{ description: Fine. }",
            "#/paths/~1faulty/post/responses/200/description",
        ),
    ] {
        let document = operation(&format!(
            "      responses: {{ '200': {{ description: {description}, content: {{ application/json: {{ schema: {{ $ref: '{target}' }} }} }} }} }}\n"
        ));
        let outcome = generate(&[input(&document, "", true)]).unwrap();
        assert_eq!(
            errors(&outcome.diagnostics),
            [Code::ReferenceKind],
            "{}",
            outcome.diagnostics
        );
        assert_eq!(fate(&outcome), Fate::Partial);
    }
}

#[test]
fn a_part_that_openapi_does_not_have_is_left_out_alone() {
    for part in [
        "webhooks: {}",
        "x-secret: !vault key",
        "unknown: { a: !vault key }",
    ] {
        let document = document("", part);
        let outcome = beside(&document, "");
        assert_eq!(errors(&outcome.diagnostics).len(), 1, "{part}");
        let operations = &outcome.account[0].operations;
        assert!(matches!(operations[0].presence, Presence::Whole), "{part}");
    }
}

#[test]
fn a_mistake_counts_once_and_not_for_what_it_looks_like() {
    let faulty = operation(
        "      security: [{ login: [] }]\n      requestBody: { content: { application/json: { schema: { type: object, \
         properties: { a: { type: string, pattern: '(a' } } } } } }\n      responses: { '204': { description: Done. } }\n",
    );
    let shared = "  securitySchemes: { login: { type: oauth2, flows: null } }\n";
    let outcome = generate(&[input(&faulty, shared, true)]).unwrap();
    let Presence::Partial(reasons) = presence(&outcome.account[0], "getFaulty") else {
        panic!("{:#?}", outcome.account[0]);
    };
    let mut codes: Vec<Code> = reasons.iter().filter_map(|reason| reason.code).collect();
    codes.sort();
    // Not `UnsupportedSecurity`, and not `UncheckedPattern`.
    assert_eq!(codes, [Code::WrongType, Code::InvalidPattern]);
}
