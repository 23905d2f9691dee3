//! What the documentation tests of one crate showed.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// More lines of a failure than this are of no use.
const MOST: usize = 20;

/// What the documentation tests of one crate showed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DocTests {
    /// Tests that passed, those included that are only compiled.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
    /// Warnings of the compiler about the crate.
    pub warnings: usize,
    /// The first error, if they do not pass.
    pub error: Option<String>,
    /// What cargo says if they do not pass; of many lines the last.
    pub said: Vec<String>,
    /// How long the crate was compiled and its tests run, in milliseconds.
    pub milliseconds: u64,
}

impl DocTests {
    /// Returns whether the tests could be run, and all passed.
    #[must_use]
    pub const fn passes(&self) -> bool {
        self.failed == 0 && self.said.is_empty()
    }

    /// Returns one line: how many tests there are, whether they pass, how long they took, and the first error.
    #[must_use]
    pub fn line(&self) -> String {
        let tests = self.passed + self.failed;
        let plural = if tests == 1 { "" } else { "s" };
        let seconds = Duration::from_millis(self.milliseconds).as_secs_f64();
        let warnings = match self.warnings {
            0 => String::new(),
            count => format!(", {count} warnings"),
        };
        match self.passes() {
            true => format!("{tests} doc test{plural} passed in {seconds:.1} s{warnings}"),
            false => format!(
                "FAILED, {} of {tests} doc test{plural} in {seconds:.1} s{warnings}: {}",
                self.failed,
                self.error.as_deref().unwrap_or_default()
            ),
        }
    }

    /// Reads what cargo prints.
    pub(crate) fn read(is_success: bool, output: &str, errors: &str) -> Self {
        let mut tests = Self::default();
        for line in output.lines() {
            let Some((_, counts)) = line.trim().split_once("test result: ") else {
                continue;
            };
            for part in counts.split([';', '.']) {
                let words: Vec<&str> = part.split_whitespace().collect();
                match words.as_slice() {
                    [count, "passed"] => tests.passed += count.parse().unwrap_or(0),
                    [count, "failed"] => tests.failed += count.parse().unwrap_or(0),
                    _ => {}
                }
            }
        }
        // warning: `name` (lib) generated 2 warnings
        for line in errors.lines() {
            let counted = line.rsplit_once(" generated ");
            let counted = counted.filter(|(crate_name, _)| crate_name.starts_with("warning: `"));
            let count =
                counted.and_then(|(_, count)| count.split_whitespace().next()?.parse().ok());
            tests.warnings += count.unwrap_or(0);
        }
        if !is_success {
            let lines: Vec<&str> = output.lines().chain(errors.lines()).collect();
            let mut errors = lines.iter().map(|line| line.trim());
            let first =
                errors.find(|line| line.starts_with("error") || line.contains(" panicked at "));
            tests.error = first.map(str::to_owned);
            let last = lines.iter().skip(lines.len().saturating_sub(MOST));
            tests.said = last.map(|line| (*line).to_owned()).collect();
        }
        tests
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_output_of_cargo_is_counted() {
        let output = "\nrunning 2 tests\ntest src/lib.rs - (line 9) - compile ... ok\n\ntest result: ok. 2 passed; 0 failed; 0 ignored; \
                      0 measured; 0 filtered out; finished in 0.1s\n";
        let errors = "warning: unused variable\nwarning: `c_pets` (lib) generated 3 warnings (run `cargo fix`)";
        let tests = DocTests::read(true, output, errors);
        assert!(tests.passes());
        assert_eq!((tests.passed, tests.failed, tests.warnings), (2, 0, 3));
        let output = "test result: FAILED. 1 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s\n";
        let tests = DocTests::read(false, output, "error: doctest failed");
        assert!(!tests.passes());
        assert_eq!((tests.passed, tests.failed, tests.said.len()), (1, 3, 2));
        // One that does not compile has no tests.
        assert!(!DocTests::read(false, "", "error: could not compile").passes());
    }

    #[test]
    fn the_line_of_a_crate_has_its_tests_its_time_and_its_first_error() {
        let output = "test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s\n";
        let mut tests = DocTests::read(true, output, "   Doc-tests c_pets");
        tests.milliseconds = 2345;
        assert_eq!(tests.line(), "1 doc test passed in 2.3 s");
        let output = "test a.rs - (line 9) ... FAILED\n\n---- a.rs - (line 9) stdout ----\nerror[E0425]: cannot find value `x` in this scope\n\
                      test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s\n";
        let tests = DocTests::read(
            false,
            output,
            "error: doctest failed, to rerun pass `--doc`",
        );
        assert_eq!(
            tests.line(),
            "FAILED, 1 of 2 doc tests in 0.0 s: error[E0425]: cannot find value `x` in this scope"
        );
        let tests = DocTests::read(
            false,
            "thread 'main' panicked at a.rs:1:2:\n",
            "error: test failed",
        );
        assert_eq!(
            tests.line(),
            "FAILED, 0 of 0 doc tests in 0.0 s: thread 'main' panicked at a.rs:1:2:"
        );
    }
}
