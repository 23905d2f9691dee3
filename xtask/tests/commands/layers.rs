//! Claim: the commands are built in layers. The tests share libraries with the commands and do not depend on them, because the commands
//! start the tests. No files import each other in a cycle.

use std::fs;

use malipo_layers::{Imports, Layer};
use malipo_workspace::Workspace;

/// The layers of this crate, from the lowest.
const LAYERS: &[Layer<'_>] = &[
    ("pages", &["pages", "readme"]),
    ("tools", &["judge", "outside"]),
    ("lib", &["lib"]),
    ("commands", &["commands"]),
    ("programs", &["main", "demo"]),
];

/// The libraries that tests and commands share.
const SHARED: &[&str] = &["xtask/workspace", "tests/coverage", "tests/corpus-runner"];

fn imports(folder: &str) -> Imports {
    let workspace = Workspace::discover().unwrap();
    let imports = Imports::read(&workspace.root().join(folder).join("src")).unwrap();
    assert!(imports.iter().count() > 3, "{folder} has no sources");
    imports
}

#[test]
fn a_file_imports_only_from_its_layer_and_below() {
    assert_eq!(imports("xtask").upward(LAYERS), Ok(Vec::new()));
}

#[test]
fn no_files_import_each_other_in_a_cycle() {
    for folder in SHARED.iter().chain(&["xtask"]) {
        let imports = imports(folder);
        let found = imports.in_cycles();
        assert!(found.is_empty(), "{folder}: {found:#?}");
    }
}

#[test]
fn what_the_commands_start_does_not_depend_on_the_commands() {
    let workspace = Workspace::discover().unwrap();
    for folder in SHARED.iter().chain(&["tests", "tests/sandbox", "codegen"]) {
        let manifest = workspace.root().join(folder).join("Cargo.toml");
        let manifest = fs::read_to_string(manifest).unwrap();
        assert!(!manifest.contains("xtask"), "{folder} depends on xtask");
    }
}
