//! Which operations are judged: those that show something that no other has shown, then others.

use std::collections::BTreeMap;

use malipo_judge::{Operation, features};

use super::subject::Subject;

/// How often something is shown before it adds nothing.
const OFTEN: usize = 3;

/// The operations of a document that are judged.
#[derive(Debug)]
pub struct Selection<'s> {
    /// The document.
    pub subject: &'s Subject,
    /// The operations.
    pub operations: Vec<Operation<'s>>,
}

/// What is judged, and what is not.
#[derive(Debug, Default)]
pub struct Selected<'s> {
    /// The operations, by document.
    pub selections: Vec<Selection<'s>>,
    /// How often each feature is shown.
    pub shown: BTreeMap<String, usize>,
    /// Operations of all documents.
    pub known: usize,
    /// Operations that cannot be judged, and why.
    pub skipped: Vec<String>,
}

/// Selects operations, those of small documents first, until there are so many and everything is shown.
#[must_use]
pub fn select(subjects: &[Subject], wanted: usize) -> Selected<'_> {
    let (mut known, mut skipped) = (0, Vec::new());
    for subject in subjects {
        let unread = subject.document.skipped();
        known += unread.len();
        let why = "the judge cannot read it, or follow one of its references";
        skipped.extend(
            unread
                .iter()
                .map(|(method, path)| format!("{}: {method} {path}: {why}", subject.file)),
        );
    }
    let mut candidates: Vec<_> = subjects
        .iter()
        .map(|subject| (subject, subject.document.operations()))
        .collect();
    candidates.sort_by_key(|(subject, operations)| (operations.len(), subject.file.clone()));
    let mut shown: BTreeMap<String, usize> = BTreeMap::new();
    let mut selections: Vec<(Selection<'_>, Vec<Operation<'_>>)> = Vec::new();
    for (subject, operations) in candidates {
        let (mut selected, mut others) = (Vec::new(), Vec::new());
        for operation in operations {
            known += 1;
            if subject.lacks(&operation.method, operation.path).is_none() {
                let (file, method, path) = (&subject.file, &operation.method, operation.path);
                skipped.push(format!(
                    "{file}: {method} {path}: the generator leaves it out"
                ));
                continue;
            }
            let features = features(&subject.document, &operation);
            let is_new = |feature: &String| shown.get(feature).is_none_or(|count| *count < OFTEN);
            if features.iter().any(is_new) {
                for feature in features {
                    *shown.entry(feature).or_default() += 1;
                }
                selected.push(operation);
            } else {
                others.push(operation);
            }
        }
        if !selected.is_empty() {
            let operations = selected;
            selections.push((
                Selection {
                    subject,
                    operations,
                },
                others,
            ));
        }
    }
    // Their crates are compiled anyway.
    let mut count: usize = selections.iter().map(|(of, _)| of.operations.len()).sum();
    while count < wanted {
        let before = count;
        for (selection, others) in &mut selections {
            if let Some(operation) = others.pop().filter(|_| count < wanted) {
                for feature in features(&selection.subject.document, &operation) {
                    *shown.entry(feature).or_default() += 1;
                }
                selection.operations.push(operation);
                count += 1;
            }
        }
        if count == before {
            break;
        }
    }
    let selections = selections.into_iter().map(|(selection, _)| selection);
    Selected {
        selections: selections.collect(),
        shown,
        known,
        skipped,
    }
}
