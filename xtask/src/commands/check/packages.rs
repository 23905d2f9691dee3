//! Does each package compile alone, with every set of features that a user may choose?
//!
//! Alone means: with its normal dependencies only. In a build of the whole workspace, cargo joins the features that all members
//! and all tests ask of a dependency, which hides a feature that a package forgot to ask for.

use std::collections::{BTreeMap, BTreeSet};

use malipo_workspace::Workspace;
use serde::Deserialize;

use super::step::Passed;
use crate::commands::{Failure, cargo, metadata, run, say};

/// Above so many features only none, each alone, the default and all are compiled; below, every set.
const FULL_POWERSET: usize = 3;

/// Lints the library and the programs of each package, with each set of its features.
pub(super) fn check(workspace: &Workspace) -> Result<Passed, Failure> {
    let mut failed = Vec::new();
    for package in packages(workspace)? {
        let name = &package.name;
        for set in sets(&package.features) {
            let list = set.join(",");
            let with = match list.as_str() {
                "" if package.features.is_empty() => name.clone(),
                "" => format!("{name} without features"),
                list => format!("{name} with {list}"),
            };
            say(format_args!("{with}"));
            // Linting compiles as `cargo check` does, and shares the dependencies with the step that lints everything.
            let lint = cargo(
                workspace,
                &[
                    "clippy",
                    "--quiet",
                    "--package",
                    name,
                    "--no-default-features",
                    "--features",
                    &list,
                    "--",
                    "-D",
                    "warnings",
                ],
            );
            if let Err(failure) = run(lint) {
                failed.push(format!("{with} does not compile alone: {}", failure.0));
            }
        }
    }
    Failure::if_any(&failed).map(|()| Passed::Fully)
}

#[derive(Deserialize)]
struct Package {
    name: String,
    features: BTreeMap<String, Vec<String>>,
}

/// The members of the workspace.
fn packages(workspace: &Workspace) -> Result<Vec<Package>, Failure> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    metadata::<Metadata>(workspace).map(|metadata| metadata.packages)
}

/// The sets of features to compile a package with; each is named only once, whatever its features bring along.
fn sets(features: &BTreeMap<String, Vec<String>>) -> Vec<Vec<&str>> {
    let names = || features.keys().map(String::as_str);
    let all: Vec<_> = names().filter(|name| *name != "default").collect();
    let mut sets: Vec<Vec<&str>>;
    if all.len() <= FULL_POWERSET {
        sets = (0..1_usize << all.len())
            .map(|chosen| {
                let is_chosen = |index: &usize| chosen & (1 << index) != 0;
                (0..all.len())
                    .filter(is_chosen)
                    .filter_map(|index| all.get(index).copied())
                    .collect()
            })
            .collect();
    } else {
        sets = vec![Vec::new()];
        sets.extend(all.iter().map(|feature| vec![*feature]));
        sets.push(all);
    }
    if features.contains_key("default") {
        sets.push(vec!["default"]);
    }
    let mut seen = BTreeSet::new();
    sets.retain(|set| seen.insert(enabled(features, set)));
    sets
}

/// The features that are on when these are chosen.
fn enabled<'f>(
    features: &'f BTreeMap<String, Vec<String>>,
    chosen: &[&'f str],
) -> BTreeSet<&'f str> {
    let mut on = BTreeSet::new();
    let mut waiting = chosen.to_vec();
    while let Some(feature) = waiting.pop() {
        if let Some(brings) = features.get(feature)
            && on.insert(feature)
        {
            waiting.extend(brings.iter().map(String::as_str));
        }
    }
    on.remove("default");
    on
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features<'f>(
        lines: impl IntoIterator<Item = (&'f str, &'f [&'f str])>,
    ) -> BTreeMap<String, Vec<String>> {
        let owned = |brings: &[&str]| brings.iter().map(ToString::to_string).collect();
        let lines = lines.into_iter();
        lines
            .map(|(name, brings)| (name.to_owned(), owned(brings)))
            .collect()
    }

    #[test]
    fn a_package_without_features_is_compiled_once() {
        assert_eq!(sets(&features([])), [vec![]] as [Vec<&str>; 1]);
        let nothing = features([("default", &[] as &[&str])]);
        assert_eq!(sets(&nothing), [vec![]] as [Vec<&str>; 1]);
    }

    #[test]
    fn few_features_are_compiled_in_every_set() {
        let two = features([("f0", &[] as &[&str]), ("f1", &[])]);
        assert_eq!(
            sets(&two),
            [vec![], vec!["f0"], vec!["f1"], vec!["f0", "f1"]] as [Vec<&str>; 4]
        );
    }

    #[test]
    fn many_features_are_compiled_alone_and_together() {
        let names = ["f0", "f1", "f2", "f3", "f4"];
        let many = features(names.map(|name| (name, &[] as &[&str])));
        let sets = sets(&many);
        assert_eq!(sets.len(), 7);
        assert_eq!(sets[0], Vec::<&str>::new());
        assert_eq!(sets[6], names);
    }

    #[test]
    fn the_default_features_are_compiled_unless_another_set_is_the_same() {
        let mut lines = vec![
            ("f0", &[] as &[&str]),
            ("f1", &["f0", "dep:x"]),
            ("f2", &[]),
            ("f3", &[]),
        ];
        lines.push(("default", &["f1", "f3"]));
        assert!(sets(&features(lines.clone())).contains(&vec!["default"]));
        lines.pop();
        lines.push(("default", &["f1"]));
        let lines = features(lines);
        assert!(!sets(&lines).contains(&vec!["default"]));
        assert!(sets(&lines).contains(&vec!["f1"]));
    }
}
