//! `cargo xtask demo`: payments of each gateway with their events, from the specification to the ledger.

use malipo_workspace::Workspace;

use super::{Failure, cargo, generate, run as run_command, say};

/// Checks that the client is what the specifications say, then runs the payments.
///
/// The payments are a program of their own: this one must not need the generated client, or it could not repair it.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    generate::check(workspace)?;
    say(format_args!(
        "building the demo; the first time this takes some minutes"
    ));
    // Not quiet: who waits for minutes wants to see what for.
    run_command(cargo(
        workspace,
        &[
            "run",
            "--package",
            "xtask",
            "--features",
            "demo",
            "--bin",
            "demo",
        ],
    ))
}
