//! Claim: the runtime is built in floors. A file imports only from its own floor and from lower ones, and no files import each
//! other in a cycle, but for a module and the children that it hands its state to. (The generator's layers are in `codegen/tests/claims/layers.rs`.)

use malipo_layers::{Imports, Layer};

/// The floors of the runtime, from the lowest: each is a folder.
const FLOORS: &[Layer<'_>] = &[
    ("wire", &["wire"]),
    ("request", &["request"]),
    ("error", &["error"]),
    ("http", &["http"]),
    ("auth", &["auth"]),
    ("call", &["call"]),
    ("payments", &["payments"]),
    ("lib", &["rt", "lib"]),
];

fn imports() -> Imports {
    let imports = Imports::read(&malipo_tests::root("generated/runtime/src")).unwrap();
    assert!(imports.iter().count() > 80, "the sources are gone");
    imports
}

#[test]
fn a_file_of_the_runtime_imports_only_from_its_floor_and_below() {
    let upward = imports().upward(FLOORS);
    assert_eq!(upward, Ok(Vec::new()));
}

#[test]
fn no_files_of_the_runtime_import_each_other_in_a_cycle() {
    let found = imports();
    assert!(
        found.in_cycles_of_siblings().is_empty(),
        "{:#?}",
        found.in_cycles_of_siblings()
    );
}
