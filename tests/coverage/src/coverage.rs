//! What is covered: every operation and every event of the specifications, and what shows that it is as they say.
//!
//! `spec/README.md` tells a reader what each cell stands for.

mod golden;
mod table;
mod witness;

use malipo_codegen::ir::{Docs, Operation};
use malipo_workspace::{FIXTURES_DIRECTORY, Specification, WIRE_DIRECTORY};
use serde::Serialize;

use crate::fixtures::{Fixture, Problem, folder};
use crate::routing::route;

pub use golden::{Golden, load as load_goldens};
pub use witness::{Witness, read as read_witnesses};

/// What is covered, specification by specification; operations in document order, events by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Coverage {
    /// A row for each operation.
    pub operations: Vec<OperationRow>,
    /// A row for each kind of event, and for each callback.
    pub events: Vec<EventRow>,
    /// A row for each thing that the documents only name.
    pub undocumented: Vec<UndocumentedRow>,
    /// How many there are of each.
    pub totals: Totals,
}

/// One operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OperationRow {
    /// The gateway: the name of its module and of its folders.
    pub gateway: String,
    /// The operationId.
    pub operation: String,
    /// The file of the specification.
    pub spec: String,
    /// The HTTP method, in upper case.
    pub method: String,
    /// The path below the base URL, with its templates.
    pub path: String,
    /// Where it comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
    /// The fixtures of the operation itself; refusals belong to the whole gateway and do not count.
    pub fixtures: Vec<String>,
    /// Why there is no fixture, if the specification says so.
    pub no_fixture: Option<String>,
    /// The wire goldens that are requests of it.
    pub wire_goldens: Vec<String>,
    /// The end-to-end tests in which it was called and answered with success.
    pub end_to_end: Vec<String>,
}

/// One kind of event, or one callback.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EventRow {
    /// The gateway: the name of its module and of its folders.
    pub gateway: String,
    /// The name of the event or of the callback.
    pub event: String,
    /// The file of the specification.
    pub spec: String,
    /// Where it comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
    /// The fixtures of it.
    pub fixtures: Vec<String>,
}

/// Where a fact comes from, as `x-malipo-source` has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Provenance {
    /// The short names of the documents.
    pub source: Vec<String>,
    /// How sure it is, in the word of the specification.
    pub confidence: Option<&'static str>,
    /// A remark.
    pub note: Option<String>,
}

/// Something that the documents only name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct UndocumentedRow {
    /// The gateway: the name of its module and of its folders.
    pub gateway: String,
    /// What it is.
    pub name: String,
    /// The file of the specification.
    pub spec: String,
    /// The short names of the documents.
    pub source: Vec<String>,
    /// What the documents say of it.
    pub said: String,
}

/// How many there are of each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Totals {
    /// Operations.
    pub operations: usize,
    /// Those with a fixture.
    pub with_fixture: usize,
    /// Those with a written reason why there is none.
    pub with_reason: usize,
    /// Those with neither.
    pub without_fixture_or_reason: usize,
    /// Those with a wire golden.
    pub with_wire_golden: usize,
    /// Those that succeed in an end-to-end test.
    pub with_end_to_end_test: usize,
    /// Kinds of events.
    pub events: usize,
    /// Those with a fixture.
    pub events_with_fixture: usize,
    /// What the documents only name.
    pub undocumented: usize,
}

impl Coverage {
    /// Brings together what is known.
    ///
    /// # Errors
    ///
    /// Goldens and end-to-end tests of operations that no specification has, told at once: they would be lost otherwise.
    pub fn new(
        specifications: &[Specification],
        fixtures: &[Fixture],
        goldens: &[Golden],
        witnesses: &[Witness],
    ) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let goldens: Vec<_> = goldens
            .iter()
            .filter_map(|golden| {
                let operation = operation_of(specifications, golden, &mut problems)?;
                Some((golden, operation))
            })
            .collect();
        let mut coverage = Self {
            operations: Vec::new(),
            events: Vec::new(),
            undocumented: Vec::new(),
            totals: Totals::default(),
        };
        for specification in specifications {
            let gateway = folder(&specification.api);
            for operation in &specification.api.operations {
                let mut row = OperationRow::new(specification, operation);
                row.fixtures = fixtures
                    .iter()
                    .filter(|fixture| fixture.shows(gateway, &operation.id))
                    .map(|fixture| format!("{FIXTURES_DIRECTORY}/{}", fixture.file))
                    .collect();
                row.wire_goldens = goldens
                    .iter()
                    .filter(|(golden, of)| golden.gateway == gateway && *of == operation.id)
                    .map(|(golden, _)| format!("{WIRE_DIRECTORY}/{}", golden.file))
                    .collect();
                row.end_to_end = witnesses
                    .iter()
                    .filter(|witness| {
                        witness.gateway == gateway && witness.operation == operation.id
                    })
                    .map(|witness| witness.test.clone())
                    .collect();
                row.end_to_end.sort();
                row.end_to_end.dedup();
                coverage.operations.push(row);
            }
            coverage.events.extend(events(specification, fixtures));
            coverage.undocumented.extend(undocumented(specification));
        }
        for witness in witnesses {
            let known = coverage
                .operations
                .iter()
                .any(|row| row.gateway == witness.gateway && row.operation == witness.operation);
            if !known {
                problems.push(Problem::new(
                    &witness.test,
                    format!(
                        "it called {} of the gateway \"{}\", but no specification has that",
                        witness.operation, witness.gateway
                    ),
                ));
            }
        }
        coverage.count();
        if problems.is_empty() {
            Ok(coverage)
        } else {
            Err(problems)
        }
    }

    /// What every operation must have and some operation has not.
    ///
    /// A wire golden, because whoever knows the path of an operation can write its request down; and an end-to-end test,
    /// because the embedded gateway is ours. Fixtures are looked at by [`validate`](crate::fixtures::validate): there is
    /// not one for every operation.
    #[must_use]
    pub fn gaps(&self) -> Vec<Problem> {
        let mut gaps = Vec::new();
        for row in &self.operations {
            let mut gap = |what: String| {
                gaps.push(Problem::new(
                    format!("{} {}", row.gateway, row.operation),
                    what,
                ));
            };
            if row.wire_goldens.is_empty() {
                gap(format!(
                    "there is no wire golden; write its request down in {WIRE_DIRECTORY}/{}, as README.md there tells",
                    row.gateway
                ));
            }
            if row.end_to_end.is_empty() {
                gap(
                    "no end-to-end test calls it with success; add one to tests/client/end_to_end.rs"
                        .to_owned(),
                );
            }
        }
        gaps
    }

    fn count(&mut self) {
        let operations = |wanted: fn(&OperationRow) -> bool| {
            self.operations.iter().filter(|row| wanted(row)).count()
        };
        self.totals = Totals {
            operations: self.operations.len(),
            with_fixture: operations(|row| !row.fixtures.is_empty()),
            with_reason: operations(|row| row.fixtures.is_empty() && row.no_fixture.is_some()),
            without_fixture_or_reason: operations(|row| {
                row.fixtures.is_empty() && row.no_fixture.is_none()
            }),
            with_wire_golden: operations(|row| !row.wire_goldens.is_empty()),
            with_end_to_end_test: operations(|row| !row.end_to_end.is_empty()),
            events: self.events.len(),
            events_with_fixture: self
                .events
                .iter()
                .filter(|row| !row.fixtures.is_empty())
                .count(),
            undocumented: self.undocumented.len(),
        };
    }
}

impl OperationRow {
    fn new(specification: &Specification, operation: &Operation) -> Self {
        Self {
            gateway: folder(&specification.api).to_owned(),
            operation: operation.id.clone(),
            spec: specification.file.clone(),
            method: operation.method.clone(),
            path: operation.path.clone(),
            provenance: Provenance::new(&operation.docs),
            fixtures: Vec::new(),
            no_fixture: operation.no_fixture.clone(),
            wire_goldens: Vec::new(),
            end_to_end: Vec::new(),
        }
    }
}

impl Provenance {
    fn new(docs: &Docs) -> Self {
        let source = docs.source.as_ref();
        Self {
            source: source.map(|source| source.from.clone()).unwrap_or_default(),
            confidence: source.map(|source| source.confidence.as_str()),
            note: source.and_then(|source| source.note.clone()),
        }
    }
}

/// The operation that a golden is a request of.
fn operation_of<'a>(
    specifications: &'a [Specification],
    golden: &Golden,
    problems: &mut Vec<Problem>,
) -> Option<&'a str> {
    let found = specifications
        .iter()
        .find(|specification| folder(&specification.api) == golden.gateway)
        .and_then(|specification| route(&specification.api, &golden.method, &golden.path));
    if found.is_none() {
        problems.push(Problem::new(
            format!("{WIRE_DIRECTORY}/{}", golden.file),
            format!(
                "no specification of the gateway \"{}\" has an operation {} {}",
                golden.gateway, golden.method, golden.path
            ),
        ));
    }
    found.map(|operation| operation.id.as_str())
}

fn events<'a>(
    specification: &'a Specification,
    fixtures: &'a [Fixture],
) -> impl Iterator<Item = EventRow> + 'a {
    let api = &specification.api;
    let gateway = folder(api);
    let signed = api.events.iter().flat_map(|events| &events.kinds);
    let signed = signed.map(|(name, kind)| (name, &kind.docs));
    let unsigned = api.callbacks.iter();
    let unsigned = unsigned.map(|(name, callback)| (name, &callback.docs));
    signed.chain(unsigned).map(move |(name, docs)| EventRow {
        gateway: gateway.to_owned(),
        event: name.clone(),
        spec: specification.file.clone(),
        provenance: Provenance::new(docs),
        fixtures: fixtures
            .iter()
            .filter(|fixture| {
                fixture.gateway == gateway && fixture.exchange.event.as_ref() == Some(name)
            })
            .map(|fixture| format!("{FIXTURES_DIRECTORY}/{}", fixture.file))
            .collect(),
    })
}

fn undocumented(specification: &Specification) -> impl Iterator<Item = UndocumentedRow> + '_ {
    specification
        .api
        .undocumented
        .iter()
        .map(|named| UndocumentedRow {
            gateway: folder(&specification.api).to_owned(),
            name: named.name.clone(),
            spec: specification.file.clone(),
            source: named.from.clone(),
            said: named.said.clone(),
        })
}
