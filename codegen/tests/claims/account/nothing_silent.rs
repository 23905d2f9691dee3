//! Claim: what the generator ignores, weakens or decides by itself is counted, each kind by its code.

use std::collections::BTreeSet;

use malipo_codegen::{Code, Input, Presence, Severity, lower};

use super::{DONE, case, reasons, receives, receives_json, sends, sends_json, takes};

/// The reasons of operations that are partial for one reason each.
fn assert_counted<'c>(cases: impl IntoIterator<Item = (Code, String, &'c str)>) {
    for (code, operation, shared) in cases {
        let found = reasons(&operation, shared);
        assert_eq!(found, BTreeSet::from([Some(code)]), "{operation}");
    }
}

fn assert_whole(cases: impl IntoIterator<Item = String>) {
    for operation in cases {
        assert_eq!(reasons(&operation, ""), BTreeSet::new(), "{operation}");
    }
}

/// An object with a property `a` that has this schema.
fn with(schema: &str) -> String {
    sends_json(&format!(
        "{{ type: object, properties: {{ a: {schema} }} }}"
    ))
}

/// What is reported about the operation of a case: the code and the words.
fn reported(operation: &str) -> Vec<(Code, String)> {
    let input = Input::new("api.yaml", case(operation, ""));
    let lowered = lower(&input).unwrap();
    let found = lowered.diagnostics.iter();
    found
        .map(|found| (found.code, format!("{} {:?}", found.what, found.help)))
        .collect()
}

#[test]
fn keywords_of_json_schema_that_narrow_a_request_are_not_checked() {
    let keywords = [
        "if: { required: [b] }, then: { required: [c] }",
        "else: { required: [b] }",
        "propertyNames: { maxLength: 3 }",
        "dependentRequired: { b: [c] }",
        "dependencies: { b: [c] }",
    ];
    let of_objects = keywords.map(|keyword| with(&format!("{{ type: object, {keyword} }}")));
    let of_lists = [
        "contains: { type: string }",
        "minContains: 1",
        "maxContains: 2",
        "additionalItems: false",
        "unevaluatedItems: false",
    ];
    let of_lists =
        of_lists.map(|keyword| with(&format!("{{ type: array, items: {{}}, {keyword} }}")));
    let of_strings = [
        "contentEncoding: base64",
        "contentMediaType: image/png",
        "contentSchema: {}",
    ];
    let of_strings = of_strings.map(|keyword| with(&format!("{{ type: string, {keyword} }}")));
    let others = [
        with("{ type: string, enum: [a, b], const: a }"),
        with("{ nullable: true, const: null }"),
    ];
    let all = of_objects
        .into_iter()
        .chain(of_lists)
        .chain(of_strings)
        .chain(others);
    let all: Vec<String> = all.collect();
    for operation in &all {
        for (_, words) in reported(operation) {
            assert!(!words.contains("x-"), "{words}");
        }
    }
    assert_counted(
        all.into_iter()
            .map(|case| (Code::UncheckedConstraint, case, "")),
    );
}

#[test]
fn keywords_that_decide_what_a_body_holds_count_for_both_directions() {
    let keywords = [
        "patternProperties: { '^a': { type: string } }",
        "$dynamicRef: '#a'",
    ];
    for keyword in keywords {
        let schema =
            format!("{{ type: object, properties: {{ a: {{ type: string }} }}, {keyword} }}");
        assert_counted([
            (Code::UnknownKey, sends_json(&schema), ""),
            (Code::UnknownKey, receives_json(&schema), ""),
        ]);
    }
    // Nobody knows what a key means that no version has.
    assert_counted([
        (
            Code::UnknownKey,
            with("{ type: string, mayBeEmpty: false }"),
            "",
        ),
        (
            Code::UnknownKey,
            takes(
                "{ name: a, in: query, collectionFormat: csv, schema: { type: array, items: { type: string } } }",
            ),
            "",
        ),
        (Code::UnknownKey, receives("schema: { type: object }"), ""),
    ]);
}

#[test]
fn a_constant_is_an_enum_of_one_value_and_keywords_that_describe_cost_nothing() {
    assert_whole([
        with("{ type: string, const: a }"),
        with("{ const: 1 }"),
        receives_json(
            "{ oneOf: [{ type: object, required: [k], properties: { k: { const: a } } }, { type: object, required: [k], properties: { k: { const: b } } }] }",
        ),
        with("{ type: string, examples: [a], $comment: c }"),
        with(
            "{ type: string, $id: 'https://a.example/b', $anchor: c, $schema: 'https://a.example', definitions: {} }",
        ),
    ]);
    let found = reported(&with("{ type: string, const: a }"));
    let [(Code::Constant, words)] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert!(words.contains("read as an `enum`"), "{words}");
}

#[test]
fn a_constraint_of_a_response_is_not_checked_and_costs_nothing() {
    let schemas = [
        "{ type: object, properties: { a: { type: string, pattern: '(?=a)' } } }",
        "{ type: object, not: { required: [b] }, enum: [{ a: 1 }] }",
        "{ type: object, properties: { a: { type: string } }, oneOf: [{ required: [a] }, { required: [b] }] }",
        "{ type: object, if: { required: [b] }, then: { required: [c] } }",
        "{ type: array, items: { type: integer, multipleOf: 3 }, contains: { type: integer, minimum: 1 } }",
    ];
    assert_whole(schemas.map(receives_json));
    for schema in &schemas[..4] {
        assert!(!reasons(&sends_json(schema), "").is_empty(), "{schema}");
    }
}

#[test]
fn parts_of_an_all_of_with_different_types_are_counted_wherever_they_stand() {
    let shared = "    S: { type: string }\n    T: { $ref: '#/components/schemas/S' }\n    U: { oneOf: [{ type: string, maxLength: 3 }, { type: boolean }] }\n";
    let parts = [
        "{ allOf: [{ $ref: '#/components/schemas/S' }, { type: integer }] }",
        "{ allOf: [{ $ref: '#/components/schemas/T' }], type: integer }",
        "{ type: array, allOf: [{ allOf: [{ $ref: '#/components/schemas/S' }] }] }",
    ];
    for schema in parts {
        assert_counted([(Code::AllOfTypes, with(schema), shared)]);
        let received = receives_json(&format!(
            "{{ type: object, properties: {{ a: {schema} }} }}"
        ));
        assert_counted([(Code::AllOfTypes, received, shared)]);
    }
    // So are options with another type than what stands beside the list.
    for schema in [
        "{ allOf: [{ $ref: '#/components/schemas/U' }], type: integer }",
        "{ oneOf: [{ $ref: '#/components/schemas/S' }, { type: object }], type: object }",
        "{ anyOf: [{ type: boolean }, { type: boolean, enum: [true] }], type: string }",
    ] {
        let found = reasons(&with(schema), shared);
        assert!(found.contains(&Some(Code::AllOfTypes)), "{found:?}");
    }
}

#[test]
fn a_type_beside_a_reference_to_the_same_type_changes_nothing() {
    let shared = "    S: { type: string }\n    I: { type: integer }\n    P: { properties: { a: { type: string } } }\n    U: { oneOf: [{ $ref: '#/components/schemas/P' }, { type: object, required: [b], properties: { b: { type: string } } }] }\n    L: { type: object, properties: { a: { allOf: [{ $ref: '#/components/schemas/L' }], type: object } } }\n";
    let schemas = [
        "{ allOf: [{ $ref: '#/components/schemas/S' }], type: string }",
        "{ allOf: [{ $ref: '#/components/schemas/I' }, { type: number }] }",
        "{ allOf: [{ $ref: '#/components/schemas/P' }], type: object }",
        "{ allOf: [{ $ref: '#/components/schemas/U' }], type: object }",
        "{ allOf: [{ $ref: '#/components/schemas/L' }], type: object }",
    ];
    for schema in schemas.into_iter().chain([
        "{ type: string, oneOf: [{ format: uuid }, { format: date }] }",
        "{ type: object, oneOf: [{ $ref: '#/components/schemas/P' }, { $ref: '#/components/schemas/L' }] }",
    ]) {
        let operation = with(schema);
        assert_eq!(reasons(&operation, shared), BTreeSet::new(), "{schema}");
    }
}

#[test]
fn a_constraint_that_a_merge_loses_is_counted() {
    let unchecked = |schema: &str| (Code::UncheckedConstraint, with(schema), "");
    assert_counted([
        unchecked(
            "{ allOf: [{ type: integer, multipleOf: 4 }, { type: integer, multipleOf: 6 }] }",
        ),
        unchecked("{ allOf: [{ type: string, enum: [a] }, { type: string, enum: [b] }] }"),
        unchecked("{ type: number, multipleOf: 0.5, allOf: [{ type: number, multipleOf: 0.3 }] }"),
        unchecked(
            "{ allOf: [{ type: object, additionalProperties: { type: string } }, { type: object, additionalProperties: false }] }",
        ),
        unchecked(
            "{ allOf: [{ type: object, properties: { b: { type: string } }, additionalProperties: false }, { type: object, additionalProperties: { type: integer } }] }",
        ),
    ]);
    assert_whole([
        with("{ allOf: [{ type: integer, multipleOf: 4 }, { type: integer, multipleOf: 2 }] }"),
        with("{ allOf: [{ type: integer, minimum: 4 }, { type: integer, minimum: 2 }] }"),
        with("{ allOf: [{ type: string, enum: [a, b] }, { type: string, enum: [b, c] }] }"),
        with("{ allOf: [{ type: integer, format: int32 }, { type: integer, format: int64 }] }"),
        with(
            "{ allOf: [{ type: object, additionalProperties: { type: string } }, { type: object, additionalProperties: true }] }",
        ),
    ]);
}

#[test]
fn keywords_of_several_types_without_a_type_are_counted() {
    let unchecked = |schema: &str| (Code::UncheckedConstraint, with(schema), "");
    assert_counted([
        unchecked("{ minLength: 3, minimum: 4 }"),
        unchecked("{ minimum: 1, items: { type: string } }"),
        unchecked("{ properties: { b: { type: string } }, maxItems: 4 }"),
        // What excludes a value of an `enum`.
        unchecked("{ type: integer, enum: [1, 2], maximum: 1 }"),
        unchecked("{ type: string, enum: [a, bcd], maxLength: 2 }"),
        unchecked("{ type: integer, enum: [3, 4], multipleOf: 3 }"),
        unchecked("{ type: string, enum: [a, b], pattern: '^a' }"),
        (
            Code::UncheckedPattern,
            with("{ type: string, enum: [a, ab], pattern: '(?=a)' }"),
            "",
        ),
    ]);
    assert_whole([
        with("{ type: string, minLength: 3, minimum: 4 }"),
        with("{ minLength: 3 }"),
        with("{ type: integer, enum: [1, 2], minimum: 1, maximum: 2 }"),
        with("{ type: string, enum: [a, b], minLength: 1, maxLength: 1 }"),
        with("{ type: string, enum: [a, ab], pattern: '^a' }"),
    ]);
}

#[test]
fn an_integer_beyond_those_that_the_client_has_is_counted_in_both_directions() {
    let beyond = [
        "{ type: integer, maximum: 1.0e30 }",
        "{ type: integer, minimum: -1.0e20, maximum: 5 }",
        "{ type: integer, minimum: -1, maximum: 18446744073709551615 }",
        "{ type: integer, maximum: 18446744073709551615 }",
        "{ type: integer, minimum: 0, maximum: 1.0e20 }",
        "{ type: integer, minimum: 1.0e25 }",
        "{ type: integer, format: int32, minimum: 3000000000 }",
        "{ type: integer, default: 1.0e25 }",
    ];
    for schema in beyond {
        let received = receives_json(&format!(
            "{{ type: object, properties: {{ a: {schema} }} }}"
        ));
        assert_counted([
            (Code::WideInteger, with(schema), ""),
            (Code::WideInteger, received, ""),
        ]);
        let words = reported(&with(schema));
        assert!(!words[0].1.contains("cannot send"), "{words:?}");
    }
    assert_whole([
        with("{ type: integer, minimum: 0, maximum: 18446744073709551615 }"),
        with("{ type: integer, format: int64, minimum: 0, maximum: 18446744073709551615 }"),
        with("{ type: integer, minimum: 9223372036854775808 }"),
        with("{ type: integer, default: 9223372036854775808 }"),
        with("{ type: integer, minimum: -9223372036854775808, maximum: 9223372036854775807 }"),
        // The same, as a float rounds it.
        with("{ type: integer, minimum: -9223372036854776000, maximum: 9223372036854776000 }"),
        with("{ type: integer, format: int64, maximum: 1.0e30 }"),
        with("{ type: integer }"),
    ]);
    assert_counted([(
        Code::ResponseHeader,
        receives("headers: { X-A: { schema: { type: integer, minimum: 9300000000000000000 } } }"),
        "",
    )]);
}

#[test]
fn an_enum_of_large_integers_says_why_it_is_not_checked() {
    let words = |schema: &str| {
        let found = reported(&with(schema));
        let [(Code::UnsignedEnum, words)] = found.as_slice() else {
            panic!("{found:?}");
        };
        words.clone()
    };
    let large = words("{ type: integer, enum: [9223372036854775808] }");
    assert!(
        !large.contains("uint64") && !large.contains("int64"),
        "{large}"
    );
    let formatted = words("{ type: integer, format: uint64, enum: [1] }");
    assert!(formatted.contains("uint64"), "{formatted}");
}

#[test]
fn a_value_of_an_enum_that_has_another_type_is_counted() {
    for schema in [
        "{ type: string, const: { a: 1 } }",
        "{ type: string, const: 5 }",
        "{ type: string, enum: [a, [b]] }",
        "{ type: string, enum: [a, true] }",
        "{ type: integer, enum: [1, a] }",
        "{ type: integer, enum: [1, 1.5] }",
    ] {
        let received = receives_json(&format!(
            "{{ type: object, properties: {{ a: {schema} }} }}"
        ));
        for operation in [with(schema), received] {
            let found = reasons(&operation, "");
            assert!(found.contains(&Some(Code::EnumType)), "{schema} {found:?}");
        }
    }
    // An object is not sent as a string.
    let input = Input::new(
        "api.yaml",
        case(&with("{ type: string, enum: [b, { a: 1 }] }"), ""),
    );
    let outcome = malipo_codegen::generate(&[input]).unwrap();
    let (_, types) = outcome
        .files
        .iter()
        .find(|(path, _)| path.ends_with("types.rs"))
        .unwrap();
    assert!(
        types.contains("B = \"b\"") || types.contains("\"b\""),
        "{types}"
    );
    assert!(!types.contains("\\\"a\\\""), "{types}");
}

#[test]
fn a_format_of_strings_beside_keywords_of_numbers_is_counted() {
    let unchecked = |schema: &str| (Code::UncheckedConstraint, with(schema), "");
    assert_counted([
        unchecked("{ format: date, minimum: 1 }"),
        unchecked("{ format: uuid, items: { type: string } }"),
        unchecked("{ format: int64, minLength: 1 }"),
        unchecked("{ format: date, enum: [1, 2] }"),
    ]);
    assert_whole([
        with("{ format: int64, minimum: 1 }"),
        with("{ format: date, minLength: 1 }"),
        with("{ format: amount, minimum: 1 }"),
    ]);
}

#[test]
fn an_enum_of_objects_is_no_keyword_of_another_type() {
    for schema in [
        "{ type: object, enum: [{ b: 1 }] }",
        "{ type: array, items: { type: string }, enum: [[b]] }",
    ] {
        let found = reported(&with(schema));
        let [(Code::UncheckedConstraint, words)] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert!(words.contains("the values of an `enum`"), "{words}");
        assert_counted([(Code::UncheckedConstraint, with(schema), "")]);
    }
}

#[test]
fn an_object_that_may_have_no_property_is_checked() {
    let closed = "{ type: object, additionalProperties: false }";
    assert_whole([with(closed), sends_json(closed)]);
    let input = Input::new("api.yaml", case(&with(closed), ""));
    let outcome = malipo_codegen::generate(&[input]).unwrap();
    let files: String = outcome
        .files
        .iter()
        .map(|(_, text)| text.to_owned())
        .collect();
    assert!(
        files.contains("at.max_properties(0)") || files.contains("max_properties"),
        "{files}"
    );
}

/// The schemas of a union with a discriminator, of which the options have these properties.
fn union(one: &str, other: &str, mapping: &str) -> String {
    format!(
        "    A: {{ type: object, {one} }}\n    B: {{ type: object, {other} }}\n    U: {{ oneOf: [{{ $ref: '#/components/schemas/A' }}, {{ $ref: '#/components/schemas/B' }}], discriminator: {{ propertyName: k{mapping} }} }}\n"
    )
}

#[test]
fn a_discriminator_that_cannot_have_its_values_is_counted_and_not_demanded() {
    let k = |ty: &str, more: &str| {
        format!(
            "required: [k, {more}], properties: {{ k: {{ type: {ty} }}, {more}: {{ type: string }} }}"
        )
    };
    let of = |ty: &str, mapping: &str| union(&k(ty, "a"), &k(ty, "b"), mapping);
    let named = "{ $ref: '#/components/schemas/U' }";
    for ty in ["integer", "number", "boolean", "array"] {
        let shared = of(ty, "");
        assert_counted([
            (Code::DiscriminatorType, sends_json(named), &*shared),
            (Code::DiscriminatorType, receives_json(named), &*shared),
        ]);
        let input = Input::new("api.yaml", case(&sends_json(named), &shared));
        let outcome = malipo_codegen::generate(&[input]).unwrap();
        let files: String = outcome
            .files
            .iter()
            .map(|(_, text)| text.to_owned())
            .collect();
        assert!(!files.contains("at.discriminator("), "{ty}");
    }
    let mapped = ", mapping: { '1': '#/components/schemas/A', '2': '#/components/schemas/B' }";
    let optional = |more: &str| {
        format!(
            "required: [{more}], properties: {{ k: {{ type: integer }}, {more}: {{ type: string }} }}"
        )
    };
    let shared = [
        of("integer", mapped),
        of("string", ""),
        union(
            "required: [k], properties: { k: { type: integer, enum: [1] } }",
            "required: [k], properties: { k: { type: integer, enum: [2] } }",
            "",
        ),
    ];
    for shared in shared {
        assert_eq!(
            reasons(&sends_json(named), &shared),
            BTreeSet::new(),
            "{shared}"
        );
    }
    // The client would add a string.
    let shared = union(&optional("a"), &optional("b"), mapped);
    assert_counted([(Code::DiscriminatorType, sends_json(named), &*shared)]);
}

#[test]
fn an_option_without_the_property_of_its_discriminator_is_reported() {
    let k = "required: [k], properties: { k: { type: string } }";
    let named = "{ $ref: '#/components/schemas/U' }";
    let reported = |shared: &str| {
        let lowered = lower(&Input::new("api.yaml", case(&sends_json(named), shared))).unwrap();
        let found = lowered
            .diagnostics
            .iter()
            .map(|found| (found.code, found.what.clone()));
        found.collect::<Vec<_>>()
    };
    let found = reported(&union("properties: { a: { type: string } }", k, ""));
    let [(Code::DiscriminatorProperty, words)] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert!(words.contains("`A`") && !words.contains("`B`"), "{words}");
    let string = union(k, k, "").replace("A: { type: object, ", "A: { type: string, ");
    let codes: Vec<Code> = reported(&string)
        .into_iter()
        .map(|(code, _)| code)
        .collect();
    assert!(codes.contains(&Code::DiscriminatorProperty), "{codes:?}");
    assert_eq!(reported(&union(k, k, "")), []);
}

#[test]
fn a_value_of_a_discriminator_for_what_does_not_extend_its_schema_is_counted() {
    let parent = "    P: { type: object, required: [k], properties: { k: { type: string } }, discriminator: { propertyName: k, mapping: { b: '#/components/schemas/B', c: C } } }\n    B: { type: object, properties: { z: { type: string } } }\n    C: { allOf: [{ $ref: '#/components/schemas/P' }, { type: object, properties: { x: { type: string } } }] }\n";
    let named = "{ $ref: '#/components/schemas/P' }";
    assert_counted([
        (Code::MappingTarget, sends_json(named), parent),
        (Code::MappingTarget, receives_json(named), parent),
    ]);
    let extends = parent.replace(
        "B: { type: object, properties: { z: { type: string } } }",
        "B: { allOf: [{ $ref: '#/components/schemas/P' }, { type: object, properties: { z: { type: string } } }] }",
    );
    assert_eq!(reasons(&receives_json(named), &extends), BTreeSet::new());
    // Nothing can extend what is no component.
    let alone = "{ type: object, required: [k], properties: { k: { type: string } }, discriminator: { propertyName: k, mapping: { c: '#/components/schemas/B' } } }";
    assert_counted([(Code::MappingTarget, receives_json(alone), parent)]);
}

#[test]
fn what_is_read_in_another_way_than_it_is_written_is_counted_in_requests() {
    let cases = [
        // A list of this property could be meant, and a property that must be there.
        (
            Code::ItemsOfSeveral,
            "{ items: { oneOf: [{ type: string }, { type: object }] } }",
        ),
        (Code::BooleanRequired, "{ type: string, required: true }"),
    ];
    assert_counted(cases.map(|(code, schema)| (code, with(schema), "")));
}

#[test]
fn a_media_type_of_a_part_that_is_none_is_counted() {
    let part = |content_type: &str, schema: &str| {
        sends(&format!(
            "multipart/form-data: {{ schema: {{ type: object, properties: {{ n: {schema} }} }}, encoding: {{ n: {{ contentType: '{content_type}' }} }} }}"
        ))
    };
    let string = "{ type: string }";
    let file = "{ type: string, format: binary }";
    for content_type in ["not a type", "png", "image/png, jpeg", "text/plain; a", ""] {
        assert_counted([(Code::MediaTypeName, part(content_type, string), "")]);
    }
    assert_whole([
        part("text/csv", string),
        part("image/png, image/jpeg", file),
        part("image/*, image/png", file),
    ]);
    assert_counted([(Code::MediaRange, part("image/*", file), "")]);
}

#[test]
fn a_charset_other_than_utf_8_is_counted_in_both_directions() {
    let text = "'text/plain; charset=iso-8859-1': { schema: { type: string } }";
    let json = "'application/json; charset=windows-1252': { schema: { type: object, properties: { a: { type: string } } } }";
    let form = "'application/x-www-form-urlencoded; charset=shift_jis': { schema: { type: object, properties: { a: { type: string } } } }";
    let part = "multipart/form-data: { schema: { type: object, properties: { n: { type: string } } }, encoding: { n: { contentType: 'text/plain; charset=utf-16' } } }";
    assert_counted([text, json, form, part].map(|content| (Code::Charset, sends(content), "")));
    let received = [text, json].map(|content| receives(&format!("content: {{ {content} }}")));
    assert_counted(received.map(|operation| (Code::Charset, operation, "")));
    let utf_8 = "'text/plain; charset=UTF-8': { schema: { type: string } }";
    let bytes = "'text/plain; charset=iso-8859-1': { schema: { type: string, format: binary } }";
    assert_whole([
        sends(utf_8),
        sends(bytes),
        receives(&format!("content: {{ {utf_8} }}")),
    ]);
}

#[test]
fn a_range_that_does_not_hold_what_the_client_sends_by_itself_is_counted() {
    let bytes = "{ schema: { type: string, format: binary } }";
    let ranges = ["image/*", "audio/*", "font/*"];
    assert_counted(
        ranges.map(|range| (Code::MediaRange, sends(&format!("'{range}': {bytes}")), "")),
    );
    // HTTP has no range of a suffix.
    let json = "{ schema: { type: object, properties: { a: { type: string } } } }";
    assert_counted([(
        Code::MediaRange,
        sends(&format!("'application/*+json': {json}")),
        "",
    )]);
    assert_whole([
        sends(&format!("'application/*': {bytes}")),
        sends(&format!("'*/*': {bytes}")),
        sends("'text/*': { schema: { type: string } }"),
        receives(&format!("content: {{ 'image/*': {bytes} }}")),
    ]);
}

#[test]
fn a_value_that_no_style_writes_is_counted() {
    let nested = |parameter: &str| (Code::NestedValue, takes(parameter), "");
    assert_counted([
        nested(
            "{ name: a, in: query, schema: { type: array, items: { type: array, items: { type: string } } } }",
        ),
        nested(
            "{ name: a, in: query, schema: { type: array, items: { type: object, properties: { b: { type: string } } } } }",
        ),
        nested(
            "{ name: a, in: query, style: deepObject, schema: { type: object, properties: { b: { type: object, properties: { c: { type: string } } } } } }",
        ),
        nested(
            "{ name: a, in: query, style: deepObject, schema: { type: array, items: { type: string } } }",
        ),
        nested(
            "{ name: a, in: header, schema: { type: object, additionalProperties: { type: array, items: { type: string } } } }",
        ),
        nested(
            "{ name: a, in: query, style: deepObject, schema: { oneOf: [{ type: string }, { type: object, properties: { b: { type: array, items: { type: string } } } }] } }",
        ),
        (
            Code::NestedValue,
            sends(
                "application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: array, items: { type: string } } } }, encoding: { a: { style: deepObject } } }",
            ),
            "",
        ),
        // Any value may be a list or an object.
        nested("{ name: a, in: query, schema: { type: array, items: {} } }"),
        nested("{ name: a, in: header, schema: { type: array, items: { type: object } } }"),
        nested("{ name: a, in: query, style: deepObject, schema: { type: object } }"),
        nested(
            "{ name: a, in: query, style: deepObject, schema: { type: object, additionalProperties: true } }",
        ),
        nested(
            "{ name: a, in: query, style: deepObject, schema: { type: object, properties: { b: { type: object } } } }",
        ),
        (
            Code::NestedValue,
            sends(
                "application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: array, items: { type: object } } } }, encoding: { a: { style: form } } }",
            ),
            "",
        ),
    ]);
    assert_whole([
        takes("{ name: a, in: query, schema: { type: array, items: { type: string } } }"),
        takes(
            "{ name: a, in: query, style: deepObject, schema: { type: object, properties: { b: { type: string } } } }",
        ),
        takes(
            "{ name: a, in: query, content: { application/json: { schema: { type: array, items: { type: array, items: { type: string } } } } } }",
        ),
    ]);
}

#[test]
fn a_null_that_no_form_has_is_counted() {
    let form = |media_type: &str| {
        sends(&format!(
            "{media_type}: {{ schema: {{ type: object, properties: {{ a: {{ type: string, nullable: true }} }} }} }}"
        ))
    };
    for media_type in [
        "multipart/form-data",
        "multipart/mixed",
        "application/x-www-form-urlencoded",
    ] {
        assert_counted([(Code::FormNull, form(media_type), "")]);
    }
}

#[test]
fn a_header_that_http_owns_is_counted() {
    let names = [
        "Content-Length",
        "host",
        "Transfer-Encoding",
        "Connection",
        "Expect",
    ];
    let header = |name: &str| {
        takes(&format!(
            "{{ name: {name}, in: header, schema: {{ type: string }} }}"
        ))
    };
    assert_counted(names.map(|name| (Code::ClientHeader, header(name), "")));
    // OpenAPI says that these are not to be read.
    assert_whole(["Accept", "content-type", "Authorization"].map(header));
}

#[test]
fn a_reference_where_none_belongs_is_counted() {
    let found = [
        (
            Code::UnknownKey,
            receives("content: { application/json: { $ref: '#/components/schemas/Fine' } }"),
            "",
        ),
        (
            Code::UnknownKey,
            sends(
                "multipart/form-data: { schema: { type: object, properties: { a: { type: string } } }, encoding: { a: { $ref: '#/components/schemas/Fine' } } }",
            ),
            "",
        ),
        (
            Code::UnknownKey,
            receives_json(
                "{ oneOf: [{ $ref: '#/components/schemas/Fine' }, { type: string }], discriminator: { propertyName: a, $ref: '#/components/schemas/Fine' } }",
            ),
            "",
        ),
    ];
    assert_counted(found);
}

#[test]
fn an_error_in_a_component_counts_only_for_the_operations_that_need_it() {
    let faults = [
        (
            "responses: { '200': { description: Fine., content: { application/json: { schema: { $ref: '#/components/schemas/F' } } } } }",
            "    F: { type: object, properties: { b: { $ref: '#/components/schemas/None' } } }\n",
        ),
        (
            "parameters: [{ $ref: '#/components/parameters/F' }], responses: { '204': { description: Done. } }",
            "  parameters:\n    F: { name: f, in: query, schema: { type: string, multipleOf: 0 } }\n",
        ),
        (
            "responses: { default: { $ref: '#/components/responses/F' } }",
            "  responses:\n    F: { description: Not fine., content: { application/json: { schema: { $ref: '#/components/schemas/None' } } } }\n",
        ),
    ];
    for (faulty, shared) in faults {
        let operation = format!(
            "{DONE}    get:\n      operationId: getCase\n      {}\n",
            faulty
                .replace("], ", "]\n      ")
                .replace(", responses", "\n      responses")
        );
        let mut input = Input::new("api.yaml", case(&operation, shared));
        input.keep_going = true;
        let lowered = lower(&input).unwrap();
        assert!(
            lowered
                .diagnostics
                .iter()
                .any(|found| found.severity == Severity::Error)
        );
        let presence = |id: &str| {
            let mut all = lowered.account.operations.iter();
            let found = all.find(|one| one.id.as_deref() == Some(id));
            found.unwrap().presence.clone()
        };
        assert!(matches!(presence("caseOf"), Presence::Whole), "{operation}");
        assert!(
            !matches!(presence("getCase"), Presence::Whole),
            "{operation}"
        );
    }
}
