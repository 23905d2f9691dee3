use serde_json::json;

use super::*;

/// The API of a document whose component schemas are these.
pub(super) fn api(schemas: &str) -> Api {
    document(&format!("paths: {{}}\ncomponents:\n  schemas:\n{schemas}"))
}

/// The same, where a request has the schema of this name as its body.
fn sent(name: &str, schemas: &str) -> Api {
    document(&format!(
        "paths:
  /things:
    post:
      operationId: createThing
      requestBody: {{ required: true, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{name}' }} }} }} }}
      responses: {{ '204': {{ description: Done. }} }}
components:
  schemas:
{schemas}"
    ))
}

fn document(parts: &str) -> Api {
    let input = crate::Input::strict(
        "example.yaml",
        format!("openapi: 3.0.3\ninfo: {{ title: Example, version: '1' }}\n{parts}"),
    );
    crate::lower(&input).unwrap().api
}

/// Whether a value fits the schema of this name, strictly and leniently.
fn fits(api: &Api, name: &str, value: &Value) -> (bool, bool) {
    let ty = Type::Named(name.to_owned());
    let fits = |strictness| fit(api, &ty, value, strictness).is_empty();
    (fits(Strictness::Strict), fits(Strictness::Lenient))
}

#[test]
fn an_enum_in_quotes_or_without_them_fits_only_leniently() {
    let api =
        api("    Level: { type: integer, enum: [1] }\n    Code: { type: string, enum: ['1'] }\n");
    for (name, value, expected) in [
        ("Level", json!(1), (true, true)),
        ("Level", json!("1"), (false, true)),
        ("Level", json!("2"), (false, true)),
        ("Level", json!("one"), (false, false)),
        ("Code", json!("1"), (true, true)),
        ("Code", json!(1), (false, true)),
        ("Code", json!(null), (false, false)),
    ] {
        assert_eq!(fits(&api, name, &value), expected, "{name} {value}");
    }
}

#[test]
fn a_choice_is_exactly_one_of_its_options() {
    let api = sent(
        "Bill",
        "    Bill:
      type: object
      properties: { id: { type: string, x-malipo-aliases: [Id] }, code: { type: string }, number: { type: integer } }
      x-malipo-choice:
        name: biller
        options: { to_id: { takes: id }, to_code: { takes: code }, to_number: { takes: number } }
",
    );
    for (value, holds) in [
        (json!({}), false),
        (json!({"id": ""}), false),
        (json!({"id": "a"}), true),
        (json!({"number": 1}), true),
        (json!({"id": "", "code": "b"}), true),
        (json!({"id": "a", "code": "b"}), false),
        (json!({"id": "a", "number": 1}), false),
        (json!({"Id": "a"}), true),
        (json!({"Id": "a", "code": "b"}), false),
        (json!({"id": "a", "code": "b", "number": 1}), false),
    ] {
        assert_eq!(fits(&api, "Bill", &value), (holds, holds), "{value}");
    }
}

#[test]
fn a_string_that_is_paid_is_one_plus_and_digits() {
    let api = sent(
        "Line",
        "    Line:
      type: object
      properties: { account: { type: string, x-malipo-subscriber: { country: '254' } } }
",
    );
    for (value, holds) in [
        ("+254710900001", true),
        ("+710900001", true),
        ("", true),
        ("+", false),
        ("0710900001", false),
        ("254710900001", false),
        ("+254(710)900001", false),
        ("++254710900001", false),
        ("+0254710900001", false),
        ("+2547109", false),
        ("+2547109000010000", false),
    ] {
        assert_eq!(
            fits(&api, "Line", &json!({"account": value})),
            (holds, holds),
            "{value}"
        );
    }
}

#[test]
fn a_whole_number_fits_with_quotes_and_without() {
    let api = api(
        "    Order: { type: object, properties: { ccy: { x-malipo-kind: integer-or-string, nullable: true } } }\n",
    );
    for (value, holds) in [
        (json!(404), true),
        (json!("404"), true),
        (json!("-1"), true),
        (json!(null), true),
        (json!(404.0), false),
        (json!("404.0"), false),
        (json!(""), false),
        (json!(true), false),
    ] {
        assert_eq!(
            fits(&api, "Order", &json!({ "ccy": value })),
            (holds, holds),
            "{value}"
        );
    }
}

#[test]
fn what_stands_for_not_known_fits_whatever_its_text() {
    let api = api(
        "    Bill:\n      type: object\n      properties:\n        due: { type: number, x-malipo-kind: amount, minimum: 0, x-malipo-unset: ['-1', '-1.0'] }\n",
    );
    for (value, holds) in [
        (json!(-1), true),
        (json!(-1.0), true),
        (json!("-1"), true),
        (json!(0.5), true),
        (json!(-2), false),
        (json!("1"), false),
        (json!(null), false),
        (json!([]), false),
    ] {
        assert_eq!(
            fits(&api, "Bill", &json!({ "due": value })),
            (holds, holds),
            "{value}"
        );
    }
}

#[test]
fn an_essential_string_that_is_empty_does_not_fit() {
    let api = api(
        "    Order:\n      type: object\n      required: [id, status]\n      x-malipo-essential: [id, status]\n      \
         properties:\n        id: { type: string }\n        status: { anyOf: [{ type: string, enum: [DONE] }, { type: string }] }\n",
    );
    for (id, status, expected) in [
        ("7", "DONE", (true, true)),
        ("", "DONE", (false, false)),
        ("7", "", (false, false)),
    ] {
        let order = json!({ "id": id, "status": status });
        assert_eq!(fits(&api, "Order", &order), expected, "{order}");
    }
}

#[test]
fn a_time_fits_in_every_form_that_a_client_reads() {
    let api = api(
        "    Thing: { type: object, properties: { at: { type: string, x-malipo-kind: datetime } } }\n",
    );
    for (text, holds) in [
        ("2022-03-19T07:32:04", true),
        ("2022-03-19 07:32:04.3", true),
        ("2022-03-19T07:32:04.123456789Z", true),
        ("2022-03-19T07:32:04+03:00", true),
        ("20220319073204", true),
        ("2022-03-19T07:32:04.", false),
        ("2022-03-19T07:32:04.1234567890", false),
        ("2022-03-19T07:32:04+03", false),
        ("2022-03-19", false),
        ("2022-03-19_07:32:04", false),
        ("2022-03-19T07:32:0\u{e9}", false),
    ] {
        assert_eq!(
            fits(&api, "Thing", &json!({ "at": text })),
            (holds, holds),
            "{text}"
        );
    }
}

#[test]
fn a_string_must_match_its_patterns_in_one_reading_of_characters() {
    let api = sent(
        "Thing",
        "    Thing:
      type: object
      properties:
        code: { type: string, pattern: '^[A-Z]{2}$' }
        unit: { type: string, pattern: '^..$' }
",
    );
    for (value, expected) in [
        (json!({ "code": "UG" }), true),
        (json!({ "code": "ug" }), false),
        (json!({ "code": "UGX" }), false),
        // Two characters, or two halves of one.
        (json!({ "unit": "ab" }), true),
        (json!({ "unit": "\u{1F600}" }), true),
        (json!({ "unit": "\u{1F600}a" }), true),
        (json!({ "unit": "\u{1F600}ab" }), false),
    ] {
        assert_eq!(fits(&api, "Thing", &value), (expected, expected), "{value}");
    }
}
