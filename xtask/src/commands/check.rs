//! `cargo xtask check`: all of CI, every step run even if one before it failed.

mod budget;
mod denials;
mod examples;
mod features;

use std::time::{Duration, Instant};

use xtask::workspace::Workspace;

use super::{Failure, cargo, coverage, generate, run as run_command, say, validate};

/// How a step ended, if it did not fail.
#[derive(Debug)]
enum Passed {
    /// Everything was looked at.
    Fully,
    /// Something could not be looked at, for this reason.
    NotChecked(String),
}

type Run = fn(&Workspace) -> Result<Passed, Failure>;

/// The steps, the quick ones first.
const STEPS: &[(&str, Run)] = &[
    ("format", |workspace| {
        cargo_step(workspace, &["fmt", "--all", "--", "--check"])
    }),
    ("generated files", |workspace| {
        generate::check(workspace).map(|()| Passed::Fully)
    }),
    ("clippy", |workspace| {
        cargo_step(
            workspace,
            &[
                "clippy",
                "--workspace",
                "--all-targets",
                "--all-features",
                "--",
                "-D",
                "warnings",
            ],
        )
    }),
    ("specifications and fixtures", |workspace| {
        validate::run(workspace).map(|()| Passed::Fully)
    }),
    ("tests", |workspace| {
        cargo_step(workspace, &["test", "--workspace"])
    }),
    ("coverage", |workspace| {
        coverage::check(workspace).map(|()| Passed::Fully)
    }),
    ("examples", examples::check),
    ("documentation", documentation),
    ("feature sets", features::check),
    ("dependency budget", budget::check),
    ("licences, bans, sources", denials::check),
    ("advisories", denials::advisories),
];

/// Runs every step and sums up; fails if one of them did.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let mut ended = Vec::new();
    for (number, (name, step)) in STEPS.iter().enumerate() {
        say(format_args!("\n== {}/{} {name}", number + 1, STEPS.len()));
        let start = Instant::now();
        let result = step(workspace);
        if let Err(failure) = &result {
            eprintln!("{failure}");
        }
        say(format_args!("== {name}: {}", seconds(start.elapsed())));
        ended.push((*name, result, start.elapsed()));
    }

    say(format_args!("\n{:<28} {:>8}  result", "step", "time"));
    for (name, result, took) in &ended {
        let result = match result {
            Ok(Passed::Fully) => "passed".to_owned(),
            Ok(Passed::NotChecked(reason)) => format!("NOT CHECKED ({reason})"),
            Err(_) => "FAILED".to_owned(),
        };
        say(format_args!("{name:<28} {:>8}  {result}", seconds(*took)));
    }
    let failed: Vec<_> = ended
        .iter()
        .filter(|(_, result, _)| result.is_err())
        .map(|(name, ..)| *name)
        .collect();
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("failed: {}", failed.join(", "))))
    }
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

fn cargo_step(workspace: &Workspace, arguments: &[&str]) -> Result<Passed, Failure> {
    run_command(cargo(workspace, arguments)).map(|()| Passed::Fully)
}

fn documentation(workspace: &Workspace) -> Result<Passed, Failure> {
    let mut command = cargo(workspace, &["doc", "--no-deps", "--workspace"]);
    command.env("RUSTDOCFLAGS", "-D warnings");
    run_command(command).map(|()| Passed::Fully)
}
