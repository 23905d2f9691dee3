//! What the commands of the pages have to print. That a command ends well is not enough: it might have shown nothing.

use std::collections::BTreeSet;

use malipo_workspace::Workspace;
use serde::Deserialize;
use xtask::readme::Page;

use crate::commands::process::it_printed;
use crate::commands::{Failure, metadata};

/// The start of a command, and what it has to print. Every example of malipo is here.
const EXPECTED: &[(&str, &[&str])] = &[
    (
        "cargo xtask demo",
        &["Each payment was carried out once, each event was confirmed by asking"],
    ),
    (
        "cargo xtask generate --check",
        &["generated/src/api is up to date"],
    ),
    (
        "cargo xtask generate --spec tests/corpus/documents/pets.yaml",
        &["4 operations: 4 as documented, 0 in part, 0 left out"],
    ),
    (
        "cargo run --package malipo --example collect_and_wait",
        &["the subscriber approves", "invoice-400000 is SUCCEEDED"],
    ),
    (
        "cargo run --package malipo --example pay_out",
        &[
            "payout-17 of UGX 1500.50: Paid; 1 in the statement",
            "payout-18 of UGX 999999999: NotMade; 0 in the statement",
        ],
    ),
    (
        "cargo run --package malipo --example payroll",
        &[
            "createTransfer was refused with status 429",
            "salary-11-1 is accepted as",
            "salary-11-1 is SUCCEEDED",
            "salary-11-3 is SUCCEEDED",
        ],
    ),
    (
        "cargo run --package malipo --example receive_webhook",
        &[
            "invoice-1 is paid: deliver it",
            "invoice-2 was not paid: cancel it",
            "again, collection.success: nothing to do",
            "refused with 401",
        ],
    ),
    (
        "cargo run --package malipo --example resolve_after_a_lost_answer",
        &[
            "payout-17: the gateway has it, succeeded",
            "payout-18: not found in 2 looks",
            "payout-19, after a restart: the gateway has it, succeeded",
        ],
    ),
    (
        "cargo run --package malipo --example statement_csv",
        &[
            "completed,designation,status,currency,amount,",
            ",12345678901234567.89,",
        ],
    ),
    (
        r#"curl --fail-with-body -sS "$ZENGAPAY_BASE_URL/collections""#,
        &["transactionReference"],
    ),
    (
        r#"curl --fail-with-body -sS "$ZENGAPAY_BASE_URL/account/statement""#,
        &["SUCCEEDED", "invoice-17"],
    ),
    (
        r#"curl --fail-with-body -sS "$ZAMUPAY_BASE_URL/v1/payment-order/new-order""#,
        &["systemConversationId"],
    ),
    (
        r#"curl --fail-with-body -sS "$ZAMUPAY_BASE_URL/v1/payment-order/check-status?Id=wages-curl-1&IdType=OriginatorConversationId""#,
        &["wages-curl-1-1", r#""transactionStatus":4"#],
    ),
    (
        r#"curl -sS "$ZENGAPAY_BASE_URL/networks" -H "host: a-web-page.example""#,
        &["the host `a-web-page.example` is not this machine"],
    ),
];

/// Compares what a command printed with what it has to print.
pub(super) fn compare(command: &str, printed: &str) -> Result<(), String> {
    let expected = EXPECTED.iter().find(|(start, _)| begins(command, start));
    let (_, expected) = expected.unwrap_or(&("", &[]));
    let missing: Vec<_> = expected
        .iter()
        .filter(|text| !printed.contains(**text))
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "did not print {missing:?}; {}",
            it_printed(printed)
        ))
    }
}

/// Reports the examples of malipo that no page runs, and what is expected of a command that no page prints.
pub(super) fn unprinted(workspace: &Workspace, pages: &[Page]) -> Result<Vec<String>, Failure> {
    let blocks = pages.iter().flat_map(|page| &page.blocks);
    let printed: Vec<_> = blocks
        .filter(|block| block.is_shell())
        .flat_map(|block| block.commands())
        .map(|command| command.text)
        .collect();
    Ok(unprinted_of(&examples(workspace)?, &printed))
}

fn unprinted_of(examples: &BTreeSet<String>, printed: &[String]) -> Vec<String> {
    let prints = |start: &str| printed.iter().any(|command| begins(command, start));
    let mut problems = Vec::new();
    for example in examples {
        let command = format!("cargo run --package malipo --example {example}");
        if !prints(&command) || !EXPECTED.iter().any(|(start, _)| *start == command) {
            problems.push(format!(
                "the example {example} is shown to nobody: print `{command}` in generated/README.md, and write what it has to print \
                 into xtask/src/commands/check/readmes/expected.rs"
            ));
        }
    }
    for (command, _) in EXPECTED {
        if !prints(command) {
            problems.push(format!(
                "no README page prints `{command}`; remove it from xtask/src/commands/check/readmes/expected.rs"
            ));
        }
    }
    problems
}

/// Returns true if a command begins with these words.
fn begins(command: &str, start: &str) -> bool {
    command
        .strip_prefix(start)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The examples of malipo.
fn examples(workspace: &Workspace) -> Result<BTreeSet<String>, Failure> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        targets: Vec<Target>,
    }
    #[derive(Deserialize)]
    struct Target {
        name: String,
        kind: Vec<String>,
    }
    let metadata: Metadata = metadata(workspace)?;
    let malipo = metadata.packages.into_iter();
    Ok(malipo
        .filter(|package| package.name == "malipo")
        .flat_map(|package| package.targets)
        .filter(|target| target.kind.iter().any(|kind| kind == "example"))
        .map(|target| target.name)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed() -> Vec<String> {
        let commands = EXPECTED.iter();
        commands
            .map(|(command, _)| format!("{command}   # what it shows"))
            .collect()
    }

    fn known() -> BTreeSet<String> {
        let commands = EXPECTED.iter();
        commands
            .filter_map(|(command, _)| Some(command.rsplit_once("--example ")?.1.to_owned()))
            .collect()
    }

    #[test]
    fn a_command_that_ends_well_but_shows_nothing_is_reported() {
        let command = "cargo run --package malipo --example pay_out            # pay";
        let failure = compare(command, "done").unwrap_err();
        assert!(
            failure.starts_with("did not print [\"payout-17 of UGX"),
            "{failure}"
        );
        assert!(failure.ends_with("it printed:\ndone"), "{failure}");
        compare("cargo build", "").unwrap();
        compare("cargo run --package malipo --example pay_out_twice", "").unwrap();
    }

    #[test]
    fn every_example_is_printed_by_a_page() {
        assert_eq!(unprinted_of(&known(), &printed()), Vec::<String>::new());
        let mut more = known();
        more.insert("refund".to_owned());
        let problems = unprinted_of(&more, &printed());
        assert_eq!(problems.len(), 1);
        assert!(
            problems[0].starts_with("the example refund is shown to nobody"),
            "{problems:?}"
        );
    }

    #[test]
    fn what_is_expected_of_a_command_that_no_page_prints_is_reported() {
        let problems = unprinted_of(&BTreeSet::new(), &printed()[1..]);
        assert_eq!(problems.len(), 1);
        assert!(
            problems[0].starts_with("no README page prints `cargo xtask demo`"),
            "{problems:?}"
        );
    }
}
