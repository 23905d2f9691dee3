//! Claim: each behaviour of the generator is shown by one small specification and the Rust that comes of it, word by
//! word, and that Rust compiles and does what it says. `goldens/<behaviour>/spec.yaml` is the specification;
//! `goldens/<behaviour>/expected/` holds the files that matter for the behaviour, without their first line.
//!
//! In what begins with `typed`, dates and UUIDs have a type of their own.
//! What begins with `sloppy` is not strict: `expected/warnings.txt` holds what is said of it.
//!
//! `MALIPO_BLESS=1` writes them anew. As they are a part of this test, a new one begins as an empty file, and one that
//! does not compile any more has to be emptied first.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use compiled::*;
use malipo::runtime::serde::Serialize;
use malipo::runtime::serde::de::DeserializeOwned;
use malipo::runtime::{Checked, Maybe, Violations};
use malipo::{Msisdn, dec};
use malipo_codegen::{HEADER_PREFIX, Input, TypedFormats, generate};
use malipo_tests::expected::Expected;

mod bodies;
mod calls;
mod formats;
mod more;
mod one_of;
mod values;
mod wire;

/// The one specification that shows several behaviours: it is there to be called, and its Rust need not be read.
const SEVERAL: &str = "more_of_each_kind";

/// Lists every behaviour with the files that matter for it, and compiles them.
macro_rules! goldens {
    ($($behaviour:ident: $($file:ident),+;)+) => {
        const GOLDENS: &[(&str, &[&str])] = &[$((stringify!($behaviour), &[$(stringify!($file)),+])),+];

        #[path = "../goldens"]
        mod compiled {
            #![allow(dead_code, unreachable_pub, reason = "nobody uses all of what is generated")]
            #![allow(
                clippy::enum_variant_names,
                clippy::wrong_self_convention,
                clippy::match_overlapping_arm,
                reason = "names and ranges are the documents'"
            )]

            $(pub mod $behaviour {
                pub mod expected {
                    $(pub mod $file;)+
                }
            })+
        }
    };
}

goldens! {
    aliases: types;
    all_of_is_written_out: types;
    amounts: types;
    body_that_may_be_left_out: client, operations;
    builder_of_required_fields: types;
    callbacks_that_nobody_signs: callback, client, operations, types;
    choice_of_properties: types;
    constants: types;
    constraints_become_checks: types;
    constraints_of_lists_and_objects: operations, types;
    dates_and_times: types;
    defaults: types;
    deprecation: client, operations, types;
    descriptions_are_rustdoc: types;
    descriptions_run_no_code: types;
    enum_of_integers: types;
    enum_of_texts: types;
    enum_with_a_value_called_unknown: types;
    environments: client;
    error_shapes: client, operations, types;
    failures_that_need_a_code: operations, types;
    forms: operations, types;
    headers_of_responses: operations;
    integer_or_string: operations, types;
    lenient_in_answers: types;
    lists_are_added_to: types;
    lists_in_forms: client, operations, types;
    maps_lists_and_raw_json: types;
    money_is_moved: operations, types;
    more_of_each_kind: operations, types;
    msisdn_on_the_wire: types;
    names: types;
    numbers_keep_their_digits: client, operations, types;
    numbers_that_are_paid: types;
    no_body_and_no_answer: operations;
    objects_that_hold_themselves: types;
    open_enum_of_integers: types;
    one_of_as_a_body: client, operations, types;
    one_of_beside_properties: types;
    one_of_by_a_constant: types;
    one_of_by_a_discriminator: types;
    one_of_by_its_members: types;
    one_of_by_the_kind_of_json: types;
    one_of_in_answers: types;
    one_of_in_requests: types;
    one_of_by_an_inherited_discriminator: types;
    sloppy_one_of_sends_its_discriminator: types;
    sloppy_one_of_with_one_option: types;
    one_of_sent_back: types;
    one_of_several_moves_money: operations, types;
    one_of_subtypes: types;
    one_of_that_overlaps: types;
    other_properties: types;
    parameters: operations;
    parameters_that_share_a_name: operations, types;
    parameters_with_a_plus: operations;
    parts_of_payments_are_not_cloned: operations, types;
    parts_without_a_name: types;
    patterns_are_checked: types;
    payments_are_found_among_rows: client, operations, resolve, types;
    payments_are_found_by_a_parameter: client, operations, resolve, types;
    plain_values: types;
    presence: types;
    read_only_and_write_only: types;
    references_below_a_component: types;
    references_in_every_section: client, operations, types;
    refusals_are_shared: operations, types;
    refusals_by_status: operations, types;
    refusals_that_prove: operations, types;
    sensitive_values: types;
    sloppy_names_and_values: types;
    sloppy_values: operations, types;
    sloppy_schemas_are_mended: types;
    states_and_pages: operations, types;
    states_of_several_lines: operations, types;
    strict_in_requests: types;
    success_by_status: operations, types;
    texts: operations;
    texts_for_not_known: operations, types;
    token_of_the_client: operations;
    unauthenticated_operation: operations;
    typed_formats: client, operations, types;
    what_is_on_the_wire: client, operations, types;
    what_surrounds_a_component: types;
    where_facts_come_from: types;
    sloppy_names_of_operations: client, operations;
    sloppy_overrides: operations, types;
    sloppy_names_of_parameters: operations;
    sloppy_paths: operations;
    styles_of_parameters: operations, types;
    cookies_and_json_in_parameters: operations, types;
    credentials_by_operation: client, operations;
    servers_of_operations: client, operations;
    styled_forms: operations, types;
    forms_with_other_fields: operations, types;
    headers_of_parts: operations, types;
    multipart_of_other_types: operations, types;
    multipart_with_choices: operations, types;
    multipart_with_files: operations, types;
    multipart_with_lists_of_objects: operations, types;
    multipart_with_other_parts: operations, types;
    multipart_with_unions: operations, types;
    plain_text_under_any_type: operations;
    ranges_in_requests: operations;
    ranges_of_text: operations;
    several_request_bodies: client, operations, types;
    several_success_bodies: operations, types;
    bodies_of_text_and_bytes: operations;
    default_answers: operations, types;
}

fn directory() -> PathBuf {
    malipo_tests::root("tests/goldens")
}

/// The generated text without the line that says where it is from.
fn without_header(text: &str) -> &str {
    let (header, rest) = text.split_once("\n\n").unwrap();
    assert!(header.starts_with(HEADER_PREFIX), "{header}");
    rest
}

#[test]
fn every_behaviour_gives_exactly_the_rust_that_is_expected() {
    let mut expected = Expected::from_env();
    for (behaviour, files) in GOLDENS {
        let home = directory().join(behaviour);
        let (file, text) = (
            format!("{behaviour}.yaml"),
            fs::read_to_string(home.join("spec.yaml")).unwrap(),
        );
        let sloppy = behaviour.starts_with("sloppy");
        let mut input = match sloppy {
            true => Input::new(file, text),
            false => Input::strict(file, text),
        };
        if behaviour.starts_with("typed") {
            input.typed = TypedFormats {
                dates: true,
                uuids: true,
            };
        }
        let generated = generate(&[input]).unwrap_or_else(|problems| panic!("{problems}"));
        if sloppy {
            let warnings = generated.diagnostics.render();
            assert!(!warnings.is_empty(), "{behaviour} is not sloppy");
            expected.compare(&home.join("expected/warnings.txt"), &warnings);
        }
        for file in *files {
            let text = generated.files.get(&format!("example/{file}.rs")).unwrap();
            let text = without_header(text);
            let lines = text.lines().filter(|line| !line.is_empty());
            assert!(
                lines.count() <= 145 || behaviour == &SEVERAL,
                "{behaviour} is too much to read: {file}"
            );
            expected.compare(&home.join(format!("expected/{file}.rs")), text);
        }
    }
    expected.no_others(&directory(), |file| {
        file.parent()
            .is_some_and(|parent| parent.ends_with("expected"))
    });
    expected.finish();
}

#[test]
fn every_directory_is_listed() {
    let found: BTreeSet<String> = fs::read_dir(directory())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "README.md")
        .collect();
    let listed: BTreeSet<String> = GOLDENS
        .iter()
        .map(|(behaviour, _)| (*behaviour).to_owned())
        .collect();
    assert_eq!(found, listed);
}

fn read<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).unwrap()
}

fn write(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

fn msisdn() -> Msisdn {
    "+256 770 000 017".parse().unwrap()
}
