//! Coverage as text: plain, and no wider than 120 columns unless a single word is.

use std::fmt;

use super::{Coverage, EventRow, OperationRow};

/// How wide a line may be, in characters.
const WIDTH: usize = 120;

/// How narrow the last column may become, in characters.
const NARROWEST: usize = 30;

/// What stands in the place of something that ought to be there.
const MISSING: &str = "MISSING";

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        table(
            f,
            [
                "spec",
                "operation",
                "source",
                "confidence",
                "fixture",
                "wire golden",
                "end-to-end test",
            ],
            self.operations.iter().map(OperationRow::cells),
        )?;
        table(
            f,
            ["spec", "event", "source", "confidence", "fixture", "note"],
            self.events.iter().map(EventRow::cells),
        )?;
        table(
            f,
            ["spec", "operation", "why there is no fixture"],
            self.operations
                .iter()
                .filter(|row| row.fixtures.is_empty())
                .filter_map(|row| {
                    let reason = row.no_fixture.clone()?;
                    Some([row.gateway.clone(), row.operation.clone(), reason])
                }),
        )?;
        table(
            f,
            ["spec", "only named", "source", "what is said"],
            self.undocumented.iter().map(|row| {
                [
                    row.gateway.clone(),
                    row.name.clone(),
                    row.source.join(", "),
                    row.said.clone(),
                ]
            }),
        )?;
        let totals = &self.totals;
        writeln!(
            f,
            "operations {}: fixture {}, no fixture for a reason {}, neither {}; wire golden {}; end-to-end test {}",
            totals.operations,
            totals.with_fixture,
            totals.with_reason,
            totals.without_fixture_or_reason,
            totals.with_wire_golden,
            totals.with_end_to_end_test,
        )?;
        writeln!(
            f,
            "events {}: fixture {}",
            totals.events, totals.events_with_fixture
        )?;
        write!(f, "only named {}", totals.undocumented)
    }
}

impl OperationRow {
    fn cells(&self) -> [String; 7] {
        let fixture = match (self.fixtures.len(), &self.no_fixture) {
            (0, Some(_)) => "none".to_owned(),
            (0, None) => MISSING.to_owned(),
            (count, _) => count.to_string(),
        };
        let goldens = match self.wire_goldens.len() {
            0 => MISSING.to_owned(),
            count => count.to_string(),
        };
        let tests = match self.end_to_end.first() {
            None => MISSING.to_owned(),
            Some(first) => format!("{} {first}", self.end_to_end.len()),
        };
        [
            self.gateway.clone(),
            self.operation.clone(),
            self.provenance.source.join(", "),
            self.provenance.confidence.unwrap_or("-").to_owned(),
            fixture,
            goldens,
            tests,
        ]
    }
}

impl EventRow {
    fn cells(&self) -> [String; 6] {
        let fixture = match self.fixtures.len() {
            0 => "none".to_owned(),
            count => count.to_string(),
        };
        [
            self.gateway.clone(),
            self.event.clone(),
            self.provenance.source.join(", "),
            self.provenance.confidence.unwrap_or("-").to_owned(),
            fixture,
            self.provenance.note.clone().unwrap_or_default(),
        ]
    }
}

/// Writes a table and an empty line, or nothing if there are no rows. What is too long for the last column goes on below.
fn table<const COLUMNS: usize>(
    f: &mut fmt::Formatter<'_>,
    header: [&str; COLUMNS],
    rows: impl Iterator<Item = [String; COLUMNS]>,
) -> fmt::Result {
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return Ok(());
    }
    let header = header.map(str::to_owned);
    let widths: Vec<usize> = (0..COLUMNS - 1)
        .map(|column| {
            std::iter::once(&header)
                .chain(&rows)
                .map(|row| row[column].chars().count())
                .max()
                .unwrap_or_default()
        })
        .collect();
    let before: usize = widths.iter().map(|width| width + 2).sum();
    let rest = WIDTH.saturating_sub(before).max(NARROWEST);
    for row in std::iter::once(&header).chain(&rows) {
        let mut start = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            start.push_str(&format!("{cell:<width$}  "));
        }
        for line in wrapped(&row[COLUMNS - 1], rest) {
            writeln!(f, "{}", format!("{start}{line}").trim_end())?;
            start = " ".repeat(before);
        }
    }
    writeln!(f)
}

/// A text as lines: broken between words, and inside a long name after one of its parts.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in text.split_inclusive([' ', '_']) {
        let length = |text: &str| text.trim_end().chars().count();
        match lines.last_mut() {
            Some(line) if line.is_empty() || line.chars().count() + length(piece) <= width => {
                line.push_str(piece);
            }
            _ => lines.push(piece.to_owned()),
        }
    }
    lines
}
