//! The one writer: it compares a directory with what it should hold, and changes only what differs.
//!
//! Checking and writing share one [`Plan`], so that a check can never disagree with what a run would do.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use malipo_codegen::HEADER_PREFIX;
use similar::TextDiff;

/// One difference between a directory and what it should hold; paths are relative and have `/` between parts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// A file is missing.
    Missing {
        /// Its path.
        path: String,
        /// What it should hold.
        text: String,
    },
    /// A file holds something else.
    Changed {
        /// Its path.
        path: String,
        /// What it holds; what is not UTF-8 is replaced.
        before: String,
        /// What it should hold.
        text: String,
    },
    /// A file should not be there.
    Stray {
        /// Its path.
        path: String,
        /// Whether it was generated; only then is it deleted.
        generated: bool,
    },
}

impl Change {
    /// The path of the file.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Missing { path, .. } | Self::Changed { path, .. } | Self::Stray { path, .. } => {
                path
            }
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { path, .. } => write!(f, "missing  {path}"),
            Self::Changed { path, .. } => write!(f, "changed  {path}"),
            Self::Stray {
                path,
                generated: true,
            } => write!(f, "stray    {path}"),
            Self::Stray {
                path,
                generated: false,
            } => write!(f, "stray    {path} (written by hand)"),
        }
    }
}

/// All differences between a directory and what it should hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    directory: PathBuf,
    /// The parts of the directory that are compared, if it is not the whole.
    parts: Option<Vec<String>>,
    changes: Vec<Change>,
}

impl Plan {
    /// Compares a directory, which need not exist, with the files that it should hold.
    ///
    /// # Errors
    ///
    /// If something in the directory cannot be read.
    pub fn new<'a>(
        directory: &Path,
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Error> {
        Self::compared(directory, None, files)
    }

    /// Compares some parts of a directory, files and directories directly in it, with the files that they should hold. What
    /// else is in the directory is not looked at and stays as it is.
    ///
    /// # Errors
    ///
    /// If something in these parts cannot be read.
    pub fn of_parts<'a>(
        directory: &Path,
        parts: &[&str],
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Error> {
        let parts = parts.iter().map(|part| (*part).to_owned()).collect();
        Self::compared(directory, Some(parts), files)
    }

    fn compared<'a>(
        directory: &Path,
        parts: Option<Vec<String>>,
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Error> {
        let mut present = BTreeMap::new();
        let wanted = |name: &str| {
            parts
                .as_ref()
                .is_none_or(|parts| parts.iter().any(|part| part == name))
        };
        collect(directory, "", &wanted, &mut present)?;
        let mut changes = Vec::new();
        for (path, text) in files {
            match present.remove(path) {
                None => changes.push(Change::Missing {
                    path: path.to_owned(),
                    text: text.to_owned(),
                }),
                Some(before) if before != text.as_bytes() => changes.push(Change::Changed {
                    path: path.to_owned(),
                    before: String::from_utf8_lossy(&before).into_owned(),
                    text: text.to_owned(),
                }),
                Some(_) => {}
            }
        }
        changes.extend(present.into_iter().map(|(path, before)| Change::Stray {
            generated: before.starts_with(HEADER_PREFIX.as_bytes()),
            path,
        }));
        changes.sort_by(|a, b| a.path().cmp(b.path()));
        Ok(Self {
            directory: directory.to_owned(),
            parts,
            changes,
        })
    }

    /// The differences, by path.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Whether the directory holds what it should, and nothing else.
    #[must_use]
    pub fn is_up_to_date(&self) -> bool {
        self.changes.is_empty()
    }

    /// The differences as a person reads them: a line each, then a unified diff of every changed file.
    #[must_use]
    pub fn report(&self) -> String {
        let mut out = String::new();
        for change in &self.changes {
            let _infallible = writeln!(out, "{change}");
        }
        for change in &self.changes {
            if let Change::Changed { path, before, text } = change {
                let diff = TextDiff::from_lines(before.as_str(), text.as_str());
                let unified = diff
                    .unified_diff()
                    .context_radius(3)
                    .header(
                        &format!("{path} (as it is)"),
                        &format!("{path} (as it should be)"),
                    )
                    .to_string();
                let _infallible = write!(out, "\n{unified}");
            }
        }
        out
    }

    /// Makes the directory hold what it should: first every new text beside its place, then all of them into place.
    ///
    /// A stray file that was generated is deleted. One that was written by hand is moved to `attic`, a directory
    /// elsewhere, so that nothing is lost.
    ///
    /// # Errors
    ///
    /// If something cannot be written or moved.
    pub fn apply(&self, attic: &Path) -> Result<(), Error> {
        let mut staged = Staged::default();
        for change in &self.changes {
            if let Change::Missing { path, text } | Change::Changed { path, text, .. } = change {
                staged.add(self.directory.join(path), text)?;
            }
        }
        staged.into_place()?;
        for change in &self.changes {
            if let Change::Stray { path, generated } = change {
                let stray = self.directory.join(path);
                if *generated {
                    fs::remove_file(&stray).map_err(|error| Error::io("deleted", &stray, error))?;
                } else {
                    move_away(&stray, &attic.join(path))?;
                }
            }
        }
        match &self.parts {
            None => remove_empty_directories(&self.directory),
            Some(parts) => parts
                .iter()
                .for_each(|part| remove_empty_directories(&self.directory.join(part))),
        }
        Ok(())
    }
}

/// Moves a file to a place that nothing has yet: beside `target` if that is taken.
fn move_away(file: &Path, target: &Path) -> Result<(), Error> {
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent).map_err(|error| Error::io("created", parent, error))?;
    }
    let mut free = target.to_owned();
    let mut number = 1;
    while free.exists() {
        number += 1;
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{number}"));
        free = target.with_file_name(name);
    }
    // A copy and a removal, since the two may be on different file systems.
    fs::copy(file, &free).map_err(|error| Error::io("written", &free, error))?;
    fs::remove_file(file).map_err(|error| Error::io("deleted", file, error))
}

/// New texts that are written but not yet in place; those that never get there are deleted.
#[derive(Debug, Default)]
struct Staged {
    files: Vec<(PathBuf, PathBuf)>,
}

impl Staged {
    fn add(&mut self, target: PathBuf, text: &str) -> Result<(), Error> {
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(|error| Error::io("created", parent, error))?;
        }
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(".new");
        let temporary = target.with_file_name(name);
        let written =
            fs::write(&temporary, text).map_err(|error| Error::io("written", &temporary, error));
        self.files.push((temporary, target));
        written
    }

    fn into_place(mut self) -> Result<(), Error> {
        for (temporary, target) in std::mem::take(&mut self.files) {
            if let Err(error) = fs::rename(&temporary, &target) {
                let _already_failing = fs::remove_file(&temporary);
                return Err(Error::io("written", &target, error));
            }
        }
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        for (temporary, _) in &self.files {
            let _already_failing = fs::remove_file(temporary);
        }
    }
}

/// Every file below a directory, in what is wanted of it, with its content; whatever is neither file nor directory counts as an empty file.
fn collect(
    directory: &Path,
    prefix: &str,
    wanted: &dyn Fn(&str) -> bool,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<(), Error> {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound && prefix.is_empty() => return Ok(()),
        Err(error) => return Err(Error::io("read", directory, error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| Error::io("read", directory, error))?;
        let path = entry.path();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if !wanted(&name) {
            continue;
        }
        let kind = entry
            .file_type()
            .map_err(|error| Error::io("read", &path, error))?;
        if kind.is_dir() {
            collect(&path, &format!("{name}/"), &|_| true, files)?;
        } else if kind.is_file() {
            let content = fs::read(&path).map_err(|error| Error::io("read", &path, error))?;
            files.insert(name, content);
        } else {
            files.insert(name, Vec::new());
        }
    }
    Ok(())
}

/// Tidies up after deleted files; a directory that cannot be removed does no harm, Git does not see it.
fn remove_empty_directories(directory: &Path) {
    let Ok(entries) = fs::read_dir(directory) else {
        return;
    };
    let inner: BTreeSet<_> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.path())
        .collect();
    for directory in inner {
        remove_empty_directories(&directory);
        let _not_empty = fs::remove_dir(&directory);
    }
}

/// Why a directory was not compared, or not changed.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// Something cannot be read or written.
    Io {
        /// What was to be done to it.
        verb: &'static str,
        /// What it is.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

impl Error {
    fn io(verb: &'static str, path: &Path, error: io::Error) -> Self {
        Self::Io {
            verb,
            path: path.to_owned(),
            error,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Io { verb, path, error } = self;
        write!(f, "{} cannot be {verb}: {error}", path.display())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let Self::Io { error, .. } = self;
        Some(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A generated file that ends with this line.
    fn generated(line: &str) -> String {
        format!("{HEADER_PREFIX}\n{line}\n")
    }

    fn up_to_date() -> (tempfile::TempDir, BTreeMap<&'static str, String>) {
        let directory = tempfile::tempdir().unwrap();
        let files = BTreeMap::from([("one.rs", generated("1")), ("one/two.rs", generated("2"))]);
        plan(directory.path(), &files)
            .apply(tempfile::tempdir().unwrap().path())
            .unwrap();
        assert!(plan(directory.path(), &files).is_up_to_date());
        (directory, files)
    }

    fn plan(directory: &Path, files: &BTreeMap<&str, String>) -> Plan {
        Plan::new(
            directory,
            files.iter().map(|(path, text)| (*path, text.as_str())),
        )
        .unwrap()
    }

    /// Everything in a directory, as a plan that wants nothing sees it.
    fn listing(directory: &Path) -> Vec<String> {
        plan(directory, &BTreeMap::new())
            .changes()
            .iter()
            .map(|change| change.path().to_owned())
            .collect()
    }

    #[test]
    fn a_missing_file_is_named_and_repaired() {
        let (directory, files) = up_to_date();
        fs::remove_file(directory.path().join("one/two.rs")).unwrap();
        let plan = plan(directory.path(), &files);
        assert_eq!(plan.report(), "missing  one/two.rs\n");
        plan.apply(tempfile::tempdir().unwrap().path()).unwrap();
        assert_eq!(listing(directory.path()), ["one.rs", "one/two.rs"]);
    }

    #[test]
    fn a_changed_file_is_shown_as_a_diff_and_repaired() {
        let (directory, files) = up_to_date();
        fs::write(
            directory.path().join("one.rs"),
            generated("changed by hand"),
        )
        .unwrap();
        let plan = plan(directory.path(), &files);
        let report = plan.report();
        assert!(report.starts_with("changed  one.rs\n"), "{report}");
        assert!(report.contains("\n-changed by hand\n+1\n"), "{report}");
        plan.apply(tempfile::tempdir().unwrap().path()).unwrap();
        assert_eq!(
            fs::read_to_string(directory.path().join("one.rs")).unwrap(),
            generated("1")
        );
    }

    #[test]
    fn a_file_whose_header_was_deleted_is_repaired() {
        let (directory, files) = up_to_date();
        fs::write(directory.path().join("one.rs"), "1\n").unwrap();
        plan(directory.path(), &files)
            .apply(tempfile::tempdir().unwrap().path())
            .unwrap();
        assert!(plan(directory.path(), &files).is_up_to_date());
    }

    #[test]
    fn a_stray_generated_file_is_deleted_with_its_directory() {
        let (directory, mut files) = up_to_date();
        files.remove("one/two.rs");
        let plan = plan(directory.path(), &files);
        assert_eq!(plan.report(), "stray    one/two.rs\n");
        plan.apply(tempfile::tempdir().unwrap().path()).unwrap();
        assert_eq!(listing(directory.path()), ["one.rs"]);
        assert!(!directory.path().join("one").exists());
    }

    #[test]
    fn stray_files_written_by_hand_are_moved_away_and_none_is_lost() {
        let (directory, files) = up_to_date();
        let attic = tempfile::tempdir().unwrap();
        for text in ["first", "second"] {
            fs::write(directory.path().join("mine.rs"), text).unwrap();
            let plan = plan(directory.path(), &files);
            assert_eq!(plan.report(), "stray    mine.rs (written by hand)\n");
            plan.apply(attic.path()).unwrap();
        }
        assert!(plan(directory.path(), &files).is_up_to_date());
        let kept = |name| fs::read_to_string(attic.path().join(name)).unwrap();
        assert_eq!(
            (kept("mine.rs"), kept("mine.rs.2")),
            ("first".into(), "second".into())
        );
    }

    #[test]
    fn what_is_up_to_date_is_not_touched() {
        let (directory, files) = up_to_date();
        let before = fs::metadata(directory.path().join("one.rs"))
            .unwrap()
            .modified()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(20));
        plan(directory.path(), &files)
            .apply(tempfile::tempdir().unwrap().path())
            .unwrap();
        let after = fs::metadata(directory.path().join("one.rs"))
            .unwrap()
            .modified()
            .unwrap();
        assert_eq!(before, after);
    }

    #[test]
    fn a_write_that_fails_leaves_no_temporary_file() {
        let (directory, mut files) = up_to_date();
        // A directory stands where a file belongs.
        fs::create_dir(directory.path().join("three.rs")).unwrap();
        fs::write(directory.path().join("three.rs/x.rs"), generated("x")).unwrap();
        files.insert("three.rs", generated("3"));
        plan(directory.path(), &files)
            .apply(tempfile::tempdir().unwrap().path())
            .unwrap_err();
        assert!(
            listing(directory.path())
                .iter()
                .all(|path| !path.ends_with(".new"))
        );
    }
}
