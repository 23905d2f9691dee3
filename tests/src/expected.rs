//! Expectations that live in files: compared exactly, and written anew with `MALIPO_BLESS=1`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Compares texts with files, and remembers everything that differs.
#[derive(Debug)]
pub struct Expected {
    bless: bool,
    known: BTreeSet<PathBuf>,
    problems: Vec<String>,
}

impl Expected {
    /// Nothing compared yet. Whether files are written is decided by the environment.
    #[must_use]
    pub fn from_env() -> Self {
        Self::new(std::env::var_os("MALIPO_BLESS").is_some())
    }

    /// Nothing compared yet.
    #[must_use]
    pub const fn new(bless: bool) -> Self {
        Self {
            bless,
            known: BTreeSet::new(),
            problems: Vec::new(),
        }
    }

    /// Compares a text with the file that holds what it should be.
    pub fn compare(&mut self, file: &Path, actual: &str) {
        self.known.insert(file.to_owned());
        let expected = fs::read_to_string(file);
        if expected.as_deref().is_ok_and(|expected| expected == actual) {
            return;
        }
        if self.bless {
            let written = file
                .parent()
                .map_or(Ok(()), fs::create_dir_all)
                .and_then(|()| fs::write(file, actual));
            if let Err(error) = written {
                self.problem(file, &format!("cannot be written: {error}"));
            }
            return;
        }
        match expected {
            Ok(expected) => self.problem(file, &difference(&expected, actual)),
            Err(error) => self.problem(file, &format!("cannot be read: {error}")),
        }
    }

    /// Notes every file that was not compared, although its name says that it holds an expectation.
    pub fn no_others(&mut self, directory: &Path, is_expectation: impl Fn(&Path) -> bool) {
        let found: Vec<PathBuf> = below(directory)
            .into_iter()
            .filter(|file| is_expectation(file) && !self.known.contains(file))
            .collect();
        for file in found {
            if self.bless {
                if let Err(error) = fs::remove_file(&file) {
                    self.problem(&file, &format!("cannot be removed: {error}"));
                }
            } else {
                self.problem(&file, "nothing makes this any more");
            }
        }
    }

    /// Notes something else that is wrong with an expectation.
    pub fn problem(&mut self, file: &Path, what: &str) {
        self.problems.push(format!("{}: {what}", file.display()));
    }

    /// Everything that differs.
    #[must_use]
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    /// Fails when anything differs, and names all of it.
    ///
    /// # Panics
    ///
    /// When anything differs.
    #[allow(clippy::panic, reason = "this is how a test fails")]
    pub fn finish(self) {
        assert!(
            self.problems.is_empty(),
            "{} of {} expectations are not met; MALIPO_BLESS=1 writes them anew.\n\n{}\n",
            self.problems.len(),
            self.known.len(),
            self.problems.join("\n\n")
        );
    }
}

/// Every file below a directory, in the order of their paths.
#[must_use]
pub fn below(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![directory.to_owned()];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(&directory).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The first line that differs, and what surrounds it.
fn difference(expected: &str, actual: &str) -> String {
    let same = expected
        .split('\n')
        .zip(actual.split('\n'))
        .take_while(|(one, other)| one == other)
        .count();
    let part = |text: &str| {
        let lines: Vec<&str> = text.split('\n').collect();
        let end = (same + 4).min(lines.len());
        lines[same.min(end)..end].join("\n    ")
    };
    format!(
        "line {} differs\n  expected:\n    {}\n  found:\n    {}",
        same + 1,
        part(expected),
        part(actual)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(file: &Path, actual: &str) -> Vec<String> {
        let mut expected = Expected::new(false);
        expected.compare(file, actual);
        expected.problems().to_vec()
    }

    #[test]
    fn a_difference_a_missing_file_and_a_stray_file_are_problems_until_they_are_blessed() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("deep/a.txt");
        let stray = directory.path().join("b.txt");
        fs::write(&stray, "").unwrap();
        assert!(expected(&file, "x")[0].contains("cannot be read"));

        let mut blessing = Expected::new(true);
        blessing.compare(&file, "x\ny\n");
        blessing.no_others(directory.path(), |_| true);
        blessing.finish();
        assert!(!stray.exists());
        assert!(expected(&file, "x\ny\n").is_empty());
        let problems = expected(&file, "x\nz\n");
        assert!(problems[0].contains("line 2 differs"), "{problems:?}");

        fs::write(&stray, "").unwrap();
        let mut checking = Expected::new(false);
        checking.compare(&file, "x\ny\n");
        checking.no_others(directory.path(), |_| true);
        assert!(checking.problems()[0].contains("nothing makes this"));
    }
}
