//! Claim: every rule has a code of its own, and the table of the codes explains each one with an example that breaks it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use malipo_codegen::{Code, Diagnostic, Input, examples, generate, lower};

/// What the table writes for a byte that is not UTF-8.
const NOT_UTF8: char = '\u{fffd}';

fn input(code: Code, file: &str) -> Input {
    let mut bytes = Vec::new();
    for c in code.example_document().chars() {
        match c {
            NOT_UTF8 => bytes.push(0xff),
            c => bytes.extend(c.to_string().bytes()),
        }
    }
    Input::new(file.to_owned(), bytes)
}

fn codes<'d>(found: impl IntoIterator<Item = &'d Diagnostic>) -> BTreeSet<Code> {
    found.into_iter().map(|found| found.code).collect()
}

/// The codes of everything that is reported about an example.
fn reported(code: Code) -> BTreeSet<Code> {
    let input = input(code, "example.yaml");
    match code {
        Code::Example => {
            let all = examples(&input).unwrap_or_else(|problems| panic!("{problems}"));
            codes(all.iter().filter_map(|example| example.fault.as_ref()))
        }
        Code::ModuleTwice => {
            let other = self::input(code, "other.yaml");
            codes(generate(&[input, other]).unwrap_err().iter())
        }
        _ => match lower(&input) {
            Ok(lowered) => codes(lowered.diagnostics.iter()),
            Err(problems) => codes(problems.iter()),
        },
    }
}

#[test]
fn every_code_has_a_title_an_explanation_and_an_example() {
    for code in Code::ALL {
        assert!(!code.title().is_empty(), "{code}");
        assert!(code.explanation().ends_with('.'), "{code}");
        assert!(!code.example().trim().is_empty(), "{code}");
    }
}

#[test]
fn the_table_has_every_code_once_in_order() {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostic/codes.md");
    let table = fs::read_to_string(table).unwrap();
    let headings: Vec<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("### "))
        .collect();
    let codes: Vec<String> = Code::ALL
        .iter()
        .map(|code| format!("{code}: {}", code.title()))
        .collect();
    assert_eq!(headings, codes);
    assert!(Code::ALL.is_sorted_by_key(|code| code.as_str()));
}

#[test]
fn no_two_rules_share_a_code_or_a_title() {
    let numbers: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    let titles: BTreeSet<&str> = Code::ALL.iter().map(|code| code.title()).collect();
    assert_eq!(numbers.len(), Code::ALL.len());
    assert_eq!(titles.len(), Code::ALL.len());
    for code in Code::ALL {
        assert_eq!(Code::from_text(code.as_str()), Some(*code));
    }
    assert_eq!(Code::from_text("M9999"), None);
}

#[test]
fn every_example_yields_its_code() {
    let mut failures = Vec::new();
    for code in Code::ALL {
        let reported = reported(*code);
        if !reported.contains(code) {
            failures.push(format!("{code} ({code:?}): {reported:?}"));
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}
