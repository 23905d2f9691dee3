//! A program that a command started, and what it prints.

use std::io::{self, Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How often a command looks at a program that runs.
pub(crate) const PAUSE: Duration = Duration::from_millis(20);

/// A command that takes longer does not end by itself.
pub(crate) const LONGEST: Duration = Duration::from_secs(900);

/// A program that was started. It is killed when this is dropped.
#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
    printed: Arc<Mutex<Vec<u8>>>,
    reader: Option<thread::JoinHandle<()>>,
}

impl Process {
    /// Starts a program. What it prints on its two outputs is kept in the order of printing.
    pub(crate) fn start(mut command: Command) -> Result<Self, String> {
        let started = || -> io::Result<(Child, io::PipeReader)> {
            let (reader, writer) = io::pipe()?;
            command
                .stdin(Stdio::piped())
                .stdout(writer.try_clone()?)
                .stderr(writer);
            let child = command.spawn()?;
            // With the command goes our end of the pipe, so that reading ends with the program.
            drop(command);
            Ok((child, reader))
        };
        let (child, mut pipe) = started().map_err(|error| format!("cannot be started: {error}"))?;
        let printed = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&printed);
        let reader = thread::spawn(move || {
            let mut piece = [0; 4096];
            while let Ok(length @ 1..) = pipe.read(&mut piece) {
                let read = piece.get(..length).unwrap_or_default();
                kept.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .extend_from_slice(read);
            }
        });
        Ok(Self {
            child,
            printed,
            reader: Some(reader),
        })
    }

    /// Returns what it printed so far.
    pub(crate) fn printed(&self) -> String {
        let printed = self.printed.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&printed).into_owned()
    }

    /// Types a line.
    pub(crate) fn type_line(&mut self, line: &str) -> Result<(), String> {
        match &mut self.child.stdin {
            Some(stdin) => writeln!(stdin, "{line}")
                .map_err(|error| format!("does not read what is typed: {error}")),
            None => Err("has no input".to_owned()),
        }
    }

    /// Returns true while it runs.
    pub(crate) fn runs(&mut self) -> Result<bool, String> {
        self.child
            .try_wait()
            .map(|ended| ended.is_none())
            .map_err(|error| format!("cannot be waited for: {error}"))
    }

    /// Sends what Ctrl-C sends.
    pub(crate) fn interrupt(&self) -> Result<(), String> {
        let sent = Command::new("kill")
            .args(["-INT", &self.child.id().to_string()])
            .output();
        match sent {
            Ok(output) if output.status.success() => Ok(()),
            Ok(output) => Err(format!(
                "cannot be stopped: {}",
                String::from_utf8_lossy(&output.stderr).trim()
            )),
            Err(error) => Err(format!("cannot be stopped, without `kill`: {error}")),
        }
    }

    /// Waits until it ends. Fails if it ends with a failure, or not in time.
    pub(crate) fn end(&mut self, limit: Duration) -> Result<(), String> {
        let begun = Instant::now();
        while self.runs()? {
            if begun.elapsed() > limit {
                return Err(format!(
                    "did not end within {} s; {}",
                    limit.as_secs(),
                    it_printed(&self.printed())
                ));
            }
            thread::sleep(PAUSE);
        }
        let status = self
            .child
            .wait()
            .map_err(|error| format!("cannot be waited for: {error}"))?;
        // A program that it left behind may hold the pipe open: its output is not waited for.
        let begun = Instant::now();
        while let Some(reader) = &self.reader
            && !reader.is_finished()
            && begun.elapsed() < Duration::from_secs(1)
        {
            thread::sleep(PAUSE);
        }
        if status.success() {
            Ok(())
        } else {
            Err(format!(
                "failed with {status}; {}",
                it_printed(&self.printed())
            ))
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Fails if it has ended already.
        let _ended = self.child.kill();
        let _status = self.child.wait();
    }
}

/// What a program printed, as the end of a failure.
pub(crate) fn it_printed(printed: &str) -> String {
    match printed.trim_end() {
        "" => "it printed nothing".to_owned(),
        printed => format!("it printed:\n{printed}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sh(command: &str) -> Process {
        let mut shell = Command::new("sh");
        shell.args(["-c", command]);
        Process::start(shell).unwrap()
    }

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn a_command_that_fails_is_reported_with_all_that_it_printed_in_order() {
        let failure = sh("echo one; echo two >&2; echo three; exit 3")
            .end(LONG)
            .unwrap_err();
        assert_eq!(
            failure,
            "failed with exit status: 3; it printed:\none\ntwo\nthree"
        );
    }

    #[test]
    fn a_command_that_does_not_end_is_stopped_and_reported() {
        let begun = Instant::now();
        let mut process = sh("echo waiting; exec sleep 600");
        let failure = process.end(Duration::from_millis(300)).unwrap_err();
        assert!(
            failure.starts_with("did not end within 0 s; it printed:\nwaiting"),
            "{failure}"
        );
        drop(process);
        assert!(begun.elapsed() < LONG);
    }

    #[test]
    fn a_program_left_behind_does_not_keep_a_command_from_its_end() {
        let begun = Instant::now();
        sh("sleep 30 & echo done").end(LONG).unwrap();
        assert!(begun.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn what_is_typed_reaches_the_program() {
        let mut process = sh("read line; echo \"heard $line\"");
        process.type_line("approve invoice-1").unwrap();
        process.end(LONG).unwrap();
        assert_eq!(process.printed(), "heard approve invoice-1\n");
    }

    #[test]
    fn an_interrupt_ends_a_program_as_control_c_does() {
        let mut process =
            sh("trap 'echo bye; exit 0' INT; echo ready; while :; do sleep 0.05; done");
        while !process.printed().contains("ready") {
            thread::sleep(PAUSE);
        }
        process.interrupt().unwrap();
        process.end(LONG).unwrap();
        assert!(process.printed().contains("bye"));
    }

    #[test]
    fn a_program_that_is_not_there_cannot_be_started() {
        let failure = Process::start(Command::new("malipo-no-such-program")).unwrap_err();
        assert!(failure.starts_with("cannot be started: "), "{failure}");
    }
}
