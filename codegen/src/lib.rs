//! The pure generator behind Malipo: an OpenAPI 3.0 text in, Rust files out.
//!
//! `codegen/README.md` shows how data flows through the layers.
//!
//! The functions `document`, `faults` and `api` below are the list of the passes; `reading` goes through it again without the faulty
//! parts of a document.
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
mod outcome;
mod package;
mod poison;
mod reading;
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
pub use outcome::{Lowered, Outcome};
pub use package::{MANIFEST_HEADER_PREFIX, Package, Runtime, check_crate_name};
pub use text::Text;
pub use vocabulary::extension_keys;

use account::Marks;
use diagnostic::Report;
use document::Document;
use ground::stack::with_room;
use openapi::Beside;
use reading::{Passes, Read, Reading};
use shape::Shape;

/// The passes that are gone through again without the faulty parts of a document.
const PASSES: Passes = Passes {
    document,
    faults,
    api,
};

/// From a text to one tree, whatever files it stands in.
fn document(input: &Input, report: &mut Report) -> Option<Document> {
    let loaded = load::load(&input.text, report)?;
    let mut document = bundle::bundle(loaded, &input.file, &input.others, report);
    document.typed = input.typed;
    normalise::normalise(&mut document, report);
    Some(document)
}

/// Reports the faults of the tree, and returns what is malformed and understood.
fn faults(document: &Document, beside: &Beside, report: &mut Report) -> Shape {
    references::check(document, beside, report);
    shape::check(document, beside, report)
}

/// From a tree without faults to an API, and what each part of the document was read as.
fn api(document: &Document, beside: &Beside, report: &mut Report) -> Option<(ir::Api, Marks)> {
    normalise::note_callbacks(&document.tree, report);
    let (typed, misread) = schema::read(document, beside);
    shape::misread(misread, report);
    let typed = typed?;
    let mut marks = Marks::default();
    let mut api = lower::lower(&typed, document, &mut marks, report)?;
    // Before anything is taken out, so that what is wrong with it is reported as well.
    check::types(&api, report);
    lower::finish(&mut api, report);
    check::whole(&api, report);
    lower::take_out_defaults(&mut api);
    Some((api, marks))
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
fn lower_here(input: &Input) -> Result<Lowered, Diagnostics> {
    let reading = Reading::of(input, &PASSES);
    let Some(read) = &reading.read else {
        return Err(reading.settled());
    };
    let mut account = measure::account(read, &reading.diagnostics, &input.file);
    account.settle(&input.file, &reading.origins);
    let (read, diagnostics) = reading.into_parts()?;
    Ok(Lowered {
        api: read.api,
        diagnostics,
        account,
    })
}

/// The examples of JSON bodies, of schemas that became types, and of their properties: operations in document order, then types by
/// name. What has no type has no example here either.
///
/// # Errors
///
/// Every problem of the document that stops the generation.
pub fn examples(input: &Input) -> Result<Vec<Example>, Diagnostics> {
    with_room(|| {
        let reading = Reading::of(input, &PASSES);
        match &reading.read {
            Some(Read { tree, api, .. }) => {
                Ok(examples::collect(tree, api, input, &reading.origins))
            }
            None => Err(reading.settled()),
        }
    })
}

/// Values of all unions of a document, made from their schemas: to try whether the types read and write them without loss.
///
/// # Errors
///
/// Every problem of the document that stops the generation.
pub fn instances(input: &Input) -> Result<Vec<Instance>, Diagnostics> {
    with_room(|| {
        let reading = Reading::of(input, &PASSES);
        match &reading.read {
            Some(Read { tree, api, .. }) => Ok(instances::collect(tree, api)),
            None => Err(reading.settled()),
        }
    })
}

/// How many operations a document has, if it can be read at all: also one that is refused.
#[must_use]
pub fn count_operations(input: &Input) -> usize {
    with_room(|| {
        let document = document(input, &mut Report::new(&input.file));
        document.map_or(0, |document| openapi::operations(&document.tree).count())
    })
}

/// Reads a text as a tree and no further, and gives what was noticed with it: for the fuzz target `load`.
#[cfg(fuzzing)]
#[doc(hidden)]
#[must_use]
pub fn load_tree(input: &Input) -> (Option<serde_json::Value>, Diagnostics) {
    with_room(|| {
        let mut report = Report::new(&input.file);
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
    with_room(|| outcome::of_all(inputs.iter().map(|input| (input, lower_here(input)))))
}

/// Generates a crate from one document: `Cargo.toml`, and its modules below `src/`.
///
/// # Errors
///
/// Every problem of the document that stops the generation.
pub fn generate_crate(input: &Input, package: &Package) -> Result<Outcome, Diagnostics> {
    with_room(|| Ok(package::of_one(lower_here(input)?, input, package)))
}
