//! Where things are in this repository.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use malipo_codegen::ir::Api;
use malipo_codegen::{Diagnostics, Input, lower};

use crate::input;

/// The directory of the specifications that the client is generated from: one `.yaml` file for each gateway.
pub const SPEC_DIRECTORY: &str = "spec";

/// The directory that holds generated files and nothing else.
pub const API_DIRECTORY: &str = "generated/src/api";

/// The directory of the fixtures, with a folder for each gateway.
pub const FIXTURES_DIRECTORY: &str = "tests/fixtures";

/// The directory of the wire goldens, with a folder for each gateway.
pub const WIRE_DIRECTORY: &str = "tests/wire";

/// The command that brings [`API_DIRECTORY`] up to date.
pub const REPAIR: &str = "cargo xtask generate";

/// A specification that holds.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Specification {
    /// The file, such as `spec/examplepay.yaml`.
    pub file: String,
    /// What it says.
    pub api: Api,
}

/// A checkout of this repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The checkout around the current directory.
    ///
    /// # Errors
    ///
    /// If neither the current directory nor one above it is such a checkout.
    pub fn discover() -> Result<Self, Error> {
        let start =
            std::env::current_dir().map_err(|error| Error::new("the current directory", &error))?;
        Self::above(&start)
    }

    /// The checkout around a directory.
    ///
    /// # Errors
    ///
    /// If neither the directory nor one above it is such a checkout.
    pub fn above(start: &Path) -> Result<Self, Error> {
        start
            .ancestors()
            .find(|directory| {
                let has = |part: &str| directory.join(part).is_file();
                has("Cargo.toml") && has("codegen/Cargo.toml") && has("xtask/Cargo.toml")
            })
            .map(|root| Self { root: root.to_owned() })
            .ok_or_else(|| {
                Error(format!(
                    "{} is not inside a checkout of malipo; change to one and run the command again",
                    start.display()
                ))
            })
    }

    /// The top of the checkout.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where generated files belong.
    #[must_use]
    pub fn api_directory(&self) -> PathBuf {
        self.root.join(API_DIRECTORY)
    }

    /// Where the fixtures are.
    #[must_use]
    pub fn fixtures_directory(&self) -> PathBuf {
        self.root.join(FIXTURES_DIRECTORY)
    }

    /// Where the wire goldens are.
    #[must_use]
    pub fn wire_directory(&self) -> PathBuf {
        self.root.join(WIRE_DIRECTORY)
    }

    /// The texts of the specifications, by name, under the rules for those that we write ourselves: a warning is an error.
    ///
    /// # Errors
    ///
    /// If one cannot be read, or if there is none.
    pub fn inputs(&self) -> Result<Vec<Input>, Error> {
        let mut files = Vec::new();
        let unreadable = |error: io::Error| Error::new(SPEC_DIRECTORY, &error);
        for entry in fs::read_dir(self.root.join(SPEC_DIRECTORY)).map_err(unreadable)? {
            let name = entry.map_err(unreadable)?.file_name();
            if Path::new(&name)
                .extension()
                .is_some_and(|extension| extension == "yaml")
            {
                files.push(format!("{SPEC_DIRECTORY}/{}", name.to_string_lossy()));
            }
        }
        if files.is_empty() {
            return Err(Error(format!(
                "there is no specification in {SPEC_DIRECTORY}; {SPEC_DIRECTORY}/README.md tells how to add a gateway"
            )));
        }
        files.sort();
        files
            .into_iter()
            .map(|file| {
                let mut input = input::read(&self.root.join(&file), &file, &[])
                    .map_err(|error| Error::new(&file, &error))?;
                input.strict = true;
                Ok(input)
            })
            .collect()
    }

    /// The specifications, by name.
    ///
    /// # Errors
    ///
    /// Every problem of every specification, or that one cannot be read.
    pub fn specifications(&self) -> Result<Vec<Specification>, Error> {
        let mut specifications = Vec::new();
        let mut problems = Diagnostics::new();
        for input in self.inputs()? {
            match lower(&input) {
                Ok(lowered) => specifications.push(Specification {
                    file: input.file,
                    api: lowered.api,
                }),
                Err(found) => problems.extend(found),
            }
        }
        if problems.is_empty() {
            Ok(specifications)
        } else {
            Err(Error(format!(
                "the specifications do not hold\n\n{}",
                problems.render().trim_end()
            )))
        }
    }
}

/// Something that cannot be read or is not where it should be, with what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(String);

impl Error {
    fn new(what: &str, error: &io::Error) -> Self {
        Self(format!("{what} cannot be read: {error}"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checkout_is_found_from_a_directory_inside_it() {
        let inside = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let workspace = Workspace::above(&inside).unwrap();
        assert_eq!(
            Some(workspace.root()),
            Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2)
        );
    }

    #[test]
    fn a_directory_outside_a_checkout_is_an_error_that_names_it() {
        let outside = tempfile::tempdir().unwrap();
        let error = Workspace::above(outside.path()).unwrap_err();
        assert!(
            error
                .to_string()
                .contains(&outside.path().display().to_string()),
            "{error}"
        );
    }
}
