//! One generator and one document in a process of its own.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::generators::Generator;
use crate::measure::{self, Outcome};

/// How often one process does the same; the best counts.
const RUNS: usize = 3;

/// How long a process may take.
const LIMIT: Duration = Duration::from_secs(120);

/// What is measured beside the generators: the document as a tree, and `syn` and `prettyplease` of Malipo's output.
pub(crate) const FLOOR: &str = "floor";

/// What this process does if it was started by [`run`]: prints the CPU time in milliseconds, and leaves the files.
pub(crate) fn one(what: &str, file: &str, directory: &str) -> Outcome<()> {
    let input = measure::input(file)?;
    let mut files = Vec::new();
    let best = match Generator::by_name(what) {
        Some(generator) => best(|| {
            files = generator.generate(&input, file)?;
            Ok(())
        })?,
        None => {
            let sources = measure::generate(&input, malipo_codegen::Runtime::Registry)?;
            let sources = measure::rust(&sources);
            best(|| Ok((measure::tree(&input)?, measure::unparsed(&sources)?)))?
        }
    };
    for (path, text) in files {
        let path = Path::new(directory).join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    println!("{best}");
    Ok(())
}

/// What a program that counts instructions starts: one generation, of which nothing is left. No clock is read, since valgrind has not
/// the one that the system gives to programs.
pub(crate) fn once(what: &str, file: &str) -> Outcome<()> {
    let input = measure::input(file)?;
    let generator = Generator::by_name(what).ok_or("there is no such generator")?;
    std::hint::black_box(generator.generate(&input, file)?);
    Ok(())
}

fn best<T>(mut run: impl FnMut() -> Outcome<T>) -> Outcome<f64> {
    let mut best = f64::INFINITY;
    for _ in 0..RUNS {
        best = best.min(measure::time(&mut run)?);
    }
    Ok(best)
}

/// Starts a process for a generator, or for the floor, that leaves its files in a directory, which is emptied first.
///
/// Tells the best CPU time in milliseconds, or why there is none.
pub(crate) fn run(what: &str, file: &str, directory: &Path) -> Outcome<Result<f64, String>> {
    if directory.exists() {
        fs::remove_dir_all(directory)?;
    }
    fs::create_dir_all(directory)?;
    let said = directory.join("stderr.txt");
    let answer = directory.join("stdout.txt");
    let mut child = Command::new(std::env::current_exe()?)
        .args(["one", what, file])
        .arg(directory)
        .stdin(Stdio::null())
        .stdout(File::create(&answer)?)
        .stderr(File::create(&said)?)
        .spawn()?;
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if start.elapsed() > LIMIT {
            child.kill()?;
            child.wait()?;
            return Ok(Err(format!("it did not end within {} s", LIMIT.as_secs())));
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let said = String::from_utf8_lossy(&fs::read(said)?).into_owned();
    Ok(match fs::read_to_string(answer)?.trim().parse() {
        Ok(time) if status.success() => Ok(time),
        _ => Err(said
            .lines()
            .take(3)
            .collect::<Vec<_>>()
            .join(" ")
            .trim()
            .to_owned()),
    })
}

/// Where files go that nobody needs afterwards: beside what cargo makes of this program.
pub(crate) fn scratch() -> Outcome<PathBuf> {
    let program = std::env::current_exe()?;
    let target = program
        .ancestors()
        .nth(2)
        .ok_or("this program lies nowhere")?;
    Ok(target.join("bench"))
}

/// How many processes wanted a processor in the last minute, as the system tells it.
pub(crate) fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().unwrap_or_default().to_owned()
}
