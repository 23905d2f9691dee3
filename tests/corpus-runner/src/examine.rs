//! One document: generated from, and what came of it.

use std::collections::BTreeMap;
use std::path::Path;

use malipo_codegen::{
    Account, Code, Diagnostic, Diagnostics, Input, Package, Presence, Reason, Runtime, Severity,
    count_operations, generate_crate,
};

use malipo_workspace::{input, package};

use super::{
    Document, Examples, Ignored, Lack, Outcome, Partial, Skipped, Told, Verdict, examples,
};

/// More reasons than this for one thing are of no use.
const MOST: usize = 20;

/// Where the crate of a document is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The directory of the crate.
    pub directory: &'a Path,
    /// The directory of `malipo-runtime`.
    pub runtime: &'a Path,
    /// The directory of the program that reads its examples, if they are to be read.
    pub examples: Option<&'a Path>,
    /// What that program reads.
    pub reads: Reads,
    /// How many values of unions it reads at most, beside one of each union.
    pub values: usize,
}

/// What a program reads as the types of a crate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reads {
    /// The examples of the document.
    #[default]
    Examples,
    /// Values that are made of the unions of the document.
    Unions,
    /// Both.
    Both,
}

/// Generates a crate from one document in this process, writes it if there is a place for it, and tells what came of it. With
/// `keep_going`, errors leave out only what they are about.
///
/// # Errors
///
/// If the crate cannot be written.
pub fn examine(
    document: &Document,
    directory: &Path,
    name: &str,
    place: Option<Place<'_>>,
    keep_going: bool,
) -> Result<Outcome, package::Error> {
    let runtime = match place {
        Some(Place {
            directory, runtime, ..
        }) => Runtime::Path(package::path_of_runtime(directory, runtime)?),
        None => Runtime::Registry,
    };
    let package = Package {
        name: name.to_owned(),
        runtime,
    };
    let mut outcome = Outcome::new(&document.file, document.role(true), Verdict::Generated);
    // Documents of a corpus may refer to each other.
    let corpus = [directory.to_owned()];
    let mut input = match input::read(&directory.join(&document.file), &document.file, &corpus) {
        Ok(input) => input,
        Err(error) => {
            outcome.verdict = Verdict::Unreadable;
            outcome.reason = Some(error.to_string());
            return Ok(outcome);
        }
    };
    input.keep_going = keep_going;
    match generate_crate(&input, &package) {
        Ok(generated) => {
            if let Some(place) = place {
                package::plan(place.directory, &generated.files)?.apply(place.directory)?;
                if let Some(program) = place.examples {
                    outcome.examples = exemplify(&input, name, program, place)?;
                }
            }
            let places = Places::new(&generated.diagnostics);
            outcome.warnings = by_code(&generated.diagnostics);
            outcome.errors = errors(&generated.diagnostics, &places);
            for coverage in &generated.account {
                covered(coverage, &places, &mut outcome);
            }
        }
        Err(problems) => {
            outcome.verdict = Verdict::Refused;
            outcome.role = document.role(!problems.iter().any(says_no_version));
            outcome.operations = count_operations(&input);
            let places = Places::new(&problems);
            outcome.errors = errors(&problems, &places);
            outcome.warnings = by_code(&problems);
        }
    }
    Ok(outcome)
}

/// Whether it is said of a document that it has neither `openapi` nor `swagger`.
fn says_no_version(problem: &Diagnostic) -> bool {
    problem.code == Code::Version
        && matches!(&problem.place, malipo_codegen::Place::Pointer(pointer) if pointer.is_empty())
}

/// Writes the program that reads the examples, if there are any.
fn exemplify(
    input: &Input,
    name: &str,
    program: &Path,
    place: Place<'_>,
) -> Result<Option<Examples>, package::Error> {
    let examples = match place.reads {
        Reads::Unions => Vec::new(),
        Reads::Examples | Reads::Both => malipo_codegen::examples(input).unwrap_or_default(),
    };
    let instances = match place.reads {
        Reads::Examples => Vec::new(),
        Reads::Unions | Reads::Both => malipo_codegen::instances(input).unwrap_or_default(),
    };
    if examples.is_empty() && instances.is_empty() {
        return Ok(None);
    }
    let runtime = package::path_of_runtime(program, place.runtime)?;
    let mut written = Examples::default();
    written.unions.counts.made = instances.len();
    let instances = examples::spread(instances, place.values);
    examples::write(program, name, &runtime, &examples, &instances).map_err(|error| {
        package::Error::new(format!("{} cannot be written: {error}", program.display()))
    })?;
    Ok(Some(written))
}

fn covered(coverage: &Account, places: &Places<'_>, outcome: &mut Outcome) {
    outcome.operations += coverage.operations.len();
    let ignored = coverage.ignored.iter().map(|ignored| Ignored {
        code: ignored.code.to_string(),
        file: ignored.file.clone(),
        pointer: ignored.pointer.clone(),
        keyword: ignored.keyword.clone(),
    });
    outcome.ignored.extend(ignored);
    outcome.unaccounted.extend(coverage.unaccounted.clone());
    for operation in &coverage.operations {
        let name = format!("{} {}", operation.method, operation.path);
        match &operation.presence {
            Presence::Whole => outcome.whole_operations += 1,
            Presence::Partial(reasons) => outcome.partial.push(Partial {
                operation: name,
                reasons: reasons.iter().map(lack).collect(),
            }),
            Presence::LeftOut(reasons) => outcome.skipped.push(Skipped {
                operation: name,
                reasons: reasons
                    .iter()
                    .take(MOST)
                    .map(|reason| places.told(reason))
                    .collect(),
            }),
        }
    }
}

fn lack(reason: &Reason) -> Lack {
    Lack {
        code: reason.code.map(|code| code.to_string()),
        file: reason.file.clone(),
        pointer: reason.pointer.clone(),
        words: reason.words.clone(),
    }
}

fn errors(diagnostics: &Diagnostics, places: &Places<'_>) -> Vec<Told> {
    let errors = diagnostics.iter();
    let errors = errors.filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| places.told(problem)).collect()
}

fn by_code(diagnostics: &Diagnostics) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        if diagnostic.severity == Severity::Warning {
            *counts.entry(diagnostic.code.to_string()).or_default() += 1;
        }
    }
    counts
}

/// Diagnostics with their lines and columns.
struct Places<'a>(Vec<(&'a Diagnostic, usize, usize)>);

impl<'a> Places<'a> {
    fn new(diagnostics: &'a Diagnostics) -> Self {
        Self(diagnostics.located())
    }

    fn told(&self, diagnostic: &Diagnostic) -> Told {
        let found = self.0.iter().find(|(other, ..)| *other == diagnostic);
        let (line, column) = found.map_or((0, 0), |(_, line, column)| (*line, *column));
        Told {
            file: diagnostic.file.clone(),
            code: diagnostic.code.to_string(),
            line,
            column,
            what: diagnostic.what.clone(),
        }
    }
}
