//! Claim: a document that breaks a rule of OpenAPI 3.0.3 is reported at the line that breaks it. Each document in `negatives/`
//! breaks one rule, and marks the line with the comment `error`. The mark `warning` stands where no client can go wrong, or what
//! large real documents do: the document is generated, and the line is reported.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::PathBuf;

use malipo_codegen::{Diagnostics, Input, Severity, generate};
use malipo_tests::expected::below;

/// A document, and where it breaks a rule.
struct Negative {
    name: String,
    text: String,
    severity: Severity,
    line: usize,
}

fn negatives() -> Vec<Negative> {
    let files: Vec<PathBuf> = below(&malipo_tests::root("tests/negatives"));
    let negatives = files.iter().map(|file| {
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(file).unwrap();
        let marked = |mark: &str| text.lines().position(|line| line.ends_with(mark));
        let (severity, line) = match (marked(" # error"), marked(" # warning")) {
            (Some(line), None) => (Severity::Error, line + 1),
            (None, Some(line)) => (Severity::Warning, line + 1),
            _ => panic!("{name} has no mark, or two"),
        };
        Negative {
            name,
            text,
            severity,
            line,
        }
    });
    negatives.collect()
}

/// What is wrong with how a document is reported, if anything.
fn fault(negative: &Negative) -> Option<String> {
    let (is_rejected, diagnostics): (bool, Diagnostics) =
        match generate(&[Input::new(&negative.name, negative.text.as_str())]) {
            Ok(outcome) => (false, outcome.diagnostics),
            Err(diagnostics) => (true, diagnostics),
        };
    let located = diagnostics.located();
    let lines = located
        .iter()
        .filter(|(found, ..)| found.severity == negative.severity)
        .map(|(_, line, _)| *line);
    let is_right = lines.clone().any(|line| line == negative.line)
        && (negative.severity == Severity::Warning
            || lines.clone().all(|line| line == negative.line))
        && is_rejected == (negative.severity == Severity::Error);
    (!is_right).then(|| {
        format!(
            "{} should be reported at line {}:\n{diagnostics}",
            negative.name, negative.line
        )
    })
}

#[test]
fn every_broken_rule_is_reported_at_its_line() {
    let negatives = negatives();
    let count = |severity| {
        let of = |negative: &&Negative| negative.severity == severity;
        negatives.iter().filter(of).count()
    };
    assert!(count(Severity::Error) >= 100, "the documents are gone");
    let faults: Vec<String> = negatives.iter().filter_map(fault).collect();
    assert!(
        faults.is_empty(),
        "{} of {} are not reported as they should be:\n{}",
        faults.len(),
        negatives.len(),
        faults.join("\n")
    );
}
