//! Claim: a document that breaks a rule of OpenAPI 3.0.3 is reported at the line that breaks it. Each document in `negatives/`
//! breaks one rule, and marks the line with a comment such as `error M0301`, which has the code of the rule. The mark `warning` stands
//! where no client can go wrong, or what large real documents do: the document is generated, and the line is reported.

use std::fs;
use std::path::PathBuf;

use malipo_codegen::{Code, Diagnostics, Input, Severity, generate};
use malipo_tests::expected::below;

/// A document, and where it breaks a rule.
struct Negative {
    name: String,
    text: String,
    severity: Severity,
    code: Code,
    line: usize,
}

fn negatives() -> Vec<Negative> {
    let files: Vec<PathBuf> = below(&malipo_tests::root("tests/negatives"));
    let negatives = files.iter().map(|file| {
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(file).unwrap();
        let marks = text.lines().enumerate().filter_map(|(number, line)| {
            let (_, mark) = line.rsplit_once(" # ")?;
            let (severity, code) = mark.split_once(' ')?;
            let severity = match severity {
                "error" => Severity::Error,
                "warning" => Severity::Warning,
                _ => return None,
            };
            Some((severity, Code::from_text(code)?, number + 1))
        });
        let marks: Vec<_> = marks.collect();
        let [(severity, code, line)] = marks[..] else {
            panic!("{name} has no mark, or two");
        };
        Negative {
            name,
            text,
            severity,
            code,
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
    let mut found = located
        .iter()
        .filter(|(found, ..)| found.severity == negative.severity);
    let is_at = |line: usize| line == negative.line;
    let is_right = found
        .clone()
        .any(|(found, line, _)| is_at(*line) && found.code == negative.code)
        && (negative.severity == Severity::Warning || found.all(|(_, line, _)| is_at(*line)))
        && is_rejected == (negative.severity == Severity::Error);
    (!is_right).then(|| {
        format!(
            "{} should be reported as {} at line {}:\n{diagnostics}",
            negative.name, negative.code, negative.line
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
