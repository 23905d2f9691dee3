//! What is known of documents before they are looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use super::{Outcome, Verdict};

/// What is known of documents, by the names of their files.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Expected {
    valid: BTreeSet<String>,
    negatives: BTreeMap<String, Option<Refusal>>,
}

/// The diagnostic that a document must get.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Refusal {
    code: String,
    /// `line:column`.
    place: String,
}

impl Expected {
    /// Reads `valid.txt` and `negatives.tsv` of a directory; its `README.md` tells what they are.
    ///
    /// # Errors
    ///
    /// If one of them cannot be read, or a line has another form.
    pub fn load(directory: &Path) -> io::Result<Self> {
        let valid = fs::read_to_string(directory.join("valid.txt"))?;
        let negatives = fs::read_to_string(directory.join("negatives.tsv"))?;
        Ok(Self {
            valid: valid.lines().map(str::to_owned).collect(),
            negatives: negatives
                .lines()
                .skip(1)
                .map(negative)
                .collect::<Result<_, _>>()?,
        })
    }

    /// Notes in an outcome what was known of its document.
    pub fn compare(&self, outcome: &mut Outcome) {
        outcome.valid = self.valid.contains(&outcome.file);
        let Some(refusal) = self.negatives.get(&outcome.file) else {
            return;
        };
        outcome.expected = refusal
            .as_ref()
            .map(|refusal| format!("{} {}", refusal.code, refusal.place));
        outcome.as_expected = Some(match refusal {
            None => outcome.verdict == Verdict::Generated,
            Some(Refusal { code, place }) => outcome.errors.iter().any(|told| {
                told.code == *code && format!("{}:{}", told.line, told.column) == *place
            }),
        });
    }
}

fn negative(line: &str) -> io::Result<(String, Option<Refusal>)> {
    let cells: Vec<&str> = line.split('\t').collect();
    match cells.as_slice() {
        [file, "-", "-", _] => Ok(((*file).to_owned(), None)),
        [file, code, place, _] => Ok((
            (*file).to_owned(),
            Some(Refusal {
                code: (*code).to_owned(),
                place: (*place).to_owned(),
            }),
        )),
        _ => Err(io::Error::other(format!(
            "`{line}` is not a file, a code, a place and a reason with tabs between"
        ))),
    }
}
