//! What a generation costs, beside what nobody can do without; `cargo xtask bench generation` runs this.
//!
//! All times are CPU times of this program, which does one thing at a time and waits for nothing: the best of several runs in one process, with all files
//! kept in memory. The floor is measured in the same process: reading the document into a tree with `serde_json` or
//! `serde_yaml`, and `syn::parse_file` and `prettyplease::unparse` of the very files that were generated.

#[path = "generation/measure.rs"]
mod measure;

use std::fmt::Write as _;
use std::hint::black_box;
use std::process::Command;

use malipo_codegen::{Input, Runtime};

use measure::{Outcome, input, rust, time, tree, unparsed};

/// How often each thing is done; the best counts.
const RUNS: usize = 7;

/// How often each size is measured, in turns with the others.
const ROUNDS: usize = 9;

/// How many operations the documents have that are made here.
const SIZES: [usize; 4] = [20, 100, 500, 1_500];

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["once", what, file] => once(what, file),
        ["--instructions", files @ ..] => {
            documents(files)?;
            instructions(files)
        }
        files => {
            documents(files)?;
            growth()
        }
    }
}

fn generate(input: &Input) -> Outcome<malipo_codegen::Outcome> {
    measure::generate(input, Runtime::Registry)
}

/// What is done with each document, in milliseconds.
struct Times {
    read: f64,
    /// With `read`.
    lowered: f64,
    /// With `lowered`.
    emitted: f64,
    warnings: f64,
    tree: f64,
    unparsed: f64,
}

impl Times {
    /// All of it once, one after another, so that other work on the machine hits all alike.
    fn measure(input: &Input) -> Outcome<Self> {
        let generated = generate(input)?;
        let files = rust(&generated);
        Ok(Self {
            read: time(|| Ok(malipo_codegen::count_operations(input)))?,
            lowered: time(|| Ok(malipo_codegen::lower(input)?))?,
            emitted: time(|| generate(input))?,
            warnings: time(|| Ok(generated.diagnostics.render()))?,
            tree: time(|| tree(input))?,
            unparsed: time(|| unparsed(&files))?,
        })
    }

    /// The better of both, in each thing.
    fn best(self, other: Self) -> Self {
        Self {
            read: self.read.min(other.read),
            lowered: self.lowered.min(other.lowered),
            emitted: self.emitted.min(other.emitted),
            warnings: self.warnings.min(other.warnings),
            tree: self.tree.min(other.tree),
            unparsed: self.unparsed.min(other.unparsed),
        }
    }
}

fn documents(files: &[&str]) -> Outcome<()> {
    if files.is_empty() {
        return Ok(());
    }
    println!("CPU time in milliseconds, the best of {RUNS} runs");
    println!(
        "{:<24} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>6} {:>8} {:>8} {:>8}",
        "", "read", "lower", "emit", "warnings", "all", "floor", "ratio", "tree", "lines", "kB"
    );
    for file in files {
        let input = input(file)?;
        let files = rust(&generate(&input)?);
        let mut best = Times::measure(&input)?;
        for _ in 1..RUNS {
            best = best.best(Times::measure(&input)?);
        }
        let all = best.emitted + best.warnings;
        let floor = best.tree + best.unparsed;
        let lines: usize = files.iter().map(|file| file.lines().count()).sum();
        let bytes: usize = files.iter().map(String::len).sum();
        println!(
            "{:<24} {:>8.1} {:>8.1} {:>8.1} {:>8.1} {all:>8.1} {floor:>8.1} {:>6.2} {:>8.1} {lines:>8} {:>8}",
            input.file,
            best.read,
            best.lowered - best.read,
            best.emitted - best.lowered,
            best.warnings,
            all / floor,
            best.tree,
            bytes / 1_000,
        );
    }
    Ok(())
}

/// Does one thing a single time, for a counter of instructions to watch.
fn once(what: &str, file: &str) -> Outcome<()> {
    let input = match what {
        "read-made" | "made" => made(file.parse()?),
        _ => input(file)?,
    };
    match what {
        "nothing" | "read-made" => {}
        "read" => drop(black_box(malipo_codegen::count_operations(&input))),
        "lower" => drop(black_box(malipo_codegen::lower(&input)?)),
        "warnings" => drop(black_box(
            malipo_codegen::lower(&input)?.diagnostics.render(),
        )),
        "generate" | "made" => drop(black_box(generate(&input)?.diagnostics.render())),
        "tree" => drop(black_box(tree(&input)?)),
        _ => {
            // All that `generate` does, which is taken off again.
            let generated = generate(&input)?;
            drop(black_box(generated.diagnostics.render()));
            drop(black_box(unparsed(&rust(&generated))?));
        }
    }
    Ok(())
}

fn instructions(files: &[&str]) -> Outcome<()> {
    println!("\nmillions of instructions, counted by callgrind");
    println!("{:<24} {:>8} {:>8} {:>6}", "", "all", "floor", "ratio");
    for file in files {
        let nothing = counted("nothing", file)?;
        let all = counted("generate", file)?;
        let tree = counted("tree", file)? - nothing;
        let unparsed = counted("unparsed", file)? - all;
        let (all, floor) = (all - nothing, tree + unparsed);
        println!(
            "{:<24} {:>8.0} {:>8.0} {:>6.2}",
            measure::name(file),
            all / 1e6,
            floor / 1e6,
            all / floor
        );
    }
    println!("\nthousands of instructions per operation");
    println!("{:>10} {:>12} {:>12}", "operations", "thousands", "growth");
    let mut first = None;
    for operations in SIZES {
        let number = operations.to_string();
        let all = counted("made", &number)? - counted("read-made", &number)?;
        let each = all / 1e3 / operations as f64;
        let growth = each / *first.get_or_insert(each);
        println!("{operations:>10} {each:>12.0} {growth:>12.2}");
    }
    Ok(())
}

fn counted(what: &str, file: &str) -> Outcome<f64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe()?)
        .args(["once", what, file])
        .output()
        .map_err(|error| format!("valgrind cannot be run: {error}"))?;
    let report = String::from_utf8_lossy(&output.stderr);
    let count = report
        .lines()
        .find_map(|line| line.split_once("Collected : "))
        .ok_or_else(|| format!("valgrind reports no count:\n{}", report.trim()))?;
    Ok(count.1.trim().parse()?)
}

/// How the cost of one operation grows with their number. In each round, every size generates as many operations as the largest
/// does at once: a size that is measured for a shorter time, or before the others, would be measured on another machine.
fn growth() -> Outcome<()> {
    println!("\nCPU time per operation, the median of {ROUNDS} rounds");
    println!(
        "{:>10} {:>12} {:>12}",
        "operations", "microseconds", "growth"
    );
    let inputs: Vec<(usize, Input)> = SIZES.map(|size| (size, made(size))).into();
    let most = SIZES.into_iter().max().unwrap_or(1);
    let mut rounds: Vec<Vec<f64>> = Vec::new();
    for _ in 0..=ROUNDS {
        let each = inputs.iter().map(|(operations, input)| {
            let times = most.div_ceil(*operations);
            let mut all = 0.0;
            for _ in 0..times {
                all += time(|| Ok(generate(input)?.diagnostics.render()))?;
            }
            Ok(all * 1e3 / (times * operations) as f64)
        });
        rounds.push(each.collect::<Outcome<_>>()?);
    }
    // The first round finds neither code nor memory in place.
    let rounds = &rounds[1..];
    for (number, (operations, _)) in inputs.iter().enumerate() {
        let each = median(rounds.iter().map(|round| round[number]));
        let growth = median(rounds.iter().map(|round| round[number] / round[0]));
        println!("{operations:>10} {each:>12.1} {growth:>12.2}");
    }
    Ok(())
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// A document in which each operation has a path, a query, a body and an answer of its own, and all share an error.
fn made(operations: usize) -> Input {
    let mut paths = String::new();
    let mut schemas = String::new();
    for number in 0..operations {
        let comma = if number == 0 { "" } else { "," };
        let written = write!(
            paths,
            r##"{comma}"/things{number}/{{id}}": {{"post": {{"operationId": "change_thing_{number}",
            "description": "Changes thing {number}.\n\nWhat is not given stays as it is.",
            "parameters": [
                {{"name": "id", "in": "path", "required": true, "schema": {{"type": "string"}}}},
                {{"name": "limit", "in": "query", "schema": {{"type": "integer", "minimum": 1}}}}],
            "requestBody": {{"required": true, "content": {{"application/json": {{
                "schema": {{"$ref": "#/components/schemas/Change{number}"}}}}}}}},
            "responses": {{
                "200": {{"description": "Changed.", "content": {{"application/json": {{
                    "schema": {{"$ref": "#/components/schemas/Thing{number}"}}}}}}}},
                "400": {{"description": "Refused.", "content": {{"application/json": {{
                    "schema": {{"$ref": "#/components/schemas/Problem"}}}}}}}}}}}}}}"##
        )
        .and_then(|()| {
            write!(
                schemas,
                r##","Change{number}": {{"type": "object", "required": ["name"], "properties": {{
                "name": {{"type": "string", "maxLength": 40, "description": "Its new name."}},
                "state": {{"type": "string", "enum": ["open", "closed"]}},
                "labels": {{"type": "array", "items": {{"type": "string"}}}}}}}},
            "Thing{number}": {{"type": "object", "required": ["id"], "properties": {{
                "id": {{"type": "string", "format": "uuid"}},
                "amount": {{"type": "number"}},
                "change": {{"$ref": "#/components/schemas/Change{number}"}},
                "at": {{"type": "string", "format": "date-time"}}}}}}"##
            )
        });
        debug_assert!(written.is_ok(), "a text takes what is written to it");
    }
    let text = format!(
        r#"{{"openapi": "3.0.3", "info": {{"title": "Made", "version": "1"}},
        "servers": [{{"url": "https://api.example.com"}}],
        "paths": {{{paths}}},
        "components": {{"schemas": {{"Problem": {{"type": "object", "properties": {{
            "message": {{"type": "string"}}}}}}{schemas}}}}}}}"#
    );
    Input::new("made.json", text)
}
