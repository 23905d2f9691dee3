//! `cargo xtask bench generation`: what a generation costs, beside what nobody can do without and beside other generators.

use std::path::PathBuf;

use malipo_workspace::Workspace;

use super::{add_files, peers};
use crate::commands::{Failure, cargo, run as run_command};

/// What is measured.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// OpenAPI documents; those that are made here, to see how the cost grows, need none.
    files: Vec<PathBuf>,
    /// Count instructions with valgrind, which takes minutes, in place of how the cost grows.
    #[arg(long)]
    instructions: bool,
    /// Measure other generators too. The first time, building them takes some minutes.
    #[arg(long, requires = "files")]
    peers: bool,
}

/// Builds the program as its users build theirs, and runs it.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    let arguments = [
        "bench",
        "--package",
        "malipo-codegen",
        "--bench",
        "generation",
        "--",
    ];
    let mut command = cargo(workspace, &arguments);
    if options.instructions {
        command.arg("--instructions");
    }
    add_files(&mut command, &options.files)?;
    run_command(command)?;
    match options.peers {
        true => peers(workspace, "generation", &options.files),
        false => Ok(()),
    }
}
