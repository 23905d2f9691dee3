use super::*;
use crate::examples;

const DOCUMENT: &str = "openapi: 3.0.3
info: { title: Examples, version: '1' }
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Pet' }
            example: { name: Juma }
      responses:
        '200':
          description: Added.
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Pet' } }
              examples:
                one: { value: [{ name: Juma }] }
                elsewhere: { $ref: '#/components/examples/Text' }
                far: { externalValue: 'https://example.com/pet.json' }
        4XX: { $ref: '#/components/responses/Refused' }
        default: { $ref: '#/components/responses/Refused' }
components:
  examples:
    Text: { value: '[{\"name\": 7}]' }
  responses:
    Refused:
      description: Refused.
      content:
        application/json:
          schema: { type: object, properties: { code: { type: integer, example: 12 } }, example: { code: one } }
  schemas:
    Pet:
      type: object
      required: [name]
      example: { age: 3 }
      properties:
        name: { type: string, example: Asha }
        age: { type: integer, nullable: true, example: null, default: 4 }
    Channel:
      items: { anyOf: [{ $ref: '#/components/schemas/Pet' }, { required: [id], properties: { id: { type: integer } } }] }
      example: { id: 7 }
    Names: { type: array, items: { type: string }, example: [Asha] }
";

fn found() -> Vec<Example> {
    let input = Input::new("example.yaml", DOCUMENT.to_owned());
    examples(&input).unwrap()
}

#[test]
fn every_example_of_what_has_a_type_is_found_once_with_its_type() {
    let told: Vec<String> = found()
        .iter()
        .map(|example| {
            let answer = example.answer.as_ref().map(|answer| answer.status);
            format!(
                "{}:{} {} {} {}",
                example.line,
                example.column,
                example.json,
                example.rust_type.replace(' ', ""),
                answer.map_or_else(String::new, |status| status.to_string())
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "11:13 {\"name\":\"Juma\"} types::Pet ",
            "19:24 [{\"name\":\"Juma\"}] Vec<types::Pet> 200",
            "26:13 [{\"name\": 7}] Vec<types::Pet> 200",
            "43:7 {\"id\":7} types::Channel ",
            "37:7 {\"age\":3} types::Pet ",
            "39:31 \"Asha\" String ",
            "40:47 null rt::Maybe<i64> ",
            "32:100 {\"code\":\"one\"} types::RefusedResponse ",
            "32:72 12 Option<i64> ",
        ]
    );
}

#[test]
fn an_example_that_is_no_value_of_its_schema_is_told_with_the_place_in_it() {
    let faults: Vec<(String, Place)> = found()
        .into_iter()
        .filter_map(|example| example.fault)
        .map(|fault| {
            assert_eq!(fault.code, Code::Example);
            (fault.what, fault.place)
        })
        .collect();
    let fault = |what: &str, at: &str| {
        (
            format!("the example does not fit its schema: {what}"),
            Place::Pointer(at.to_owned()),
        )
    };
    let refused = "/components/responses/Refused/content/application~1json/schema/example/code";
    assert_eq!(
        faults,
        [
            fault(
                "expected a string, found a number",
                "/components/examples/Text/value/0/name"
            ),
            fault("`name` is required", "/components/schemas/Pet/example/name"),
            fault("expected an integer, found a string", refused),
        ]
    );
}
