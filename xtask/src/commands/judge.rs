//! `cargo xtask judge DIR`: what generated clients send and return, beside what their documents say.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use malipo_corpus_runner::{self as corpus, Crates, Document, Place, Reads, program_name};
use malipo_workspace::Workspace;
use xtask::judge::{Difference, Selected, Selection, Subject, Verdicts, judge, select};

use super::corpus::{bar, home, lock, thrifty};
use super::{Failure, cargo, say};

/// What is asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The directory, with an INDEX.tsv or without.
    directory: PathBuf,
    /// How many operations to judge at least, if there are so many.
    #[arg(long, value_name = "COUNT", default_value_t = 400)]
    operations: usize,
    /// Print one JSON object instead of the summary.
    #[arg(long)]
    json: bool,
    /// Also fail if a document is not read or a selected operation is not called.
    #[arg(long)]
    complete: bool,
}

impl Options {
    /// Judges the documents of this directory.
    pub(crate) const fn of(directory: PathBuf) -> Self {
        Self {
            directory,
            operations: 400,
            json: false,
            complete: true,
        }
    }
}

/// Judges the documents of a directory.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    let failed = |error| Failure::new(format!("the documents cannot be judged: {error}"));
    let directory = std::path::absolute(&options.directory).map_err(failed)?;
    let documents = corpus::list(&directory).map_err(failed)?;
    let names = corpus::crate_names(&documents);
    // The command `corpus` compiles what the crates stand on there, too.
    let home = home(&std::env::current_exe().map_err(failed)?);
    fs::create_dir_all(home.join("judged")).map_err(failed)?;
    let _crates_are_ours = lock(&home.join("crates.lock")).map_err(failed)?;
    let crates = Crates::new(home.join("judged"), home.join("target"));
    let (mut subjects, mut unread) = (Vec::new(), Vec::new());
    let progress = bar(documents.len(), "documents");
    for (document, name) in documents.iter().zip(&names) {
        if document.may_be_root() {
            match Subject::read(document, &directory, name).map_err(failed)? {
                Some(subject) => subjects.push(subject),
                None => unread.push(document.file.clone()),
            }
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    let Selected {
        selections,
        shown,
        known,
        skipped,
    } = select(&subjects, options.operations);
    if selections.is_empty() {
        let unread = unread.join(", ");
        return Err(Failure::new(format!(
            "no operation can be called; not read: {unread}"
        )));
    }
    let mut verdicts = Verdicts::default();
    verdicts.shown = shown;
    verdicts.known = known;
    verdicts.skipped = skipped;
    verdicts.unread = unread;
    for selection in &selections {
        write(workspace, &crates, &directory, selection)?;
    }
    let names: Vec<String> = selections
        .iter()
        .map(|of| of.subject.name.clone())
        .collect();
    let progress = bar(names.len(), "programs");
    let cargo = thrifty(cargo(workspace, &[]));
    let programs = crates
        .programs(&names, cargo, &workspace.root().join("Cargo.lock"), || {
            progress.inc(1)
        })
        .map_err(failed)?;
    progress.finish_and_clear();
    for selection in &selections {
        let (name, file) = (&selection.subject.name, &selection.subject.file);
        let program = programs.get(name).ok_or_else(|| {
            Failure::new(format!(
                "the program of {file} does not compile; see `cargo check` in {}",
                crates.home(&program_name(name)).display()
            ))
        })?;
        let of_document = judge(selection, program);
        verdicts.merge(of_document.map_err(|error| Failure::new(format!("{file}: {error}")))?);
    }
    match options.json {
        true => say(format_args!(
            "{:#}",
            serde_json::to_value(&verdicts).map_err(|error| Failure::new(error.to_string()))?
        )),
        false => say(format_args!("{}", table(&verdicts).trim_end())),
    }
    if verdicts.operations == 0 {
        return Err(Failure::new("no operation was called"));
    }
    if options.complete
        && !(verdicts.unread.is_empty()
            && verdicts.uncalled.is_empty()
            && verdicts.skipped.is_empty())
    {
        return Err(Failure::new(
            "a document is not read or an operation is not called; the summary lists them",
        ));
    }
    match verdicts.findings.len() {
        0 => Ok(()),
        count => Err(Failure::new(format!(
            "{count} differences in operations that the account calls whole"
        ))),
    }
}

/// Writes the crate of a document, and the program that calls it.
fn write(
    workspace: &Workspace,
    crates: &Crates,
    directory: &Path,
    selection: &Selection<'_>,
) -> Result<(), Failure> {
    let runtime = workspace.root().join("generated/runtime");
    let (file, name) = (&selection.subject.file, &selection.subject.name);
    let place = Place {
        directory: &crates.home(name),
        runtime: &runtime,
        examples: None,
        reads: Reads::default(),
        values: usize::MAX,
    };
    let document = Document::new(file.clone(), None);
    corpus::examine(&document, directory, name, Some(place), false)
        .and_then(|_| selection.write(&crates.home(&program_name(name)), &runtime))
        .map_err(|error| Failure::new(error.to_string()))
}

fn table(verdicts: &Verdicts) -> String {
    let mut out = String::new();
    let mut difference = |list: &[Difference], title: &str| {
        if !list.is_empty() {
            let _infallible = writeln!(out, "\n{title}:");
        }
        for of in list {
            let _infallible = writeln!(out, "  {} {}: {}", of.file, of.operation, of.what);
            for lacks in &of.lacks {
                let _infallible = writeln!(out, "    lacks {lacks}");
            }
        }
    };
    difference(&verdicts.findings, "differences in whole operations");
    difference(&verdicts.explained, "differences that the account explains");
    for (counts, title) in [
        (&verdicts.shown, "shown"),
        (
            &verdicts.unclear,
            "not decided by the documents, by operation",
        ),
        (&verdicts.unmade, "schemas without some of their values"),
    ] {
        if !counts.is_empty() {
            let _infallible = writeln!(out, "\n{title}:");
        }
        for (reason, count) in counts {
            let _infallible = writeln!(out, "{count:>6}  {reason}");
        }
    }
    if !verdicts.unread.is_empty() {
        let _infallible = writeln!(out, "\nnot read: {}", verdicts.unread.join(", "));
    }
    if !verdicts.skipped.is_empty() {
        let _infallible = writeln!(out, "\ncannot be judged:");
    }
    for operation in &verdicts.skipped {
        let _infallible = writeln!(out, "  {operation}");
    }
    if !verdicts.uncalled.is_empty() {
        let _infallible = writeln!(out, "\nnot called:");
    }
    for operation in &verdicts.uncalled {
        let _infallible = writeln!(out, "  {operation}");
    }
    let _infallible = writeln!(
        out,
        "\n{} operations of {} documents, which have {} with those that are not judged and {} that cannot be: \
         {} requests, {} responses and {} errors compared, {} of them `default`, {} calls rejected for what they lack or have; \
         {} differences, {} explained",
        verdicts.operations,
        verdicts.documents,
        verdicts.known,
        verdicts.skipped.len(),
        verdicts.requests,
        verdicts.responses,
        verdicts.failures,
        verdicts.defaults,
        verdicts.rejected,
        verdicts.findings.len(),
        verdicts.explained.len()
    );
    out
}
