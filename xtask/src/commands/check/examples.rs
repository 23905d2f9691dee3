//! Does every example run, and does it say what it is there to show?
//!
//! They are built with the same features as the tests of the workspace, which have built them already.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use xtask::workspace::Workspace;

use super::Passed;
use crate::commands::{Failure, cargo, output, say};

/// What each example has to print. That it ends well is not enough: it might have shown nothing.
const SHOWN: &[(&str, &[&str])] = &[
    (
        "collect_and_wait",
        &["the subscriber approves", "invoice-400000 is SUCCEEDED"],
    ),
    (
        "pay_out",
        &[
            "payout-17 of UGX 1500.50: Paid; 1 in the statement",
            "payout-18 of UGX 999999999: NotPaid; 0 in the statement",
        ],
    ),
    (
        "payroll",
        &[
            "createTransfer was refused with status 429",
            "salary-11-1 is paid as",
            "salary-11-3 is paid as",
        ],
    ),
    (
        "receive_webhook",
        &[
            "invoice-1 is paid: deliver it",
            "invoice-2 was not paid: cancel it",
            "again, collection.success: nothing to do",
            "refused with 401",
        ],
    ),
    (
        "resolve_after_a_lost_answer",
        &[
            "payout-17: the gateway has it, Succeeded",
            "payout-18: not found in 2 looks",
            "payout-19, after a restart: the gateway has it, Succeeded",
        ],
    ),
    (
        "statement_csv",
        &[
            "completed,designation,status,currency,amount,",
            ",12345678901234567.89,",
        ],
    ),
];

/// Runs all of them.
pub(super) fn check(workspace: &Workspace) -> Result<Passed, Failure> {
    let built = output(cargo(
        workspace,
        &[
            "build",
            "--workspace",
            "--examples",
            "--message-format",
            "json-render-diagnostics",
        ],
    ))?;
    let examples = executables(&built)?;
    let named: BTreeSet<_> = SHOWN.iter().map(|(name, _)| *name).collect();
    let found: BTreeSet<_> = examples.keys().map(String::as_str).collect();
    if named != found {
        return Err(Failure::new(format!(
            "the examples are {found:?}, and xtask/src/commands/check/examples.rs says what is shown by {named:?}; say it \
             there for each"
        )));
    }
    let mut failed = Vec::new();
    for (name, shown) in SHOWN {
        if let Some(executable) = examples.get(*name) {
            match run(workspace, name, executable, shown) {
                Ok(()) => say(format_args!("{name} runs and shows what it should")),
                Err(failure) => failed.push(failure.0),
            }
        }
    }
    if failed.is_empty() {
        Ok(Passed::Fully)
    } else {
        Err(Failure::new(failed.join("\n")))
    }
}

fn run(
    workspace: &Workspace,
    name: &str,
    executable: &Path,
    shown: &[&str],
) -> Result<(), Failure> {
    let output = Command::new(executable)
        .current_dir(workspace.root())
        .output()
        .map_err(|error| Failure::new(format!("the example {name} cannot be started: {error}")))?;
    let said = String::from_utf8_lossy(&output.stdout);
    let told = String::from_utf8_lossy(&output.stderr);
    let missing: Vec<_> = shown.iter().filter(|text| !said.contains(**text)).collect();
    if output.status.success() && missing.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "the example {name} ended with {}, and did not print {missing:?}; try `cargo run --package malipo --example \
         {name}`. It printed:\n{said}{told}",
        output.status
    )))
}

/// The examples that cargo built, by name.
fn executables(messages: &str) -> Result<BTreeMap<String, PathBuf>, Failure> {
    #[derive(Deserialize)]
    struct Message {
        target: Option<Target>,
        executable: Option<PathBuf>,
    }
    #[derive(Deserialize)]
    struct Target {
        name: String,
        kind: Vec<String>,
    }
    let mut examples = BTreeMap::new();
    for line in messages.lines() {
        let message: Message = serde_json::from_str(line).map_err(|error| {
            Failure::new(format!("`cargo build` printed something unknown: {error}"))
        })?;
        if let (Some(target), Some(executable)) = (message.target, message.executable)
            && target.kind.iter().any(|kind| kind == "example")
        {
            examples.insert(target.name, executable);
        }
    }
    Ok(examples)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_programs_that_are_examples_are_run() {
        let messages = r#"{"reason":"compiler-artifact","target":{"kind":["lib"],"name":"malipo"},"executable":null}
{"reason":"compiler-artifact","target":{"kind":["bin"],"name":"xtask"},"executable":"/t/xtask"}
{"reason":"compiler-artifact","target":{"kind":["example"],"name":"pay_out"},"executable":"/t/examples/pay_out"}
{"reason":"build-finished","success":true}
"#;
        let examples = executables(messages).unwrap();
        assert_eq!(
            examples,
            BTreeMap::from([("pay_out".to_owned(), PathBuf::from("/t/examples/pay_out"))])
        );
        assert!(executables("no JSON").is_err());
    }
}
