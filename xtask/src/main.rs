//! `cargo xtask`: everything that is done to this repository, and nothing that needs more than Rust.

mod commands;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::workspace::Workspace;

use commands::{check, demo, generate, validate};

/// The commands of the Malipo workspace.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write generated/src/api from the specifications.
    Generate {
        /// Write nothing; show what differs and fail if something does.
        #[arg(long)]
        check: bool,
    },
    /// Hold the specifications and the fixtures against each other, then against the generated types.
    Validate,
    /// Run everything that CI runs.
    Check,
    /// Watch a collection and a transfer happen against the embedded gateway.
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
        Command::Generate { check: false } => generate::write(&workspace),
        Command::Generate { check: true } => generate::check(&workspace),
        Command::Validate => validate::run(&workspace),
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
