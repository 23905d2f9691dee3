//! `cargo xtask corpus DIR`: what becomes of every document of a directory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::json;
use xtask::corpus::{self, Document, Limits, Outcome, Role, Verdict};

use super::{Failure, say};

/// What is asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The directory, with an INDEX.tsv (columns `file` and `role`: root, negative or referenced) or without.
    directory: PathBuf,
    /// Print one JSON object instead of the table: {summary: {…}, documents: […]}.
    #[arg(long)]
    json: bool,
    /// How many seconds one document may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    time_limit: u64,
    /// How many MiB of memory one document may take.
    #[arg(long, value_name = "MIB", default_value_t = 2048)]
    memory_limit: u64,
}

/// One document, in a process of its own.
#[derive(Debug, clap::Args)]
pub(crate) struct One {
    directory: PathBuf,
    file: String,
    scratch: PathBuf,
    #[arg(long)]
    role: String,
}

/// Examines all documents of a directory. Fails if one crashed or did not end.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let directory = &options.directory;
    let unreadable =
        |error| Failure::new(format!("{} cannot be read: {error}", directory.display()));
    let documents = corpus::list(directory).map_err(unreadable)?;
    let failed = |error| Failure::new(format!("the documents cannot be examined: {error}"));
    let program = std::env::current_exe().map_err(failed)?;
    let scratch = scratch(&program);
    let _nothing_there = fs::remove_dir_all(&scratch);
    let limits = Limits::new(
        Duration::from_secs(options.time_limit),
        options.memory_limit << 20,
    );
    let command = |document: &Document, home: &Path| {
        let mut command = Command::new(&program);
        command
            .arg("corpus-document")
            .arg("--role")
            .arg(role(document.role))
            .args([directory.as_path(), Path::new(&document.file), home]);
        command
    };
    let outcomes = corpus::run(&documents, &scratch, limits, command, || {}).map_err(failed)?;
    print(&outcomes, options.json);
    let broken =
        |outcome: &&Outcome| matches!(outcome.verdict, Verdict::Crashed | Verdict::TimedOut);
    match outcomes.iter().filter(broken).count() {
        0 => Ok(()),
        count => Err(Failure::new(format!(
            "{count} of {} documents crashed or timed out",
            outcomes.len()
        ))),
    }
}

/// Beside what cargo builds.
fn scratch(program: &Path) -> PathBuf {
    let target = program.ancestors().nth(2).unwrap_or(Path::new("target"));
    target.join("corpus")
}

fn print(outcomes: &[Outcome], json: bool) {
    if json {
        let object = json!({ "summary": corpus::summary(outcomes), "documents": outcomes });
        say(format_args!("{object:#}"));
    } else {
        say(format_args!("{}", corpus::table(outcomes).trim_end()));
    }
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Negative => "negative",
        Role::Referenced => "referenced",
        _ => "root",
    }
}

/// Examines one document.
pub(crate) fn one(options: &One) -> Result<(), Failure> {
    let failed = |error| Failure::new(format!("{} cannot be examined: {error}", options.file));
    let documents = corpus::list(&options.directory).map_err(failed)?;
    let document = documents
        .into_iter()
        .find(|document| document.file == options.file && role(document.role) == options.role)
        .ok_or_else(|| Failure::new(format!("there is no document {}", options.file)))?;
    let bytes = fs::read(options.directory.join(&document.file)).map_err(failed)?;
    let outcome = corpus::examine(&document, &bytes);
    let text = serde_json::to_vec(&outcome).map_err(|error| Failure::new(error.to_string()))?;
    fs::write(options.scratch.join("outcome.json"), text).map_err(failed)
}
