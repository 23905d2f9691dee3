//! The pure generator behind Malipo: an OpenAPI 3.0 text in, Rust files out.
//!
//! ```text
//! &str ─load─▶ tree ─bundle, normalise─▶ openapiv3 ─lower─▶ ir::Api ─check─▶ ir::Api ─emit─▶ FileSet
//!          └───────────── Diagnostics: collected, sorted, shown once, with file:line:column ─────────────┘
//! ```
//!
//! Nothing here reads a disk, a clock, an environment or a network, and nothing here knows a gateway:
//! what is special about one is declared in its specification (`x-malipo-` keys, see `spec/README.md`).

mod account;
mod bundle;
mod check;
mod coverage;
mod diagnostic;
mod document;
mod emit;
mod examples;
mod files;
mod fit;
mod ground;
pub mod ir;
mod load;
mod lower;
mod naming;
mod normalise;
mod openapi;
mod package;
mod references;
mod schema;
mod shape;
mod span;
mod text;
mod vocabulary;

pub use account::{Account, OperationAccount, Presence};
pub use diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity};
pub use document::{Input, Others, Unreadable};
pub use examples::{Example, Exchange, Exemplified};
pub use files::{FileSet, HEADER_PREFIX};
pub use fit::{Misfit, Strictness, fit, fit_parameter, form_as_json};
pub use package::{MANIFEST_HEADER_PREFIX, Package, Runtime, check_crate_name, generate_crate};
pub use text::Text;
pub use vocabulary::extension_keys;

use document::{Document, Origins};
use ground::stack::with_room;
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
        .filter(|_| !diagnostics.has_errors())
        .map(|(tree, api)| (Account::measure(&tree, &api, &diagnostics), api));
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
    match read.filter(|_| !diagnostics.has_errors()) {
        Some((tree, api)) => Ok(examples::collect(&tree, &api, input, &origins)),
        None => {
            diagnostics.settle(&input.file, &origins);
            Err(diagnostics)
        }
    }
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
                } else {
                    emit::emit(&api, input, &mut files);
                }
            }
            Err(problems) => diagnostics.extend(problems),
        }
    }
    if diagnostics.has_errors() {
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
    Some(bundle::bundle(loaded, &input.file, &input.others, report))
}

/// The stages up to the representation; each goes on as long as it can, so that all problems are told at once.
fn read(
    input: &Input,
    report: &mut diagnostic::Report,
) -> (Option<(serde_json::Value, ir::Api)>, Origins) {
    match whole(input, report) {
        Some(mut document) => {
            let api = understand(&mut document, report);
            (api.map(|api| (document.tree, api)), document.origins)
        }
        None => (None, Origins::default()),
    }
}

fn understand(document: &mut Document, report: &mut diagnostic::Report) -> Option<ir::Api> {
    normalise::normalise(&mut document.tree, report);
    let beside = match document.refers_deep {
        true => Beside::new(&document.tree),
        false => Beside::default(),
    };
    references::check(document, &beside, report);
    let shape = shape::check(document, &beside, report);
    normalise::apply(&mut document.tree, shape.mends);
    if !report.has_errors() {
        return interpret(document, &beside, report);
    }
    // Nothing will come of it, but what else is wrong is reported in the same run.
    normalise::take_out_faults(&mut document.tree, &shape.faults);
    let mut later = diagnostic::Report::new("");
    let left = shape::check(document, &beside, &mut later);
    // To reject what has not its form, `openapiv3` takes a time that doubles with each level of nesting.
    if !left.is_unreadable && left.faults.is_empty() {
        normalise::apply(&mut document.tree, left.mends);
        let before = report.begin_attempt();
        interpret(document, &beside, report);
        let later = report.end_attempt(before);
        report.add(later.that_hold_beside(&shape.faults));
    }
    None
}

fn interpret(
    document: &mut Document,
    beside: &Beside,
    report: &mut diagnostic::Report,
) -> Option<ir::Api> {
    normalise::note_callbacks(&document.tree, report);
    let (typed, misread) = schema::read(document, beside);
    for schema::Misread { at, what } in misread {
        let help = "compare this object with the OpenAPI 3.0.3 specification";
        report.error(Code::WrongType, &at, what, help);
    }
    let mut api = lower::lower(&typed?, document, report)?;
    // Before anything is taken out, so that what is wrong with it is told as well.
    check::types(&api, report);
    lower::finish(&mut api, report);
    check::whole(&api, report);
    lower::take_out_defaults(&mut api);
    Some(api)
}
