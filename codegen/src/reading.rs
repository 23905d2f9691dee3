//! How a document is read that may have faults: the passes are gone through again without the faulty parts, to report what else is
//! wrong or, for a caller that keeps going, to generate the rest.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::account::Marks;
use crate::diagnostic::{Code, Diagnostics, Report, Severity};
use crate::document::{Document, Input, Origins};
use crate::ir::Api;
use crate::normalise;
use crate::openapi::Beside;
use crate::poison;
use crate::shape::Shape;

/// What an API is, and what was noted of each part of its document.
type Understood = Option<(Api, Marks)>;

/// The passes, which the root of the crate lists.
pub(crate) struct Passes {
    pub(crate) document: fn(&Input, &mut Report) -> Option<Document>,
    pub(crate) faults: fn(&Document, &Beside, &mut Report) -> Shape,
    pub(crate) api: fn(&Document, &Beside, &mut Report) -> Understood,
}

/// A document that was read, as far as it could be.
pub(crate) struct Reading<'i> {
    input: &'i Input,
    /// What was read of it; `None` if something stops the generation.
    pub(crate) read: Option<Read>,
    /// What was noticed, where it is in the bundled document.
    pub(crate) diagnostics: Diagnostics,
    pub(crate) origins: Origins,
}

/// What was read of a document.
pub(crate) struct Read {
    /// The document, with its faulty parts.
    pub(crate) tree: Value,
    /// The document without them, if it has any.
    pub(crate) without_faults: Option<Value>,
    pub(crate) api: Api,
    /// What became of its parts.
    pub(crate) marks: Marks,
}

impl<'i> Reading<'i> {
    pub(crate) fn of(input: &'i Input, passes: &Passes) -> Self {
        let mut report = Report::new(&input.file);
        let (read, origins) = match (passes.document)(input, &mut report) {
            Some(mut document) => {
                let mut reader = Reader {
                    passes,
                    document: &mut document,
                    keeps_going: input.keeps_going(),
                };
                (reader.read(&mut report), document.origins)
            }
            None => (None, Origins::default()),
        };
        let mut diagnostics = report.finish(&input.text);
        if input.strict {
            diagnostics.deny_warnings();
        }
        Self {
            input,
            read: read.filter(|_| input.keeps_going() || !diagnostics.has_errors()),
            diagnostics,
            origins,
        }
    }

    /// Returns what was noticed, shown where its causes were written.
    pub(crate) fn settled(self) -> Diagnostics {
        let mut diagnostics = self.diagnostics;
        diagnostics.settle(&self.input.file, &self.origins);
        diagnostics
    }

    /// Returns what was read, with [`settled`](Self::settled).
    pub(crate) fn into_parts(mut self) -> Result<(Read, Diagnostics), Diagnostics> {
        match self.read.take() {
            Some(read) => Ok((read, self.settled())),
            None => Err(self.settled()),
        }
    }
}

/// How often a document is read again without what was found to be faulty.
const MOST_READINGS: usize = 16;

/// What is left of a document without its faulty parts.
struct Rest {
    /// Whether there was a way to take out each fault.
    is_complete: bool,
    /// What is faulty only for what was taken out.
    derived: BTreeSet<(String, Code)>,
}

/// Reads one document; each stage goes on as long as it can, so that all problems are reported at once.
struct Reader<'r> {
    passes: &'r Passes,
    document: &'r mut Document,
    keeps_going: bool,
}

impl Reader<'_> {
    fn read(&mut self, report: &mut Report) -> Option<Read> {
        let beside = self.beside();
        let shape = (self.passes.faults)(self.document, &beside, report);
        if shape.is_unreadable {
            return None;
        }
        normalise::apply(&mut self.document.tree, shape.mends);
        if report.has_errors() {
            let tree = std::mem::take(&mut self.document.tree);
            return self.without_faults(tree, report);
        }
        let mut reading = Report::new(report.file());
        let understood = (self.passes.api)(self.document, &beside, &mut reading);
        let tree = std::mem::take(&mut self.document.tree);
        match understood {
            Some((api, marks)) if !reading.has_errors() => {
                report.add(reading);
                Some(Read {
                    tree,
                    without_faults: None,
                    api,
                    marks,
                })
            }
            _ if self.keeps_going => {
                // What only warns holds of the last reading.
                report.add_if(reading, |found| found.severity == Severity::Error);
                self.without_faults(tree, report)
            }
            _ => {
                report.add(reading);
                None
            }
        }
    }

    /// Reads a document without what its errors are about: to report more, and to have the rest if it is asked for.
    fn without_faults(&mut self, tree: Value, report: &mut Report) -> Option<Read> {
        match self.keeps_going && report.is_survivable() {
            true => self.survive(tree, report),
            false => {
                self.explore(&tree, report);
                None
            }
        }
    }

    fn beside(&self) -> Beside {
        match self.document.refers_deep {
            true => Beside::new(&self.document.tree),
            false => Beside::default(),
        }
    }

    /// Takes the faulty parts out of a tree. Returns what is left of the document, if it can be read.
    fn take_out(&mut self, tree: &Value, faults: &mut BTreeSet<String>) -> Option<Rest> {
        let mut derived = BTreeSet::new();
        for _ in 0..MOST_READINGS {
            self.document.tree = tree.clone();
            let beside = self.beside();
            let is_complete = poison::poison(self.document, &beside, faults);
            // That they have no name of their own then is no news.
            let unnamed = faults
                .iter()
                .filter_map(|fault| fault.strip_suffix("/operationId"));
            let unnamed = unnamed.map(str::to_owned);
            self.document.named_elsewhere.extend(unnamed);
            let mut left = Report::new("");
            let beside = self.beside();
            let shape = (self.passes.faults)(self.document, &beside, &mut left);
            if !left.has_errors() {
                normalise::apply(&mut self.document.tree, shape.mends);
                return Some(Rest {
                    is_complete,
                    derived,
                });
            }
            let found = left.faults()?;
            let new = found.iter().filter(|(at, _)| !faults.contains(at));
            derived.extend(new.cloned());
            if !add_faults(faults, pointers(found)) {
                return None;
            }
        }
        None
    }

    /// Reads a document without its faulty parts, only to report what else is wrong with it.
    fn explore(&mut self, tree: &Value, report: &mut Report) {
        let faults = report.faults().map(pointers);
        if let Some(mut faults) = faults
            && self.take_out(tree, &mut faults).is_some()
        {
            let mut more = Report::new(report.file());
            let beside = self.beside();
            (self.passes.api)(self.document, &beside, &mut more);
            // A fact may be about a part that was taken out.
            report.add_if(more, |found| !found.code.judges_facts());
        }
    }

    /// Reads a document without its faulty parts, until nothing else is wrong.
    fn survive(&mut self, tree: Value, report: &mut Report) -> Option<Read> {
        for _ in 0..MOST_READINGS {
            let mut faults = pointers(report.faults()?);
            let rest = self
                .take_out(&tree, &mut faults)
                .filter(|rest| rest.is_complete)?;
            let mut next = Report::new(report.file());
            let beside = self.beside();
            let understood = (self.passes.api)(self.document, &beside, &mut next);
            if !next.has_errors() {
                report.add(next);
                let (api, mut marks) = understood?;
                for (at, code) in &rest.derived {
                    marks.drops(at, *code);
                }
                return Some(Read {
                    tree,
                    without_faults: Some(std::mem::take(&mut self.document.tree)),
                    api,
                    marks,
                });
            }
            if pointers(next.faults()?).is_subset(&faults) {
                report.add(next);
                return None;
            }
            report.add_if(next, |found| found.severity == Severity::Error);
            if !report.is_survivable() {
                self.explore(&tree, report);
                return None;
            }
        }
        None
    }
}

fn pointers(faults: BTreeSet<(String, Code)>) -> BTreeSet<String> {
    faults.into_iter().map(|(at, _)| at).collect()
}

/// Adds faults that are left to the ones that were known. What was known and is left all the same goes with what is around it.
/// Returns whether there is anything to add.
fn add_faults(known: &mut BTreeSet<String>, left: BTreeSet<String>) -> bool {
    let count = known.len();
    let around = left
        .iter()
        .filter_map(|fault| Some(fault.rsplit_once('/')?.0.to_owned()));
    let around: Vec<String> = around.collect();
    known.extend(left);
    if known.len() == count {
        known.extend(around);
    }
    known.len() > count
}
