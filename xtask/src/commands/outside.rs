//! `cargo xtask outside`: the tools of others judge the specifications and the embedded gateways.

mod install;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;

use malipo_workspace::Workspace;
use xtask::outside::{
    self, Exceptions, Judgement, Report, Tool, Unusable, redocly, schemathesis, spectral, validator,
};

use super::server::Server;
use super::{Failure, cargo, say};
use install::Tools;

/// What we feed the tools with: versions, settings, exceptions.
const HOME: &str = "xtask/outside";

/// The seed of all requests, so that each run makes the same ones.
const SEED: &str = "1";

/// How many random requests Schemathesis makes for an operation, in each of its ways. The systematic ones come on top.
const EXAMPLES: &str = "50";

/// Lets each tool judge each specification. A tool that fails does not keep the others from running.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let home = workspace.root().join(HOME);
    let exceptions = exceptions(&home)?;
    let documents = documents(workspace)?;
    let names: Vec<_> = documents.iter().map(|(name, _)| name.clone()).collect();
    let mut failed: Vec<_> = exceptions
        .about_others(&names)
        .iter()
        .map(|exception| format!("there is no such specification: the exception {exception}"))
        .collect();
    let judges = Judges {
        workspace,
        tools: install::install(workspace, &home)?,
        home,
    };
    for tool in [
        Tool::Redocly,
        Tool::Spectral,
        Tool::OpenapiSpecValidator,
        Tool::Schemathesis,
    ] {
        for (name, file) in &documents {
            let begun = Instant::now();
            let judged = judges.ask(tool, name, file).map(|report| {
                let judgement = exceptions.judge(tool, name, report.findings);
                (report.checked, judgement)
            });
            let took = begun.elapsed().as_secs_f64();
            match judged {
                Ok((checked, judgement)) => {
                    say(format_args!(
                        "{tool}, {name}, {took:.1} s: checked {checked}; {}",
                        counted(&judgement)
                    ));
                    if !judgement.is_clean() {
                        say(format_args!("{}", outside::shown(&judgement)));
                        failed.push(format!("{tool}, {name}: {}", counted(&judgement)));
                    }
                }
                Err(failure) => {
                    say(format_args!("{tool}, {name}, {took:.1} s: no result"));
                    failed.push(format!("{tool}, {name}: {failure}"));
                }
            }
        }
    }
    if failed.is_empty() {
        say(format_args!(
            "every finding is listed in {HOME}/exceptions.yaml, and every exception is needed"
        ));
    }
    Failure::if_any(&failed)
}

fn exceptions(home: &Path) -> Result<Exceptions, Failure> {
    let file = home.join("exceptions.yaml");
    let yaml = fs::read_to_string(&file)
        .map_err(|error| Failure::new(format!("{} cannot be read: {error}", file.display())))?;
    Exceptions::read(&yaml).map_err(|unusable| Failure::new(unusable.to_string()))
}

/// The specifications, by name.
fn documents(workspace: &Workspace) -> Result<Vec<(String, String)>, Failure> {
    let inputs = workspace.inputs()?;
    let named = inputs.into_iter().map(|input| {
        let name = Path::new(&input.file).file_stem().unwrap_or_default();
        (name.to_string_lossy().into_owned(), input.file)
    });
    Ok(named.collect())
}

fn counted(judgement: &Judgement) -> String {
    format!(
        "findings listed: {}, not listed: {}, stale exceptions: {}",
        judgement.listed,
        judgement.unlisted.len(),
        judgement.stale.len()
    )
}

/// The tools, ready to be run.
struct Judges<'w> {
    workspace: &'w Workspace,
    tools: Tools,
    home: PathBuf,
}

impl Judges<'_> {
    /// Runs a tool on a specification.
    fn ask(&self, tool: Tool, name: &str, file: &str) -> Result<Report, String> {
        match tool {
            Tool::Redocly => {
                let mut command = self.tools.node("redocly");
                command
                    .args(["lint", "--extends=recommended", "--format=json"])
                    .args(["--max-problems=100000", file])
                    .env("REDOCLY_TELEMETRY", "off")
                    .env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
                self.report(command, |printed| redocly(name, printed))
            }
            Tool::Spectral => {
                let mut command = self.tools.node("spectral");
                command
                    .args(["lint", "--quiet", "--format=json", "--ruleset"])
                    .arg(self.home.join("spectral.yaml"))
                    .arg(file);
                self.report(command, |printed| spectral(name, printed))
            }
            Tool::OpenapiSpecValidator => {
                let mut command = self.tools.python("python");
                command.arg(self.home.join("validate.py")).arg(file);
                self.report(command, |printed| validator(name, printed))
            }
            Tool::Schemathesis => {
                let report = self.schemathesis(name, file)?;
                schemathesis(name, &report).map_err(|unusable| unusable.to_string())
            }
        }
    }

    /// Runs a tool that prints its report, and reads that.
    fn report(
        &self,
        command: Command,
        read: impl FnOnce(&str) -> Result<Report, Unusable>,
    ) -> Result<Report, String> {
        let printed = self.output(command)?;
        read(&printed.stdout).map_err(|unusable| format!("{unusable}; {}", printed.end))
    }

    /// Starts a gateway, lets Schemathesis call it, and returns the report.
    fn schemathesis(&self, name: &str, file: &str) -> Result<String, String> {
        let settings = self.home.join(format!("{name}.toml"));
        if !settings.is_file() {
            return Err(format!(
                "{HOME}/{name}.toml is missing; it says where the gateway listens and how a call is authorised"
            ));
        }
        let sandbox = cargo(
            self.workspace,
            &["run", "--quiet", "--package", "malipo-sandbox", "--", name],
        );
        let gateway =
            Server::start(sandbox).map_err(|failure| format!("the embedded gateway {failure}"))?;
        // It prints its exports after its address, and its commands after its exports.
        gateway
            .wait_for(&["approve".to_owned()])
            .map_err(|failure| format!("the embedded gateway {failure}"))?;
        let report = self.tools.scratch().join(format!("{name}.ndjson"));
        // A report of an earlier run must not be taken for one of this.
        if report.exists() {
            fs::remove_file(&report).map_err(|error| error.to_string())?;
        }
        let mut command = self.tools.python("schemathesis");
        command
            .arg("--config-file")
            .arg(settings)
            .arg("run")
            .arg(self.workspace.root().join(file))
            .args(["--seed", SEED, "--max-examples", EXAMPLES, "--workers", "1"])
            .args(["--phases", "examples,coverage,fuzzing,stateful"])
            // What was found before must not change what is asked now.
            .args(["--generation-database", "none"])
            .args(["--suppress-health-check", "all"])
            .args(["--continue-on-failure", "--no-color"])
            .args(["--report", "ndjson", "--report-ndjson-path"])
            .arg(&report)
            .current_dir(self.tools.scratch())
            .envs(gateway.exports())
            .env("PYTHONHASHSEED", "0")
            .env("NO_PROXY", "127.0.0.1");
        let printed = self.output(command)?;
        gateway
            .stop()
            .map_err(|failure| format!("the embedded gateway {failure}"))?;
        fs::read_to_string(&report).map_err(|error| {
            format!(
                "it wrote no report ({error}); it printed:\n{}\n{}",
                printed.stdout, printed.end
            )
        })
    }

    /// Runs a tool at the top of the checkout, for what it prints. A failure is no error: it has findings, or its report is
    /// missing.
    fn output(&self, mut command: Command) -> Result<Printed, String> {
        if command.get_current_dir().is_none() {
            command.current_dir(self.workspace.root());
        }
        let output = command
            .output()
            .map_err(|error| format!("it cannot be started: {error}"))?;
        let printed = Printed::of(&output);
        match printed.stdout.is_empty() {
            true => Err(format!("it printed nothing; {}", printed.end)),
            false => Ok(printed),
        }
    }
}

/// What a tool printed.
#[derive(Debug, PartialEq, Eq)]
struct Printed {
    stdout: String,
    /// How it ended, with what it wrote to stderr.
    end: String,
}

impl Printed {
    fn of(output: &Output) -> Self {
        let end = format!(
            "it ended with {}:\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim_end()
        );
        Self {
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_exceptions_is_about_specifications_and_operations_that_exist() {
        let workspace = Workspace::discover().unwrap();
        let exceptions = exceptions(&workspace.root().join(HOME)).unwrap();
        let documents = documents(&workspace).unwrap();
        let names: Vec<_> = documents.iter().map(|(name, _)| name.clone()).collect();
        assert_eq!(exceptions.about_others(&names), [""; 0]);
        let mut locations = 0;
        for specification in workspace.specifications().unwrap() {
            let name = specification.file.trim_start_matches("spec/");
            let name = name.trim_end_matches(".yaml");
            let operations = &specification.api.operations;
            let known: Vec<_> = operations
                .iter()
                .map(|operation| format!("{} {}", operation.method, operation.path))
                .collect();
            for at in exceptions.locations(Tool::Schemathesis, name) {
                assert!(known.iter().any(|known| known == at), "{name}: {at}");
                locations += 1;
            }
        }
        assert!(locations > 0, "no exception names an operation");
    }

    #[test]
    fn what_a_tool_writes_to_stderr_is_kept_beside_its_report() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "echo '[]'; echo 'no ruleset' >&2; exit 2"]);
        let printed = Printed::of(&shell.output().unwrap());
        assert_eq!(
            (&*printed.stdout, &*printed.end),
            ("[]\n", "it ended with exit status: 2:\nno ruleset")
        );
    }

    #[test]
    fn each_specification_has_settings_for_its_gateway() {
        let workspace = Workspace::discover().unwrap();
        for (name, _) in documents(&workspace).unwrap() {
            let settings = workspace.root().join(HOME).join(format!("{name}.toml"));
            let settings = fs::read_to_string(settings).unwrap();
            assert!(settings.contains("_BASE_URL}"), "{settings}");
        }
    }
}
