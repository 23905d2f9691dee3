//! Claim: references that lead to references cost nothing, however many there are, as long as they end.

use malipo_codegen::{Input, Outcome, Presence, generate};

const LENGTH: usize = 90;

/// A chain of components that begins with `C0`.
fn chain(section: &str, end: &str) -> String {
    let link = |number: usize| {
        let next = number + 1;
        format!("    C{number}: {{ $ref: '#/components/{section}/C{next}' }}\n")
    };
    let links: String = (0..LENGTH).map(link).collect();
    format!("  {section}:\n{links}    C{LENGTH}: {end}\n")
}

fn generated(paths: &str, components: &str) -> Outcome {
    let document = format!(
        "openapi: 3.0.3\ninfo: {{ title: Chain, version: '1' }}\npaths:\n{paths}components:\n{components}"
    );
    generate(&[Input::new("chain.yaml", document)]).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Asserts that each operation is whole, and that nothing is reported.
fn is_whole(outcome: &Outcome) {
    assert!(outcome.diagnostics.is_empty(), "{}", outcome.diagnostics);
    for operation in &outcome.account[0].operations {
        assert!(
            matches!(operation.presence, Presence::Whole),
            "{operation:#?}"
        );
    }
}

fn operation(path: &str, members: &str) -> String {
    format!("  /{path}:\n    post:\n      operationId: {path}\n{members}")
}

const DONE: &str = "      responses: { '204': { description: Done. } }\n";

#[test]
fn schemas_are_the_same_from_each_link() {
    let response = |to: usize| {
        let members = format!(
            "      responses: {{ '200': {{ description: Fine., content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/C{to}' }} }} }} }} }}\n"
        );
        operation(&format!("from{to}"), &members)
    };
    let paths: String = [0, 1, 50, 64, 70, 89, 90].map(response).concat();
    for (end, ty) in [
        (
            "{ type: object, required: [a], properties: { a: { type: string } } }",
            "C90",
        ),
        ("{ type: integer }", "i64"),
    ] {
        let outcome = generated(&paths, &chain("schemas", end));
        is_whole(&outcome);
        let operations = outcome.files.get("chain/operations.rs").unwrap();
        assert!(!operations.contains("RawJson"), "{operations}");
        let outputs = operations
            .lines()
            .filter(|line| line.contains("Post \"/from"));
        assert!(
            outputs.clone().count() == 7 && outputs.clone().all(|line| line.contains(ty)),
            "{operations}"
        );
    }
}

#[test]
fn properties_lead_through_the_middle_of_a_chain() {
    let schemas = chain("schemas", "{ type: string }")
        + "    D: { type: object, properties: { n: { $ref: '#/components/schemas/C64' } } }\n";
    let members = "      responses: { '200': { description: Fine., content: { application/json: { schema: { $ref: '#/components/schemas/D' } } } } }\n";
    is_whole(&generated(&operation("a", members), &schemas));
}

#[test]
fn parameters_bodies_responses_and_schemes_have_chains_of_any_length() {
    for (section, end, members) in [
        ("parameters", "{ name: q, in: query, required: true, schema: { type: string } }", format!("      parameters: [{{ $ref: '#/components/parameters/C0' }}]\n{DONE}")),
        ("requestBodies", "{ required: true, content: { application/json: { schema: { type: string } } } }", format!("      requestBody: {{ $ref: '#/components/requestBodies/C0' }}\n{DONE}")),
        ("responses", "{ description: Fine. }", "      responses: { '204': { $ref: '#/components/responses/C0' } }\n".to_owned()),
        ("headers", "{ schema: { type: integer } }", "      responses: { '204': { description: Fine., headers: { X-A: { $ref: '#/components/headers/C0' } } } }\n".to_owned()),
        ("securitySchemes", "{ type: http, scheme: bearer }", format!("      security: [{{ C0: [] }}]\n{DONE}")),
    ] {
        is_whole(&generated(&operation("a", &members), &chain(section, end)));
    }
}

#[test]
fn a_path_item_has_a_chain_of_any_length() {
    let item = |number: usize| format!("  /p{number}: {{ $ref: '#/paths/~1p{}' }}\n", number + 1);
    let items: String = (0..LENGTH).map(item).collect();
    let end = format!("  /p{LENGTH}:\n    post:\n      operationId: a\n{DONE}");
    let outcome = generated(&format!("{items}{end}"), "  schemas: {}\n");
    let operations = &outcome.account[0].operations;
    assert_eq!(operations.len(), LENGTH + 1);
    assert!(
        operations
            .iter()
            .all(|one| matches!(one.presence, Presence::Whole)),
        "{}",
        outcome.diagnostics
    );
}
