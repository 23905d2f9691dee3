//! The pure generator behind Malipo: an OpenAPI 3.0 text in, Rust files out.
//!
//! ```text
//! &str ─load─▶ tree ─bundle, normalise─▶ types ─lower─▶ ir::Api ─check─▶ ir::Api ─emit─▶ FileSet
//!          └───────────── Diagnostics: collected, sorted, shown once, with file:line:column ─────────────┘
//! ```
//!
//! Nothing here reads a disk, a clock, an environment or a network, and nothing here knows a gateway:
//! what is special about one is declared in its specification (`x-malipo-` keys, see `spec/README.md`).

mod account;
mod bundle;
mod check;
mod diagnostic;
mod document;
mod emit;
mod examples;
mod files;
mod fit;
mod ground;
mod instances;
pub mod ir;
mod load;
mod lower;
mod measure;
mod naming;
mod normalise;
mod openapi;
mod package;
mod poison;
mod references;
mod schema;
mod shape;
mod span;
mod text;
mod vocabulary;

pub use account::{Account, Ignored, OperationAccount, Presence, Reason};
pub use diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity};
pub use document::{Input, Others, TypedFormats, Unreadable};
pub use examples::{Example, Exchange, Exemplified};
pub use files::{FileSet, HEADER_PREFIX};
pub use fit::{Misfit, Strictness, fit, fit_parameter, form_as_json};
pub use instances::Instance;
pub use package::{MANIFEST_HEADER_PREFIX, Package, Runtime, check_crate_name, generate_crate};
pub use text::Text;
pub use vocabulary::extension_keys;

use std::collections::BTreeSet;

use account::Marks;
use document::{Document, Origins};
use ground::stack::with_room;
use measure::Whole;
use openapi::Beside;

/// An API, and what was noticed while it was read.
#[derive(Debug)]
pub struct Lowered {
    /// The API.
    pub api: ir::Api,
    /// What was noticed in the document.
    pub diagnostics: Diagnostics,
    /// How much of the document is in the API.
    pub account: Account,
}

/// Files, and what was noticed while they were made.
#[derive(Debug)]
pub struct Outcome {
    /// The files.
    pub files: FileSet,
    /// What was noticed in the documents.
    pub diagnostics: Diagnostics,
    /// How much of each document is in the files, in the order of the inputs.
    pub account: Vec<Account>,
}

/// Reads one document.
///
/// # Errors
///
/// Every problem of the document that stops the generation, and the warnings beside them.
pub fn lower(input: &Input) -> Result<Lowered, Diagnostics> {
    with_room(|| lower_here(input))
}

/// [`lower`], on the stack of its caller.
pub(crate) fn lower_here(input: &Input) -> Result<Lowered, Diagnostics> {
    let mut report = diagnostic::Report::new(&input.file);
    let (read, origins) = read(input, &mut report);
    let mut diagnostics = report.finish(&input.text);
    if input.strict {
        diagnostics.deny_warnings();
    }
    let measured = read
        .filter(|_| input.keeps_going() || !diagnostics.has_errors())
        .map(|read| {
            let whole = Whole {
                tree: &read.tree,
                without_faults: read.without_faults.as_ref(),
                api: &read.api,
                marks: &read.marks,
            };
            let account = measure::account(&whole, &diagnostics, &input.file);
            (account, read.api)
        });
    diagnostics.settle(&input.file, &origins);
    match measured {
        Some((mut account, api)) => {
            account.settle(&input.file, &origins);
            Ok(Lowered {
                api,
                diagnostics,
                account,
            })
        }
        None => Err(diagnostics),
    }
}

/// The examples of JSON bodies, of schemas that became types, and of their properties: operations in document order, then types by
/// name. What has no type has no example here either.
///
/// # Errors
///
/// Every problem of the document that stops the generation.
pub fn examples(input: &Input) -> Result<Vec<Example>, Diagnostics> {
    with_room(|| examples_here(input))
}

fn examples_here(input: &Input) -> Result<Vec<Example>, Diagnostics> {
    let mut report = diagnostic::Report::new(&input.file);
    let (read, origins) = read(input, &mut report);
    let mut diagnostics = report.finish(&input.text);
    match read.filter(|_| input.keeps_going() || !diagnostics.has_errors()) {
        Some(Read { tree, api, .. }) => Ok(examples::collect(&tree, &api, input, &origins)),
        None => {
            diagnostics.settle(&input.file, &origins);
            Err(diagnostics)
        }
    }
}

/// Values of all unions of a document, made from their schemas: to try whether the types read and write them without loss.
///
/// # Errors
///
/// Every problem of the document that stops the generation.
pub fn instances(input: &Input) -> Result<Vec<Instance>, Diagnostics> {
    with_room(|| {
        let mut report = diagnostic::Report::new(&input.file);
        let (read, origins) = read(input, &mut report);
        let mut diagnostics = report.finish(&input.text);
        match read.filter(|_| input.keeps_going() || !diagnostics.has_errors()) {
            Some(Read { tree, api, .. }) => Ok(instances::collect(&tree, &api)),
            None => {
                diagnostics.settle(&input.file, &origins);
                Err(diagnostics)
            }
        }
    })
}

/// How many operations a document has, if it can be read at all: also one that is refused.
#[must_use]
pub fn count_operations(input: &Input) -> usize {
    with_room(|| {
        let mut report = diagnostic::Report::new(&input.file);
        let whole = whole(input, &mut report);
        whole.map_or(0, |document| openapi::operations(&document.tree).count())
    })
}

/// Reads a text as a tree and no further, and gives what was noticed with it: for the fuzz target `load`.
#[cfg(fuzzing)]
#[doc(hidden)]
#[must_use]
pub fn load_tree(input: &Input) -> (Option<serde_json::Value>, Diagnostics) {
    with_room(|| {
        let mut report = diagnostic::Report::new(&input.file);
        let tree = load::load(&input.text, &mut report).map(|loaded| loaded.tree);
        (tree, report.finish(&input.text))
    })
}

/// Generates one module per document.
///
/// # Errors
///
/// Every problem of every document that stops the generation; then no file is made at all.
pub fn generate(inputs: &[Input]) -> Result<Outcome, Diagnostics> {
    with_room(|| generate_here(inputs))
}

fn generate_here(inputs: &[Input]) -> Result<Outcome, Diagnostics> {
    let mut files = FileSet::default();
    let mut diagnostics = Diagnostics::new();
    let mut account = Vec::new();
    let mut modules = std::collections::BTreeMap::new();
    let mut is_lost = false;
    for input in inputs {
        match lower_here(input) {
            Ok(Lowered {
                api,
                diagnostics: of_document,
                account: document,
            }) => {
                diagnostics.extend(of_document);
                account.push(document);
                if let Some(other) = modules.insert(api.gateway.module.clone(), &input.file) {
                    let mut report = diagnostic::Report::new(&input.file);
                    let what = format!("`{other}` has the module `{}` too", api.gateway.module);
                    let at = format!("/{}/module", vocabulary::GATEWAY);
                    report.error(
                        Code::ModuleTwice,
                        &at,
                        what,
                        "give each document its own module",
                    );
                    diagnostics.extend(report.finish(&input.text));
                    is_lost = true;
                } else {
                    emit::emit(&api, input, &mut files);
                }
            }
            Err(problems) => {
                diagnostics.extend(problems);
                is_lost = true;
            }
        }
    }
    if is_lost {
        return Err(diagnostics);
    }
    Ok(Outcome {
        files,
        diagnostics,
        account,
    })
}

/// The document as one tree, and where its parts come from.
fn whole(input: &Input, report: &mut diagnostic::Report) -> Option<Document> {
    let loaded = load::load(&input.text, report)?;
    let mut document = bundle::bundle(loaded, &input.file, &input.others, report);
    document.typed = input.typed;
    report.relocate(&document.origins);
    Some(document)
}

/// What was read of a document.
struct Read {
    /// The document, with its faulty parts.
    tree: serde_json::Value,
    /// The document without them, if it has any.
    without_faults: Option<serde_json::Value>,
    api: ir::Api,
    /// What became of its parts.
    marks: Marks,
}

/// The stages up to the representation; each goes on as long as it can, so that all problems are reported at once.
fn read(input: &Input, report: &mut diagnostic::Report) -> (Option<Read>, Origins) {
    match whole(input, report) {
        Some(mut document) => {
            let read = match understand(&mut document, report) {
                Understood::Faultless(api, marks) => Some(Read {
                    tree: std::mem::take(&mut document.tree),
                    without_faults: None,
                    api: *api,
                    marks,
                }),
                Understood::Faulty(tree, reading) if input.keeps_going() => {
                    survive(&mut document, tree, reading, report)
                }
                Understood::Faulty(_, Some(reading)) => {
                    report.add(reading);
                    None
                }
                Understood::Faulty(tree, None) => {
                    explore(&mut document, &tree, report);
                    None
                }
                Understood::Nothing => None,
            };
            (read, document.origins)
        }
        None => (None, Origins::default()),
    }
}

/// What the first reading of a document gives.
enum Understood {
    Faultless(Box<ir::Api>, Marks),
    /// The document has errors: its tree, as far as what is malformed was understood; and what was reported while it was
    /// interpreted, if it was.
    Faulty(serde_json::Value, Option<diagnostic::Report>),
    Nothing,
}

fn understand(document: &mut Document, report: &mut diagnostic::Report) -> Understood {
    normalise::normalise(&mut document.tree, report);
    let beside = beside(document);
    references::check(document, &beside, report);
    let shape = shape::check(document, &beside, report);
    if shape.is_unreadable {
        return Understood::Nothing;
    }
    normalise::apply(&mut document.tree, shape.mends);
    if report.has_errors() {
        return Understood::Faulty(std::mem::take(&mut document.tree), None);
    }
    let mut reading = diagnostic::Report::new(report.file());
    match interpret(document, &beside, &mut reading) {
        Some((api, marks)) if !reading.has_errors() => {
            report.add(reading);
            Understood::Faultless(Box::new(api), marks)
        }
        _ => Understood::Faulty(std::mem::take(&mut document.tree), Some(reading)),
    }
}

fn beside(document: &Document) -> Beside {
    match document.refers_deep {
        true => Beside::new(&document.tree),
        false => Beside::default(),
    }
}

/// How often a document is read anew without what was found to be faulty.
const MOST_READINGS: usize = 16;

/// Puts a document in place without its faulty parts. Returns what else was found to be faulty only then, if the rest can be read.
fn without_faults(
    document: &mut Document,
    tree: &serde_json::Value,
    faults: &mut BTreeSet<String>,
) -> Option<Rest> {
    let mut derived = BTreeSet::new();
    for _ in 0..MOST_READINGS {
        document.tree = tree.clone();
        let around = beside(document);
        let is_complete = poison::poison(document, &around, faults);
        // That they have no name of their own then is no news.
        let unnamed = faults
            .iter()
            .filter_map(|fault| fault.strip_suffix("/operationId"));
        document.named_elsewhere.extend(unnamed.map(str::to_owned));
        let mut left = diagnostic::Report::new("");
        let around = beside(document);
        references::check(document, &around, &mut left);
        let shape = shape::check(document, &around, &mut left);
        if !left.has_errors() {
            normalise::apply(&mut document.tree, shape.mends);
            return Some(Rest {
                is_complete,
                derived,
            });
        }
        let found = left.coded_faults()?;
        let new = found.iter().filter(|(at, _)| !faults.contains(at));
        derived.extend(new.cloned());
        if !add_faults(faults, found.into_iter().map(|(at, _)| at).collect()) {
            return None;
        }
    }
    None
}

/// What is left of a document without its faulty parts.
struct Rest {
    /// Whether there was a way to take out each fault.
    is_complete: bool,
    /// What is faulty only for what was taken out.
    derived: BTreeSet<(String, Code)>,
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

/// Reads a document without its faulty parts, only to report what else is wrong with it.
fn explore(document: &mut Document, tree: &serde_json::Value, report: &mut diagnostic::Report) {
    let mut faults = report.faults();
    let readable = faults
        .as_mut()
        .and_then(|faults| without_faults(document, tree, faults));
    if readable.is_some() {
        let mut more = diagnostic::Report::new(report.file());
        let beside = beside(document);
        interpret(document, &beside, &mut more);
        // A fact may be about a part that was taken out.
        more.retain(|found| !found.code.judges_facts());
        report.add(more);
    }
}

/// Reads a document without its faulty parts.
fn survive(
    document: &mut Document,
    tree: serde_json::Value,
    mut reading: Option<diagnostic::Report>,
    report: &mut diagnostic::Report,
) -> Option<Read> {
    for _ in 0..MOST_READINGS {
        // What only warns holds of the last reading.
        if let Some(mut reading) = reading {
            reading.retain(|found| found.severity == Severity::Error);
            report.add(reading);
        }
        let mut faults = report.faults()?;
        if !report.is_survivable() {
            explore(document, &tree, report);
            return None;
        }
        let rest = without_faults(document, &tree, &mut faults)?;
        if !rest.is_complete {
            return None;
        }
        let mut next = diagnostic::Report::new(report.file());
        let beside = beside(document);
        let api = interpret(document, &beside, &mut next);
        if !next.has_errors() {
            report.add(next);
            let (api, mut marks) = api?;
            for (at, code) in &rest.derived {
                marks.drops(at, *code);
            }
            return Some(Read {
                tree,
                without_faults: Some(std::mem::take(&mut document.tree)),
                api,
                marks,
            });
        }
        if next.faults()?.is_subset(&faults) {
            report.add(next);
            return None;
        }
        reading = Some(next);
    }
    None
}

fn interpret(
    document: &Document,
    beside: &Beside,
    report: &mut diagnostic::Report,
) -> Option<(ir::Api, Marks)> {
    normalise::note_callbacks(&document.tree, report);
    let (typed, misread) = schema::read(document, beside);
    for schema::Misread { at, what } in misread {
        let help = "compare this object with the OpenAPI 3.0.3 specification";
        report.error(Code::WrongType, &at, what, help);
    }
    let mut marks = Marks::default();
    let mut api = lower::lower(&typed?, document, &mut marks, report)?;
    // Before anything is taken out, so that what is wrong with it is told as well.
    check::types(&api, report);
    lower::finish(&mut api, report);
    check::whole(&api, report);
    lower::take_out_defaults(&mut api);
    Some((api, marks))
}
