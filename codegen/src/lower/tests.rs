//! What becomes of documents that say more than a type of Rust can hold.

use crate::ir::{Api, Field, Shape, Type};
use crate::{Code, Diagnostics, Input, Lowered, Presence, lower};

/// A document of these schemas, each of which some answer holds, with whatever else is said at its root.
fn document(schemas: &str) -> String {
    let indented: String = schemas
        .lines()
        .map(|line| format!("    {line}\n"))
        .collect();
    let tree: serde_json::Value = serde_yaml::from_str(schemas).unwrap();
    let held: String = tree
        .as_object()
        .unwrap()
        .keys()
        .enumerate()
        .map(|(number, name)| {
            format!("  /{number}: {{ post: {{ operationId: o{number}, security: [], requestBody: {{ content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{name}' }} }} }} }}, responses: {{ '200': {{ description: Done., content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{name}' }} }} }} }} }} }} }}\n")
        })
        .collect();
    format!(
        "openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths:\n{held}components:\n  schemas:\n{indented}"
    )
}

fn lowered(schemas: &str) -> (Api, Diagnostics) {
    match lower(&Input::new("t.yaml", document(schemas))) {
        Ok(Lowered {
            api,
            diagnostics: warnings,
            ..
        }) => (api, warnings),
        Err(problems) => panic!("{problems}"),
    }
}

/// Each warning, behind its code.
fn said(warnings: &Diagnostics) -> Vec<String> {
    warnings
        .iter()
        .map(|said| format!("{} {}", said.code, said.what))
        .collect()
}

fn field(api: &Api, of: &str, wire: &str) -> Field {
    match &api.types[of].shape {
        Shape::Struct(of) => of
            .fields
            .iter()
            .find(|f| f.name.wire == wire)
            .unwrap()
            .clone(),
        _ => panic!("`{of}` is no struct"),
    }
}

#[test]
fn a_listed_value_beyond_an_i64_is_not_lost_and_the_field_is_a_u64() {
    for listed in [
        "type: integer, format: uint64, enum: [1, 18446744073709551615]",
        "type: integer, enum: [1, 18446744073709551615]",
        "enum: [1, 18446744073709551615]",
        // An answer may have a value that is not listed, and beyond those that are.
        "type: integer, format: uint64, enum: [1, 2]",
    ] {
        let (api, warnings) = lowered(&format!(
            "A: {{ type: object, properties: {{ n: {{ {listed} }} }} }}"
        ));
        assert_eq!(field(&api, "A", "n").ty, Type::Unsigned64, "{listed}");
        let said = said(&warnings);
        assert!(
            said.iter()
                .any(|said| said.starts_with("M0605 the values of this `enum` are not checked")),
            "{said:?}"
        );
        assert!(
            !said.iter().any(|said| said.contains("not integers")),
            "{said:?}"
        );
    }
}

#[test]
fn listed_integers_that_no_type_holds_all_are_raw_json() {
    let (api, warnings) = lowered(
        "A: { type: object, properties: { n: { type: integer, enum: [-1, 18446744073709551615] } } }",
    );
    assert_eq!(field(&api, "A", "n").ty, Type::Json);
    assert!(said(&warnings)[0].starts_with("M0608"), "{warnings}");
}

#[test]
fn a_bound_of_an_integer_is_held_exactly_or_said_to_be_unchecked() {
    let bounds = |said: &str| {
        let (api, warnings) = lowered(&format!(
            "A: {{ type: object, properties: {{ n: {{ type: integer, {said} }} }} }}"
        ));
        assert!(warnings.is_empty(), "{warnings}");
        let held = (*field(&api, "A", "n").constraints).clone();
        (
            held.minimum.map(|bound| bound.value),
            held.maximum.map(|bound| bound.value),
            held.multiple_of,
        )
    };
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        bounds("format: uint64, minimum: 3, maximum: 18446744073709551614"),
        (text("3"), text("18446744073709551614"), None)
    );
    assert_eq!(
        bounds("format: uint64, minimum: 9223372036854775809, multipleOf: 10000000000000000000"),
        (
            text("9223372036854775809"),
            None,
            text("10000000000000000000")
        )
    );
    assert_eq!(
        bounds("minimum: 0.5, maximum: 9007199254740993"),
        (text("0.5"), text("9007199254740993"), None)
    );
    // No integer of 64 bits is beyond these.
    assert_eq!(
        bounds("format: int64, minimum: -1e300, maximum: 1e300"),
        (None, None, None)
    );
}

#[test]
fn a_bound_beyond_what_a_float_holds_is_held_where_schemas_meet() {
    let (api, warnings) = lowered(
        "A: { type: object, properties: { n: { allOf: [{ $ref: '#/components/schemas/N' }, { description: More. }] } } }\n\
         N: { type: integer, format: uint64, allOf: [{ maximum: 18446744073709551614 }, { minimum: 2 }] }\n\
         D: { type: object, properties: { n: { type: number, format: decimal, maximum: 9007199254740993 } } }",
    );
    assert!(warnings.is_empty(), "{warnings}");
    let maximum = |name| {
        let held = field(&api, name, "n").constraints.maximum.clone();
        held.map(|bound| bound.value)
    };
    assert_eq!(maximum("A").as_deref(), Some("18446744073709551614"));
    assert_eq!(maximum("D").as_deref(), Some("9007199254740993"));
}

#[test]
fn a_large_bound_that_may_have_been_rounded_is_told() {
    for written in [
        "{ type: integer, BOUND }",
        "{ allOf: [{ type: integer }, { BOUND }] }",
    ] {
        let schema = written.replace("BOUND", "maximum: 9.2e+18");
        let (api, warnings) = lowered(&format!(
            "A: {{ type: object, properties: {{ n: {schema} }} }}"
        ));
        assert_eq!(field(&api, "A", "n").constraints.maximum, None);
        let said = said(&warnings);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with("M0606 `maximum`"), "{said:?}");
    }
}

#[test]
fn two_options_that_claim_one_value_of_the_discriminator_are_told() {
    let (api, warnings) = lowered(
        "Any: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Shelf/properties/Cat' }], discriminator: { propertyName: k } }\n\
         Cat: { type: object, required: [k], properties: { k: { type: string }, a: { type: string } } }\n\
         Shelf: { type: object, properties: { Cat: { type: object, required: [k], properties: { k: { type: string }, b: { type: string } } } } }",
    );
    assert!(matches!(&api.types["Any"].shape, Shape::OneOf(one_of) if one_of.options.len() == 2));
    let told = said(&warnings);
    assert!(
        told.iter().any(|said| said
            == "M0518 the value `Cat` of `k` selects both `Cat` and `Cat2`, and is read as `Cat`"),
        "{told:?}"
    );
}

#[test]
fn two_options_with_values_of_their_own_are_told_apart_in_silence() {
    let (_, warnings) = lowered(
        "Any: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator: { propertyName: k, mapping: { c: Cat, cat: '#/components/schemas/Cat' } } }\n\
         Cat: { type: object, required: [k], properties: { k: { type: string } } }\n\
         Dog: { type: object, required: [k], properties: { k: { type: string } } }",
    );
    assert!(warnings.is_empty(), "{warnings}");
}

#[test]
fn a_mapping_of_a_discriminator_that_leads_nowhere_or_to_no_option_is_told() {
    let problems = lower(&Input::new("t.yaml", document(
        "Any: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator: { propertyName: k, mapping: { x: '#/components/schemas/Nope', y: Dgo, c: Cow, d: Dog } } }\n\
         Cat: { type: object, required: [k], properties: { k: { type: string } } }\n\
         Cow: { type: object, required: [k], properties: { k: { type: string } } }\n\
         Dog: { type: object, required: [k], properties: { k: { type: string } } }",
    )))
    .unwrap_err();
    let told: Vec<String> = problems
        .iter()
        .map(|said| format!("{} {}; {}", said.code, said.what, said.help))
        .collect();
    assert_eq!(
        told,
        [
            "M0312 unresolved reference `#/components/schemas/Nope`, so the value `x` is read as unknown; name a schema of this document",
            "M0312 unresolved reference `Dgo`, so the value `y` is read as unknown; did you mean `Dog`?",
            "M0312 `Cow` is not an option, so the value `c` is read as unknown; add it to the options",
        ]
    );
}

#[test]
fn a_supertype_is_a_union_of_itself_and_its_subtypes() {
    let (api, warnings) = lowered(
        "Home: { type: object, properties: { a: { $ref: '#/components/schemas/Pet' } } }\n\
         Pet: { type: object, required: [k], properties: { k: { type: string } }, discriminator: { propertyName: k, mapping: { cat: '#/components/schemas/Cat' } } }\n\
         PetBase: { type: string, enum: [a] }\n\
         Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { claws: { type: integer } } }] }\n\
         Lion: { allOf: [{ $ref: '#/components/schemas/Cat' }, { type: object, properties: { mane: { type: boolean } } }] }",
    );
    assert!(warnings.is_empty(), "{warnings}");
    let Shape::OneOf(pet) = &api.types["Pet"].shape else {
        panic!("{:?}", api.types["Pet"])
    };
    let options = pet.options.iter();
    let options: Vec<_> = options
        .map(|option| (&option.ty, option.values.join(" ")))
        .collect();
    let named = |name: &str| Type::Named(name.to_owned());
    assert_eq!(
        options,
        [
            (&named("PetBase2"), "Pet".to_owned()),
            (&named("Cat"), "cat".to_owned()),
            (&named("Lion"), "Lion".to_owned()),
        ]
    );
}

#[test]
fn a_supertype_whose_values_are_all_those_of_subtypes_is_no_option() {
    let (api, warnings) = lowered(
        "Pet: { type: object, required: [k], properties: { k: { type: string, enum: [cat, DOG] } }, discriminator: { propertyName: k } }\n\
         Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { lives: { type: integer } } }] }\n\
         Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { tricks: { type: integer } } }] }",
    );
    assert!(warnings.is_empty(), "{warnings}");
    let values = |api: &Api| -> Vec<String> {
        let Shape::OneOf(pet) = &api.types["Pet"].shape else {
            panic!("{:?}", api.types["Pet"])
        };
        let values = pet.options.iter().map(|option| option.values.join(" "));
        values.collect()
    };
    assert_eq!(values(&api), ["cat Cat", "DOG Dog"]);
    // What the list does not say is told by the members.
    let (api, warnings) = lowered(
        "Pet: { type: object, required: [k], properties: { k: { type: string, enum: [a, b, c] } }, discriminator: { propertyName: k, mapping: { c: Cow } } }\n\
         Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { required: [lives], properties: { lives: { type: integer } } }] }\n\
         Cow: { allOf: [{ $ref: '#/components/schemas/Pet' }, { required: [milk], properties: { milk: { type: integer } } }] }\n\
         Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { required: [tricks], properties: { tricks: { type: integer } } }] }",
    );
    assert!(warnings.is_empty(), "{warnings}");
    assert_eq!(values(&api), ["", "c", ""]);
    // What adds nothing is the supertype under another name.
    let (api, warnings) = lowered(
        "Pet: { type: object, required: [k], properties: { k: { type: string } }, discriminator: { propertyName: k } }\n\
         Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { lives: { type: integer } } }] }\n\
         Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }] }",
    );
    assert!(warnings.is_empty(), "{warnings}");
    assert_eq!(values(&api), ["Pet Dog", "Cat"]);
}

#[test]
fn a_union_of_subtypes_has_the_discriminator_of_what_all_extend() {
    let (api, warnings) = lowered(
        "Any: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] }\n\
         Some: { anyOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Stone' }] }\n\
         Pet: { type: object, properties: { k: { type: string } }, discriminator: { propertyName: k, mapping: { c: Cat, tom: '#/components/schemas/Cat' } } }\n\
         Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { lives: { type: integer } } }] }\n\
         Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { tricks: { type: integer } } }] }\n\
         Stone: { type: object, required: [weight], properties: { weight: { type: integer } } }",
    );
    assert!(warnings.is_empty(), "{warnings}");
    let union = |name: &str| match &api.types[name].shape {
        Shape::OneOf(one_of) => {
            let values = one_of.options.iter().map(|option| option.values.join(" "));
            (one_of.discriminator.as_deref(), values.collect::<Vec<_>>())
        }
        other => panic!("{other:?}"),
    };
    let values = |values: [&str; 2]| values.map(str::to_owned).to_vec();
    assert_eq!(union("Any"), (Some("k"), values(["c tom", "Dog"])));
    // A stone is no pet, so the discriminator is not that of all.
    assert_eq!(union("Some"), (None, values(["", ""])));
}

#[test]
fn values_that_stand_for_several_options_tell_nothing() {
    for (mapping, is_ambiguous) in [
        ("x: A, y: B", false),
        // What tells is what only one has.
        ("x: A, z: B", true),
    ] {
        let (_, warnings) = lowered(&format!(
            "Either: {{ oneOf: [{{ $ref: '#/components/schemas/A' }}, {{ $ref: '#/components/schemas/B' }}], discriminator: {{ propertyName: k, mapping: {{ {mapping}, same: A }} }} }}\n\
             A: {{ type: object, properties: {{ k: {{ type: string }}, a: {{ type: string }} }} }}\n\
             B: {{ type: object, properties: {{ k: {{ type: string, enum: [{}] }}, a: {{ type: string }} }} }}",
            if is_ambiguous { "same" } else { "y" }
        ));
        assert_eq!(
            warnings.to_string().contains("M0520"),
            is_ambiguous,
            "{warnings}"
        );
    }
}

#[test]
fn a_parent_that_loses_nothing_is_no_warning() {
    for parent in [
        // Nobody extends it.
        "Pet: { type: object, required: [k], properties: { k: { type: string } }, discriminator: { propertyName: k } }",
        // It keeps whatever else there is.
        "Pet: { type: object, required: [k], properties: { k: { type: string } }, additionalProperties: {}, discriminator: { propertyName: k } }\n\
         Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { claws: { type: integer } } }] }",
    ] {
        let (_, warnings) = lowered(parent);
        assert!(warnings.is_empty(), "{warnings}");
    }
    // Only its children are used.
    let parent = document(
        "Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { claws: { type: integer } } }] }",
    ) + "    Pet: { type: object, required: [k], properties: { k: { type: string } }, discriminator: { propertyName: k } }\n";
    match lower(&Input::new("t.yaml", parent)) {
        Ok(Lowered {
            diagnostics: warnings,
            ..
        }) => assert!(warnings.is_empty(), "{warnings}"),
        Err(problems) => panic!("{problems}"),
    }
}

#[test]
fn a_union_of_an_option_that_may_be_null_may_be_null() {
    let (api, _) = lowered(
        "N: { type: string, nullable: true }\n\
         A: { type: object, properties: { own: { oneOf: [{ type: string, nullable: true }, { type: integer }] }, \
         named: { anyOf: [{ type: integer }, { $ref: '#/components/schemas/N' }] }, \
         list: { type: array, items: { oneOf: [{ type: integer, nullable: true }, { type: boolean }] } }, \
         typed: { type: object, properties: { a: { type: string } }, oneOf: [{ nullable: true, required: [b], \
         properties: { b: { type: string } } }, { required: [c], properties: { c: { type: string } } }] }, \
         not: { oneOf: [{ type: string }, { type: integer }] } } }",
    );
    let is_nullable = |wire| field(&api, "A", wire).nullable;
    assert!(is_nullable("own") && is_nullable("named"));
    assert!(!is_nullable("typed") && !is_nullable("not"));
    let list = field(&api, "A", "list").ty;
    assert!(
        matches!(&list, Type::List(item) if matches!(**item, Type::Nullable(_))),
        "{list:?}"
    );
}

#[test]
fn an_operation_that_is_a_reference_is_what_that_leads_to_or_is_left_out() {
    let text = "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths:\n  \
                /a/{id}:\n    get: { $ref: 'ops.yaml#/get' }\n    \
                put: { operationId: put, $ref: '#/paths/~1b/get' }\n  \
                /b: { get: { operationId: b, security: [], responses: { '204': { description: Done. } } } }\n";
    let Lowered {
        api,
        account,
        diagnostics: warnings,
    } = lower(&Input::new("t.yaml", text)).unwrap_or_else(|problems| panic!("{problems}"));
    let found = api.operations.iter();
    let found: Vec<_> = found
        .map(|one| (one.path.as_str(), one.id.as_str()))
        .collect();
    assert_eq!(found, [("/a/{id}", "put"), ("/b", "b")]);
    assert_eq!(
        said(&warnings),
        [
            "M0305 the target `ops.yaml` cannot be read: no other file is read here, so the operation is left out",
            "M0308 an operation cannot be a reference in OpenAPI 3.0; its target is used",
            "M0409 undeclared path parameter `id`",
            "M0309 `operationId` is also in the target of the reference; this one counts",
        ]
    );
    let left_out = account.operations.iter().filter(|operation| {
        matches!(&operation.presence, Presence::LeftOut(reasons) if reasons[0].code == Code::UnresolvedFile)
    });
    assert_eq!(left_out.count(), 1, "{account:?}");
}

/// A document of two objects that meet each other in a property; these are the parts of the second and of the fourth.
fn meeting(part: impl Fn(&str) -> String) -> String {
    let refers = |name: &str| format!("{{ $ref: '#/components/schemas/{name}' }}");
    let object = |note: &str| format!("{{ type: object, properties: {{ note: {note} }} }}");
    let (base, other) = (refers("Base"), refers("Other"));
    format!(
        "openapi: 3.0.3
info: {{ title: T, version: '1' }}
paths: {{}}
components:
  schemas:
    Base: {}
    Thing: {{ allOf: [{base}, {}] }}
    Beside: {}
    Other: {{ allOf: [{}, {}] }}
",
        object(&other),
        object(&part("Base")),
        object(&other),
        refers("Beside"),
        object(&part("Beside")),
    )
}

#[test]
fn schemas_that_are_put_together_without_an_end_are_raw_json_from_some_depth_on() {
    let text = meeting(|name| {
        let part = format!("{{ $ref: '#/components/schemas/{name}' }}");
        format!("{{ allOf: [{part}, {{ type: object, properties: {{ note: {part} }} }}] }}")
    });
    let lowered = crate::lower(&crate::Input::new("a.yaml", text)).unwrap();
    let said = lowered.diagnostics.render();
    assert!(said.contains("merging schemas without an end"), "{said}");
    assert!(lowered.api.types.contains_key("Thing"));
}

#[test]
fn schemas_that_meet_the_same_again_are_put_together_once() {
    let text = meeting(|name| format!("{{ $ref: '#/components/schemas/{name}' }}"));
    let lowered = crate::lower(&crate::Input::new("a.yaml", text)).unwrap();
    let said = lowered.diagnostics.render();
    assert!(!said.contains("merging schemas without an end"), "{said}");
    assert!(lowered.api.types.contains_key("Thing"));
}
