//! What a generation costs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::generators::Generator;
use crate::measure::{self, Outcome};
use crate::processes::{self, FLOOR};

/// How often each process is started, in turns with the others, so that other work on the machine hits all alike.
const ROUNDS: usize = 3;

/// Prints a table for each document.
pub(crate) fn table(files: &[&str]) -> Outcome<()> {
    println!(
        "\nCPU time in milliseconds of making a crate in memory, the best of some runs; load {}",
        processes::load()
    );
    for file in files {
        document(file)?;
    }
    println!("\nload {}", processes::load());
    Ok(())
}

fn document(file: &str) -> Outcome<()> {
    let scratch = processes::scratch()?.join("generated");
    let mut times = BTreeMap::new();
    let all = Generator::ALL.map(Generator::name);
    for _ in 0..ROUNDS {
        for what in all.into_iter().chain([FLOOR]) {
            if matches!(times.get(what), Some(Err(_))) {
                continue;
            }
            let time = processes::run(what, file, &scratch.join(what))?;
            let best = match (times.remove(what), time) {
                (Some(Ok(best)), Ok(time)) => Ok(f64::min(best, time)),
                (_, time) => time,
            };
            times.insert(what, best);
        }
    }
    let time = |what: &str| times.get(what).cloned().unwrap_or(Err(String::new()));
    let malipo = time(Generator::Malipo.name()).unwrap_or(f64::NAN);
    println!(
        "\n{:<24} {:>9} {:>9} {:>9} {:>9}",
        measure::name(file),
        "time",
        "malipo's",
        "lines",
        "kB"
    );
    let mut best = f64::INFINITY;
    for generator in Generator::ALL {
        let shown = format!("{} {}", generator.name(), generator.version());
        match time(generator.name()) {
            Ok(time) => {
                let (lines, bytes) = size(&scratch.join(generator.name()))?;
                println!(
                    "{shown:<24} {time:>9.1} {:>9.2} {lines:>9} {:>9}",
                    malipo / time,
                    bytes / 1_000
                );
                if generator != Generator::Malipo {
                    best = best.min(time);
                }
            }
            Err(reason) => println!("{shown:<24} fails: {}", shortened(&reason)),
        }
    }
    if let Ok(floor) = time(FLOOR) {
        println!("{FLOOR:<24} {floor:>9.1} {:>9.2}", malipo / floor);
        let bar = f64::max(0.5 * best, 1.3 * floor);
        println!("{:<24} {bar:>9.1} {:>9.2}", "bar", malipo / bar);
    }
    Ok(())
}

pub(crate) fn shortened(text: &str) -> String {
    text.chars().take(200).collect()
}

/// Lines and bytes of the sources.
fn size(directory: &Path) -> Outcome<(usize, usize)> {
    let mut sum = (0, 0);
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let (lines, bytes) = if path.is_dir() {
            size(&path)?
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(path)?;
            (text.lines().count(), text.len())
        } else {
            (0, 0)
        };
        sum = (sum.0 + lines, sum.1 + bytes);
    }
    Ok(sum)
}
