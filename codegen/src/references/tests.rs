//! A reference is one wherever OpenAPI has one, whatever the things around it are called.

use crate::diagnostic::Severity;
use crate::{Code, Input, generate};

/// Gives the code, the line and the message of each error of a document.
fn errors(document: &str) -> Vec<(Code, usize, String)> {
    let text = format!("openapi: 3.0.3\ninfo: {{ title: References, version: '1' }}\n{document}");
    let Err(diagnostics) = generate(&[Input::new("api.yaml", text)]) else {
        return Vec::new();
    };
    let located = diagnostics.located().into_iter();
    located
        .filter(|(diagnostic, ..)| diagnostic.severity == Severity::Error)
        .map(|(diagnostic, line, _)| (diagnostic.code, line, diagnostic.what.clone()))
        .collect()
}

#[track_caller]
fn one_error(document: &str, line: usize, message: &str) {
    let code = match message.starts_with("unresolved") {
        true => Code::UnresolvedReference,
        false => Code::ReferenceKind,
    };
    let expected = (code, line, message.to_owned());
    assert_eq!(errors(document), [expected], "{document}");
}

const MISSING: &str = "schema: { $ref: '#/components/schemas/Missing' }";

#[test]
fn a_component_may_have_the_name_of_a_keyword() {
    for name in ["default", "example", "enum", "value", "other"] {
        for (section, below) in [
            (
                "responses",
                format!("{{ description: R, content: {{ a/b: {{ {MISSING} }} }} }}"),
            ),
            ("parameters", format!("{{ name: a, in: query, {MISSING} }}")),
            ("headers", format!("{{ {MISSING} }}")),
            (
                "requestBodies",
                format!("{{ content: {{ a/b: {{ {MISSING} }} }} }}"),
            ),
            (
                "schemas",
                "{ items: { $ref: '#/components/schemas/Missing' } }".to_owned(),
            ),
            (
                "schemas",
                "{ properties: { example: { $ref: '#/components/schemas/Missing' } } }".to_owned(),
            ),
        ] {
            let document = format!("paths: {{}}\ncomponents:\n  {section}:\n    {name}: {below}\n");
            one_error(
                &document,
                6,
                "unresolved reference `#/components/schemas/Missing`",
            );
        }
    }
}

#[test]
fn a_default_response_is_a_response() {
    for status in ["default", "'500'", "4XX"] {
        for below in [
            format!("headers: {{ X-Rate: {{ {MISSING} }} }}"),
            format!("headers: {{ default: {{ {MISSING} }} }}"),
            format!("content: {{ application/json: {{ {MISSING} }} }}"),
        ] {
            let document = format!(
                "paths: {{ /a: {{ get: {{ operationId: a, responses: {{\n {status}: {{ description: R, {below} }} }} }} }} }}\n"
            );
            one_error(
                &document,
                4,
                "unresolved reference `#/components/schemas/Missing`",
            );
        }
    }
}

#[test]
fn a_value_of_the_document_holds_no_reference() {
    let value = "{ $ref: '#/components/schemas/Missing' }";
    for keyword in ["example", "default", "x-note"] {
        let document =
            format!("paths: {{}}\ncomponents: {{ schemas: {{ A: {{ {keyword}: {value} }} }} }}\n");
        assert_eq!(errors(&document), [], "{document}");
    }
    let document =
        format!("paths: {{}}\ncomponents: {{ examples: {{ default: {{ value: {value} }} }} }}\n");
    assert_eq!(errors(&document), []);
}

#[test]
fn a_reference_leads_to_what_belongs_in_its_place() {
    let document = "paths: { /a: { get: { operationId: a,\n parameters: [\n  { $ref: '#/components/schemas/Limit' } ], responses: {} } } }
components: { schemas: { Limit: { type: integer } } }\n";
    let message = "`#/components/schemas/Limit` is a schema, not a parameter";
    one_error(document, 5, message);
    let document = "paths: { /a: { get: { operationId: a, responses: {\n '200': { $ref: '#/components/parameters/Limit' } } } } }
components: { parameters: { Limit: { name: limit, in: query, schema: { type: integer } } } }\n";
    let message = "`#/components/parameters/Limit` is a parameter, not a response";
    one_error(document, 4, message);
}

#[test]
fn what_the_table_does_not_know_is_checked_as_what_refers_to_it() {
    let document = "paths: {}
components: { schemas: { A: { $ref: '#/definitions/B' } } }
definitions:
  B: { properties: { c: { $ref: '#/definitions/C' } } }
  C: { items: { $ref: '#/definitions/Missing' } }\n";
    one_error(document, 7, "unresolved reference `#/definitions/Missing`");
}
