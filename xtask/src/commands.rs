//! One module for each command, and what they share.

pub(crate) mod bench;
pub(crate) mod check;
pub(crate) mod corpus;
pub(crate) mod coverage;
pub(crate) mod demo;
pub(crate) mod fuzz;
pub(crate) mod generate;
pub(crate) mod judge;
pub(crate) mod outside;
pub(crate) mod package;
mod process;
mod server;
pub(crate) mod simulate;
pub(crate) mod validate;

use std::ffi::OsString;
use std::fmt;
use std::io::{BufWriter, Write as _};
use std::process::Command;

use malipo_codegen::Diagnostics;
use malipo_workspace::Workspace;
use serde::de::DeserializeOwned;

/// Why a command failed, ready to be printed.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// One failure of all these, or none.
    pub(crate) fn if_any(texts: &[String]) -> Result<(), Self> {
        if texts.is_empty() {
            Ok(())
        } else {
            Err(Self(texts.join("\n")))
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.0)
    }
}

impl From<malipo_workspace::Error> for Failure {
    fn from(error: malipo_workspace::Error) -> Self {
        Self::new(error.to_string())
    }
}

impl From<malipo_workspace::writer::Error> for Failure {
    fn from(error: malipo_workspace::writer::Error) -> Self {
        Self::new(error.to_string())
    }
}

/// Prints a line. That nobody reads on, as behind `| head`, is no reason to stop.
pub(crate) fn say(line: fmt::Arguments<'_>) {
    let _nobody_reads = writeln!(std::io::stdout(), "{line}");
}

/// Prints a line where errors go. That nobody reads on is no reason to stop, or to fail in another way.
pub(crate) fn warn(line: fmt::Arguments<'_>) {
    let _nobody_reads = writeln!(std::io::stderr(), "{line}");
}

/// Shows problems, each as soon as it is laid out: there may be thousands.
pub(crate) fn complain(problems: &Diagnostics) {
    let mut out = BufWriter::new(std::io::stderr().lock());
    let _nobody_reads = write!(out, "{problems}").and_then(|()| out.flush());
}

/// The cargo that runs us, at the top of the checkout.
pub(crate) fn cargo(workspace: &Workspace, arguments: &[&str]) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(program);
    command.args(arguments).current_dir(workspace.root());
    without_our_variables(&mut command);
    command
}

/// Removes what cargo tells us about ourselves: build scripts that look at it would run again after each call of ours.
pub(crate) fn without_our_variables(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        let ours = name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
        });
        if ours {
            command.env_remove(name);
        }
    }
}

/// Reads what cargo knows of the members of the workspace.
pub(crate) fn metadata<T: DeserializeOwned>(workspace: &Workspace) -> Result<T, Failure> {
    let json = output(cargo(
        workspace,
        &["metadata", "--format-version", "1", "--no-deps"],
    ))?;
    serde_json::from_str(&json).map_err(|error| {
        Failure::new(format!(
            "`cargo metadata` printed something unknown: {error}"
        ))
    })
}

/// The command as a person would type it.
fn shown(command: &Command) -> String {
    let mut words = vec!["cargo".to_owned()];
    words.extend(
        command
            .get_args()
            .map(|argument| argument.to_string_lossy().into_owned()),
    );
    words.join(" ")
}

/// Runs a command whose output goes straight to the terminal.
pub(crate) fn run(mut command: Command) -> Result<(), Failure> {
    let shown = shown(&command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Failure::new(format!(
            "`{shown}` failed; its output is above"
        ))),
        Err(error) => Err(Failure::new(format!(
            "`{shown}` cannot be started: {error}"
        ))),
    }
}

/// Runs a command for what it prints.
pub(crate) fn output(mut command: Command) -> Result<String, Failure> {
    let shown = shown(&command);
    let output = command
        .output()
        .map_err(|error| Failure::new(format!("`{shown}` cannot be started: {error}")))?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::new(format!(
            "`{shown}` failed:\n{}",
            told.trim_end()
        )));
    }
    String::from_utf8(output.stdout)
        .map_err(|error| Failure::new(format!("`{shown}` printed no text: {error}")))
}
