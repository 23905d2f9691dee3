//! Whether the examples of a document can be read as the generated types: a program for each crate tries.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use malipo_codegen::{Example, Exemplified, Instance, MANIFEST_HEADER_PREFIX, Place};
use serde::{Deserialize, Serialize};

use crate::outcome::{Examples, Told, Unions, Unread};
use crate::watch::{Ended, Limits, watch};

/// One example, as the program finds it in a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Entry {
    json: String,
    pointer: String,
    at: String,
    /// For whoever wants to ask somebody else.
    schema: String,
    file: String,
    line: usize,
    column: usize,
    of_property: bool,
    rust_type: String,
    fault: Option<Told>,
}

/// One value of a union, as the program finds it in a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct OfUnion {
    json: String,
    pointer: String,
    variant: Option<String>,
    unknown: String,
}

/// What the program says of one example, in a line.
#[derive(Debug, Deserialize)]
struct Said {
    number: usize,
    error: Option<String>,
    changed: Option<String>,
    /// The variant of a value of a union.
    variant: Option<String>,
}

/// Selects values: the first of each union, and of the others so many, evenly, that there are `wanted` in all.
pub(super) fn spread(instances: Vec<Instance>, wanted: usize) -> Vec<Instance> {
    let mut seen = BTreeSet::new();
    let firsts: Vec<bool> = instances
        .iter()
        .map(|instance| seen.insert(instance.pointer.clone()))
        .collect();
    let others = instances.len() - seen.len();
    let missing = wanted.saturating_sub(seen.len()).min(others);
    let mut passed = 0;
    let mut is_wanted = |is_first: bool| {
        if is_first {
            return true;
        }
        passed += 1;
        // Every so often, the share of those that are wanted reaches the next whole number.
        passed * missing / others > (passed - 1) * missing / others
    };
    let selected = instances.into_iter().zip(firsts);
    selected
        .filter_map(|(instance, is_first)| is_wanted(is_first).then_some(instance))
        .collect()
}

/// The name of the program that reads the examples of a crate.
#[must_use]
pub fn program_name(name: &str) -> String {
    format!("{name}_examples")
}

/// Writes the program that reads these examples and values of unions as the types of a crate: `runtime` is the path to `malipo-runtime`.
///
/// # Errors
///
/// If it cannot be written.
pub(super) fn write(
    directory: &Path,
    name: &str,
    runtime: &str,
    examples: &[Example],
    instances: &[Instance],
) -> io::Result<()> {
    let entries: Vec<Entry> = examples.iter().map(entry).collect();
    fs::create_dir_all(directory.join("src"))?;
    let manifest = format!(
        "{MANIFEST_HEADER_PREFIX}\n\n\
         [package]\n\
         name = \"{program}\"\n\
         version = \"0.1.0\"\n\
         edition = \"2024\"\n\n\
         [dependencies]\n\
         {name} = {{ path = \"../{name}\" }}\n\
         malipo-runtime = {{ path = {runtime:?}, default-features = false }}\n\
         serde_json = {{ version = \"1\", features = [\"raw_value\"] }}\n",
        program = program_name(name),
    );
    fs::write(directory.join("Cargo.toml"), manifest)?;
    fs::write(
        directory.join("examples.json"),
        serde_json::to_vec(&entries)?,
    )?;
    let instances_file = directory.join("instances.json");
    fs::write(instances_file, serde_json::to_vec(&of_unions(instances))?)?;
    fs::write(
        directory.join("src/main.rs"),
        program(name, examples, instances),
    )
}

fn entry(example: &Example) -> Entry {
    Entry {
        json: example.json.clone(),
        pointer: example.pointer.clone(),
        at: match example.fault.as_ref().map(|fault| &fault.place) {
            Some(Place::Pointer(at)) => at.clone(),
            _ => example.pointer.clone(),
        },
        schema: example.schema.clone(),
        file: example.file.clone(),
        line: example.line,
        column: example.column,
        of_property: example.of == Exemplified::Property,
        rust_type: example.rust_type.clone(),
        fault: example.fault.as_ref().map(|fault| Told {
            file: example.file.clone(),
            code: fault.code.to_string(),
            line: example.line,
            column: example.column,
            what: fault.what.clone(),
        }),
    }
}

fn of_unions(instances: &[Instance]) -> Vec<OfUnion> {
    let of_union = |instance: &Instance| OfUnion {
        json: instance.json.clone(),
        pointer: instance.pointer.clone(),
        variant: instance.variant.clone(),
        unknown: instance.unknown.clone(),
    };
    instances.iter().map(of_union).collect()
}

/// What every such program can do.
const READER: &str = include_str!("examples/reader.rs");

fn program(name: &str, examples: &[Example], instances: &[Instance]) -> String {
    let mut out = READER.to_owned();
    let operations = examples.iter().any(|example| example.answer.is_some());
    let modules = match operations {
        true => "{operations, types}",
        false => "types",
    };
    let _infallible = write!(
        out,
        "\n#[allow(unused_imports)]\nuse {name}::{modules};\n\nfn main() {{\n    let examples = Examples::load();\n"
    );
    for (number, example) in examples.iter().enumerate() {
        let ty = &example.rust_type;
        let _infallible = match &example.answer {
            None => writeln!(out, "    examples.read::<{ty}>({number});"),
            Some(answer) => writeln!(
                out,
                "    examples.answer::<{ty}, operations::{}>({number}, {}, {});",
                answer.operation, answer.status, answer.success
            ),
        };
    }
    for (number, instance) in instances.iter().enumerate() {
        let ty = &instance.rust_type;
        let _infallible = writeln!(out, "    examples.round_trip::<{ty}>({number});");
    }
    out.push_str("}\n");
    out
}

/// Runs a program and tells what became of the examples; of one that does not compile, `program` is nothing.
///
/// # Errors
///
/// If the program or its files cannot be read.
pub fn read(directory: &Path, program: Option<&Path>, limits: Limits) -> io::Result<Examples> {
    let entries = fs::read(directory.join("examples.json"))?;
    let entries: Vec<Entry> = serde_json::from_slice(&entries)?;
    let (said, end) = match program {
        Some(program) => run(directory, program, limits)?,
        None => (BTreeMap::new(), "the crate does not compile".to_owned()),
    };
    let of_unions = fs::read(directory.join("instances.json"))?;
    let of_unions: Vec<OfUnion> = serde_json::from_slice(&of_unions)?;
    let mut examples = Examples {
        unions: unions(of_unions, entries.len(), &said, &end),
        ..Examples::default()
    };
    for (number, entry) in entries.into_iter().enumerate() {
        let counts = match entry.of_property {
            true => &mut examples.properties,
            false => &mut examples.counts,
        };
        counts.examples += 1;
        let error = match said.get(&number) {
            Some(said) => said.error.clone(),
            None => Some(end.clone()),
        };
        let Some(error) = error else {
            counts.decoded += 1;
            let changed = said.get(&number).and_then(|said| said.changed.as_ref());
            let changed = changed.map(|at| format!("{}: {at}", entry.pointer));
            examples.changed.extend(changed);
            continue;
        };
        match entry.fault {
            Some(_) => counts.invalid += 1,
            None => counts.failed += 1,
        }
        examples.unread.push(Unread {
            pointer: entry.pointer,
            at: entry.at,
            file: entry.file,
            line: entry.line,
            column: entry.column,
            rust_type: entry.rust_type,
            error,
            fault: entry.fault,
        });
    }
    Ok(examples)
}

/// What became of values of unions: the program counts them after the examples.
fn unions(
    of_unions: Vec<OfUnion>,
    examples: usize,
    said: &BTreeMap<usize, Said>,
    end: &str,
) -> Unions {
    let mut unions = Unions::default();
    let pointers: BTreeSet<&str> = of_unions.iter().map(|of| of.pointer.as_str()).collect();
    unions.counts.unions = pointers.len();
    unions.counts.instances = of_unions.len();
    for (number, of) in of_unions.into_iter().enumerate() {
        let OfUnion {
            json,
            pointer,
            variant: expected,
            unknown,
        } = of;
        let (fault, variant) = match said.get(&(examples + number)) {
            Some(said) => (
                said.error.as_deref().or(said.changed.as_deref()),
                said.variant.as_deref(),
            ),
            None => (Some(end), None),
        };
        if let Some(fault) = fault {
            unions.lost.push(format!("{pointer}: {fault}: {json}"));
        } else if variant == Some(&unknown) {
            unions.unknown.push(format!("{pointer}: {json}"));
        } else if let (Some(variant), Some(expected)) = (variant, &expected)
            && variant != expected
        {
            unions
                .confused
                .push(format!("{pointer}: {expected} as {variant}: {json}"));
        }
    }
    unions.counts.lost = unions.lost.len();
    unions.counts.confused = unions.confused.len();
    unions.counts.unknown = unions.unknown.len();
    unions
}

/// What a program says of each example, and how it ended.
fn run(
    directory: &Path,
    program: &Path,
    limits: Limits,
) -> io::Result<(BTreeMap<usize, Said>, String)> {
    let said = directory.join("said.txt");
    let mut child = Command::new(program)
        .stdin(Stdio::null())
        .stdout(File::create(&said)?)
        .stderr(Stdio::null())
        .spawn()?;
    let end = match watch(&mut child, limits)? {
        Ended::By(status) => format!("the program ended before: {status}"),
        Ended::Late => "the program did not end".to_owned(),
        Ended::Large(_) => "the program took too much memory".to_owned(),
    };
    let lines = fs::read_to_string(&said)?;
    let said = lines
        .lines()
        .filter_map(|line| serde_json::from_str::<Said>(line).ok())
        .map(|said| (said.number, said));
    Ok((said.collect(), end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_of_values_has_one_of_each_union_and_is_spread_over_the_others() {
        let made = |sizes: &[usize]| -> Vec<Instance> {
            let unions = sizes.iter().enumerate();
            let values = unions.flat_map(|(union, size)| (0..*size).map(move |n| (union, n)));
            let instance = |(union, n): (usize, usize)| Instance {
                pointer: format!("/{union}"),
                json: n.to_string(),
                rust_type: String::new(),
                variant: None,
                unknown: String::new(),
            };
            values.map(instance).collect()
        };
        let read = |sizes: &[usize], wanted: usize| {
            let values = spread(made(sizes), wanted);
            let count = |union: usize| {
                let of_union = format!("/{union}");
                let values = values.iter();
                values.filter(|value| value.pointer == of_union).count()
            };
            (0..sizes.len()).map(count).collect::<Vec<_>>()
        };
        assert_eq!(read(&[3, 1, 2], 6), [3, 1, 2]);
        assert_eq!(read(&[3, 1, 2], usize::MAX), [3, 1, 2]);
        assert_eq!(read(&[3, 1, 2], 0), [1, 1, 1]);
        assert_eq!(read(&[101, 1, 51], 18), [11, 1, 6]);
        assert_eq!(read(&[], 5), Vec::<usize>::new());
    }
}
