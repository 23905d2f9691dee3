//! `cargo xtask`: everything that is done to this repository, and nothing that needs more than Rust.

mod commands;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::workspace::Workspace;

use commands::{check, corpus, coverage, demo, generate, package, validate};

/// The commands of the Malipo workspace.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write generated/src/api from the specifications; or, with `--spec`, a crate for a document of somebody else.
    ///
    /// Such a crate has a client with a method for each operation, and stands on malipo without its gateways. What the
    /// document has and the crate has not is told, with the reason, by its first page and by this command.
    Generate {
        #[command(flatten)]
        package: package::Options,
        /// Write nothing; show what differs and fail if something does.
        #[arg(long)]
        check: bool,
    },
    /// Hold the specifications and the fixtures against each other, then against the generated types.
    Validate,
    /// Show what covers each operation and each event: source, confidence, fixture, wire golden, end-to-end test.
    ///
    /// Runs the end-to-end tests. An operation is covered by a test that passed and in which the embedded gateway
    /// received it and answered it with success, as the gateway itself recorded; the name of a test proves nothing.
    /// "none" stands for a fixture that is missing for a written reason, MISSING for what ought to be there and is not.
    ///
    /// That something is missing is no failure here; it is one in `cargo xtask check`.
    Coverage {
        /// Print one JSON object instead of the table.
        ///
        /// {operations: […], events: […], undocumented: […], totals: {…}}, specification by specification. Every field
        /// is always there; spec/README.md lists them.
        #[arg(long)]
        json: bool,
    },
    /// Show what becomes of every document of a directory: generated, refused, crashed or timed out, and why.
    Corpus(corpus::Options),
    /// Examine one document of a corpus.
    #[command(hide = true)]
    CorpusDocument(corpus::One),
    /// Run everything that CI runs.
    Check,
    /// Watch money come in and go out through the embedded gateways, one of each kind.
    Demo,
}

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    let workspace = match Workspace::discover() {
        Ok(workspace) => workspace,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    let outcome = match command {
        Command::Generate { package, check } => match (package.order(), check) {
            (Some(order), check) => package::run(&order, check),
            (None, false) => generate::write(&workspace),
            (None, true) => generate::check(&workspace),
        },
        Command::Validate => validate::run(&workspace),
        Command::Coverage { json } => coverage::run(&workspace, json),
        Command::Corpus(options) => corpus::run(&workspace, &options),
        Command::CorpusDocument(options) => corpus::one(&workspace, &options),
        Command::Check => check::run(&workspace),
        Command::Demo => demo::run(&workspace),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
