//! One document: generated from, and what came of it.

use std::collections::BTreeMap;

use malipo_codegen::{Coverage, Diagnostic, Diagnostics, Input, Presence, Severity, generate};

use super::{Document, Outcome, Partial, Skipped, Told, Verdict};

/// More reasons than this for one thing are of no use.
const MOST: usize = 20;

/// Generates from one document in this process, and tells what came of it.
#[must_use]
pub fn examine(document: &Document, bytes: &[u8]) -> Outcome {
    let input = Input {
        file: document.file.clone(),
        text: String::from_utf8_lossy(bytes).into_owned(),
        strict: false,
    };
    let mut outcome = Outcome::new(&document.file, document.role, Verdict::Generated);
    match generate(&[input]) {
        Ok(generated) => {
            let places = Places::new(&generated.warnings);
            outcome.warnings = by_code(&generated.warnings);
            for coverage in &generated.coverage {
                covered(coverage, &places, &mut outcome);
            }
        }
        Err(problems) => {
            outcome.verdict = Verdict::Refused;
            let places = Places::new(&problems);
            let errors = problems
                .iter()
                .filter(|problem| problem.severity == Severity::Error);
            outcome.errors = errors.map(|problem| places.told(problem)).collect();
            outcome.warnings = by_code(&problems);
        }
    }
    outcome
}

fn covered(coverage: &Coverage, places: &Places<'_>, outcome: &mut Outcome) {
    outcome.operations += coverage.operations.len();
    outcome.fields += coverage.fields;
    outcome.raw_fields.extend(coverage.raw_fields.clone());
    for operation in &coverage.operations {
        let name = format!("{} {}", operation.method, operation.path);
        match &operation.presence {
            Presence::Whole => outcome.whole_operations += 1,
            Presence::Partial(lacks) => outcome.partial.push(Partial {
                operation: name,
                lacks: lacks.clone(),
            }),
            Presence::LeftOut(reasons) => outcome.skipped.push(Skipped {
                operation: name,
                reasons: reasons
                    .iter()
                    .take(MOST)
                    .map(|reason| places.told(reason))
                    .collect(),
            }),
        }
    }
}

fn by_code(diagnostics: &Diagnostics) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        if diagnostic.severity == Severity::Warning {
            *counts.entry(diagnostic.code.to_string()).or_default() += 1;
        }
    }
    counts
}

/// Diagnostics with their lines and columns.
struct Places<'a>(Vec<(&'a Diagnostic, usize, usize)>);

impl<'a> Places<'a> {
    fn new(diagnostics: &'a Diagnostics) -> Self {
        Self(diagnostics.located())
    }

    fn told(&self, diagnostic: &Diagnostic) -> Told {
        let found = self.0.iter().find(|(other, ..)| *other == diagnostic);
        let (line, column) = found.map_or((0, 0), |(_, line, column)| (*line, *column));
        Told {
            code: diagnostic.code.to_string(),
            line,
            column,
            what: diagnostic.what.clone(),
        }
    }
}
