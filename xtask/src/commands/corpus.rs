//! `cargo xtask corpus DIR`: what becomes of every document of a directory.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use fs4::FileExt;
use indicatif::{ProgressBar, ProgressStyle};
use malipo_corpus_runner::{
    self as corpus, Crates, Document, Expected, Limits, Outcome, Place, Reads, Role, Verdict,
};
use malipo_workspace::Workspace;
use serde_json::json;

use super::{Failure, cargo, say, warn};

/// What is asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The directory, with an INDEX.tsv (columns `file` and `role`: root, negative or referenced) or without.
    directory: PathBuf,
    /// Compile every crate, with the versions of this checkout, all of which must be downloaded already.
    #[arg(long)]
    compile: bool,
    /// Read the examples of each document as the types of its crate, and report the examples that do not match their schemas.
    #[arg(long)]
    examples: bool,
    /// Make values of each option of each union, read and write them as the types of the crate, and report the values that lose something.
    #[arg(long)]
    round_trip: bool,
    /// How many values of unions one document has at most with --round-trip, beside one of each union.
    #[arg(long, value_name = "COUNT", default_value_t = 2000)]
    values: usize,
    /// Run the documentation tests of so many crates: those of all large documents, then of others.
    #[arg(long, value_name = "CRATES", conflicts_with_all = ["compile", "examples", "round_trip"])]
    doc_tests: Option<usize>,
    /// Leave out only what errors of a document are about, and generate the rest.
    #[arg(long)]
    keep_going: bool,
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
    /// The name of its crate.
    name: String,
    /// The directory that its crate is written to, if it is.
    #[arg(long)]
    crate_directory: Option<PathBuf>,
    /// The directory of the program that reads its examples, if they are read.
    #[arg(long)]
    examples_directory: Option<PathBuf>,
    /// Whether that program reads the examples.
    #[arg(long)]
    examples: bool,
    /// Whether that program reads values that are made of unions.
    #[arg(long)]
    round_trip: bool,
    /// How many of these at most.
    #[arg(long, default_value_t = usize::MAX)]
    values: usize,
    /// What a list says that it is good for.
    #[arg(long)]
    role: Option<String>,
    /// Whether errors leave out only what they are about.
    #[arg(long)]
    keep_going: bool,
}

/// Examines all documents of a directory. Fails if one crashed or did not end.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    // Processes are started elsewhere.
    let directory = &std::path::absolute(&options.directory).map_err(|error| {
        Failure::new(format!(
            "{} is no path: {error}",
            options.directory.display()
        ))
    })?;
    let unreadable =
        |error| Failure::new(format!("{} cannot be read: {error}", directory.display()));
    let documents = corpus::list(directory).map_err(unreadable)?;
    let failed = |error| Failure::new(format!("the documents cannot be examined: {error}"));
    let program = std::env::current_exe().map_err(failed)?;
    let home = home(&program);
    fs::create_dir_all(&home).map_err(failed)?;
    // Other runs may be under way.
    let scratch = tempfile::Builder::new()
        .prefix("outcomes-")
        .tempdir_in(&home)
        .map_err(failed)?;
    let reads = options.examples || options.round_trip;
    let has_crates = options.compile || reads || options.doc_tests.is_some();
    let _crates_are_ours = match has_crates {
        true => Some(lock(&home.join("crates.lock")).map_err(failed)?),
        false => None,
    };
    let crates = Crates::new(home.join("crates"), home.join("target"));
    let names = corpus::crate_names(&documents);
    let limits = Limits::new(
        Duration::from_secs(options.time_limit),
        options.memory_limit << 20,
    );
    let command = |number: usize, document: &Document, scratch: &Path| {
        let name = names.get(number).map(String::as_str).unwrap_or_default();
        let mut command = Command::new(&program);
        command
            .current_dir(workspace.root())
            .arg("corpus-document")
            .args(document.role.map(|role| format!("--role={}", word(role))))
            .args(options.keep_going.then_some("--keep-going"));
        if has_crates && document.may_be_root() {
            command.arg("--crate-directory").arg(crates.home(name));
        }
        if reads && document.may_be_root() {
            let program = crates.home(&corpus::program_name(name));
            command.arg("--examples-directory").arg(program);
            command.args(options.examples.then_some("--examples"));
            command.args(options.round_trip.then_some("--round-trip"));
            command.arg(format!("--values={}", options.values));
        }
        command
            .args([directory.as_path(), Path::new(&document.file), scratch])
            .arg(name);
        command
    };
    let bar = bar(documents.len(), "documents");
    let mut outcomes =
        corpus::run(&documents, scratch.path(), limits, command, || bar.inc(1)).map_err(failed)?;
    bar.finish_and_clear();
    let expected = workspace.root().join("tests/corpus");
    let expected = Expected::load(&expected).map_err(failed)?;
    outcomes
        .iter_mut()
        .for_each(|outcome| expected.compare(outcome));
    if options.compile {
        compile(workspace, &crates, &names, &mut outcomes)?;
    }
    if reads {
        read_examples(workspace, &crates, &names, &mut outcomes, limits)?;
    }
    if let Some(wanted) = options.doc_tests {
        doc_tests(
            workspace,
            &crates,
            &names,
            &mut outcomes,
            wanted,
            options.json,
        )?;
    }
    print(&outcomes, options.json);
    let tested = outcomes
        .iter()
        .filter_map(|outcome| outcome.doc_tests.as_ref());
    let failing = tested.filter(|tests| !tests.passes()).count();
    if failing > 0 {
        return Err(Failure::new(format!(
            "the documentation tests of {failing} crates do not pass"
        )));
    }
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

/// Compiles what was generated from documents that stand for themselves.
fn compile(
    workspace: &Workspace,
    crates: &Crates,
    names: &[String],
    outcomes: &mut [Outcome],
) -> Result<(), Failure> {
    let mut generated: Vec<(&String, &mut Outcome)> = names
        .iter()
        .zip(outcomes)
        .filter(|(_, outcome)| outcome.role == Role::Root && outcome.verdict == Verdict::Generated)
        .collect();
    if generated.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = generated.iter().map(|(name, _)| (*name).clone()).collect();
    let bar = bar(names.len(), "crates");
    let lock = workspace.root().join("Cargo.lock");
    let mut compiled = crates
        .compile(&names, thrifty(cargo(workspace, &[])), &lock, || bar.inc(1))
        .map_err(|error| Failure::new(format!("the crates cannot be compiled: {error}")))?;
    bar.finish_and_clear();
    for (name, outcome) in &mut generated {
        let compiled = compiled.remove(*name).unwrap_or_default();
        outcome.compiled = Some(compiled.compiles);
        outcome.compiler_warnings = compiled.warnings;
        outcome.compiler = compiled.messages;
    }
    Ok(())
}

/// Runs the documentation tests of a sample of the crates, and prints a line for each as soon as it is known: beside the object, if the
/// output is one.
fn doc_tests(
    workspace: &Workspace,
    crates: &Crates,
    names: &[String],
    outcomes: &mut [Outcome],
    wanted: usize,
    json: bool,
) -> Result<(), Failure> {
    let failed = |error| {
        Failure::new(format!(
            "the documentation tests of the crates cannot be run: {error}"
        ))
    };
    let sample = corpus::sample(outcomes, wanted);
    let of_sample = sample.iter().filter_map(|number| names.get(*number));
    let of_sample: Vec<String> = of_sample.cloned().collect();
    crates.remove_others(&of_sample).map_err(failed)?;
    let lock = workspace.root().join("Cargo.lock");
    let cargo = || thrifty(cargo(workspace, &[]));
    for (done, (number, name)) in sample.into_iter().zip(&of_sample).enumerate() {
        let tests = crates.doc_tests(name, cargo, &lock).map_err(failed)?;
        let Some(outcome) = outcomes.get_mut(number) else {
            continue;
        };
        let (done, all, file) = (done + 1, of_sample.len(), &outcome.file);
        let line = format!("[{done}/{all}] {file}: {}", tests.line());
        match json {
            true => warn(format_args!("{line}")),
            false => say(format_args!("{line}")),
        }
        outcome.doc_tests = Some(tests);
    }
    Ok(())
}

/// How many times as long as the generator a program may run.
const PROGRAM: u32 = 10;

/// Reads the examples of the documents that have any.
fn read_examples(
    workspace: &Workspace,
    crates: &Crates,
    names: &[String],
    outcomes: &mut [Outcome],
    limits: Limits,
) -> Result<(), Failure> {
    let of_documents = || names.iter().zip(&*outcomes);
    let names_with: Vec<String> = of_documents()
        .filter(|(_, outcome)| outcome.examples.is_some())
        .map(|(name, _)| name.clone())
        .collect();
    if names_with.is_empty() {
        return Ok(());
    }
    let failed = |error| Failure::new(format!("the examples cannot be read: {error}"));
    // The programs are not optimised, and read the values one after another.
    let limits = Limits::new(limits.time * PROGRAM, limits.memory);
    let bar = bar(names_with.len(), "programs");
    let lock = workspace.root().join("Cargo.lock");
    let cargo = thrifty(cargo(workspace, &[]));
    let programs = crates
        .programs(&names_with, cargo, &lock, || bar.inc(1))
        .map_err(failed)?;
    bar.finish_and_clear();
    for (name, outcome) in names.iter().zip(outcomes) {
        if let Some(examples) = &mut outcome.examples {
            let home = crates.home(&corpus::program_name(name));
            let program = programs.get(name).map(PathBuf::as_path);
            let made = examples.unions.counts.made;
            *examples = corpus::read_examples(&home, program, limits).map_err(failed)?;
            examples.unions.counts.made = made;
            let (counts, file) = (examples.unions.counts, &outcome.file);
            eprintln!(
                "{file}: {} examples and {} values of {} unions read",
                examples.counts.examples, counts.instances, counts.unions
            );
        }
    }
    Ok(())
}

/// Without what only a debugger and an editor would use.
pub(super) fn thrifty(mut cargo: Command) -> Command {
    cargo
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .env("CARGO_INCREMENTAL", "0");
    cargo
}

/// Shown only where a person looks on.
pub(super) fn bar(length: usize, what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {msg} {elapsed}");
    let bar = ProgressBar::new(u64::try_from(length).unwrap_or_default()).with_message(what);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Waits until no other run writes crates, and keeps others from it until the file is closed. The crates themselves stay, so that
/// only what has changed is compiled the next time.
pub(super) fn lock(path: &Path) -> io::Result<File> {
    let file = File::create(path)?;
    if FileExt::try_lock(&file).is_err() {
        warn(format_args!(
            "another run compiles crates; this one waits for its end"
        ));
        FileExt::lock(&file)?;
    }
    Ok(file)
}

/// Beside what cargo builds.
pub(super) fn home(program: &Path) -> PathBuf {
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

const fn word(role: Role) -> &'static str {
    match role {
        Role::Negative => "negative",
        Role::Referenced => "referenced",
        _ => "root",
    }
}

/// Examines one document.
pub(crate) fn one(workspace: &Workspace, options: &One) -> Result<(), Failure> {
    let failed = |error| Failure::new(format!("{} cannot be examined: {error}", options.file));
    let runtime = workspace.root().join("generated/runtime");
    let role = options.role.as_deref();
    let role = [Role::Root, Role::Negative, Role::Referenced]
        .into_iter()
        .find(|known| role == Some(word(*known)));
    let document = Document::new(options.file.clone(), role);
    let place = options.crate_directory.as_deref().map(|directory| Place {
        directory,
        runtime: &runtime,
        examples: options.examples_directory.as_deref(),
        values: options.values,
        reads: match (options.examples, options.round_trip) {
            (_, false) => Reads::Examples,
            (false, true) => Reads::Unions,
            (true, true) => Reads::Both,
        },
    });
    let (name, keep_going) = (&options.name, options.keep_going);
    let outcome = corpus::examine(&document, &options.directory, name, place, keep_going)
        .map_err(|error| Failure::new(error.to_string()))?;
    let text = serde_json::to_vec(&outcome).map_err(|error| Failure::new(error.to_string()))?;
    fs::write(options.scratch.join("outcome.json"), text).map_err(failed)
}
