//! `cargo xtask bench faults`: other HTTP clients in the fault matrix.

use malipo_workspace::Workspace;

use crate::commands::{Failure, cargo, run as run_command, say};

/// The package of the other clients, which is no member of the workspace.
const PEERS: &str = "tests/peers/Cargo.toml";

/// Puts each of the other clients through the matrix and prints what came of it.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    say(format_args!(
        "building the other clients; the first time this takes some minutes, and then they take some more"
    ));
    run_command(cargo(
        workspace,
        &["run", "--locked", "--manifest-path", PEERS],
    ))
}
