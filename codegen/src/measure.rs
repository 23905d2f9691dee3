//! How much of a document is in the output: what lowering noted of each object, added up over all that an operation reaches.

mod components;
mod finding;
mod graph;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use self::components::Totals;
use self::finding::Finding;
use self::graph::{Entrance, Graph};
use crate::account::{Account, Ignored, Marks, OperationAccount, Presence, Reason};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::openapi::operations;
use crate::openapi::resolver::{is_reference, resolved};
use crate::reading::Read;

/// A graph, and what its nodes reach.
struct Measured<'d> {
    graph: Graph<'d>,
    totals: Totals,
}

impl<'d> Measured<'d> {
    fn new(tree: &'d Value, marks: Option<&Marks>, found: Vec<Finding>) -> Self {
        let mut graph = Graph::new(tree);
        walk::visit(&mut graph, marks, found);
        let totals = Totals::new(&graph);
        Self { graph, totals }
    }
}

/// Adds up what becomes of the operations of a document.
pub(crate) fn account(whole: &Read, diagnostics: &Diagnostics, file: &str) -> Account {
    let diagnostics = diagnostics.unordered();
    let numbered = diagnostics.iter().enumerate();
    let reported = numbered.filter_map(|(number, found)| Finding::reported(number, found));
    let (errors, warnings): (Vec<Finding>, Vec<Finding>) = match whole.without_faults {
        // What is wrong is where the document has it; the rest is about what was read.
        Some(_) => reported.partition(Finding::is_error),
        None => (Vec::new(), reported.collect()),
    };
    let dropped = whole.marks.dropped().iter();
    let dropped = dropped.map(|(code, at)| Finding::of_table(Some(*code), at.clone()));
    let found = warnings.into_iter().chain(dropped).collect();
    let tree = whole.without_faults.as_ref().unwrap_or(&whole.tree);
    let read = Measured::new(tree, Some(&whole.marks), found);
    let faulty = whole
        .without_faults
        .as_ref()
        .map(|_| Measured::new(&whole.tree, None, errors));
    let entrances = operations(tree).map(|found| found.pointer());
    let entrances: BTreeMap<String, Entrance> = entrances
        .zip(read.graph.entrances().iter().copied())
        .collect();
    let operations_read = whole.api.operations.iter();
    let present: BTreeSet<&str> = operations_read.map(|read| read.pointer.as_str()).collect();
    let mut account = Account {
        unreadable_paths: unreadable_paths(&whole.tree),
        ..Account::default()
    };
    let mut called = Vec::new();
    let mut called_faulty = Vec::new();
    for (number, found) in operations(&whole.tree).enumerate() {
        let pointer = found.pointer();
        let of_read = entrances.get(&pointer).map(|at| (&read, *at));
        let of_faulty = faulty.as_ref().and_then(|faulty| {
            let entrance = faulty.graph.entrances().get(number)?;
            Some((faulty, *entrance))
        });
        let ways = || of_read.into_iter().chain(of_faulty);
        let presence = match present.contains(pointer.as_str()) {
            true => {
                called.extend(of_read.map(|(_, entrance)| entrance));
                called_faulty.extend(of_faulty.map(|(_, entrance)| entrance));
                presence(ways(), file)
            }
            false => Presence::LeftOut(why_left_out(ways(), diagnostics)),
        };
        let id = found.operation.get("operationId").and_then(Value::as_str);
        account.operations.push(OperationAccount {
            method: found.method.to_uppercase(),
            path: found.path.to_owned(),
            id: id.map(str::to_owned),
            presence,
        });
    }
    let mut ignored = BTreeSet::new();
    let mut unaccounted = BTreeSet::new();
    let findings = read.totals.findings(&read.graph, &called);
    let faults = faulty
        .iter()
        .flat_map(|faulty| faulty.totals.findings(&faulty.graph, &called_faulty));
    for finding in findings.into_iter().chain(faults) {
        match finding.code {
            Some(code) => {
                let (pointer, keyword) = finding.object_and_keyword();
                let file = file.to_owned();
                ignored.insert(Ignored {
                    code,
                    file,
                    pointer,
                    keyword,
                });
            }
            None => drop(unaccounted.insert(finding.pointer.clone())),
        }
    }
    account.ignored = ignored.into_iter().collect();
    account.unaccounted = unaccounted.into_iter().collect();
    account
}

/// The paths whose path item is no object, or a reference that could not be followed.
fn unreadable_paths(tree: &Value) -> Vec<String> {
    let paths = tree.get("paths").and_then(Value::as_object);
    let paths = paths.into_iter().flatten();
    let unreadable = paths.filter(|(path, item)| {
        let item = resolved(tree, item);
        path.starts_with('/') && (!item.is_object() || is_reference(item))
    });
    unreadable.map(|(path, _)| path.clone()).collect()
}

/// Whether an operation that can be called is whole.
fn presence<'m, 'd: 'm>(
    ways: impl Iterator<Item = (&'m Measured<'d>, Entrance)>,
    file: &str,
) -> Presence {
    let mut first: BTreeMap<Option<Code>, &Finding> = BTreeMap::new();
    for (Measured { graph, totals }, of) in ways {
        let in_request = totals.of(of.request);
        let in_request = in_request.filter(|(key, _)| key.is_of_requests());
        let in_responses = totals.of(of.responses);
        let in_responses = in_responses.filter(|(key, _)| key.is_of_responses());
        for (key, number) in in_request.chain(in_responses) {
            if let Some(finding) = graph.findings().get(number) {
                first.entry(key.code).or_insert(finding);
            }
        }
    }
    let reasons = first.into_iter();
    let reasons = reasons.map(|(code, found)| Reason::new(code, file, found.pointer.clone()));
    let reasons: Vec<Reason> = reasons.collect();
    match reasons.is_empty() {
        true => Presence::Whole,
        false => Presence::Partial(reasons),
    }
}

/// What was reported of an operation that is not there, or of something that it reaches. If a report says that it leaves something
/// out, then so do all.
fn why_left_out<'m, 'd: 'm>(
    ways: impl Iterator<Item = (&'m Measured<'d>, Entrance)>,
    diagnostics: &[Diagnostic],
) -> Vec<Diagnostic> {
    let mut numbers: BTreeMap<usize, bool> = BTreeMap::new();
    for (Measured { graph, totals }, of) in ways {
        for (key, number) in totals.of(of.request).chain(totals.of(of.responses)) {
            let finding = graph.findings().get(number);
            if let Some(diagnostic) = finding.and_then(|finding| finding.diagnostic) {
                numbers.insert(diagnostic, key.leaves_out);
            }
        }
    }
    let is_known = numbers.values().any(|leaves_out| *leaves_out);
    let chosen = numbers.into_iter();
    let chosen = chosen.filter(|(_, leaves_out)| !is_known || *leaves_out);
    let found = chosen.filter_map(|(number, _)| diagnostics.get(number));
    found.cloned().collect()
}
