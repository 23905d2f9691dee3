//! `cargo xtask demo`: a collection and a transfer, from the specification to the ledger.

use xtask::workspace::Workspace;

use super::{Failure, cargo, generate, run as run_command};

/// Checks that the client is what the specifications say, then runs the payments.
///
/// The payments are a program of their own: this one must not need the generated client, or it could not repair it.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    generate::check(workspace)?;
    run_command(cargo(
        workspace,
        &[
            "run",
            "--quiet",
            "--package",
            "xtask",
            "--features",
            "demo",
            "--bin",
            "demo",
        ],
    ))
}
