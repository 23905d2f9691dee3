//! Claim: whoever keeps going loses what an error is about, and nothing else. What is lost is counted, with a reason.

use malipo_codegen::{Code, Input, Others, Outcome, Presence, generate};

use crate::example::{DONE, document, errors, presence};

fn keep_going(document: String) -> Outcome {
    beside(document, &[])
}

/// Keeps going with a document beside other files.
fn beside(document: String, others: &'static [(&str, &str)]) -> Outcome {
    let input = Input {
        others: Others::new(move |file| {
            let mut others = others.iter();
            let found = others.find(|(name, _)| *name == file);
            let text = found.map(|(_, text)| (*text).into());
            text.ok_or_else(|| "there is no such file".to_owned())
        }),
        keep_going: true,
        ..Input::new("api.yaml", document)
    };
    generate(&[input]).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Fails unless the operations become what is expected: `W`hole, `P`artial or `L`eft out, the last two with reasons.
#[track_caller]
fn expect(outcome: &Outcome, expected: &[(&str, char)]) {
    let account = &outcome.account[0];
    assert_eq!(account.unaccounted, Vec::<String>::new());
    assert!(matches!(presence(account, "getFine"), Presence::Whole));
    for (id, expected) in expected {
        let found = match presence(account, id) {
            Presence::Whole => 'W',
            Presence::Partial(reasons) if !reasons.is_empty() => 'P',
            Presence::LeftOut(reasons) if !reasons.is_empty() => 'L',
            presence => panic!("{id} is {presence:?}"),
        };
        assert_eq!(found, *expected, "{id}\n{}", outcome.diagnostics);
        let operations = outcome.files.get("example/operations.rs").unwrap();
        let name = format!("pub struct {}{}", id[..1].to_uppercase(), &id[1..]);
        assert_eq!(operations.contains(&name), *expected != 'L', "{id}");
    }
}

/// A path with an operation.
fn path(id: &str, members: &str) -> String {
    format!("  /{id}:\n    post:\n      operationId: {id}\n{members}")
}

fn with(id: &str, members: &str) -> String {
    path(id, &format!("      {members}\n{DONE}"))
}

fn receiving(id: &str, media_type: &str) -> String {
    path(
        id,
        &format!(
            "      responses: {{ '200': {{ description: Fine., content: {{ application/json: {media_type} }} }} }}\n"
        ),
    )
}

const NEEDED: &str = "  parameters:\n    Needed: { name: \"a\\nb\", in: query, required: true, schema: { type: string } }";

#[test]
fn a_reference_in_an_example_or_an_extension_uses_nothing() {
    let needed = "{ $ref: '#/components/parameters/Needed' }";
    let paths = [
        with("uses", &format!("parameters: [{needed}]")),
        with("notes", &format!("x-note: [{needed}]")),
        receiving(
            "shows",
            &format!("{{ schema: {{ type: object }}, example: {needed} }}"),
        ),
        receiving(
            "lists",
            &format!("{{ schema: {{ type: object }}, examples: {{ a: {{ value: {needed} }} }} }}"),
        ),
        receiving(
            "defaults",
            &format!("{{ schema: {{ type: object, example: {needed} }} }}"),
        ),
    ];
    let outcome = keep_going(document(&paths.concat(), NEEDED));
    assert_eq!(errors(&outcome.diagnostics), [Code::ControlCharacter]);
    expect(
        &outcome,
        &[
            ("uses", 'L'),
            ("notes", 'W'),
            ("shows", 'W'),
            ("lists", 'W'),
            ("defaults", 'W'),
        ],
    );
}

#[test]
fn an_optional_parameter_goes_alone_wherever_it_is_referred_to() {
    let faulty = "{ name: \"X-A\\nB\", in: header, schema: { type: string } }";
    let other = "{ name: other, in: query, schema: { type: string } }";
    let paths = [
        with("has", &format!("parameters: [{faulty}, {other}]")),
        with(
            "refers",
            "parameters: [{ $ref: '#/paths/~1has/post/parameters/0' }]",
        ),
        with(
            "other",
            "parameters: [{ $ref: '#/paths/~1has/post/parameters/1' }]",
        ),
        // What is in it has no fault.
        receiving(
            "schema",
            "{ schema: { $ref: '#/paths/~1has/post/parameters/0/schema' } }",
        ),
    ];
    let outcome = keep_going(document(&paths.concat(), ""));
    assert_eq!(errors(&outcome.diagnostics), [Code::ControlCharacter]);
    expect(
        &outcome,
        &[
            ("has", 'P'),
            ("refers", 'P'),
            ("other", 'W'),
            ("schema", 'W'),
        ],
    );
    let operations = outcome.files.get("example/operations.rs").unwrap();
    assert_eq!(operations.matches("pub other: ").count(), 2, "{operations}");
}

#[test]
fn what_refers_into_a_part_that_is_left_out_keeps_what_has_no_fault() {
    let paths = [
        path(
            "lost",
            "      requestBody: { content: { '': { schema: { type: integer } }, text/json: 1 } }
      responses: { '200': { description: Fine., content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } } } }\n",
        ),
        receiving(
            "response",
            "{ schema: { $ref: '#/paths/~1lost/post/responses/200/content/application~1json/schema' } }",
        ),
        receiving("body", "{ schema: { $ref: '#/paths/~1lost/post/requestBody/content//schema' } }"),
    ];
    let outcome = keep_going(document(&paths.concat(), ""));
    let found = errors(&outcome.diagnostics);
    assert_eq!(found, [Code::MediaTypeName, Code::WrongType]);
    // The last is raw JSON for a fault that is not its own, which nobody is told of twice.
    expect(&outcome, &[("response", 'W'), ("body", 'P')]);
}

#[test]
fn one_media_type_of_several_goes_alone() {
    let several = "requestBody: { content: { application/json: { schema: { type: object } }, \"a\\nb\": {} } }";
    let paths = [
        with("several", several),
        with("single", "requestBody: { content: { \"a\\nb\": {} } }"),
    ];
    let outcome = keep_going(document(&paths.concat(), ""));
    let found = errors(&outcome.diagnostics);
    assert_eq!(found, [Code::MediaTypeName, Code::MediaTypeName]);
    expect(&outcome, &[("several", 'P'), ("single", 'L')]);
}

#[test]
fn one_rule_is_about_all_names_of_headers_and_cookies() {
    for name in ["X H", "Xé", "", "a\\nb", "X:H"] {
        for location in ["header", "cookie"] {
            let parameter = |more: &str| {
                format!(
                    "parameters: [{{ name: \"{name}\", in: {location}, schema: {{ type: string }}{more} }}]"
                )
            };
            let headers = format!(
                "      responses: {{ '204': {{ description: Done., headers: {{ \"{name}\": {{ schema: {{ type: string }} }}, X-B: {{ schema: {{ type: string }} }} }} }} }}\n"
            );
            let paths = [
                with("optional", &parameter("")),
                with("required", &parameter(", required: true")),
                with("key", "security: [{ key: [] }]"),
                path("received", &headers),
            ];
            let key = format!(
                "  securitySchemes:\n    key: {{ type: apiKey, in: {location}, name: \"{name}\" }}"
            );
            let outcome = keep_going(document(&paths.concat(), &key));
            assert_eq!(
                errors(&outcome.diagnostics).len(),
                4,
                "{}",
                outcome.diagnostics
            );
            let expected = [
                ("optional", 'P'),
                ("required", 'L'),
                ("key", 'P'),
                ("received", 'P'),
            ];
            expect(&outcome, &expected);
            let operations = outcome.files.get("example/operations.rs").unwrap();
            assert!(operations.contains("x_b"), "{operations}");
        }
    }
}

#[test]
fn a_part_of_which_nothing_is_known_is_not_sent() {
    for nothing in [
        "null",
        "[]",
        "text",
        "{ $ref: '#/components/parameters/None' }",
    ] {
        let shared = format!("  parameters:\n    Nothing: {nothing}");
        let paths = [
            with("inline", &format!("parameters: [{nothing}]")),
            with(
                "refers",
                "parameters: [{ $ref: '#/components/parameters/Nothing' }]",
            ),
            with("uses", "parameters: []"),
        ];
        let outcome = keep_going(document(&paths.concat(), &shared));
        assert_eq!(
            errors(&outcome.diagnostics).len(),
            2,
            "{}",
            outcome.diagnostics
        );
        expect(&outcome, &[("inline", 'P'), ("refers", 'P'), ("uses", 'W')]);
    }
    let paths = [
        with("inline", "requestBody: null"),
        with(
            "refers",
            "requestBody: { $ref: '#/components/requestBodies/Nothing' }",
        ),
    ];
    let outcome = keep_going(document(
        &paths.concat(),
        "  requestBodies:\n    Nothing: null",
    ));
    expect(&outcome, &[("inline", 'P'), ("refers", 'P')]);
}

#[test]
fn the_server_of_a_path_costs_the_operations_that_need_it() {
    let paths = "  /a:
    servers: [{ url: 'https://a b.example' }]
    get: { operationId: needs, responses: { '204': { description: Done. } } }
    put: { operationId: has, servers: [{ url: 'https://a.example' }], responses: { '204': { description: Done. } } }
";
    let outcome = keep_going(document(paths, ""));
    assert_eq!(errors(&outcome.diagnostics), [Code::InvalidUrl]);
    let account = &outcome.account[0];
    assert!(matches!(presence(account, "needs"), Presence::LeftOut(_)));
    assert!(!matches!(presence(account, "has"), Presence::LeftOut(_)));
}

#[test]
fn a_file_that_cannot_be_used_costs_what_refers_to_it() {
    let refer = |file: &str| format!("{{ schema: {{ $ref: '{file}#/A' }} }}");
    let paths = [
        receiving("broken", &refer("broken.yaml")),
        receiving("again", &refer("broken.yaml")),
        receiving("empty", &refer("empty.yaml")),
        receiving("missing", &refer("missing.yaml")),
        receiving("good", &refer("good.yaml")),
    ];
    let others = &[
        ("broken.yaml", "A: { type: ["),
        ("empty.yaml", ""),
        ("good.yaml", "A: { type: string }"),
    ];
    let outcome = beside(document(&paths.concat(), ""), others);
    let mut found = errors(&outcome.diagnostics);
    found.sort();
    // One at each reference to a file, and what is wrong with each file.
    let file = Code::UnresolvedFile;
    assert_eq!(found, [Code::Syntax, Code::Empty, file, file, file, file]);
    expect(
        &outcome,
        &[
            ("broken", 'P'),
            ("again", 'P'),
            ("empty", 'P'),
            ("missing", 'P'),
            ("good", 'W'),
        ],
    );
}

#[test]
fn a_value_of_a_discriminator_that_leads_nowhere_is_read_as_unknown() {
    let shared = "    Cat: { type: object, required: [kind], properties: { kind: { type: string } } }
    Hen: { type: object, required: [kind], properties: { kind: { type: string } } }
    Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Hen' }], discriminator: { propertyName: kind, mapping: { cat: Cat, dog: Dog, cow: '#/components/schemas/Cow' } } }";
    let outcome = keep_going(document(
        &receiving("pet", "{ schema: { $ref: '#/components/schemas/Pet' } }"),
        shared,
    ));
    let found = errors(&outcome.diagnostics);
    assert_eq!(found, [Code::MappingTarget, Code::MappingTarget]);
    expect(&outcome, &[("pet", 'P')]);
    let types = outcome.files.get("example/types.rs").unwrap();
    assert!(types.contains("pub enum Pet"), "{types}");
}

/// A JSON document with an operation whose parameter has this schema, and this description.
fn json(schema: &str, description: &str) -> String {
    format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"Example","version":"1"}},"paths":{{
"/fine":{{"get":{{"operationId":"getFine","responses":{{"204":{{"description":"Done."}}}}}}}},
"/a":{{"get":{{"operationId":"a","description":"{description}","parameters":[{{"name":"n","in":"query","schema":{schema}}}],
"responses":{{"204":{{"description":"Done."}}}}}}}}}}}}"#
    )
}

#[test]
fn a_number_beyond_the_range_costs_only_what_it_says() {
    let long = format!("1{}", "0".repeat(400));
    for number in ["1e999", "1E+400", &long] {
        let schemas = [
            (format!(r#"{{"type":"number","example":{number}}}"#), 'W', 0),
            (format!(r#"{{"type":"number","maximum":{number}}}"#), 'W', 0),
            (
                format!(r#"{{"type":"number","minimum":-{number}}}"#),
                'W',
                0,
            ),
            // A bound that no value meets.
            (format!(r#"{{"type":"number","minimum":{number}}}"#), 'P', 1),
            (format!(r#"{{"type":"number","default":{number}}}"#), 'P', 1),
            (format!(r#"{{"type":"string","x-note":{number}}}"#), 'P', 1),
        ];
        for (schema, expected, count) in schemas {
            let outcome = keep_going(json(&schema, "A."));
            assert_eq!(
                errors(&outcome.diagnostics).len(),
                count,
                "{schema}{}",
                outcome.diagnostics
            );
            expect(&outcome, &[("a", expected)]);
            let found = outcome
                .diagnostics
                .iter()
                .find(|found| found.code == Code::NotFinite);
            assert!(found.unwrap().what.contains("beyond the range"), "{schema}");
        }
    }
}

#[test]
fn half_of_a_character_costs_only_the_string_that_has_it() {
    let plain = r#"{"type":"string"}"#;
    for half in ["\\ud800", "\\uDC00 and \\ud83d\\ude00", "\\ud83d\\u0041"] {
        let outcome = keep_going(json(plain, half));
        assert_eq!(errors(&outcome.diagnostics), []);
        expect(&outcome, &[("a", 'W')]);
        let found: Vec<Code> = outcome.diagnostics.iter().map(|found| found.code).collect();
        assert!(found.contains(&Code::HalfCharacter), "{found:?}");
        // Where it is sent, nothing can stand for it.
        let outcome = keep_going(json(
            &format!(r#"{{"type":"string","enum":["a","{half}"]}}"#),
            "A.",
        ));
        assert_eq!(errors(&outcome.diagnostics), [Code::HalfCharacter]);
        expect(&outcome, &[("a", 'P')]);
    }
    // Both halves are one character.
    let outcome = keep_going(json(plain, "\\ud83d\\ude00"));
    assert!(outcome.diagnostics.is_empty(), "{}", outcome.diagnostics);
}

#[test]
fn a_chain_of_path_items_has_any_length() {
    let count = 200;
    let link =
        |number: usize, next: usize| format!("  /p{number}: {{ $ref: '#/paths/~1p{next}' }}\n");
    let end = "{ post: { operationId: end, responses: { '204': { description: Done. } } } }\n";
    let forwards: String = (1..count).map(|number| link(number, number + 1)).collect();
    let backwards: String = (1..count)
        .rev()
        .map(|number| link(number, number + 1))
        .collect();
    let end = format!("  /p{count}: {end}");
    for paths in [
        format!("{forwards}{end}"),
        format!("{backwards}{end}"),
        format!("{end}{forwards}"),
    ] {
        let outcome = keep_going(document(&paths, ""));
        assert_eq!(errors(&outcome.diagnostics), []);
        let operations = &outcome.account[0].operations;
        assert_eq!(operations.len(), count + 1);
        for operation in operations {
            assert!(
                matches!(operation.presence, Presence::Whole),
                "{operation:?}"
            );
        }
        let unnamed = outcome
            .diagnostics
            .iter()
            .filter(|found| found.code == Code::MissingOperationId);
        assert_eq!(unnamed.count(), 0, "{}", outcome.diagnostics);
    }
}
