//! Path items and operations of other files.

use super::*;

#[test]
fn path_items_of_other_files_and_paths_are_written_out() {
    let lowered = lower(&input(PATHS, &[("paths/pets.yaml", PETS)])).unwrap();
    let operations = lowered.api.operations.iter();
    let found: Vec<_> = operations
        .map(|operation| (operation.path.as_str(), operation.id.as_str()))
        .collect();
    let expected = [
        ("/pets", "listPets"),
        ("/animals", "getAnimals"),
        ("/dogs", "getDogs"),
    ];
    assert_eq!(found, expected);
    let presence = |found: &crate::OperationAccount| matches!(found.presence, Presence::Whole);
    assert_eq!(lowered.account.operations.len(), 3);
    assert!(lowered.account.operations.iter().all(presence));
    let told = lowered.diagnostics.located();
    let told = told
        .iter()
        .map(|(found, line, _)| (found.file.as_str(), *line, found.code));
    let told: Vec<_> = told
        .filter(|(.., code)| *code == Code::MemberTwice || *code == Code::OperationTwice)
        .collect();
    let file = "spec/paths/pets.yaml";
    assert_eq!(
        told,
        [
            ("spec/api.yaml", 8, Code::MemberTwice),
            (file, 4, Code::OperationTwice),
            (file, 4, Code::OperationTwice)
        ]
    );
    let said = lowered.diagnostics.render();
    for path in ["`/animals`", "`/dogs`"] {
        assert!(
            said.contains(&format!("the operation is also under {path}")),
            "{said}"
        );
    }
    assert!(!said.contains("has no `operationId`"), "{said}");
    assert!(said.contains("`summary` is also in the target of the reference"));
}

#[test]
fn a_path_that_refers_to_another_one_has_its_operations_under_names_of_its_own() {
    let document = "
paths:
  /b: { $ref: '#/paths/~1a' }
  /a:
    get: { operationId: getA, responses: { '204': { description: '' } } }
  /c: { $ref: 'p.yaml' }
";
    let others = [("p.yaml", "$ref: 'api.yaml#/paths/~1a'")];
    let lowered = lower(&input(document, &others)).unwrap();
    let operations = lowered.api.operations.iter();
    let found: Vec<_> = operations
        .map(|operation| (operation.path.as_str(), operation.id.as_str()))
        .collect();
    assert_eq!(found, [("/b", "getB"), ("/a", "getA"), ("/c", "getC")]);
}

#[test]
fn a_path_that_leads_to_no_path_item_says_so_once() {
    let circle = [("a.yaml", "$ref: b.yaml"), ("b.yaml", "$ref: a.yaml")];
    for (others, what) in [
        (
            &[("a.yaml", "[]")][..],
            "`a.yaml` is not a path item, or is part of a cycle, so the operations of this path are left out",
        ),
        (
            &circle,
            "`a.yaml` is not a path item, or is part of a cycle, so the operations of this path are left out",
        ),
        (
            &[],
            "the target `a.yaml` cannot be read: there is no such file",
        ),
    ] {
        assert_eq!(
            problems("paths: { /a: { $ref: a.yaml } }", others),
            [told("spec/api.yaml", 3, &format!("M0305 {what}"))]
        );
    }
    assert_eq!(
        problems(
            "paths: { /a: { $ref: 'a.yaml#/get' } }",
            &[("a.yaml", "{}")]
        ),
        [told(
            "spec/api.yaml",
            3,
            "M0301 unresolved reference `a.yaml#/get`"
        )]
    );
}

#[test]
fn operations_that_are_references_are_written_out_from_where_they_stand() {
    let others = [
        (
            "paths/pets.yaml",
            "get: { $ref: 'operations.yaml#/listPets' }\npost: { $ref: 'operations.yaml#/a%2525b' }",
        ),
        (
            "paths/operations.yaml",
            "listPets:
  operationId: listPets
  responses:
    '200': { description: All., content: { application/json: { schema: { $ref: '#/pets' } } } }
pets: { type: array, items: { type: string } }
a%25b: { $ref: '#/c' }
c: { operationId: addPet, responses: { '204': { description: Done. } } }
d: { responses: 7 }
",
        ),
    ];
    let document = "paths:
  /pets: { $ref: 'paths/pets.yaml' }
  /dogs:
    get: { $ref: 'paths/operations.yaml#/listPets' }
    post: { $ref: 'https://a.example/operations.yaml' }
";
    let lowered = lower(&input(document, &others)).unwrap();
    let found: Vec<_> = lowered
        .api
        .operations
        .iter()
        .map(|operation| (operation.path.as_str(), operation.id.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("/pets", "listPets"),
            ("/pets", "addPet"),
            ("/dogs", "getDogs")
        ]
    );
    let whole = |operation: &&OperationAccount| matches!(operation.presence, Presence::Whole);
    assert_eq!(lowered.account.operations.iter().filter(whole).count(), 3);
    let said = lowered.diagnostics.render();
    let lost =
        "`https://a.example/operations.yaml` is not a relative path, so the operation is left out";
    assert!(said.contains(lost), "{said}");
    // Faults of one are reported where they stand; one that is missing is an error.
    let document = "paths:
  /a: { get: { $ref: 'paths/operations.yaml#/d' }, put: { $ref: 'paths/operations.yaml#/nobody' } }
  /b: { get: { $ref: '#/paths/~1b/get' }, put: { $ref: '#/nothing' }, post: { $ref: 5 } }
";
    let found = problems(document, &others);
    let wrong = (
        "spec/paths/operations.yaml".to_owned(),
        8,
        "M0201 `responses` must be an object, not a number (`7`)".to_owned(),
    );
    assert!(found.contains(&wrong), "{found:?}");
    for error in [
        "M0301 unresolved reference `paths/operations.yaml#/nobody`",
        "M0301 unresolved reference `#/nothing`",
        "M0201 `$ref` must be a string, not a number (`5`)",
        "M0304 reference cycle through `#/paths/~1b/get`",
    ] {
        let told = found.iter().filter(|(_, _, what)| what == error);
        assert_eq!(told.count(), 1, "{found:?}");
    }
    assert_eq!(found.len(), 6, "{found:?}");
}

#[test]
fn an_operation_that_is_reached_in_two_ways_has_its_name_once() {
    let lowered = lower(&input(
        "paths:
  /a: { $ref: '#/x-item' }
  /b: { get: { $ref: '#/paths/~1a/get' } }
  /c: { get: { $ref: '#/components/schemas/Thing' } }
x-item: { get: { operationId: find, responses: { '204': { description: Done. } } } }
components: { schemas: { Thing: { type: object } } }
",
        &[],
    ))
    .unwrap();
    let found = lowered.api.operations.iter();
    let found: Vec<_> = found
        .map(|one| (one.path.as_str(), one.id.as_str()))
        .collect();
    assert_eq!(found, [("/a", "find"), ("/b", "getB")]);
    let said = lowered.diagnostics.render();
    let lost = "`#/components/schemas/Thing` is not an operation, or is part of a cycle, so the operation is left out";
    assert!(said.contains(lost), "{said}");
}
