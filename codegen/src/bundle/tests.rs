mod paths;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::*;
use crate::diagnostic::Code;
use crate::{Input, Lowered, OperationAccount, Presence, Text, load, lower};

/// A document and the files beside it.
fn input(document: &str, others: &[(&str, &str)]) -> Input {
    let text = format!("openapi: 3.0.3\ninfo: {{ title: Example, version: '1' }}\n{document}");
    let others: BTreeMap<String, String> = others
        .iter()
        .map(|(file, text)| ((*file).to_owned(), (*text).to_owned()))
        .collect();
    Input {
        others: Others::new(move |file| {
            let text = others.get(file).cloned().map(Text::from);
            text.ok_or_else(|| "there is no such file".to_owned())
        }),
        ..Input::new("spec/api.yaml", text)
    }
}

fn bundled(document: &str, others: &[(&str, &str)]) -> Value {
    let input = input(document, others);
    let mut report = Report::new(&input.file);
    let loaded = load::load(&input.text, &mut report).unwrap();
    let document = bundle(loaded, &input.file, &input.others, &mut report);
    let diagnostics = report.finish(&input.text);
    assert!(diagnostics.is_empty(), "{diagnostics}");
    document.tree
}

/// Each problem with its file and line.
fn problems(document: &str, others: &[(&str, &str)]) -> Vec<(String, usize, String)> {
    let diagnostics = match lower(&input(document, others)) {
        Ok(Lowered {
            diagnostics: warnings,
            ..
        }) => warnings,
        Err(diagnostics) => diagnostics,
    };
    let located = diagnostics.located().into_iter();
    located
        .map(|(found, line, _)| {
            let what = format!("{} {}", found.code, found.what);
            (found.file.clone(), line, what)
        })
        .collect()
}

fn told(file: &str, line: usize, what: &str) -> (String, usize, String) {
    (file.to_owned(), line, what.to_owned())
}

const GET_PET: &str = "
paths:
  /pet:
    get:
      operationId: getPet
      responses:
        '200':
          description: ''
          content: { application/json: { schema: { $ref: './parts/pet.yaml#/Pet' } } }
";

#[test]
fn what_another_file_holds_becomes_a_component_under_its_own_name() {
    let pet = "Pet: { type: object, properties: { owner: { $ref: '../owner.yaml' } } }";
    let owner = "type: object\nproperties:\n  pets: { type: array, items: { $ref: 'parts/pet.yaml#/Pet' } }\n";
    let tree = bundled(GET_PET, &[("parts/pet.yaml", pet), ("owner.yaml", owner)]);
    let used = "/paths/~1pet/get/responses/200/content/application~1json/schema/$ref";
    assert_eq!(tree.pointer(used), Some(&json!("#/components/schemas/Pet")));
    let pets = json!({ "type": "array", "items": { "$ref": "#/components/schemas/Pet" } });
    assert_eq!(
        tree["components"]["schemas"],
        json!({
            "Pet": {
                "type": "object",
                "properties": { "owner": { "$ref": "#/components/schemas/owner" } }
            },
            "owner": { "type": "object", "properties": { "pets": pets } }
        })
    );
}

#[test]
fn each_kind_of_object_goes_to_its_section() {
    let document = "
paths:
  /things:
    get:
      parameters: [{ $ref: 'all.yaml#/parameters/Page' }]
      requestBody: { $ref: 'all.yaml#/bodies/Thing' }
      responses: { '404': { $ref: 'all.yaml#/404' } }
components:
  securitySchemes: { key: { $ref: 'all.yaml#/key' } }
";
    let all = "
parameters: { Page: { name: page, in: query, schema: { type: integer } } }
bodies: { Thing: { content: { text/plain: { schema: { type: string } } } } }
404: { description: '', headers: { Age: { $ref: '#/Age' } } }
Age: { schema: { type: integer }, examples: { one: { $ref: '#/one' } } }
one: { value: { $ref: 'nothing.yaml' } }
key: { type: apiKey, in: header, name: X-Key }
";
    let tree = bundled(document, &[("all.yaml", all)]);
    let components = tree["components"].as_object().unwrap();
    let names = |section: &str| -> Vec<&str> {
        let section = components[section].as_object().unwrap();
        section.keys().map(String::as_str).collect()
    };
    assert_eq!(names("parameters"), ["Page"]);
    assert_eq!(names("requestBodies"), ["Thing"]);
    assert_eq!(names("responses"), ["404"]);
    assert_eq!(names("headers"), ["Age"]);
    assert_eq!(names("examples"), ["one"]);
    assert_eq!(names("securitySchemes"), ["key"]);
    // The value of an example is its own, whatever it looks like.
    assert_eq!(
        components["examples"]["one"]["value"]["$ref"],
        "nothing.yaml"
    );
    assert_eq!(components["securitySchemes"]["key"]["in"], "header");
}

#[test]
fn a_name_that_is_taken_gets_that_of_its_file_before_it() {
    let document = "
paths: {}
components:
  schemas:
    Pet: { type: string }
    a: { $ref: 'one.yaml#/Pet' }
    b: { type: array, items: { $ref: 'one/two.v1.yaml#/Pet' } }
    c: { type: array, items: { $ref: 'two.yaml#/Pet' } }
";
    let other = "Pet: { type: integer }";
    let files = [
        ("one.yaml", other),
        ("one/two.v1.yaml", other),
        ("two.yaml", other),
    ];
    let tree = bundled(document, &files);
    let schemas = tree["components"]["schemas"].as_object().unwrap();
    // A component that is nothing but a reference is the other file's schema, under its own name.
    assert_eq!(schemas["a"], json!({ "type": "integer" }));
    assert_eq!(
        schemas["b"]["items"]["$ref"],
        "#/components/schemas/two.v1_Pet"
    );
    assert_eq!(
        schemas["c"]["items"]["$ref"],
        "#/components/schemas/two_Pet"
    );
    let names: Vec<_> = schemas.keys().collect();
    assert_eq!(names, ["Pet", "a", "b", "c", "two.v1_Pet", "two_Pet"]);
}

#[test]
fn a_reference_back_to_the_document_leads_into_it() {
    let document = "
paths: {}
components:
  schemas:
    Id: { type: string }
    Pet: { $ref: 'schemas/pet.yaml' }
";
    let pet =
        "properties: { id: { $ref: '../api.yaml#/components/schemas/Id' }, mother: { $ref: '#' } }";
    let tree = bundled(document, &[("schemas/pet.yaml", pet)]);
    let properties = &tree["components"]["schemas"]["Pet"]["properties"];
    assert_eq!(properties["id"]["$ref"], "#/components/schemas/Id");
    assert_eq!(properties["mother"]["$ref"], "#/components/schemas/Pet");
}

#[test]
fn a_chain_of_references_leads_to_its_end() {
    let files = [
        ("parts/pet.yaml", "Pet: { $ref: 'b.yaml#/Animal' }"),
        (
            "parts/b.yaml",
            "Animal: { $ref: '#/definitions/a~1b%25' }\ndefinitions: { 'a/b%': { type: string } }",
        ),
    ];
    let tree = bundled(GET_PET, &files);
    let schemas = &tree["components"]["schemas"];
    assert_eq!(*schemas, json!({ "a/b%": { "type": "string" } }));
    let lowered = lower(&input(GET_PET, &files)).unwrap();
    assert!(lowered.diagnostics.is_empty(), "{}", lowered.diagnostics);
}

#[test]
fn references_in_a_circle_between_files_are_refused() {
    let files = [
        ("parts/pet.yaml", "Pet: { $ref: 'b.yaml#/Pet' }"),
        ("parts/b.yaml", "Pet: { $ref: 'pet.yaml#/Pet' }"),
    ];
    let found = problems(GET_PET, &files);
    assert!(
        found
            .iter()
            .any(|(_, _, what)| what.starts_with("M0304 reference cycle through")),
        "{found:?}"
    );
}

const PATHS: &str = "
paths:
  /pets: { $ref: 'paths/pets.yaml' }
  /animals:
    $ref: 'paths/pets.yaml'
    summary: Of the document.
  /dogs: { $ref: '#/paths/~1pets' }
components:
  schemas: { Pet: { type: string } }
";

const PETS: &str = "
summary: Of the file.
get:
  operationId: listPets
  responses: { '200': { description: '', content: { application/json: { schema: { $ref: '../api.yaml#/components/schemas/Pet' } } } } }
";

#[test]
fn a_discriminator_of_another_file_knows_the_schemas_of_that_file() {
    let document = "
paths: {}
components:
  schemas:
    Dog: { type: string }
    Pet: { $ref: 'pets.yaml#/components/schemas/Pet' }
";
    let pets = "
components:
  schemas:
    Pet:
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/Cow' }]
      discriminator: { propertyName: kind, mapping: { cat: Cat, moo: '#/components/schemas/Cow' } }
    Cat: { type: object }
    Cow: { type: object }
    Dog: { type: object }
";
    let tree = bundled(document, &[("pets.yaml", pets)]);
    let discriminator = &tree["components"]["schemas"]["Pet"]["discriminator"];
    // The name that the value `Dog` stood for is taken, so it is said.
    assert_eq!(
        discriminator["mapping"],
        json!({
            "cat": "#/components/schemas/Cat",
            "moo": "#/components/schemas/Cow",
            "Dog": "#/components/schemas/pets_Dog"
        })
    );
}

#[test]
fn a_problem_is_shown_in_the_file_that_somebody_has_to_mend() {
    let pet = "Pet:\n  type: object\n  properties:\n    age: { type: number, minimum: old }\n";
    assert_eq!(
        problems(GET_PET, &[("parts/pet.yaml", pet)]),
        [told(
            "spec/parts/pet.yaml",
            4,
            "M0201 `minimum` must be a number, not the string `old`"
        )]
    );
    let pet = "Pet:\n  type: object\n  required: [name]\n";
    let found = problems(GET_PET, &[("parts/pet.yaml", pet)]);
    assert_eq!(found[0].0, "spec/parts/pet.yaml", "{found:?}");
    let broken = "Pet: { type: object";
    let found = problems(GET_PET, &[("parts/pet.yaml", broken)]);
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(file, _, what)| (file.as_str(), &what[..5]))
        .collect();
    assert_eq!(
        found,
        [("spec/api.yaml", "M0305"), ("spec/parts/pet.yaml", "M0101")]
    );
}

#[test]
fn what_is_not_in_the_other_file_is_an_error_with_what_is_near() {
    let near = "Pest: { type: object }";
    let diagnostics = lower(&input(GET_PET, &[("parts/pet.yaml", near)])).unwrap_err();
    let found: Vec<_> = diagnostics.iter().collect();
    assert_eq!(found.len(), 1, "{diagnostics}");
    assert_eq!(
        found[0].what,
        "unresolved reference `./parts/pet.yaml#/Pet`"
    );
    assert_eq!(found[0].help, "did you mean `Pest`?");
    // A place in the other file is not taken for one in the document.
    let document = format!("{GET_PET}components: {{ schemas: {{ Name: {{ type: string }} }} }}\n");
    let pet = "Pet: { type: object, properties: {\n\n    name: { $ref: '#/components/schemas/Name' } } }\n";
    assert_eq!(
        problems(&document, &[("parts/pet.yaml", pet)]),
        [told(
            "spec/parts/pet.yaml",
            3,
            "M0301 unresolved reference `#/components/schemas/Name`"
        )]
    );
}

#[test]
fn what_cannot_be_read_is_left_out_with_a_reason() {
    let far = GET_PET.replace("./parts/pet.yaml", "https://example.com/pet.yaml");
    for (document, why) in [
        (
            GET_PET,
            "the target `parts/pet.yaml` cannot be read: there is no such file",
        ),
        (
            &far,
            "`https://example.com/pet.yaml#/Pet` is not a relative path, so its values are raw JSON",
        ),
    ] {
        let mut input = input(document, &[]);
        // A file that is missing is an error; one that is elsewhere need not be.
        assert_eq!(lower(&input).is_ok(), document != GET_PET);
        input.keep_going = true;
        let lowered = lower(&input).unwrap();
        let found: Vec<_> = lowered
            .diagnostics
            .iter()
            .map(|found| found.what.as_str())
            .collect();
        assert_eq!(
            found.iter().filter(|what| **what == why).count(),
            1,
            "{found:?}"
        );
        assert!(
            !found
                .iter()
                .any(|what| what.contains("leads to another file")),
            "{found:?}"
        );
        let found = &lowered.account.operations[0];
        assert!(!matches!(found.presence, Presence::Whole), "{found:?}");
    }
}

#[test]
fn a_document_that_unfolds_to_far_too_much_is_refused() {
    let mut paths = String::from("paths:\n");
    for number in 0..300 {
        paths.push_str(&format!("  /p{number}: {{ $ref: 'big.yaml' }}\n"));
    }
    let big = format!("x-big: [{}]", "0, ".repeat(10_000));
    let found = problems(&paths, &[("big.yaml", &big)]);
    let what = "M0106 the references expand to too much";
    assert!(found.iter().any(|(_, _, found)| found == what), "{found:?}");
}

#[test]
fn what_stands_beside_a_reference_to_another_file_is_told_not_to_be_read() {
    let document = "
paths: {}
components:
  schemas:
    Pet: { $ref: 'pet.yaml', description: Read by nobody. }
";
    assert_eq!(
        problems(document, &[("pet.yaml", "type: object")]),
        [told(
            "spec/api.yaml",
            7,
            "M0206 `description` is ignored beside `$ref`"
        )]
    );
}

#[test]
fn headers_links_and_examples_that_cannot_be_read_are_told_though_nothing_needs_them() {
    let document = "
paths:
  /a:
    get:
      responses:
        '204':
          description: ''
          headers: { X: { $ref: 'none.yaml#/X' } }
          links: { X: { $ref: 'none.yaml#/Y' } }
";
    let what = "M0305 the target `none.yaml` cannot be read: there is no such file";
    let found = problems(document, &[]);
    for line in [10, 11] {
        assert!(
            found.contains(&told("spec/api.yaml", line, what)),
            "{found:?}"
        );
    }
}

#[test]
fn what_has_the_wrong_form_in_another_file_is_told_once() {
    assert_eq!(
        problems(GET_PET, &[("parts/pet.yaml", "Pet: [1]")]),
        [told(
            "spec/parts/pet.yaml",
            1,
            "M0201 a schema must be an object, not a list"
        )]
    );
}

#[test]
fn a_pointer_into_another_file_goes_on_behind_the_references_on_its_way() {
    let get = GET_PET.replace("#/Pet", "#/Alias/properties/tag");
    let pet = "Alias: { $ref: '#/Pet' }
Pet: { type: object, properties: { tag: { type: string, enum: [cat, dog] } } }
";
    let tree = bundled(&get, &[("parts/pet.yaml", pet)]);
    let used = "/paths/~1pet/get/responses/200/content/application~1json/schema/$ref";
    assert_eq!(tree.pointer(used), Some(&json!("#/components/schemas/tag")));
    assert_eq!(
        tree["components"]["schemas"]["tag"],
        json!({ "type": "string", "enum": ["cat", "dog"] })
    );
    let document = "paths: { /a: { $ref: 'parts/items.yaml#/alias/item' } }";
    let items = "alias: { $ref: '#/items' }
items: { item: { get: { operationId: getA, responses: { '204': { description: Done. } } } } }
";
    let tree = bundled(document, &[("parts/items.yaml", items)]);
    assert_eq!(tree["paths"]["/a"]["get"]["operationId"], json!("getA"));
}
