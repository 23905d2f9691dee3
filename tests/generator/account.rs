//! Claim: an operation of a kind that generators have sent or read wrongly counts as documented only if a test shows what is on the
//! wire. Each line was a wrong format that users reported.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use malipo_codegen::{Code, Input, OperationAccount, Presence, lower};

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn operations(name: &str, text: String) -> Vec<OperationAccount> {
    let lowered = lower(&Input::new(name, text));
    let account = lowered
        .unwrap_or_else(|problems| panic!("{problems}"))
        .account;
    assert_eq!(account.unaccounted, Vec::<String>::new(), "{name}");
    assert!(!account.operations.is_empty(), "{name}");
    account.operations
}

/// Golden specifications of which every operation is whole, and the test that shows what is on the wire.
const SHOWN: &[(&str, &str, &str)] = &[
    (
        "multipart_with_other_parts",
        "bodies",
        "properties_that_a_multipart_form_does_not_name_are_parts",
    ),
    (
        "multipart_with_choices",
        "bodies",
        "a_part_that_is_one_of_several_is_a_plain_text_or_a_file",
    ),
    (
        "multipart_with_unions",
        "bodies",
        "a_multipart_form_that_is_one_of_several_has_files",
    ),
    (
        "multipart_with_lists_of_objects",
        "bodies",
        "each_object_of_a_list_is_a_part_and_an_encoding_says_how_an_object_is_written",
    ),
    (
        "multipart_of_other_types",
        "bodies",
        "every_multipart_body_has_a_boundary",
    ),
    (
        "headers_of_parts",
        "bodies",
        "a_part_has_the_headers_that_the_caller_gives_and_those_of_one_value",
    ),
    (
        "headers_of_parts",
        "bodies",
        "a_part_without_a_header_that_it_must_have_and_a_header_without_its_part_are_violations",
    ),
    (
        "ranges_in_requests",
        "bodies",
        "in_place_of_a_range_a_concrete_media_type_is_sent",
    ),
    (
        "several_request_bodies",
        "bodies",
        "the_caller_chooses_among_bodies_of_several_media_types",
    ),
    (
        "several_success_bodies",
        "bodies",
        "a_success_is_read_by_its_content_type",
    ),
    (
        "plain_text_under_any_type",
        "bodies",
        "plain_text_is_readable_where_any_media_type_is_allowed",
    ),
    (
        "constraints_of_lists_and_objects",
        "bodies",
        "what_breaks_a_constraint_of_a_list_or_an_object_is_not_sent",
    ),
    (
        "headers_of_responses",
        "bodies",
        "documented_headers_of_a_response_have_their_types",
    ),
    (
        "what_is_on_the_wire",
        "wire",
        "a_cookie_is_sent_as_it_is_or_not_at_all",
    ),
    (
        "what_is_on_the_wire",
        "wire",
        "a_number_that_is_none_is_a_violation_wherever_it_stands",
    ),
    (
        "numbers_keep_their_digits",
        "wire",
        "a_number_keeps_its_digits_on_the_way_in_and_out",
    ),
    (
        "lists_in_forms",
        "wire",
        "what_parts_the_items_of_a_form_is_told_from_what_is_in_them",
    ),
    (
        "sloppy_one_of_sends_its_discriminator",
        "one_of",
        "the_discriminator_is_sent_and_another_value_is_a_violation",
    ),
];

/// Operations of these specifications that are partial all the same: the golden, the operation and the code.
const SHOWN_IN_PART: &[(&str, &str, &str)] = &[
    // What is sent without a media type of the caller is not in `image/*`.
    ("ranges_in_requests", "putImage", "M0642"),
];

#[test]
fn an_operation_whose_wire_format_a_test_shows_is_whole() {
    for (golden, file, test) in SHOWN {
        let spec = home().join("goldens").join(golden).join("spec.yaml");
        for operation in operations(golden, fs::read_to_string(spec).unwrap()) {
            let id = operation.id.as_deref();
            let mut in_part = SHOWN_IN_PART.iter();
            let in_part = in_part.find(|(of, part, _)| of == golden && Some(*part) == id);
            let found = match &operation.presence {
                Presence::Whole => Vec::new(),
                Presence::Partial(reasons) => reasons.iter().filter_map(|one| one.code).collect(),
                Presence::LeftOut(_) => panic!("{golden}: {operation:?}"),
            };
            let found: Vec<&str> = found.into_iter().map(Code::as_str).collect();
            let expected: Vec<&str> = in_part.map(|(_, _, code)| *code).into_iter().collect();
            assert_eq!(found, expected, "{golden}: {operation:?}");
        }
        let tests = home().join("generator/goldens").join(format!("{file}.rs"));
        let tests = fs::read_to_string(tests).unwrap();
        let head = format!("async fn {test}() {{");
        let sync = format!("fn {test}() {{");
        let (_, body) = tests
            .split_once(&head)
            .or_else(|| tests.split_once(&sync))
            .unwrap_or_else(|| panic!("no test `{test}` in {file}.rs"));
        let body = body.split("\n}\n").next().unwrap();
        // The test uses the code of this golden, by itself or by an import of the file.
        let imports = tests.lines().filter(|line| line.starts_with("use super::"));
        let imports: String = imports.collect();
        let uses = format!("{golden}::expected");
        assert!(
            body.contains(&uses) || imports.contains(&uses),
            "`{test}` does not use `{golden}`"
        );
    }
}

/// The same kinds, as far as the client does not have them, and the code that must say so.
const NOT_YET: &[(&str, &str)] = &[
    // A form and JSON of one schema: the caller cannot choose.
    (
        "M0616",
        "requestBody: { content: { application/json: { schema: { type: object, properties: { a: { type: string } } } }, application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: string } } } } } }, responses: { '204': { description: Done. } }",
    ),
    // A header of a part that the client writes itself.
    (
        "M0621",
        "requestBody: { content: { multipart/form-data: { schema: { type: object, properties: { a: { type: string } } }, encoding: { a: { headers: { Content-Disposition: { schema: { type: string } } } } } } } }, responses: { '204': { description: Done. } }",
    ),
    // A part in XML.
    (
        "M0617",
        "requestBody: { content: { multipart/form-data: { schema: { type: object, properties: { a: { type: object, properties: { b: { type: string } } } } }, encoding: { a: { contentType: application/xml } } } } }, responses: { '204': { description: Done. } }",
    ),
    // A field of a form that is JSON.
    (
        "M0631",
        "requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: object, properties: { b: { type: string } } } } }, encoding: { a: { contentType: application/json } } } } }, responses: { '204': { description: Done. } }",
    ),
    // A reserved character that has to stay.
    (
        "M0614",
        "parameters: [{ name: a, in: query, allowReserved: true, schema: { type: string } }], responses: { '204': { description: Done. } }",
    ),
    // Options that are recognised by guess.
    (
        "M0520",
        "responses: { '200': { description: Fine., content: { application/json: { schema: { oneOf: [{ type: object, properties: { a: { type: string }, b: { type: string } } }, { type: object, properties: { a: { type: string }, c: { type: string } } }] } } } } }",
    ),
    // An object of two options of an `anyOf`.
    (
        "M0635",
        "requestBody: { content: { application/json: { schema: { anyOf: [{ type: object, required: [a], properties: { a: { type: string } } }, { type: object, required: [b], properties: { b: { type: string } } }] } } } }, responses: { '204': { description: Done. } }",
    ),
    // A body of null.
    (
        "M0634",
        "responses: { '200': { description: Fine., content: { application/json: { schema: { type: object, nullable: true, properties: { a: { type: string } } } } } } }",
    ),
    // A header of an error, and one that is an object.
    (
        "M0629",
        "responses: { '204': { description: Done. }, '429': { description: Later., headers: { Retry-After: { schema: { type: integer } } } } }",
    ),
    (
        "M0629",
        "responses: { '204': { description: Done., headers: { X-A: { schema: { type: object, properties: { a: { type: integer } } } } } } }",
    ),
    // A pattern, and a length of the values of a map.
    (
        "M0601",
        "parameters: [{ name: a, in: query, schema: { type: string, pattern: '(?=a)' } }], responses: { '204': { description: Done. } }",
    ),
    (
        "M0602",
        "requestBody: { content: { application/json: { schema: { type: object, additionalProperties: { type: string, maxLength: 2 } } } } }, responses: { '204': { description: Done. } }",
    ),
    // Credentials that nobody sends.
    (
        "M0626",
        "security: [{ odd: [] }], responses: { '204': { description: Done. } }",
    ),
];

#[test]
fn an_operation_that_the_client_has_only_in_part_is_not_whole() {
    for (code, operation) in NOT_YET {
        let text = format!(
            "openapi: 3.0.3\ninfo: {{ title: Example, version: '1' }}\npaths: {{ /a: {{ post: {{ operationId: a, {operation} }} }} }}\n\
             components: {{ securitySchemes: {{ odd: {{ type: http, scheme: digest }} }} }}\n"
        );
        let found = operations("example.yaml", text).remove(0).presence;
        let Presence::Partial(reasons) = found else {
            panic!("{operation}: {found:?}");
        };
        let codes: BTreeSet<&str> = reasons
            .iter()
            .filter_map(|reason| Some(reason.code?.as_str()))
            .collect();
        assert_eq!(codes, BTreeSet::from([*code]), "{operation}");
    }
}
