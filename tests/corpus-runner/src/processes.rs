//! A process for each document, several at once, each under limits.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::watch::{Ended, Limits, watch};
use crate::{Document, Outcome, Verdict};

/// Examines documents, in their order, with a process for each: `command` gives the one for a document, by
/// its number, and a scratch directory of its own, where the process leaves an [`Outcome`] as `outcome.json`.
///
/// # Errors
///
/// If a scratch directory cannot be made or a process not be started.
pub fn run(
    documents: &[Document],
    scratch: &Path,
    limits: Limits,
    command: impl Fn(usize, &Document, &Path) -> Command + Sync,
    done: impl Fn() + Sync,
) -> io::Result<Vec<Outcome>> {
    let next = AtomicUsize::new(0);
    let outcomes = Mutex::new(Vec::new());
    let work = || -> io::Result<()> {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(document) = documents.get(number) else {
                return Ok(());
            };
            let home = home(scratch, number);
            fs::create_dir_all(&home)?;
            let outcome = one(document, &home, limits, command(number, document, &home))?;
            done();
            lock(&outcomes).push((number, outcome));
        }
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running
            .into_iter()
            .try_for_each(|thread| match thread.join() {
                Ok(ended) => ended,
                Err(_) => Err(io::Error::other("a thread that watches processes died")),
            })
    })?;
    let mut outcomes = std::mem::take(&mut *lock(&outcomes));
    outcomes.sort_by_key(|(number, _)| *number);
    Ok(outcomes.into_iter().map(|(_, outcome)| outcome).collect())
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn home(scratch: &Path, number: usize) -> PathBuf {
    scratch.join(number.to_string())
}

fn one(
    document: &Document,
    home: &Path,
    limits: Limits,
    mut command: Command,
) -> io::Result<Outcome> {
    let failed = |verdict, reason: String| {
        let mut outcome = Outcome::new(&document.file, document.role(true), verdict);
        outcome.reason = Some(reason);
        Ok(outcome)
    };
    let report = home.join("outcome.json");
    let said = home.join("stderr.txt");
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(File::create(&said)?)
        .spawn()?;
    match watch(&mut child, limits)? {
        Ended::Late => failed(
            Verdict::TimedOut,
            format!("it did not end within {} s", limits.time.as_secs()),
        ),
        Ended::Large(bytes) => failed(
            Verdict::Crashed,
            format!("it had {} MiB of memory", bytes >> 20),
        ),
        Ended::By(status) => match fs::read(&report).ok().filter(|_| status.success()) {
            Some(text) => serde_json::from_slice(&text).map_err(io::Error::other),
            None => {
                let said = fs::read_to_string(&said).unwrap_or_default();
                let last: Vec<&str> = said.lines().take(6).collect();
                failed(Verdict::Crashed, format!("{status}: {}", last.join(" ")))
            }
        },
    }
}
