//! `cargo xtask bench generation`: what a generation costs, beside what nobody can do without.

use std::path::PathBuf;

use xtask::workspace::Workspace;

use crate::commands::{Failure, cargo, run as run_command};

/// What is measured.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// OpenAPI documents; those that are made here, to see how the cost grows, need none.
    files: Vec<PathBuf>,
    /// Count instructions too, with valgrind, which takes minutes.
    #[arg(long)]
    instructions: bool,
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
    for file in &options.files {
        // The program is started elsewhere.
        let file = std::path::absolute(file)
            .map_err(|error| Failure::new(format!("{} is no path: {error}", file.display())))?;
        command.arg(file);
    }
    run_command(command)
}
