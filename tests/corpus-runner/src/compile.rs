//! Whether the generated crates compile: all of them in one workspace, so that what they stand on is compiled once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::{self, BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use super::{Document, program_name};

/// More messages than this about one crate are of no use.
const MOST: usize = 20;

/// What the compiler said of one crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Compiled {
    /// Whether it compiles.
    pub compiles: bool,
    /// Its errors and warnings, each in a line; of many the first.
    pub messages: Vec<String>,
    /// How many warnings there were.
    pub warnings: usize,
}

/// A workspace for generated crates.
#[derive(Clone, Debug)]
pub struct Crates {
    directory: PathBuf,
    target: PathBuf,
}

impl Crates {
    /// Crates below a directory that holds nothing else, and what they are compiled to; neither need exist.
    #[must_use]
    pub const fn new(directory: PathBuf, target: PathBuf) -> Self {
        Self { directory, target }
    }

    /// Where the crate of this name belongs.
    #[must_use]
    pub fn home(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    /// Compiles the crates with these names, and no others: `cargo` is the program to do it with, `lock` the file that says
    /// which versions to use, all of which must be here already. `done` is called for each crate that is through.
    ///
    /// # Errors
    ///
    /// If the workspace cannot be written or cargo not be run, with what cargo says.
    pub fn compile(
        &self,
        names: &[String],
        cargo: Command,
        lock: &Path,
        done: impl Fn(),
    ) -> io::Result<BTreeMap<String, Compiled>> {
        self.remove_others(names)?;
        let mut compiled: BTreeMap<String, Compiled> = names
            .iter()
            .map(|name| (name.clone(), Compiled::default()))
            .collect();
        self.cargo("check", names, cargo, lock, |of, message| {
            if let Some(of) = compiled.get_mut(of) {
                read(message, of);
                if message["reason"] == "compiler-artifact" {
                    done();
                }
            }
        })?;
        Ok(compiled)
    }

    /// Builds the programs that read the examples of the crates with these names: where each is that could be built.
    ///
    /// # Errors
    ///
    /// As for [`compile`](Self::compile).
    pub fn programs(
        &self,
        names: &[String],
        cargo: Command,
        lock: &Path,
        done: impl Fn(),
    ) -> io::Result<BTreeMap<String, PathBuf>> {
        let programs = names.iter().map(|name| (program_name(name), name));
        let programs: BTreeMap<String, &String> = programs.collect();
        let members: Vec<String> = names.iter().chain(programs.keys()).cloned().collect();
        let mut built = BTreeMap::new();
        self.cargo("build", &members, cargo, lock, |of, message| {
            if let (Some(name), Some(program)) = (programs.get(of), message["executable"].as_str())
            {
                built.insert((*name).clone(), PathBuf::from(program));
                done();
            }
        })?;
        Ok(built)
    }

    /// Runs cargo on some members, and hands on what it says of each.
    fn cargo(
        &self,
        command: &str,
        members: &[String],
        mut cargo: Command,
        lock: &Path,
        mut hear: impl FnMut(&str, &Value),
    ) -> io::Result<()> {
        self.write_workspace(members, lock)?;
        let said = self.directory.join("stderr.txt");
        let mut child = cargo
            .args([command, "--workspace", "--keep-going", "--offline"])
            .args(["--message-format", "json"])
            .current_dir(&self.directory)
            .env("CARGO_TARGET_DIR", &self.target)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(fs::File::create(&said)?)
            .spawn()?;
        let mut ended = false;
        for line in BufReader::new(child.stdout.take().ok_or_else(broken)?).lines() {
            let Ok(message) = serde_json::from_str::<Value>(&line?) else {
                continue;
            };
            ended |= message["reason"] == "build-finished";
            let of = message["manifest_path"]
                .as_str()
                .and_then(|manifest| Path::new(manifest).parent())
                .filter(|home| home.parent() == Some(&self.directory))
                .and_then(|home| home.file_name()?.to_str());
            if let Some(of) = of {
                hear(of, &message);
            }
        }
        child.wait()?;
        match ended {
            true => Ok(()),
            false => Err(io::Error::other(fs::read_to_string(said)?)),
        }
    }

    pub(super) fn directory(&self) -> &Path {
        &self.directory
    }

    pub(super) fn target(&self) -> &Path {
        &self.target
    }

    pub(super) fn write_workspace(&self, members: &[String], lock: &Path) -> io::Result<()> {
        fs::write(self.directory.join("Cargo.toml"), workspace(members))?;
        fs::copy(lock, self.directory.join("Cargo.lock")).map(drop)
    }

    /// Removes what an earlier run left and a run with these names has no use for.
    ///
    /// # Errors
    ///
    /// If it cannot be removed.
    pub fn remove_others(&self, names: &[String]) -> io::Result<()> {
        let wanted: BTreeSet<&str> = names.iter().map(String::as_str).collect();
        for entry in fs::read_dir(&self.directory)? {
            let entry = entry?;
            let name = entry.file_name();
            // The program of a crate goes with it.
            let stays = name.to_str().is_some_and(|name| {
                wanted.contains(name) || wanted.iter().any(|of| program_name(of) == name)
            });
            if entry.file_type()?.is_dir() && !stays {
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    }
}

fn broken() -> io::Error {
    io::Error::other("the output of cargo cannot be read")
}

fn workspace(names: &[String]) -> String {
    let mut out = "[workspace]\nresolver = \"3\"\nmembers = [\n".to_owned();
    for name in names {
        let _infallible = writeln!(out, "    \"{name}\",");
    }
    out.push_str("]\n");
    out
}

fn read(message: &Value, of: &mut Compiled) {
    match message["reason"].as_str() {
        Some("compiler-artifact") => of.compiles = true,
        Some("compiler-message") => {
            let message = &message["message"];
            let level = message["level"].as_str().unwrap_or_default();
            // Those without a place only count the others.
            let Some(span) = message["spans"].get(0) else {
                return;
            };
            if level == "warning" {
                of.warnings += 1;
            }
            if of.messages.len() < MOST {
                of.messages.push(format!(
                    "{level} at {}:{}: {}",
                    span["file_name"].as_str().unwrap_or_default(),
                    span["line_start"],
                    message["message"].as_str().unwrap_or_default()
                ));
            }
        }
        _ => {}
    }
}

/// A name of a crate for each document, from its path, and no name twice.
#[must_use]
pub fn crate_names(documents: &[Document]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    documents
        .iter()
        .map(|document| {
            let stem = document.file.rsplit_once('.').map_or("", |(stem, _)| stem);
            let letters = |c: char| match c.is_ascii_alphanumeric() {
                true => c.to_ascii_lowercase(),
                false => '_',
            };
            // A crate may have 64 letters, and the ends of paths differ more than their beginnings.
            let name: String = stem.chars().map(letters).collect();
            let end = name.len().saturating_sub(50);
            let words = name[end..].split('_').filter(|word| !word.is_empty());
            let words: Vec<&str> = std::iter::once("c").chain(words).collect();
            let name = words.join("_");
            let mut free = name.clone();
            let mut number = 1;
            while !taken.insert(free.clone()) {
                number += 1;
                free = format!("{name}_{number}");
            }
            free
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_has_a_crate_of_its_own() {
        let documents: Vec<_> = ["a/b.json", "a/b.yaml", "a/_b.yml", "Ü.json"]
            .iter()
            .map(|file| Document::new((*file).to_owned(), None))
            .collect();
        assert_eq!(
            crate_names(&documents),
            ["c_a_b", "c_a_b_2", "c_a_b_3", "c"]
        );
    }
}
