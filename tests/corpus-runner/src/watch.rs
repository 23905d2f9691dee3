//! A process under limits.

use std::fs;
use std::io;
use std::process::{Child, ExitStatus};
use std::time::{Duration, Instant};

/// How often a process is looked at.
const BEAT: Duration = Duration::from_millis(5);

/// What one document may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Of time.
    pub time: Duration,
    /// Of memory, in bytes; only where the system tells how much a process has.
    pub memory: u64,
}

impl Limits {
    /// Limits of time, and of memory in bytes.
    #[must_use]
    pub const fn new(time: Duration, memory: u64) -> Self {
        Self { time, memory }
    }
}

/// How a process ended.
pub(crate) enum Ended {
    By(ExitStatus),
    Late,
    Large(u64),
}

/// Waits for a process, as long as it keeps to its limits.
pub(crate) fn watch(child: &mut Child, limits: Limits) -> io::Result<Ended> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Ended::By(status));
        }
        let memory = resident(child.id()).filter(|bytes| *bytes > limits.memory);
        if start.elapsed() > limits.time || memory.is_some() {
            child.kill()?;
            child.wait()?;
            return Ok(memory.map_or(Ended::Late, Ended::Large));
        }
        std::thread::sleep(BEAT);
    }
}

/// The memory that a process has, where the system tells it in a file.
fn resident(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes << 10)
}
