//! `cargo xtask fuzz TARGET`: documents as nobody would write them, until one breaks the generator.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::ValueEnum as _;
use malipo_workspace::Workspace;

use super::{Failure, run as run_command, say};

/// What cargo-fuzz looks for its crate in.
const HOME: &str = "codegen";

/// Documents of ours that are good to begin with, all of them small.
const SEEDS: &[&str] = &["spec", "tests/corpus", "tests/goldens", "tests/rejects"];

/// Documents longer than this many bytes make an attempt too slow.
const LONGEST: u64 = 60_000;

/// What is tried, and for how long.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// What is tried.
    #[arg(value_enum)]
    target: Target,
    /// How many seconds to go on for.
    #[arg(long, value_name = "N", default_value_t = 3_600)]
    seconds: u64,
    /// A directory with more documents to begin with; of these the ones up to 60 kB are used.
    #[arg(long, value_name = "DIR")]
    seeds: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Target {
    /// Reading a text, whatever it is.
    Load,
    /// Everything up to the representation.
    Lower,
    /// A whole crate, which must be Rust.
    Generate,
    /// A whole crate of a long or deep document, in a time that grows with its bytes.
    Hostile,
}

/// Fuzzes until the time is over. Fails if something was found.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    let target = options.target.to_possible_value();
    let target = target.as_ref().map_or("", |target| target.get_name());
    let home = workspace.root().join(HOME).join("fuzz");
    let (found, seeds) = (home.join("corpus").join(target), home.join("seeds"));
    let failed = |error: io::Error| {
        Failure::new(format!(
            "the seeds cannot be written to {}: {error}",
            seeds.display()
        ))
    };
    fs::create_dir_all(&found)
        .and_then(|()| fs::create_dir_all(&seeds))
        .map_err(failed)?;
    let ours = SEEDS
        .iter()
        .map(|directory| workspace.root().join(directory));
    let mut count = 0;
    for directory in ours.chain(options.seeds.clone()) {
        copy_seeds(&directory, &seeds, &mut count).map_err(|error| {
            Failure::new(format!(
                "{} cannot be read as seeds: {error}",
                directory.display()
            ))
        })?;
    }
    say(format_args!(
        "{count} documents to begin with; what is found is kept in {}",
        home.display()
    ));
    // Not the cargo that runs us, which is not the nightly one.
    let mut command = Command::new("rustup");
    command
        .current_dir(workspace.root().join(HOME))
        .env_remove("CARGO")
        // Nothing here is unsafe, so that a sanitizer would only cost time.
        .args([
            "run",
            "nightly",
            "cargo",
            "fuzz",
            "run",
            "--sanitizer",
            "none",
            target,
        ])
        .args([&found, &seeds])
        .args(["--", "-timeout=20", "-rss_limit_mb=4096"])
        .arg(format!("-max_len={LONGEST}"))
        .arg(format!("-max_total_time={}", options.seconds))
        .arg("-print_final_stats=1");
    run_command(command)
}

/// Copies the documents of a directory and those below it into one, by number.
fn copy_seeds(from: &Path, to: &Path, count: &mut usize) -> io::Result<()> {
    let mut entries = fs::read_dir(from)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        let is_document = ["json", "yaml", "yml"]
            .into_iter()
            .any(|end| path.extension() == Some(OsStr::new(end)));
        if path.is_dir() {
            copy_seeds(&path, to, count)?;
        } else if is_document && entry.metadata()?.len() <= LONGEST {
            fs::copy(&path, to.join(count.to_string()))?;
            *count += 1;
        }
    }
    Ok(())
}
