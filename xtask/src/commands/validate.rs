//! `cargo xtask validate`: do the specifications and the fixtures agree?

use malipo_coverage::fixtures::{self, Report};
use malipo_workspace::{FIXTURES_DIRECTORY, Workspace};

use super::{Failure, cargo, run as run_command, say};

/// Checks the specifications and the fixtures, then the round trip of the fixtures through the generated types.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    agree(workspace)?;
    run_command(cargo(
        workspace,
        &[
            "test",
            "--quiet",
            "--package",
            "malipo-tests",
            "--test",
            "client",
            "contract::",
        ],
    ))
}

/// The part without the generated types.
fn agree(workspace: &Workspace) -> Result<(), Failure> {
    let apis: Vec<_> = workspace
        .specifications()?
        .into_iter()
        .map(|specification| specification.api)
        .collect();
    let found =
        fixtures::load(&workspace.fixtures_directory()).map_err(|problems| failed(&problems))?;
    let report = fixtures::validate(&apis, &found);
    print(&report, found.len());
    if report.problems.is_empty() {
        Ok(())
    } else {
        Err(failed(&report.problems))
    }
}

fn failed(problems: &[fixtures::Problem]) -> Failure {
    let lines: Vec<_> = problems
        .iter()
        .map(|problem| format!("  {problem}"))
        .collect();
    Failure::new(format!(
        "{} in {FIXTURES_DIRECTORY} or in the specifications:\n{}",
        counted(problems.len(), "problem"),
        lines.join("\n")
    ))
}

fn print(report: &Report, fixtures: usize) {
    say(format_args!(
        "{:<28} {:>8} {:>9} {:>8}",
        "operation", "requests", "successes", "failures"
    ));
    for row in &report.operations {
        let number = |count: usize| {
            if count == 0 {
                "-".to_owned()
            } else {
                count.to_string()
            }
        };
        let reason = row
            .reason
            .as_ref()
            .map(|reason| format!("  none: {reason}"))
            .unwrap_or_default();
        say(format_args!(
            "{:<28} {:>8} {:>9} {:>8}{reason}",
            format!("{} {}", row.gateway, row.operation),
            number(row.requests),
            number(row.successes),
            number(row.failures),
        ));
    }
    say(format_args!(
        "\n{}, {} of them of webhooks; {}, {} without a fixture but with a reason; {} on record",
        counted(fixtures, "fixture"),
        report.webhooks,
        counted(report.operations.len(), "operation"),
        report
            .operations
            .iter()
            .filter(|row| row.reason.is_some())
            .count(),
        counted(report.breaks, "broken rule"),
    ));
}

fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
