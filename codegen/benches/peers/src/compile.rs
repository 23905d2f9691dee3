//! What compiling the output costs.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;

use crate::generation::shortened;
use crate::generators::{Generator, LOCK};
use crate::measure::{self, Outcome};
use crate::processes;

/// How often each crate is compiled, in turns with the others, so that other work on the machine hits all alike.
const ROUNDS: usize = 5;

/// What is done with each crate.
const MODES: [&str; 2] = ["check", "build"];

/// Seconds: of the clock, and of all processors.
#[derive(Clone, Copy, Debug)]
struct Times {
    wall: f64,
    cpu: f64,
}

/// A generated crate and what compiling it took, in each mode.
struct Output {
    generator: Generator,
    times: [Vec<Times>; MODES.len()],
}

/// Generates a crate with each generator, and prints what compiling it costs, without what it stands on.
pub(crate) fn table(file: &str) -> Outcome<()> {
    let workspace = processes::scratch()?.join("compiled");
    println!(
        "\nseconds to compile a crate of {}, without what it stands on, the median of {ROUNDS}; load {}",
        measure::name(file),
        processes::load()
    );
    let mut outputs = Vec::new();
    for generator in Generator::CRATES {
        match first(generator, file, &workspace)? {
            Ok(()) => outputs.push(Output {
                generator,
                times: Default::default(),
            }),
            Err(reason) => println!("{:<24} {}", generator.name(), shortened(&reason)),
        }
    }
    for _ in 0..ROUNDS {
        for (mode, name) in MODES.iter().enumerate() {
            for output in &mut outputs {
                let generator = output.generator.name();
                let times = compile(name, &workspace.join(generator))?;
                let times = times.map_err(|said| format!("it compiled once: {said}"))?;
                eprintln!(
                    "{name} {generator}: {:.2} s, CPU {:.2} s",
                    times.wall, times.cpu
                );
                output.times[mode].push(times);
            }
        }
    }
    for (mode, name) in MODES.iter().enumerate() {
        print(name, &outputs, mode);
    }
    println!("\nload {}", processes::load());
    Ok(())
}

/// Generates a crate, and compiles it and what it stands on once in each mode. Tells why it does not compile.
fn first(generator: Generator, file: &str, workspace: &Path) -> Outcome<Result<(), String>> {
    let home = workspace.join(generator.name());
    if let Err(reason) = processes::run(generator.name(), file, &home)? {
        return Ok(Err(format!("fails: {reason}")));
    }
    // Each is a workspace of its own, so that none gets a feature that another one wants.
    let manifest = fs::read_to_string(home.join("Cargo.toml"))?;
    fs::write(home.join("Cargo.toml"), manifest + "\n[workspace]\n")?;
    fs::write(home.join("Cargo.lock"), LOCK)?;
    for mode in MODES {
        if let Err(said) = compile(mode, &home)? {
            let errors = said.lines().filter(|line| line.starts_with("error"));
            let errors: Vec<&str> = errors.collect();
            let first = errors.first().copied().unwrap_or_default();
            let reason = format!("does not compile, {} errors: {first}", errors.len());
            return Ok(Err(reason));
        }
    }
    Ok(Ok(()))
}

/// Compiles a crate, but not what it stands on if that was done before. Tells why it does not compile.
fn compile(mode: &str, home: &Path) -> Outcome<Result<Times, String>> {
    // As if it was compiled for the first time.
    let clean = cargo(&["clean", "--package", "measured"], home).output()?;
    if !clean.status.success() {
        return Ok(Err(String::from_utf8_lossy(&clean.stderr).into_owned()));
    }
    let (start, before) = (Instant::now(), cpu_of_children()?);
    let output = cargo(&[mode], home).output()?;
    let times = Times {
        wall: start.elapsed().as_secs_f64(),
        cpu: cpu_of_children()? - before,
    };
    Ok(match output.status.success() {
        true => Ok(times),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    })
}

fn cargo(arguments: &[&str], home: &Path) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command
        .args(arguments)
        .current_dir(home)
        .env("CARGO_TARGET_DIR", home.with_file_name("target"))
        .stdin(Stdio::null());
    command
}

/// In seconds, of all processes that were waited for.
fn cpu_of_children() -> Outcome<f64> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let time = usage.user_time() + usage.system_time();
    Ok(time.num_microseconds() as f64 / 1e6)
}

fn print(name: &str, outputs: &[Output], mode: usize) {
    println!(
        "\n{:<24} {:>9} {:>9} {:>9} {:>9}",
        format!("cargo {name}"),
        "wall",
        "malipo's",
        "CPU",
        "malipo's"
    );
    let medians: Vec<_> = outputs
        .iter()
        .map(|output| {
            let of = |what: fn(&Times) -> f64| median(output.times[mode].iter().map(what));
            (
                output.generator,
                of(|times| times.wall),
                of(|times| times.cpu),
            )
        })
        .collect();
    let ours = medians
        .iter()
        .find(|(generator, ..)| *generator == Generator::Malipo);
    let ours = ours.map_or((f64::NAN, f64::NAN), |(_, wall, cpu)| (*wall, *cpu));
    for (generator, wall, cpu) in medians {
        println!(
            "{:<24} {wall:>9.2} {:>9.2} {cpu:>9.2} {:>9.2}",
            format!("{} {}", generator.name(), generator.version()),
            ours.0 / wall,
            ours.1 / cpu
        );
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
