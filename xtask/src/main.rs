//! `cargo xtask`: everything that is done to this repository. What needs more than Rust says so in its help.

mod commands;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use malipo_workspace::Workspace;

use commands::{
    bench, check, corpus, coverage, demo, fuzz, generate, judge, outside, package, simulate,
    validate, warn,
};

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
    /// Such a crate has a client with a method for each operation, and depends on `malipo-runtime` only. Unsupported parts are
    /// listed, with reasons, in the crate's documentation and in this command's output.
    ///
    /// codegen/src/diagnostic/codes.md explains the code of each diagnostic and of each reason.
    Generate {
        #[command(flatten)]
        package: package::Options,
        /// Write nothing; show what differs and fail if something does.
        #[arg(long)]
        check: bool,
    },
    /// Compare the specifications with the fixtures, and both with the generated types.
    Validate,
    /// Show what covers each operation and each event: source, confidence, fixture, wire golden, end-to-end test.
    ///
    /// Runs the end-to-end tests. A test covers an operation if it passed and the embedded gateway recorded the request and its
    /// own success response; the name of a test proves nothing. "none" stands for a fixture that is missing for a written
    /// reason, MISSING for what should be there and is not.
    ///
    /// This command does not fail if something is missing; `cargo xtask check` does.
    Coverage {
        /// Print one JSON object instead of the table.
        ///
        /// {operations: […], events: […], undocumented: […], totals: {…}}, specification by specification. Every field
        /// is always there; spec/README.md lists them.
        #[arg(long)]
        json: bool,
    },
    /// Show what becomes of every document of a directory: generated, rejected, crashed or timed out, and why.
    Corpus(corpus::Options),
    /// Examine one document of a corpus.
    #[command(hide = true)]
    CorpusDocument(corpus::One),
    /// Compare what generated clients send and return with their documents, as a reader that shares no code with the generator
    /// understands them.
    ///
    /// A program for each document calls its operations with values of their schemas, and a loopback server responds with others. Of a
    /// directory with many documents, it selects operations until every style of parameter, media type, union and form occurs.
    ///
    /// Fails if something differs in an operation that counts as documented.
    Judge(judge::Options),
    /// Try the generator on malformed documents, until one breaks it or the time is over.
    ///
    /// Needs a nightly compiler and cargo-fuzz, and is not run by `check`. codegen/fuzz/README.md defines what counts as broken,
    /// and what to do then.
    Fuzz(fuzz::Options),
    /// Run everything that CI runs.
    Check(check::Options),
    /// Check the specifications and the embedded gateways with the tools of others.
    ///
    /// Redocly, Spectral and openapi-spec-validator read the specifications. Schemathesis calls every operation of the
    /// embedded gateways, with the same requests in each run, and compares the responses with the specifications.
    /// Findings that cannot go away are listed in xtask/outside/exceptions.yaml, each with a reason. The command fails if
    /// there is any other finding, or an exception that no finding needs.
    ///
    /// Needs Python 3.10 or later with pip, Node.js 20 or later with npm, and, for the first run, the network. It installs the
    /// tools into `outside-tools` in cargo's target directory; pip and npm also fill their own caches in the home directory.
    /// xtask/outside names the versions of all Python packages, and of the two npm packages, but not of what these depend on.
    /// `check` does not run it.
    Outside,
    /// Measure, each with a command of its own: none of it is run by `check`.
    #[command(subcommand)]
    Bench(Bench),
    /// Watch money come in and go out through the embedded gateways, one of each kind.
    Demo,
    /// Let callers pay through random faults and crashes, and judge by the ledger that nothing is paid twice or lost.
    ///
    /// `cargo test` does the same with 10,000 payments. A finding prints the seed of its case; with that seed and one
    /// payment, this plays the case alone.
    Simulate {
        /// The least number of payments.
        #[arg(long, default_value_t = 100_000)]
        payments: usize,
        /// The seed of the first case; another one each time by default. It is printed.
        #[arg(long)]
        seed: Option<u64>,
    },
}

#[derive(Debug, Subcommand)]
enum Bench {
    /// Count what a call costs, compared with the same call written by hand with reqwest and serde.
    ///
    /// Needs valgrind. Both sides pay (a POST with an exact amount) and read a payment (a GET), with a static token and with
    /// one that client credentials got and the client keeps: 200 calls one after another to a server on loopback, whose own
    /// process is not counted. Each payment has a new connection, and all reads share one, on both sides. Shown per call are
    /// the instructions (callgrind) and the allocations (heap summary of memcheck), as the difference between a run of 220
    /// calls and one of 20, so that the start does not count.
    /// Malipo's side is at its defaults, with all checks, time limits and phases; the other has none of them.
    ///
    /// Fails when a count of a payment is above 1.04 times that of the payment by hand, or one of a read above 1.06 times.
    Cost,
    /// Measure what a generation costs, compared with parsing and formatting alone.
    ///
    /// CPU time of making a crate of each document, in memory: reading, lowering, emitting, formatting and showing warnings. The
    /// floor, in the same run, is the document as a tree and `syn` and `prettyplease` of the generated files. Then how the cost of
    /// one operation grows from 20 of them to 1,500. codegen/benches/README.md has results.
    Generation(bench::generation::Options),
    /// Measure what compiling a generated crate costs, compared with the output of other generators.
    ///
    /// `cargo check` and `cargo build` of the crate alone, as if for the first time, after its dependencies were compiled: the
    /// clock's time and the CPU's, medians, the generators in turns.
    Compile(bench::compile::Options),
    /// Put other HTTP clients through the fault matrix.
    ///
    /// The same payments, faults and ledger as in Malipo's own matrix, with requests written by hand: reqwest, and
    /// reqwest-middleware with reqwest-retry, each with its defaults. They are a package of their own, tests/peers, with a lock
    /// file of its own, which no other build needs. A call that has no time limit is left after some seconds.
    Faults,
}

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    let workspace = match Workspace::discover() {
        Ok(workspace) => workspace,
        Err(error) => {
            warn(format_args!("error: {error}"));
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
        Command::Judge(options) => judge::run(&workspace, &options),
        Command::CorpusDocument(options) => corpus::one(&workspace, &options),
        Command::Fuzz(options) => fuzz::run(&workspace, &options),
        Command::Check(options) => check::run(&workspace, &options),
        Command::Outside => outside::run(&workspace),
        Command::Bench(Bench::Cost) => bench::cost::run(&workspace),
        Command::Bench(Bench::Generation(options)) => bench::generation::run(&workspace, &options),
        Command::Bench(Bench::Compile(options)) => bench::compile::run(&workspace, &options),
        Command::Bench(Bench::Faults) => bench::faults::run(&workspace),
        Command::Demo => demo::run(&workspace),
        Command::Simulate { payments, seed } => simulate::run(&workspace, payments, seed),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            warn(format_args!("{failure}"));
            ExitCode::FAILURE
        }
    }
}
