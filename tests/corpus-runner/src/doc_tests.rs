//! Whether what the documents say runs as a test of the generated crates.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use crate::compile::Crates;
use crate::document::Role;
use crate::outcome::{DocTests, Outcome, Verdict};

/// Selects crates: those of all large documents, and of the others so many, evenly, that there are `wanted` in all.
#[must_use]
pub fn sample(outcomes: &[Outcome], wanted: usize) -> BTreeSet<usize> {
    let generated = || {
        let outcomes = outcomes.iter().enumerate();
        outcomes.filter(|(_, outcome)| {
            outcome.role == Role::Root && outcome.verdict == Verdict::Generated
        })
    };
    let mut sample: BTreeSet<usize> = generated()
        .filter(|(_, outcome)| outcome.is_large())
        .map(|(number, _)| number)
        .collect();
    let others: Vec<usize> = generated()
        .filter(|(_, outcome)| !outcome.is_large())
        .map(|(number, _)| number)
        .collect();
    let missing = wanted.saturating_sub(sample.len()).min(others.len());
    sample.extend((0..missing).filter_map(|n| others.get(n * others.len() / missing)));
    sample
}

impl Crates {
    /// Runs the documentation tests of one crate, with the versions that `lock` has, and then removes the crate and what was compiled
    /// of it. What it stands on stays compiled for the next one.
    ///
    /// # Errors
    ///
    /// If cargo cannot be run, or something cannot be removed.
    pub fn doc_tests(
        &self,
        name: &str,
        cargo: impl Fn() -> Command,
        lock: &Path,
    ) -> io::Result<DocTests> {
        self.write_workspace(&[name.to_owned()], lock)?;
        let start = Instant::now();
        let output = self.run(cargo(), &["test", "--doc", "--offline", "--package", name])?;
        let mut tests = DocTests::read(
            output.status.success(),
            &String::from_utf8_lossy(&output.stdout),
            &String::from_utf8_lossy(&output.stderr),
        );
        tests.milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        let cleaned = self.run(cargo(), &["clean", "--offline", "--package", name])?;
        if !cleaned.status.success() {
            let said = String::from_utf8_lossy(&cleaned.stderr).into_owned();
            return Err(io::Error::other(said));
        }
        fs::remove_dir_all(self.home(name))?;
        Ok(tests)
    }

    fn run(&self, mut cargo: Command, arguments: &[&str]) -> io::Result<Output> {
        cargo
            .args(arguments)
            .current_dir(self.directory())
            .env("CARGO_TARGET_DIR", self.target())
            .stdin(Stdio::null())
            .output()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_large_document_is_in_the_sample_and_the_others_are_spread() {
        let outcome = |number: usize| {
            let mut outcome = Outcome::new(
                &format!("{number}.json"),
                Role::Root,
                match number {
                    0 => Verdict::Refused,
                    _ => Verdict::Generated,
                },
            );
            outcome.operations = if number % 50 == 49 { 100 } else { 1 };
            outcome
        };
        let outcomes: Vec<Outcome> = (0..100).map(outcome).collect();
        let few = sample(&outcomes, 1);
        assert_eq!(few.into_iter().collect::<Vec<_>>(), [49, 99]);
        let some: Vec<usize> = sample(&outcomes, 10).into_iter().collect();
        assert_eq!(some.len(), 10);
        assert!(some.contains(&49) && some.contains(&99) && !some.contains(&0));
        assert!(
            some.windows(2).all(|pair| pair[1] - pair[0] <= 14),
            "{some:?}"
        );
        assert_eq!(sample(&outcomes, 1000).len(), 99);
    }
}
