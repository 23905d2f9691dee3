//! Does the client build with every set of features that a user may choose?

use std::collections::BTreeMap;

use serde::Deserialize;
use xtask::workspace::Workspace;

use super::Passed;
use crate::commands::{Failure, cargo, output, run, say};

/// Above so many features only none, each alone and all are built; below, every set.
const FULL_POWERSET: usize = 3;

/// Lints the client with no feature, with every set of them, and with all.
pub(super) fn check(workspace: &Workspace) -> Result<Passed, Failure> {
    for set in sets(&features(workspace)?) {
        let list = set.join(",");
        say(format_args!(
            "malipo with {}",
            if list.is_empty() {
                "no features"
            } else {
                &list
            }
        ));
        run(cargo(
            workspace,
            &[
                "clippy",
                "--quiet",
                "--package",
                "malipo",
                "--lib",
                "--no-default-features",
                "--features",
                &list,
                "--",
                "-D",
                "warnings",
            ],
        ))?;
    }
    Ok(Passed::Fully)
}

/// The features of the client, without the default set.
fn features(workspace: &Workspace) -> Result<Vec<String>, Failure> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        features: BTreeMap<String, Vec<String>>,
    }
    let json = output(cargo(
        workspace,
        &["metadata", "--format-version", "1", "--no-deps"],
    ))?;
    let metadata: Metadata = serde_json::from_str(&json).map_err(|error| {
        Failure::new(format!(
            "`cargo metadata` printed something unknown: {error}"
        ))
    })?;
    let package = metadata
        .packages
        .into_iter()
        .find(|package| package.name == "malipo")
        .ok_or_else(|| Failure::new("the workspace has no package malipo; was it renamed?"))?;
    Ok(package
        .features
        .into_keys()
        .filter(|feature| feature != "default")
        .collect())
}

fn sets(features: &[String]) -> Vec<Vec<&str>> {
    let all: Vec<_> = features.iter().map(String::as_str).collect();
    if all.len() <= FULL_POWERSET {
        return (0..1_usize << all.len())
            .map(|chosen| {
                let is_chosen = |index: &usize| chosen & (1 << index) != 0;
                (0..all.len())
                    .filter(is_chosen)
                    .filter_map(|index| all.get(index).copied())
                    .collect()
            })
            .collect();
    }
    let mut sets = vec![Vec::new()];
    sets.extend(all.iter().map(|feature| vec![*feature]));
    sets.push(all);
    sets
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(count: usize) -> Vec<String> {
        (0..count).map(|number| format!("f{number}")).collect()
    }

    #[test]
    fn few_features_are_built_in_every_set() {
        assert_eq!(
            sets(&names(2)),
            [vec![], vec!["f0"], vec!["f1"], vec!["f0", "f1"]] as [Vec<&str>; 4]
        );
    }

    #[test]
    fn many_features_are_built_alone_and_together() {
        let names = names(9);
        let sets = sets(&names);
        assert_eq!(sets.len(), 11);
        assert_eq!(sets[0], Vec::<&str>::new());
        assert_eq!(sets[10].len(), 9);
    }
}
