//! `cargo xtask bench cost`: what a call costs, beside the same call written by hand with reqwest and serde.
//!
//! Times differ from one run and one machine to the next; counts of instructions and allocations hardly do. Valgrind counts
//! both. Each program is run twice, with few calls and with many: the difference is what the calls cost, without the start.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use malipo_workspace::Workspace;

use crate::commands::{Failure, cargo, run as run_command, say};

/// The kinds of calls, and how many times as much as by hand each may cost.
const KINDS: [(&str, f64); 2] = [("payment", 1.04), ("read", 1.06)];

/// Where the token comes from.
const ACCESSES: [&str; 2] = ["token", "credentials"];

/// The calls that both runs make, which bring connections, buffers and caches to their usual size.
const FEW: u32 = 20;

/// The calls whose cost is counted.
const COUNTED: u32 = 200;

const PACKAGE: &str = "malipo-cost";

/// What one call costs.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cost {
    instructions: f64,
    allocations: f64,
}

/// Measures, prints the table, and fails if a call costs more than is allowed.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let version = Command::new("valgrind").arg("--version").output();
    let Ok(version) = version else {
        return Err(Failure::new(
            "valgrind is not installed, so nothing was measured; install it (Debian and Ubuntu: `apt install valgrind`)",
        ));
    };
    let program = build(workspace)?;
    let server = Server::start(&program)?;
    say(format_args!(
        "per call, of {COUNTED} one after another (payments on a connection each, reads on one), counted by {}",
        String::from_utf8_lossy(&version.stdout).trim()
    ));
    say(format_args!(
        "{:<24} {:>12} {:>9} {:>7}   {:>11} {:>7} {:>7}",
        "", "instructions", "", "", "allocations", "", ""
    ));
    say(format_args!(
        "{:<24} {:>12} {:>9} {:>7}   {:>11} {:>7} {:>7}",
        "", "by hand", "malipo", "ratio", "by hand", "malipo", "ratio"
    ));
    let mut over = Vec::new();
    let cases = KINDS
        .into_iter()
        .flat_map(|kind| ACCESSES.map(|access| (kind, access)));
    for ((kind, allowed), access) in cases {
        let by_hand = measure(&program, &server.address, ["raw", kind, access])?;
        let malipo = measure(&program, &server.address, ["malipo", kind, access])?;
        let instructions = malipo.instructions / by_hand.instructions;
        let allocations = malipo.allocations / by_hand.allocations;
        say(format_args!(
            "{:<24} {:>12.0} {:>9.0} {instructions:>7.3}   {:>11.1} {:>7.1} {allocations:>7.3}",
            format!("{kind}, {access}"),
            by_hand.instructions,
            malipo.instructions,
            by_hand.allocations,
            malipo.allocations,
        ));
        if instructions > allowed || allocations > allowed {
            over.push(format!("{kind}, {access} (at most {allowed} times)"));
        }
    }
    if over.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "these calls cost more than they may, beside the same calls by hand: {}",
        over.join("; ")
    )))
}

/// Builds the program as its users build theirs, and tells where it is.
fn build(workspace: &Workspace) -> Result<PathBuf, Failure> {
    let arguments = ["build", "--release", "--package", PACKAGE];
    run_command(cargo(workspace, &arguments))?;
    let metadata = crate::commands::output(cargo(
        workspace,
        &["metadata", "--format-version", "1", "--no-deps"],
    ))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)
        .map_err(|error| Failure::new(format!("`cargo metadata` printed no JSON: {error}")))?;
    let target = metadata["target_directory"]
        .as_str()
        .ok_or_else(|| Failure::new("`cargo metadata` does not say where cargo builds"))?;
    Ok(Path::new(target).join("release").join(PACKAGE))
}

/// What answers the calls, in a process of its own; it ends with this value.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(program: &Path) -> Result<Self, Failure> {
        let child = Command::new(program)
            .arg("serve")
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| cannot_run(program, &error))?;
        let mut server = Self {
            child,
            address: String::new(),
        };
        if let Some(output) = server.child.stdout.take() {
            BufReader::new(output)
                .read_line(&mut server.address)
                .map_err(|error| cannot_run(program, &error))?;
        }
        server.address.truncate(server.address.trim_end().len());
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _nobody_left_behind = self.child.wait();
    }
}

/// What one call of a side, a kind and an access costs.
fn measure(program: &Path, address: &str, what: [&str; 3]) -> Result<Cost, Failure> {
    let counted = |tool: &[&str], read: fn(&str) -> Option<u64>| {
        let count = |calls: u32| {
            let report = report(program, address, what, tool, calls)?;
            read(&report).ok_or_else(|| {
                Failure::new(format!("valgrind reports no count:\n{}", report.trim()))
            })
        };
        let (few, many) = (count(FEW)?, count(FEW + COUNTED)?);
        Ok::<f64, Failure>(many.saturating_sub(few) as f64 / f64::from(COUNTED))
    };
    Ok(Cost {
        instructions: counted(
            &["--tool=callgrind", "--callgrind-out-file=/dev/null"],
            instructions,
        )?,
        // Its other checks are of no use here, and slow.
        allocations: counted(
            &[
                "--tool=memcheck",
                "--leak-check=no",
                "--undef-value-errors=no",
            ],
            allocations,
        )?,
    })
}

fn report(
    program: &Path,
    address: &str,
    what: [&str; 3],
    tool: &[&str],
    calls: u32,
) -> Result<String, Failure> {
    let output = Command::new("valgrind")
        .args(tool)
        .arg(program)
        .arg("call")
        .args(what)
        .args([&calls.to_string(), address])
        .output()
        .map_err(|error| Failure::new(format!("valgrind cannot be started: {error}")))?;
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() {
        Ok(report)
    } else {
        Err(Failure::new(format!(
            "the calls `{}` failed under valgrind:\n{}",
            what.join(" "),
            report.trim()
        )))
    }
}

fn cannot_run(program: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{} cannot be run: {error}", program.display()))
}

/// From `==1== Collected : 80370`.
fn instructions(report: &str) -> Option<u64> {
    let line = report.lines().find(|line| line.contains("Collected :"))?;
    line.rsplit(' ').next()?.parse().ok()
}

/// From `==1==   total heap usage: 1,234 allocs, 1,230 frees, 65,536 bytes allocated`. It counts a block that was enlarged
/// as one more.
fn allocations(report: &str) -> Option<u64> {
    let (_, usage) = report.split_once("total heap usage: ")?;
    let (count, _) = usage.split_once(" allocs")?;
    count.replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_are_read_from_what_valgrind_prints() {
        let callgrind = "==7== Events    : Ir\n==7== Collected : 80370123\n==7== \n==7== I   refs:      80,370,123\n";
        assert_eq!(instructions(callgrind), Some(80_370_123));
        let memcheck = "==7== HEAP SUMMARY:\n==7==   total heap usage: 12,345 allocs, 12,340 frees, 1,234,567 bytes allocated\n";
        assert_eq!(allocations(memcheck), Some(12_345));
        assert_eq!(instructions(memcheck), None);
        assert_eq!(allocations(callgrind), None);
    }
}
