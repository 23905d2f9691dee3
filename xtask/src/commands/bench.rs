//! `cargo xtask bench …`: measurements, which are no part of `check`.

pub(crate) mod compile;
pub(crate) mod cost;
pub(crate) mod faults;
pub(crate) mod generation;

use std::path::PathBuf;
use std::process::Command;

use malipo_workspace::Workspace;

use super::{Failure, cargo, run, say};

/// The package of the other generators, which is no member of the workspace.
const GENERATORS: &str = "codegen/benches/peers/Cargo.toml";

/// Measures something of the generators, ours among them.
fn peers(workspace: &Workspace, what: &str, files: &[PathBuf]) -> Result<(), Failure> {
    say(format_args!(
        "building the other generators; the first time this takes some minutes"
    ));
    let arguments = [
        "run",
        "--release",
        "--locked",
        "--manifest-path",
        GENERATORS,
        "--",
        what,
    ];
    let mut command = cargo(workspace, &arguments);
    add_files(&mut command, files)?;
    run(command)
}

/// Gives a program files that it finds wherever it is started.
fn add_files(command: &mut Command, files: &[PathBuf]) -> Result<(), Failure> {
    for file in files {
        let file = std::path::absolute(file)
            .map_err(|error| Failure::new(format!("{} is no path: {error}", file.display())))?;
        command.arg(file);
    }
    Ok(())
}
