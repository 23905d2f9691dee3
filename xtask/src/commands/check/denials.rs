//! What cargo-deny finds in the dependencies.

use malipo_workspace::Workspace;

use super::step::Passed;
use crate::commands::{Failure, cargo, output, run, say};

const INSTALL: &str = "cargo install --locked cargo-deny --version 0.20.2";

/// Licences, banned and doubled crates, and where crates come from.
pub(super) fn check(workspace: &Workspace) -> Result<Passed, Failure> {
    installed(workspace)?;
    run(cargo(
        workspace,
        &["deny", "check", "licenses", "bans", "sources"],
    ))
    .map(|()| Passed::Fully)
}

/// Known vulnerabilities; not checked where their database cannot be had.
pub(super) fn advisories(workspace: &Workspace) -> Result<Passed, Failure> {
    installed(workspace)?;
    if let Err(failure) = output(cargo(workspace, &["deny", "fetch", "db"])) {
        let report = failure.to_string();
        // Any other mistake, such as one in deny.toml, is ours to mend.
        if !report.contains("failed to fetch") {
            return Err(failure);
        }
        let reason = unreachable(&report);
        say(format_args!("advisories: NOT CHECKED ({reason})"));
        return Ok(Passed::NotChecked(reason));
    }
    run(cargo(
        workspace,
        &["deny", "--offline", "check", "advisories"],
    ))
    .map(|()| Passed::Fully)
}

fn installed(workspace: &Workspace) -> Result<(), Failure> {
    output(cargo(workspace, &["deny", "--version"]))
        .map(|_| ())
        .map_err(|_| {
            Failure::new(format!(
                "cargo-deny is not installed; install it with `{INSTALL}`"
            ))
        })
}

/// The part of cargo-deny's report that says most to a person.
fn unreachable(report: &str) -> String {
    let lines = || report.lines().map(str::trim);
    lines()
        .find_map(|line| line.strip_prefix("fatal: "))
        .or_else(|| lines().find_map(|line| line.split_once("[ERROR] ").map(|(_, told)| told)))
        .unwrap_or("their database cannot be fetched")
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_why_advisories_are_not_checked_is_short() {
        let report = "error: `cargo deny fetch db` failed:\n2026-11-22 01:13:35 [ERROR] failed to fetch database: \
                      failed to clone: [\"clone\"]\nfatal: unable to access 'https://example.com/': no such host";
        assert_eq!(
            unreachable(report),
            "unable to access 'https://example.com/': no such host"
        );
        let report = "2026-11-22 01:13:35 [ERROR] failed to fetch database: timed out";
        assert_eq!(unreachable(report), "failed to fetch database: timed out");
        assert_eq!(unreachable(""), "their database cannot be fetched");
    }
}
