//! `cargo xtask check`: all of CI, every step run even if one before it failed.

mod budget;
mod denials;
mod excluded;
mod fresh;
mod packages;
mod readmes;
mod step;

use std::time::{Duration, Instant};

use malipo_workspace::Workspace;

use step::{Passed, README_PAGES, seconds};

use super::{
    Failure, cargo, coverage, generate, judge, run as run_command, say, simulate, validate, warn,
};

/// What of CI runs.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Options {
    /// Run also what takes longer: the packages outside of the workspace, the README pages in a fresh clone, the tests whose
    /// bounds hold in release builds only, and the simulation with 100,000 payments.
    ///
    /// Run this before you call an issue resolved. It takes about an hour, and compiles about 5 GB.
    #[arg(long)]
    full: bool,
    /// Run this step alone, such as `README pages`.
    #[arg(long, value_name = "STEP", conflicts_with = "full")]
    only: Option<String>,
}

type Run = fn(&Workspace) -> Result<Passed, Failure>;

type Step = (&'static str, Run);

/// The steps, the quick ones first.
const STEPS: &[Step] = &[
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
    ("judge", |workspace| {
        let documents = workspace.root().join("tests/judge/documents");
        judge::run(workspace, &judge::Options::of(documents)).map(|()| Passed::Fully)
    }),
    ("coverage", |workspace| {
        coverage::check(workspace).map(|()| Passed::Fully)
    }),
    (README_PAGES, readmes::check),
    ("documentation", documentation),
    ("each package alone", packages::check),
    ("dependency budget", budget::check),
    ("lock files outside", excluded::check_locks),
    ("licences, bans, sources", denials::check),
    ("advisories", denials::advisories),
];

/// The steps that take longer than the others together.
const LONG_STEPS: &[Step] = &[
    ("packages outside", excluded::check),
    ("README pages, fresh clone", fresh::check),
    ("limits in release", |workspace| {
        cargo_step(workspace, LIMITS_IN_RELEASE)
    }),
    ("simulation", |workspace| {
        simulate::run(workspace, 100_000, None).map(|()| Passed::Fully)
    }),
];

/// What no step runs: a check does not need these programs.
const NEVER_RUN: &str = "tools of others (`cargo xtask outside` runs them)";

/// The tests whose bounds are wider in a debug build, or which check the arithmetic of a release build. One at a time: the bounds
/// are times, and other tests would take the processor.
const LIMITS_IN_RELEASE: &[&str] = &[
    "test",
    "--release",
    "--package",
    "malipo-tests",
    "--test",
    "client",
    "--",
    "bad_answers::",
    "extremes::",
    "--test-threads=1",
];

/// Runs every step and sums up; fails if one of them did.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    let steps = chosen(options)?;
    let mut ended = Vec::new();
    for (number, (name, step)) in steps.iter().enumerate() {
        say(format_args!("\n== {}/{} {name}", number + 1, steps.len()));
        let start = Instant::now();
        let result = step(workspace);
        if let Err(failure) = &result {
            warn(format_args!("{failure}"));
        }
        say(format_args!("== {name}: {}", seconds(start.elapsed())));
        ended.push((*name, result, start.elapsed()));
    }
    say(format_args!("\n{}", summary(&ended, &not_run(&steps))));
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

fn chosen(options: &Options) -> Result<Vec<Step>, Failure> {
    let all = || STEPS.iter().chain(LONG_STEPS).copied();
    match &options.only {
        Some(only) => {
            let step: Vec<_> = all().filter(|(name, _)| name == only).collect();
            if step.is_empty() {
                let names: Vec<_> = all().map(|(name, _)| name).collect();
                return Err(Failure::new(format!(
                    "there is no step {only:?}; the steps are: {}",
                    names.join("; ")
                )));
            }
            Ok(step)
        }
        None if options.full => Ok(all().collect()),
        None => Ok(STEPS.to_vec()),
    }
}

/// The names of the other steps, and of what no step runs.
fn not_run(steps: &[Step]) -> Vec<&'static str> {
    let all = STEPS.iter().chain(LONG_STEPS).map(|(name, _)| *name);
    all.filter(|name| steps.iter().all(|(run, _)| run != name))
        .chain([NEVER_RUN])
        .collect()
}

/// A table of the steps, and below it what was not run and what could not be checked.
fn summary(ended: &[(&str, Result<Passed, Failure>, Duration)], not_run: &[&str]) -> String {
    let mut lines = vec![format!("{:<28} {:>8}  result", "step", "time")];
    let mut unchecked = Vec::new();
    for (name, result, took) in ended {
        let result = match result {
            Ok(Passed::Fully) => "passed",
            Ok(Passed::NotChecked(reason)) => {
                unchecked.push(format!("not checked: {name}: {reason}"));
                "NOT CHECKED"
            }
            Err(_) => "FAILED",
        };
        lines.push(format!("{name:<28} {:>8}  {result}", seconds(*took)));
    }
    let total: Duration = ended.iter().map(|(.., took)| *took).sum();
    lines.push(format!("{:<28} {:>8}", "together", seconds(total)));
    lines.push(String::new());
    lines.push(format!("not run: {}", not_run.join("; ")));
    if unchecked.is_empty() {
        unchecked.push("every step that ran could check everything".to_owned());
    }
    lines.extend(unchecked);
    lines.join("\n")
}

fn cargo_step(workspace: &Workspace, arguments: &[&str]) -> Result<Passed, Failure> {
    run_command(cargo(workspace, arguments)).map(|()| Passed::Fully)
}

fn documentation(workspace: &Workspace) -> Result<Passed, Failure> {
    let mut command = cargo(workspace, &["doc", "--no-deps", "--workspace"]);
    command.env("RUSTDOCFLAGS", "-D warnings");
    run_command(command).map(|()| Passed::Fully)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lines_name_what_could_not_be_checked() {
        let second = Duration::from_secs(1);
        let summary = summary(
            &[
                ("format", Ok(Passed::Fully), second),
                (
                    "advisories",
                    Ok(Passed::NotChecked("no such host".to_owned())),
                    second,
                ),
                ("tests", Err(Failure::new("one failed")), second),
                (
                    "sources",
                    Ok(Passed::NotChecked("offline".to_owned())),
                    second,
                ),
            ],
            &[NEVER_RUN],
        );
        let lines: Vec<_> = summary.lines().rev().take(2).collect();
        assert_eq!(
            lines,
            [
                "not checked: sources: offline",
                "not checked: advisories: no such host"
            ]
        );
        assert!(
            summary.contains("advisories                      1.0 s  NOT CHECKED"),
            "{summary}"
        );
    }

    #[test]
    fn the_last_lines_name_the_steps_that_did_not_run() {
        let plain = not_run(&chosen(&Options::default()).unwrap());
        let long: Vec<_> = LONG_STEPS.iter().map(|(name, _)| *name).collect();
        assert_eq!(plain, [&long[..], &[NEVER_RUN]].concat());
        let only = Options {
            full: false,
            only: Some("format".to_owned()),
        };
        assert_eq!(
            not_run(&chosen(&only).unwrap()).len(),
            // Without the one, and with what no step runs.
            STEPS.len() + LONG_STEPS.len()
        );
        let full = Options {
            full: true,
            only: None,
        };
        assert_eq!(not_run(&chosen(&full).unwrap()), [NEVER_RUN]);

        let summary = summary(&[("format", Ok(Passed::Fully), Duration::ZERO)], &plain);
        assert!(
            summary.ends_with(
                "\nnot run: packages outside; README pages, fresh clone; limits in release; simulation; \
                 tools of others (`cargo xtask outside` runs them)\n\
                 every step that ran could check everything"
            ),
            "{summary}"
        );
    }

    /// The tests that name no `debug_assertions` and still differ: sums that overflow panic in a debug build only.
    const OVERFLOW_IN_RELEASE: &[&str] = &["client/extremes"];

    /// Collects the files that ask whether the build is for release.
    fn asking(directory: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if path.file_name().unwrap() != "target" {
                    asking(&path, found);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                if text.contains("cfg!(debug_assertions)") {
                    found.push(path);
                }
            }
        }
    }

    #[test]
    fn each_test_that_behaves_otherwise_in_release_runs_in_a_long_step() {
        let tests = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests");
        let mut files = Vec::new();
        asking(&tests, &mut files);
        let mut names: Vec<String> = files
            .iter()
            .map(|file| {
                // The claims of an area are in a directory with its name, and the modules of a claim in one below.
                let below = file.strip_prefix(&tests).unwrap().with_extension("");
                let parts = below.components().take(2);
                let parts: Vec<_> = parts
                    .map(|part| part.as_os_str().to_str().unwrap())
                    .collect();
                parts.join("/")
            })
            .chain(OVERFLOW_IN_RELEASE.iter().map(|&name| name.to_owned()))
            .collect();
        names.sort();
        names.dedup();
        let area = LIMITS_IN_RELEASE
            .iter()
            .zip(&LIMITS_IN_RELEASE[1..])
            .find_map(|(option, value)| (*option == "--test").then_some(*value));
        let mut run: Vec<String> = LIMITS_IN_RELEASE
            .iter()
            .filter_map(|filter| filter.strip_suffix("::"))
            .map(|claim| format!("{}/{claim}", area.unwrap()))
            .collect();
        run.sort_unstable();
        assert_eq!(names, run);
    }

    #[test]
    fn full_runs_every_step_and_only_runs_one() {
        let options = |full, only: Option<&str>| Options {
            full,
            only: only.map(str::to_owned),
        };
        assert_eq!(chosen(&options(false, None)).unwrap().len(), STEPS.len());
        assert_eq!(
            chosen(&options(true, None)).unwrap().len(),
            STEPS.len() + LONG_STEPS.len()
        );
        let only = chosen(&options(false, Some(README_PAGES))).unwrap();
        assert_eq!(only.len(), 1);
        let unknown = chosen(&options(false, Some("nonsense"))).unwrap_err();
        assert!(unknown.0.contains("the steps are: format; "), "{unknown}");
    }
}
