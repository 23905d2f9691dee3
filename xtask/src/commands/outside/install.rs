//! The tools of others, in a directory of our own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use malipo_workspace::Workspace;

use crate::commands::{Failure, metadata, say};

/// Where the tools are, below cargo's directory for what it builds.
const DIRECTORY: &str = "outside-tools";

/// Where to find the tools.
pub(super) struct Tools(PathBuf);

impl Tools {
    /// A program of the Python packages.
    pub(super) fn python(&self, program: &str) -> Command {
        Command::new(self.0.join("python").join("bin").join(program))
    }

    /// A program of the Node.js packages.
    pub(super) fn node(&self, program: &str) -> Command {
        Command::new(self.0.join("node/node_modules/.bin").join(program))
    }

    /// A directory for what the tools leave behind.
    pub(super) fn scratch(&self) -> &Path {
        &self.0
    }
}

/// Installs what `requirements.txt` and `package.json` name, unless that was done already.
pub(super) fn install(workspace: &Workspace, home: &Path) -> Result<Tools, Failure> {
    #[derive(serde::Deserialize)]
    struct Metadata {
        target_directory: PathBuf,
    }
    let target = metadata::<Metadata>(workspace)?.target_directory;
    let tools = Tools(target.join(DIRECTORY));
    let installations = [
        Installation {
            wanted: home.join("requirements.txt"),
            directory: tools.0.join("python"),
        },
        Installation {
            wanted: home.join("package.json"),
            directory: tools.0.join("node"),
        },
    ];
    let [python, node] = &installations;
    python.bring_up_to_date(|requirements| {
        let mut venv = Command::new("python3");
        venv.args(["-m", "venv"]).arg(&python.directory);
        run(venv, "Python 3.10 or later, with its modules venv and pip")?;
        let mut pip = tools.python("python");
        pip.args(["-m", "pip", "install", "--quiet", "--no-input"])
            .args(["--disable-pip-version-check", "--requirement"])
            .arg(requirements);
        run(pip, "pip and the network")
    })?;
    node.bring_up_to_date(|package| {
        let copied = fs::copy(package, node.directory.join("package.json"));
        copied.map_err(|error| node.failed(&error))?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--ignore-scripts", "--no-package-lock"])
            .args(["--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(&node.directory);
        run(npm, "Node.js 20 or later, with npm, and the network")
    })?;
    Ok(tools)
}

/// Packages in a directory.
struct Installation {
    /// The file that names them.
    wanted: PathBuf,
    directory: PathBuf,
}

impl Installation {
    /// Installs them from the start, unless the directory has exactly those.
    fn bring_up_to_date(
        &self,
        install: impl FnOnce(&Path) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let failed = |error: io::Error| self.failed(&error);
        let wanted = fs::read(&self.wanted).map_err(failed)?;
        // Written last, so that an installation that was broken off counts as none.
        let stamp = self.directory.join("installed");
        if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
            return Ok(());
        }
        say(format_args!(
            "installing what {} names into {}",
            self.wanted.display(),
            self.directory.display()
        ));
        match fs::remove_dir_all(&self.directory) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
        fs::create_dir_all(&self.directory).map_err(failed)?;
        install(&self.wanted)?;
        fs::write(&stamp, wanted).map_err(failed)
    }

    fn failed(&self, error: &io::Error) -> Failure {
        Failure::new(format!(
            "what {} names cannot be installed into {}: {error}",
            self.wanted.display(),
            self.directory.display()
        ))
    }
}

/// Runs a command of an installation. What it needs is named if it fails.
fn run(mut command: Command, needs: &str) -> Result<(), Failure> {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or_default();
    let name = name.to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Failure::new(format!(
            "`{name}` failed; its output is above; it needs {needs}"
        ))),
        Err(error) => Err(Failure::new(format!(
            "`{name}` cannot be started: {error}; install {needs}"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_installed_again_only_when_the_file_that_names_them_changes() {
        let directory = tempfile::tempdir().unwrap();
        let installation = Installation {
            wanted: directory.path().join("wanted"),
            directory: directory.path().join("installed-here"),
        };
        let left_over = installation.directory.join("left over");
        let install = || {
            let mut ran = false;
            installation
                .bring_up_to_date(|_| {
                    ran = true;
                    assert!(!left_over.exists());
                    fs::write(&left_over, "").unwrap();
                    Ok(())
                })
                .unwrap();
            ran
        };
        fs::write(&installation.wanted, "a==1").unwrap();
        assert!(install());
        assert!(!install());
        fs::write(&installation.wanted, "a==2").unwrap();
        assert!(install());
        assert!(!install());
    }

    #[test]
    fn an_installation_that_failed_is_tried_again() {
        let directory = tempfile::tempdir().unwrap();
        let installation = Installation {
            wanted: directory.path().join("wanted"),
            directory: directory.path().join("installed-here"),
        };
        fs::write(&installation.wanted, "a==1").unwrap();
        let failed = installation.bring_up_to_date(|_| Err(Failure::new("no network")));
        assert!(failed.is_err());
        let mut ran = false;
        let again = installation.bring_up_to_date(|_| {
            ran = true;
            Ok(())
        });
        again.unwrap();
        assert!(ran);
    }

    #[test]
    fn a_program_that_is_missing_is_named_with_what_to_install() {
        let failure = run(Command::new("malipo-no-such-npm"), "Node.js, with npm").unwrap_err();
        let failure = failure.to_string();
        assert!(
            failure.starts_with("error: `malipo-no-such-npm` cannot be started: "),
            "{failure}"
        );
        assert!(
            failure.ends_with("; install Node.js, with npm"),
            "{failure}"
        );
    }
}
