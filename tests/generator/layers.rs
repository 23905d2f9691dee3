//! Claim: the runtime is built in floors. A file imports only from its own floor and from lower ones, and no files import each
//! other in a cycle. (The generator's layers are in `codegen/tests/claims/layers.rs`.)

use malipo_tests::layers::Imports;

/// The floors of the runtime, from the lowest: each is a folder.
const FLOORS: &[&str] = &[
    "wire", "request", "error", "http", "auth", "call", "payments", "rt", "lib",
];

fn imports(folder: &str, at_least: usize) -> Imports {
    let imports = Imports::read(&malipo_tests::root(folder)).unwrap();
    let count = imports.iter().count();
    assert!(count >= at_least, "{folder} has only {count} files");
    imports
}

fn floor(file: &str) -> usize {
    let top = file.split('/').next().unwrap().trim_end_matches(".rs");
    let found = FLOORS.iter().position(|floor| *floor == top);
    found.unwrap_or_else(|| panic!("`{file}` is on no floor: move it into the folder of one"))
}

#[test]
fn a_file_of_the_runtime_imports_only_from_its_floor_and_below() {
    let imports = imports("generated/runtime/src", 80);
    let mut upward = Vec::new();
    for (from, all) in imports.iter() {
        let above = all.iter().filter(|to| floor(to) > floor(from));
        upward.extend(above.map(|to| format!("{from} imports {to}")));
    }
    assert!(upward.is_empty(), "{upward:#?}");
}

#[test]
fn no_files_of_the_runtime_import_each_other_in_a_cycle() {
    let found = imports("generated/runtime/src", 80);
    assert!(found.in_cycles().is_empty(), "{:#?}", found.in_cycles());
}
