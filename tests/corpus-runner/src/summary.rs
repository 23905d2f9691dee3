//! The numbers of a run.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Counts, DocTests, Examples, Outcome, Role, UnionCounts, Verdict};

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
    /// Why operations in the crates are not as documented, and how many there are for each reason; the most frequent first.
    pub reasons: Vec<(String, usize)>,
    /// Parts of documents that nothing accounts for, which is a fault of the generator.
    pub unaccounted: usize,
    /// Of all documents: those whose process died.
    pub crashed: usize,
    /// Of all documents: those whose process did not end.
    pub timed_out: usize,
    /// Of all documents: those that cannot be read.
    pub unreadable: usize,
    /// Warnings of the compiler; nothing if it was not asked.
    pub compiler_warnings: Option<usize>,
    /// The documentation tests of a sample of the crates; nothing if none were run.
    pub doc_tests: Option<DocCounts>,
    /// Examples of bodies, and of schemas that became types; nothing if they were not read.
    pub examples: Option<Counts>,
    /// Examples of properties; nothing if they were not read.
    pub property_examples: Option<Counts>,
    /// Values that were made of unions; nothing if none were.
    pub unions: Option<UnionCounts>,
    /// Of the roots, those that are known to be OpenAPI 3.0.
    pub valid: Share,
    /// Of the roots, those with 40 operations and more.
    pub large: Share,
    /// Documents that are wrong on purpose.
    pub negatives: Negatives,
}

/// The documentation tests of a sample of the crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DocCounts {
    /// The crates whose tests were run.
    pub crates: usize,
    /// Those of them that are of large documents.
    pub large: usize,
    /// Those whose tests pass.
    pub passed_crates: usize,
    /// The tests that passed.
    pub passed: usize,
    /// The tests that failed.
    pub failed: usize,
    /// Warnings of the compiler about these crates.
    pub warnings: usize,
}

/// The numbers of some of the roots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Share {
    /// How many there are.
    pub documents: usize,
    /// Those from which a crate was made.
    pub generated: usize,
    /// Those whose crate compiles without a warning; nothing if that was not tried.
    pub compiled_without_warnings: Option<usize>,
    /// Operations of all of them.
    pub operations: usize,
    /// Operations that are in the crates as documented.
    pub whole_operations: usize,
    /// Operations that are in the crates.
    pub present_operations: usize,
}

/// What became of documents that are wrong on purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Negatives {
    /// How many there are.
    pub documents: usize,
    /// Those that were refused, for whatever reason.
    pub refused: usize,
    /// Those that must get a certain diagnostic.
    pub to_refuse: usize,
    /// Those of them that got it, at its place.
    pub refused_as_expected: usize,
    /// Those that must be taken.
    pub to_take: usize,
    /// Those of them that were.
    pub taken: usize,
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
        operations: sum(|outcome| match outcome.verdict {
            Verdict::Generated => outcome.operations,
            _ => 0,
        }),
        whole_operations: sum(|outcome| outcome.whole_operations),
        skipped_operations: sum(|outcome| outcome.skipped.len()),
        reasons: reasons(&roots),
        unaccounted: sum(|outcome| outcome.unaccounted.len()),
        crashed: ended(&all, Verdict::Crashed),
        timed_out: ended(&all, Verdict::TimedOut),
        unreadable: ended(&all, Verdict::Unreadable),
        compiler_warnings: tried
            .then(|| roots.iter().map(|outcome| outcome.compiler_warnings).sum()),
        doc_tests: doc_tests(&roots),
        examples: total(&roots, |examples| examples.counts),
        property_examples: total(&roots, |examples| examples.properties),
        unions: total(&roots, |examples| examples.unions.counts)
            .filter(|counts| counts.instances > 0),
        valid: share(&roots, tried, |outcome| outcome.valid),
        large: share(&roots, tried, Outcome::is_large),
        negatives: Negatives {
            documents: negatives.len(),
            refused: ended(&negatives, Verdict::Refused),
            to_refuse: known(&negatives, true).count(),
            refused_as_expected: known(&negatives, true).filter(|met| *met).count(),
            to_take: known(&negatives, false).count(),
            taken: known(&negatives, false).filter(|met| *met).count(),
        },
    }
}

/// Counts the operations for each reason that they are not as documented.
fn reasons(roots: &[&Outcome]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let partial = roots.iter().flat_map(|outcome| &outcome.partial);
    for reason in partial.flat_map(|partial| &partial.reasons) {
        let words = match reason.code {
            Some(_) => reason.words.as_str(),
            None => "part that nothing accounts for",
        };
        *counts.entry(words).or_default() += 1;
    }
    let counts = counts.into_iter();
    let mut counts: Vec<(String, usize)> = counts.map(|(words, n)| (words.to_owned(), n)).collect();
    counts.sort_by(|(_, one), (_, other)| other.cmp(one));
    counts
}

fn doc_tests(roots: &[&Outcome]) -> Option<DocCounts> {
    let tested = || {
        let roots = roots.iter();
        roots.filter_map(|outcome| Some((*outcome, outcome.doc_tests.as_ref()?)))
    };
    (tested().count() > 0).then(|| DocCounts {
        crates: tested().count(),
        large: tested().filter(|(outcome, _)| outcome.is_large()).count(),
        passed_crates: tested().filter(|(_, tests)| tests.passes()).count(),
        passed: tested()
            .map(|(_, tests): (_, &DocTests)| tests.passed)
            .sum(),
        failed: tested().map(|(_, tests)| tests.failed).sum(),
        warnings: tested().map(|(_, tests)| tests.warnings).sum(),
    })
}

fn total<C: std::ops::AddAssign>(roots: &[&Outcome], counts: fn(&Examples) -> C) -> Option<C> {
    let of_documents = roots.iter().filter_map(|outcome| outcome.examples.as_ref());
    of_documents.map(counts).reduce(|mut sum, more| {
        sum += more;
        sum
    })
}

fn share(roots: &[&Outcome], tried: bool, wanted: fn(&Outcome) -> bool) -> Share {
    let of = || roots.iter().filter(|outcome| wanted(outcome));
    let generated = || of().filter(|outcome| outcome.verdict == Verdict::Generated);
    Share {
        documents: of().count(),
        generated: generated().count(),
        compiled_without_warnings: tried.then(|| {
            generated()
                .filter(|outcome| outcome.compiled == Some(true) && outcome.compiler_warnings == 0)
                .count()
        }),
        operations: of().map(|outcome| outcome.operations).sum(),
        whole_operations: generated().map(|outcome| outcome.whole_operations).sum(),
        present_operations: generated()
            .map(|outcome| outcome.operations - outcome.skipped.len())
            .sum(),
    }
}

/// Whether expectations were met: those of a refusal, or those of none.
fn known<'a>(negatives: &'a [&Outcome], refusal: bool) -> impl Iterator<Item = bool> + 'a {
    negatives
        .iter()
        .filter(move |outcome| outcome.expected.is_some() == refusal)
        .filter_map(|outcome| outcome.as_expected)
}

fn of_role(outcomes: &[Outcome], role: Role) -> Vec<&Outcome> {
    outcomes
        .iter()
        .filter(|outcome| outcome.role == role)
        .collect()
}
