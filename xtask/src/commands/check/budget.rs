//! How many crates does the client add to those that reqwest brings along anyway?
//!
//! Inside the workspace, cargo joins the features that all members ask of reqwest, so that a tree of reqwest shows more
//! than the client needs. It is therefore measured in a package of its own, with the same version (from our lock file),
//! with the features that the client asks for and with no other dependency.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use malipo_workspace::Workspace;
use serde::Deserialize;

use super::step::Passed;
use crate::commands::{Failure, cargo, metadata, output, say};

/// How many crates the client may add with its default features, with the runtime as one of them.
const WITH_DEFAULT_FEATURES: usize = 25;

/// How many crates the runtime may add without features.
const WITHOUT_FEATURES: usize = 12;

/// Counts, prints and compares.
pub(super) fn check(workspace: &Workspace) -> Result<Passed, Failure> {
    let alone = reqwest_alone(workspace)?;
    say(format_args!(
        "reqwest alone, with the features that malipo-runtime asks for: {} crates",
        alone.len()
    ));
    let mut over = Vec::new();
    for (name, budget) in [
        ("malipo", WITH_DEFAULT_FEATURES),
        ("malipo-runtime", WITHOUT_FEATURES),
    ] {
        let tree = [
            "tree",
            "--package",
            name,
            "--edges",
            "normal",
            "--prefix",
            "none",
        ];
        let crates = crates(&output(cargo(workspace, &tree))?);
        let added: Vec<_> = crates.difference(&alone).cloned().collect();
        let more = crates.len().saturating_sub(alone.len());
        say(format_args!(
            "{name}: {} crates, {more} more of {budget} allowed: {}",
            crates.len(),
            added.join(", ")
        ));
        if more > budget {
            over.push(format!(
                "{name} brings {more} crates more than reqwest; {budget} are allowed"
            ));
        }
    }
    if over.is_empty() {
        Ok(Passed::Fully)
    } else {
        Err(Failure::new(format!(
            "{}; do without a dependency",
            over.join("; ")
        )))
    }
}

/// The distinct crates of a tree, each as name and version.
fn crates(tree: &str) -> BTreeSet<String> {
    tree.lines()
        .map(|line| line.split(" (").next().unwrap_or(line).trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

/// What the client asks of reqwest.
#[derive(Deserialize)]
struct Dependency {
    name: String,
    kind: Option<String>,
    req: String,
    features: Vec<String>,
    uses_default_features: bool,
}

fn reqwest_alone(workspace: &Workspace) -> Result<BTreeSet<String>, Failure> {
    let (target, asked) = asked_of_reqwest(workspace)?;
    let Dependency {
        req,
        features,
        uses_default_features,
        ..
    } = asked;
    let manifest = format!(
        "[package]\nname = \"reqwest-alone\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\nreqwest = {{ version = {req:?}, default-features = {uses_default_features}, \
         features = {features:?} }}\n"
    );
    let directory = target.join("reqwest-alone");
    let write = |path: &Path, text: &str| {
        fs::write(path, text)
            .map_err(|error| Failure::new(format!("{} cannot be written: {error}", path.display())))
    };
    fs::create_dir_all(directory.join("src")).map_err(|error| {
        Failure::new(format!(
            "{} cannot be created: {error}",
            directory.display()
        ))
    })?;
    write(&directory.join("Cargo.toml"), &manifest)?;
    write(&directory.join("src/lib.rs"), "")?;
    let lock = workspace.root().join("Cargo.lock");
    let lock = fs::read_to_string(&lock)
        .map_err(|error| Failure::new(format!("{} cannot be read: {error}", lock.display())))?;
    write(&directory.join("Cargo.lock"), &lock)?;

    let mut tree = cargo(
        workspace,
        &["tree", "--offline", "--edges", "normal", "--prefix", "none"],
    );
    tree.current_dir(&directory);
    let mut alone = crates(&output(tree)?);
    alone.retain(|line| !line.starts_with("reqwest-alone "));
    Ok(alone)
}

/// The directory for what cargo builds, and what the client asks of reqwest.
fn asked_of_reqwest(workspace: &Workspace) -> Result<(PathBuf, Dependency), Failure> {
    #[derive(Deserialize)]
    struct Metadata {
        target_directory: PathBuf,
        packages: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        dependencies: Vec<Dependency>,
    }
    let metadata: Metadata = metadata(workspace)?;
    let asked = metadata
        .packages
        .into_iter()
        .filter(|package| package.name == "malipo-runtime")
        .flat_map(|package| package.dependencies)
        .find(|dependency| dependency.name == "reqwest" && dependency.kind.is_none())
        .ok_or_else(|| {
            Failure::new(
                "malipo-runtime does not depend on reqwest any more; give the budget another base",
            )
        })?;
    Ok((metadata.target_directory, asked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_counted_once_whatever_stands_behind_its_version() {
        let tree = "malipo v0.1.0 (/somewhere)\nserde v1.0.1\nserde v1.0.1 (*)\nserde_derive v1.0.1 (proc-macro)\n\nserde v2.0.0\n";
        assert_eq!(crates(tree).len(), 4);
    }
}
