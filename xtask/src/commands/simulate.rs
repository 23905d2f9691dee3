//! `cargo xtask simulate`: the simulation of the tests, as long as one likes.

use malipo_workspace::Workspace;

use super::{Failure, cargo, run as run_command};

/// The one test of the simulation that is played; the others test its judge.
const TEST: &str = "simulation::simulation_executes_nothing_twice_and_loses_nothing";

/// Plays so many payments, in the build that `cargo test` has made already.
pub(crate) fn run(
    workspace: &Workspace,
    payments: usize,
    seed: Option<u64>,
) -> Result<(), Failure> {
    let mut command = cargo(
        workspace,
        &[
            "test",
            "--workspace",
            "--test",
            "money",
            "--",
            "--exact",
            TEST,
        ],
    );
    command.env("MALIPO_SIMULATION_PAYMENTS", payments.to_string());
    match seed {
        Some(seed) => command.env("MALIPO_SIMULATION_SEED", seed.to_string()),
        None => command.env_remove("MALIPO_SIMULATION_SEED"),
    };
    run_command(command)
}
