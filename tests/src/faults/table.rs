//! The matrix for people.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Connection, Measured, Policy, Reported, troubles};

/// A table in Markdown, with a row for each thing that goes wrong.
#[must_use]
pub fn summary(all: &[Measured]) -> String {
    let mut table = String::from(
        "| what goes wrong | times executed, if it comes before execution | if after | `phase()` | `may_have_moved_money()` | cells |\n|---|---|---|---|---|---|\n",
    );
    let mut names: Vec<_> = troubles()
        .into_iter()
        .map(|trouble| trouble.name())
        .collect();
    names.dedup();
    for name in names {
        let of_row = || {
            all.iter()
                .filter(|measured| measured.cell.trouble.name() == name)
        };
        if of_row().next().is_none() {
            continue;
        }
        let executed = |after: bool| {
            listed(
                of_row()
                    .filter(|one| one.cell.trouble.is_after().unwrap_or(false) == after)
                    .map(|one| one.executed.to_string()),
            )
        };
        let _infallible = writeln!(
            table,
            "| {name} | {} | {} | {} | {} | {} |",
            executed(false),
            executed(true),
            listed(of_row().map(|one| phase(one).to_owned())),
            listed(of_row().map(|one| may_have_moved(one).to_owned())),
            of_row().count()
        );
    }
    table
}

/// A line for each operation and each thing that goes wrong, with what came of it on each connection under each policy: how
/// often it was executed, the phase that was told, and `!` where one of them is wrong or the call did not end in time.
#[must_use]
pub fn per_cell(all: &[Measured]) -> String {
    let mut table = format!("{:<20} {:<46}", "operation", "what goes wrong");
    for connection in Connection::ALL {
        for policy in Policy::ALL {
            let _infallible = write!(table, " {:<18}", format!("{connection}, {policy}"));
        }
    }
    let mut rows: Vec<(String, Vec<&Measured>)> = Vec::new();
    for measured in all {
        let trouble = measured.cell.trouble;
        let when = match trouble.is_after() {
            None => "",
            Some(false) => ", before",
            Some(true) => ", after",
        };
        let name = trouble.detail().unwrap_or_else(|| trouble.name());
        let row = format!(
            "{:<20} {:<46}",
            measured.cell.operation.id,
            format!("{name}{when}")
        );
        match rows.last_mut() {
            Some((last, cells)) if *last == row => cells.push(measured),
            _ => rows.push((row, vec![measured])),
        }
    }
    for (row, cells) in rows {
        table.push('\n');
        table.push_str(&row);
        for connection in Connection::ALL {
            for policy in Policy::ALL {
                let cell = cells
                    .iter()
                    .find(|one| one.cell.connection == connection && one.cell.policy == policy);
                let _infallible = write!(
                    table,
                    " {:<18}",
                    cell.map_or("n/a".to_owned(), |one| short(one))
                );
            }
        }
    }
    table.push('\n');
    table
}

/// What counts.
#[must_use]
pub fn last_line(all: &[Measured]) -> String {
    let count = |wanted: fn(&Measured) -> bool| all.iter().filter(|one| wanted(one)).count();
    format!(
        "executed twice: {}, wrong phase: {}, wrong about money: {}, unbounded: {}, genuine refusals recognised: {} of {}, of {} cells",
        count(Measured::is_executed_twice),
        count(Measured::is_wrong_phase),
        count(Measured::is_wrong_about_money),
        count(Measured::is_unbounded),
        count(Measured::is_recognised_refusal),
        count(Measured::is_genuine_refusal),
        all.len()
    )
}

fn short(one: &Measured) -> String {
    let wrong = one.is_executed_twice()
        || one.is_wrong_phase()
        || one.is_wrong_about_money()
        || one.is_unbounded();
    format!(
        "{}x {}{}",
        one.executed,
        phase(one),
        if wrong { " !" } else { "" }
    )
}

fn phase(one: &Measured) -> &'static str {
    match one.reported {
        None => "(no end)",
        Some(Reported::Accepted) => "(accepted)",
        Some(Reported::Failed { phase, .. }) => match phase {
            None => "(an error)",
            Some(super::Phase::NotSent) => "NotSent",
            Some(super::Phase::MaybeSent) => "MaybeSent",
            Some(super::Phase::Answered) => "Answered",
        },
    }
}

fn may_have_moved(one: &Measured) -> &'static str {
    match one.reported {
        Some(Reported::Failed {
            may_have_moved_money: Some(may_have),
            ..
        }) => match may_have {
            true => "true",
            false => "false",
        },
        _ => "–",
    }
}

/// Each value once: `0 or 1`; a dash if there is none.
fn listed(values: impl Iterator<Item = String>) -> String {
    let all: BTreeSet<_> = values.collect();
    match all.is_empty() {
        true => "–".to_owned(),
        false => all.into_iter().collect::<Vec<_>>().join(" or "),
    }
}
