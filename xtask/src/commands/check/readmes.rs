//! Does everything that the README pages print for people run?

mod expected;
mod programs;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;
use std::time::Instant;

use malipo_workspace::Workspace;
use xtask::readme::{self, Block, Mark, Page};

use programs::at;

use super::step::{Passed, seconds};
use crate::commands::process::{LONGEST, Process};
use crate::commands::server::Server;
use crate::commands::{Failure, say, without_our_variables};

/// Runs the shell blocks and compiles the Rust blocks of every page.
pub(super) fn check(workspace: &Workspace) -> Result<Passed, Failure> {
    let pages = read(workspace)?;
    let mut run = Run {
        workspace,
        done: BTreeSet::new(),
        failed: expected::unprinted(workspace, &pages)?,
    };
    for page in &pages {
        run.page(page);
    }
    Failure::if_any(&run.failed).map(|()| Passed::Fully)
}

/// Reads the pages. Nothing runs while one has a problem.
fn read(workspace: &Workspace) -> Result<Vec<Page>, Failure> {
    let root = workspace.root();
    let unreadable =
        |what: &str, error: std::io::Error| Failure::new(format!("{what} cannot be read: {error}"));
    let mut pages = Vec::new();
    let mut problems = Vec::new();
    for file in readme::find(root).map_err(|error| unreadable("the README pages", error))? {
        let text =
            fs::read_to_string(root.join(&file)).map_err(|error| unreadable(&file, error))?;
        match readme::read(&file, &text) {
            Ok(page) => pages.push(page),
            Err(found) => problems.extend(found.iter().map(ToString::to_string)),
        }
    }
    Failure::if_any(&problems).map(|()| pages)
}

/// What was done so far, for all pages.
struct Run<'w> {
    workspace: &'w Workspace,
    /// The commands that ran already: one that two blocks print runs once.
    done: BTreeSet<String>,
    failed: Vec<String>,
}

impl Run<'_> {
    fn page(&mut self, page: &Page) {
        let programs = match programs::build(self.workspace, page) {
            Ok(programs) => programs,
            Err(failure) => {
                self.failed.push(failure);
                Default::default()
            }
        };
        let mut servers = Vec::new();
        for block in &page.blocks {
            match &block.mark {
                Some(Mark::Skip(why)) => {
                    say(format_args!("{} is skipped: {why}", at(page, block.line)));
                }
                Some(Mark::Run) if block.is_shell() => self.shell(page, block, &servers),
                Some(Mark::Server) => self.servers(page, block, &mut servers),
                Some(Mark::Run) => {
                    if let Some(program) = programs.get(&block.line) {
                        say(format_args!("{} runs", at(page, block.line)));
                        let ran = programs::run(program, block, &mut servers);
                        self.note(&at(page, block.line), "the program", ran);
                    }
                }
                _ => {}
            }
        }
        for (place, server) in servers {
            let stopped = server.stop();
            self.note(&place, "the server", stopped);
        }
    }

    /// Runs the commands of a block, with the variables that the servers of the page print as exports.
    fn shell(&mut self, page: &Page, block: &Block, servers: &[(String, Server)]) {
        let exports = servers
            .iter()
            .flat_map(|(_, server)| server.exports())
            .collect();
        for command in block.commands() {
            if !self.done.insert(command.shown().to_owned()) {
                continue;
            }
            let place = at(page, command.line);
            let begun = Instant::now();
            let ran = shell_command(self.workspace, &command.text, &exports);
            say(format_args!(
                "{place}: `{}`: {}",
                command.shown(),
                seconds(begun.elapsed())
            ));
            self.note(&place, &format!("`{}`", command.shown()), ran);
        }
    }

    fn servers(&mut self, page: &Page, block: &Block, servers: &mut Vec<(String, Server)>) {
        for command in block.commands() {
            let place = at(page, command.line);
            let begun = Instant::now();
            match Server::start(shell(self.workspace, &format!("exec {}", command.text))) {
                Ok(server) => {
                    say(format_args!(
                        "{place}: `{}` responds: {}",
                        command.shown(),
                        seconds(begun.elapsed())
                    ));
                    let shown = server.shows(&block.introduced, &page.spans);
                    self.note(&place, &format!("`{}`", command.shown()), shown);
                    servers.push((place, server));
                }
                Err(failure) => {
                    self.note(&place, &format!("`{}`", command.shown()), Err(failure));
                }
            }
        }
    }

    fn note(&mut self, place: &str, what: &str, result: Result<(), String>) {
        if let Err(failure) = result {
            self.failed.push(format!("{place}: {what} {failure}"));
        }
    }
}

/// Runs a command, and compares what it printed with what it is there to show.
fn shell_command(
    workspace: &Workspace,
    command: &str,
    exports: &BTreeMap<String, String>,
) -> Result<(), String> {
    let mut shell = shell(workspace, command);
    shell.envs(exports);
    let mut process = Process::start(shell)?;
    process.end(LONGEST)?;
    expected::compare(command, &process.printed())
}

/// A shell at the top of the checkout that runs a command.
fn shell(workspace: &Workspace, command: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(workspace.root());
    without_our_variables(&mut shell);
    shell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_has_what_the_servers_of_its_page_tell_to_export() {
        let workspace = Workspace::discover().unwrap();
        let exports = BTreeMap::from([("A_BASE_URL".to_owned(), "http://127.0.0.1:1".to_owned())]);
        let command = r#"test "$A_BASE_URL" = http://127.0.0.1:1"#;
        shell_command(&workspace, command, &exports).unwrap();
        let failure = shell_command(&workspace, command, &BTreeMap::new()).unwrap_err();
        assert!(failure.starts_with("failed with"), "{failure}");
    }
}
