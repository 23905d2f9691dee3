//! The numbers of a run.

use serde::Serialize;

use super::{Outcome, Role, Verdict};

/// The numbers of a run. What is not said to be of all documents is of those that stand for themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// All documents.
    pub documents: usize,
    /// Documents that stand for themselves.
    pub roots: usize,
    /// Those from which a crate was made.
    pub generated: usize,
    /// Those whose crate compiles; nothing if that was not tried.
    pub compiled: Option<usize>,
    /// Those for which there are diagnostics instead.
    pub refused: usize,
    /// Operations of those from which a crate was made.
    pub operations: usize,
    /// Operations that are in the crates as documented.
    pub whole_operations: usize,
    /// Operations that are not in the crates.
    pub skipped_operations: usize,
    /// Properties of structs in the crates.
    pub fields: usize,
    /// Those that are raw JSON although the document says more of them.
    pub raw_fields: usize,
    /// Of all documents: those whose process died.
    pub crashed: usize,
    /// Of all documents: those whose process did not end.
    pub timed_out: usize,
    /// Warnings of the compiler; nothing if it was not asked.
    pub compiler_warnings: Option<usize>,
    /// Documents that are wrong on purpose.
    pub negatives: usize,
    /// Those of them that were refused.
    pub refused_negatives: usize,
}

/// Counts.
#[must_use]
pub fn summary(outcomes: &[Outcome]) -> Summary {
    let roots: Vec<_> = of_role(outcomes, Role::Root);
    let negatives = of_role(outcomes, Role::Negative);
    let ended = |of: &[&Outcome], verdict| {
        of.iter()
            .filter(|outcome| outcome.verdict == verdict)
            .count()
    };
    let all: Vec<_> = outcomes.iter().collect();
    let sum = |count: fn(&Outcome) -> usize| roots.iter().map(|outcome| count(outcome)).sum();
    let tried = roots.iter().any(|outcome| outcome.compiled.is_some());
    Summary {
        documents: outcomes.len(),
        roots: roots.len(),
        generated: ended(&roots, Verdict::Generated),
        compiled: tried.then(|| {
            roots
                .iter()
                .filter(|outcome| outcome.compiled == Some(true))
                .count()
        }),
        refused: ended(&roots, Verdict::Refused),
        operations: sum(|outcome| outcome.operations),
        whole_operations: sum(|outcome| outcome.whole_operations),
        skipped_operations: sum(|outcome| outcome.skipped.len()),
        fields: sum(|outcome| outcome.fields),
        raw_fields: sum(|outcome| outcome.raw_fields.len()),
        crashed: ended(&all, Verdict::Crashed),
        timed_out: ended(&all, Verdict::TimedOut),
        compiler_warnings: tried
            .then(|| roots.iter().map(|outcome| outcome.compiler_warnings).sum()),
        negatives: negatives.len(),
        refused_negatives: ended(&negatives, Verdict::Refused),
    }
}

fn of_role(outcomes: &[Outcome], role: Role) -> Vec<&Outcome> {
    outcomes
        .iter()
        .filter(|outcome| outcome.role == role)
        .collect()
}
