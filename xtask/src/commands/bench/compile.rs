//! `cargo xtask bench compile`: what compiling the output costs, beside that of other generators.

use std::path::PathBuf;

use malipo_workspace::Workspace;

use super::peers;
use crate::commands::Failure;

/// What is compiled.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// An OpenAPI document.
    file: PathBuf,
}

/// Generates a crate with each generator, and compiles them in turns.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    peers(workspace, "compile", std::slice::from_ref(&options.file))
}
