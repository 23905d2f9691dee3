//! Does what the README pages print run where somebody just cloned the repository, and nothing was compiled before?

use std::process::Command;

use malipo_workspace::Workspace;

use super::step::{Passed, README_PAGES};
use crate::commands::{Failure, output, run, say, without_our_variables};

/// Clones the last commit into a temporary directory, and runs the step of the README pages there.
pub(super) fn check(workspace: &Workspace) -> Result<Passed, Failure> {
    let directory = tempfile::tempdir()
        .map_err(|error| Failure::new(format!("a temporary directory cannot be made: {error}")))?;
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(arguments).current_dir(workspace.root());
        git
    };
    if !output(git(&["status", "--porcelain"]))?.is_empty() {
        say(format_args!(
            "this checkout has changes that are not committed; the clone is without them"
        ));
    }
    let clone = directory.path().join("malipo");
    let mut cloning = git(&["clone", "--quiet", "."]);
    cloning.arg(&clone);
    run(cloning)?;

    let mut check = Command::new("cargo");
    check
        .args(["xtask", "check", "--only", README_PAGES])
        .current_dir(&clone)
        // A build directory that is set for this checkout is not empty.
        .env_remove("CARGO_TARGET_DIR");
    without_our_variables(&mut check);
    run(check).map(|()| Passed::Fully)
}
