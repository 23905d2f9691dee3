//! A run as a person reads it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Outcome, Role, Told, Verdict, summary};

/// A run as a person reads it: a line for each document, the reasons by code, and the numbers.
#[must_use]
pub fn table(outcomes: &[Outcome]) -> String {
    let mut out = String::new();
    let width = outcomes
        .iter()
        .map(|outcome| outcome.file.chars().count())
        .max()
        .unwrap_or_default()
        .min(80);
    for outcome in outcomes {
        let _infallible = writeln!(out, "{:<width$}  {}", outcome.file, line(outcome));
    }
    unexpected(outcomes, &mut out);
    doc_tests(outcomes, &mut out);
    unread(outcomes, &mut out);
    unions(outcomes, &mut out);
    reasons(outcomes, &mut out);
    lacks(outcomes, &mut out);
    numbers(outcomes, &mut out);
    out
}

fn line(outcome: &Outcome) -> String {
    let compiled = match outcome.compiled {
        Some(true) if outcome.compiler_warnings == 0 => ", compiles",
        Some(true) => ", compiles with warnings",
        Some(false) => ", DOES NOT COMPILE",
        None => "",
    };
    let counts = format!(
        "{} operations, {} whole, {} skipped",
        outcome.operations,
        outcome.whole_operations,
        outcome.skipped.len()
    );
    match outcome.verdict {
        Verdict::Generated if outcome.skipped.is_empty() => {
            format!("generated{compiled}: {counts}")
        }
        Verdict::Generated => format!("generated with skips{compiled}: {counts}"),
        Verdict::Refused if outcome.role == Role::Referenced => {
            "no document of its own, but what others may refer to".to_owned()
        }
        Verdict::Refused => match outcome.errors.first() {
            Some(told) => format!(
                "refused: {} at {}{}:{}, {} ({} in all)",
                told.code,
                match told.file == outcome.file {
                    true => String::new(),
                    false => format!("{}:", told.file),
                },
                told.line,
                told.column,
                told.what,
                outcome.errors.len()
            ),
            None => "refused".to_owned(),
        },
        Verdict::Unreadable => format!(
            "CANNOT BE READ: {}",
            outcome.reason.as_deref().unwrap_or_default()
        ),
        Verdict::Crashed => format!("CRASHED: {}", outcome.reason.as_deref().unwrap_or_default()),
        Verdict::TimedOut => format!(
            "TIMED OUT: {}",
            outcome.reason.as_deref().unwrap_or_default()
        ),
    }
}

/// Every document that was to be refused and was not, or not as it should be; and every one that was to be taken and was not.
fn unexpected(outcomes: &[Outcome], out: &mut String) {
    for outcome in outcomes.iter().filter(|o| o.as_expected == Some(false)) {
        let wanted = outcome.expected.as_deref().unwrap_or("no refusal");
        let _infallible = writeln!(out, "UNEXPECTED {}: {wanted} is expected", outcome.file);
    }
}

/// Every crate whose documentation tests do not pass, with what cargo says.
fn doc_tests(outcomes: &[Outcome], out: &mut String) {
    for outcome in outcomes {
        let Some(tests) = outcome.doc_tests.as_ref().filter(|tests| !tests.passes()) else {
            continue;
        };
        let _infallible = writeln!(out, "DOCUMENTATION TESTS OF {} FAIL", outcome.file);
        for line in &tests.said {
            let _infallible = writeln!(out, "    {line}");
        }
    }
}

/// Every example that cannot be read, with what is wrong with it, or that it is ours.
fn unread(outcomes: &[Outcome], out: &mut String) {
    for outcome in outcomes {
        let examples = outcome.examples.iter();
        for unread in examples.flat_map(|examples| &examples.unread) {
            let why = match &unread.fault {
                Some(fault) => format!("{}: {}", fault.code, fault.what),
                None => format!("NOT READ as `{}`: {}", unread.rust_type, unread.error),
            };
            let _infallible = writeln!(
                out,
                "example {}:{}:{} {why} ({})",
                unread.file, unread.line, unread.column, unread.at
            );
        }
    }
}

/// Every value of a union that loses something, is read as another variant, or that no option knows.
fn unions(outcomes: &[Outcome], out: &mut String) {
    for outcome in outcomes {
        let Some(examples) = &outcome.examples else {
            continue;
        };
        let unions = &examples.unions;
        for (what, values) in [
            ("LOST", &unions.lost),
            ("another variant", &unions.confused),
            ("unknown", &unions.unknown),
        ] {
            for value in values {
                let _infallible = writeln!(out, "union in {}: {what}: {value}", outcome.file);
            }
        }
    }
}

fn reasons(outcomes: &[Outcome], out: &mut String) {
    let roots = || outcomes.iter().filter(|outcome| outcome.role == Role::Root);
    let first = |reasons: &[Told]| {
        reasons
            .first()
            .map_or_else(|| "none given".to_owned(), |told| told.code.clone())
    };
    let mut skipped: BTreeMap<String, usize> = BTreeMap::new();
    for operation in roots().flat_map(|outcome| &outcome.skipped) {
        *skipped.entry(first(&operation.reasons)).or_default() += 1;
    }
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    for outcome in roots().filter(|outcome| outcome.verdict == Verdict::Refused) {
        *refused.entry(first(&outcome.errors)).or_default() += 1;
    }
    for (what, counts) in [
        ("documents refused, by first reason", refused),
        ("operations skipped, by first reason", skipped),
    ] {
        if !counts.is_empty() {
            let _infallible = writeln!(out, "\n{what}");
        }
        for (code, count) in counts {
            let _infallible = writeln!(out, "{count:>8}  {code}");
        }
    }
}

/// How many reasons are shown; all are in the JSON.
const MOST_REASONS: usize = 15;

fn lacks(outcomes: &[Outcome], out: &mut String) {
    let summary = summary(outcomes);
    if !summary.reasons.is_empty() {
        let _infallible = writeln!(out, "\noperations that are not as documented, by reason");
    }
    for (words, count) in summary.reasons.iter().take(MOST_REASONS) {
        let _infallible = writeln!(out, "{count:>8}  {words}");
    }
    if summary.reasons.len() > MOST_REASONS {
        let more = summary.reasons.len() - MOST_REASONS;
        let _infallible = writeln!(out, "          and {more} more; `--json` has all");
    }
    for outcome in outcomes {
        for pointer in &outcome.unaccounted {
            let _infallible = writeln!(out, "UNACCOUNTED {}: {pointer}", outcome.file);
        }
    }
}

fn numbers(outcomes: &[Outcome], out: &mut String) {
    let summary = summary(outcomes);
    let compiled = summary.compiled.map_or_else(String::new, |compiled| {
        format!(
            ", {compiled} compile, {} warnings of the compiler",
            summary.compiler_warnings.unwrap_or_default()
        )
    });
    let unreadable = match summary.unreadable {
        0 => String::new(),
        count => format!(", {count} cannot be read"),
    };
    let _infallible = write!(
        out,
        "\n{} documents: {} crashed, {} timed out{unreadable}\n\
         {} roots: {} generated{compiled}, {} refused\n\
         {} operations: {} whole, {} skipped\n\
         {} negatives: {} refused, {} of {} as they should be; {} of {} taken that break no rule\n",
        summary.documents,
        summary.crashed,
        summary.timed_out,
        summary.roots,
        summary.generated,
        summary.refused,
        summary.operations,
        summary.whole_operations,
        summary.skipped_operations,
        summary.negatives.documents,
        summary.negatives.refused,
        summary.negatives.refused_as_expected,
        summary.negatives.to_refuse,
        summary.negatives.taken,
        summary.negatives.to_take,
    );
    if let Some(tests) = summary.doc_tests {
        let _infallible = writeln!(
            out,
            "{} crates with documentation tests run, {} of them large: {} pass; {} tests passed, {} failed; {} warnings of the compiler",
            tests.crates,
            tests.large,
            tests.passed_crates,
            tests.passed,
            tests.failed,
            tests.warnings
        );
    }
    for (what, counts) in [
        ("examples of bodies and schemas", summary.examples),
        ("examples of properties", summary.property_examples),
    ] {
        let Some(counts) = counts else { continue };
        let _infallible = writeln!(
            out,
            "{} {what}: {} read, {} are no values of their schemas, {} not read",
            counts.examples, counts.decoded, counts.invalid, counts.failed
        );
    }
    if let Some(unions) = summary.unions {
        let _infallible = writeln!(
            out,
            "{} unions: {} of {} values, {} lose something, {} are read as another variant, {} are unknown to all options",
            unions.unions,
            unions.instances,
            unions.made,
            unions.lost,
            unions.confused,
            unions.unknown
        );
    }
    for (what, share) in [
        ("known to be OpenAPI 3.0", &summary.valid),
        ("with 40 operations and more", &summary.large),
    ] {
        let compiled = share
            .compiled_without_warnings
            .map_or_else(String::new, |compiled| {
                format!(", {compiled} compile without warnings")
            });
        let _infallible = writeln!(
            out,
            "{} roots {what}: {} generated{compiled}; {} operations: {} whole, {} there",
            share.documents,
            share.generated,
            share.operations,
            share.whole_operations,
            share.present_operations,
        );
    }
}
