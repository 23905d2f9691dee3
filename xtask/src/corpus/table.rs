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
    reasons(outcomes, &mut out);
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
        Verdict::Refused => match outcome.errors.first() {
            Some(told) => format!(
                "refused: {} at {}:{}, {} ({} in all)",
                told.code,
                told.line,
                told.column,
                told.what,
                outcome.errors.len()
            ),
            None => "refused".to_owned(),
        },
        Verdict::Crashed => format!("CRASHED: {}", outcome.reason.as_deref().unwrap_or_default()),
        Verdict::TimedOut => format!(
            "TIMED OUT: {}",
            outcome.reason.as_deref().unwrap_or_default()
        ),
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

fn numbers(outcomes: &[Outcome], out: &mut String) {
    let summary = summary(outcomes);
    let compiled = summary.compiled.map_or_else(String::new, |compiled| {
        format!(
            ", {compiled} compile, {} warnings of the compiler",
            summary.compiler_warnings.unwrap_or_default()
        )
    });
    let _infallible = write!(
        out,
        "\n{} documents: {} crashed, {} timed out\n\
         {} roots: {} generated{compiled}, {} refused\n\
         {} operations: {} whole, {} skipped\n\
         {} fields: {} raw JSON where the document says more\n\
         {} negatives: {} refused\n",
        summary.documents,
        summary.crashed,
        summary.timed_out,
        summary.roots,
        summary.generated,
        summary.refused,
        summary.operations,
        summary.whole_operations,
        summary.skipped_operations,
        summary.fields,
        summary.raw_fields,
        summary.negatives,
        summary.refused_negatives,
    );
}
