//! `cargo xtask coverage [--json]`: what shows that each operation is as its specification says.

use std::process::Stdio;

use malipo_coverage::fixtures::{self, Problem};
use malipo_coverage::{Coverage, load_goldens, read_witnesses};
use malipo_workspace::Workspace;

use super::{Failure, cargo, say};

/// Prints the table, or the same as JSON.
pub(crate) fn run(workspace: &Workspace, json: bool) -> Result<(), Failure> {
    let coverage = gather(workspace)?;
    if json {
        let text = serde_json::to_string_pretty(&coverage)
            .map_err(|error| Failure::new(format!("the coverage cannot be written: {error}")))?;
        say(format_args!("{text}"));
    } else {
        say(format_args!("{coverage}"));
    }
    Ok(())
}

/// Prints the table; fails if an operation lacks what every operation must have.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Failure> {
    let coverage = gather(workspace)?;
    say(format_args!("{coverage}"));
    let gaps = coverage.gaps();
    if gaps.is_empty() {
        Ok(())
    } else {
        Err(told("not everything is covered", &gaps))
    }
}

fn gather(workspace: &Workspace) -> Result<Coverage, Failure> {
    let unreadable =
        |problems: Vec<Problem>| told("what covers the operations does not hold", &problems);
    // Before anything is compiled.
    let specifications = workspace.specifications()?;
    let fixtures = fixtures::load(&workspace.fixtures_directory()).map_err(unreadable)?;
    let goldens = load_goldens(&workspace.wire_directory()).map_err(unreadable)?;
    let witnesses = read_witnesses(&end_to_end(workspace)?).map_err(unreadable)?;
    Coverage::new(&specifications, &fixtures, &goldens, &witnesses).map_err(unreadable)
}

/// What the end-to-end tests print when all of them pass.
fn end_to_end(workspace: &Workspace) -> Result<String, Failure> {
    let mut command = cargo(
        workspace,
        &[
            // Of the whole workspace, although only one package has this test: with the same features as `cargo test`, whose
            // build is used again.
            "test",
            "--workspace",
            "--test",
            "client",
            "--",
            "end_to_end::",
            "--show-output",
        ],
    );
    // Uncaptured, what the tests print would be mixed with what the runner prints.
    command.env_remove("RUST_TEST_NOCAPTURE");
    // Cargo tells on the standard error that it compiles, which can take minutes.
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| {
        Failure::new(format!("the end-to-end tests cannot be started: {error}"))
    })?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        Ok(text)
    } else {
        Err(Failure::new(format!(
            "the end-to-end tests do not pass, so nothing is known of what they cover\n{}",
            text.trim_end()
        )))
    }
}

fn told(what: &str, problems: &[Problem]) -> Failure {
    let lines: Vec<_> = problems
        .iter()
        .map(|problem| format!("  {problem}"))
        .collect();
    Failure::new(format!("{what}:\n{}", lines.join("\n")))
}
