//! Claim: `generated/src/api` holds what the generator makes of the specifications, and nothing else. Whatever is
//! missing, changed or stray there is found, and repaired by the same plan that found it.

use std::fs;
use std::path::{Path, PathBuf};

use malipo_codegen::{FileSet, HEADER_PREFIX};
use malipo_workspace::Workspace;
use malipo_workspace::writer::{Change, Plan};

fn workspace() -> Workspace {
    Workspace::above(&malipo_tests::root("tests").canonicalize().unwrap()).unwrap()
}

fn generated() -> FileSet {
    malipo_codegen::generate(&workspace().inputs().unwrap())
        .unwrap_or_else(|problems| panic!("{problems}"))
        .files
}

fn plan(directory: &Path, files: &FileSet) -> Plan {
    Plan::new(directory, files.iter()).unwrap()
}

/// Where files written by hand go.
fn attic(directory: &Path) -> PathBuf {
    directory.with_extension("attic")
}

/// A directory that is up to date, and its files.
fn up_to_date() -> (tempfile::TempDir, FileSet) {
    let directory = tempfile::tempdir().unwrap();
    let files = generated();
    plan(directory.path(), &files)
        .apply(&attic(directory.path()))
        .unwrap();
    assert!(plan(directory.path(), &files).is_up_to_date());
    (directory, files)
}

/// The one change that is found, and gone after the plan was applied.
fn found_and_repaired(directory: &Path, files: &FileSet) -> Change {
    let found = plan(directory, files);
    let [change] = found.changes() else {
        panic!("{:?}", found.changes())
    };
    let change = change.clone();
    assert!(!found.report().is_empty());
    found.apply(&attic(directory)).unwrap();
    assert!(plan(directory, files).is_up_to_date(), "the repair repairs");
    change
}

#[test]
fn the_generated_crate_is_what_the_generator_makes() {
    let plan = plan(&workspace().api_directory(), &generated());
    assert!(
        plan.is_up_to_date(),
        "run `cargo xtask generate`:\n{}",
        plan.report()
    );
}

#[test]
fn every_file_there_has_the_header_and_no_file_elsewhere_has_it() {
    fn visit(directory: &Path, inside: bool) {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, inside || path.ends_with("src/api"));
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let has = fs::read_to_string(&path)
                    .unwrap()
                    .starts_with(HEADER_PREFIX);
                assert_eq!(has, inside, "{}", path.display());
            }
        }
    }
    visit(&malipo_tests::root("generated/src"), false);
    visit(&malipo_tests::root("generated/runtime/src"), false);
}

#[test]
fn a_missing_file_is_found_and_repaired() {
    let (directory, files) = up_to_date();
    fs::remove_file(directory.path().join("zengapay/types.rs")).unwrap();
    assert!(matches!(
        found_and_repaired(directory.path(), &files),
        Change::Missing { .. }
    ));
}

#[test]
fn a_deleted_line_is_found_and_repaired() {
    let (directory, files) = up_to_date();
    let path = directory.path().join("zengapay/operations.rs");
    let text = fs::read_to_string(&path).unwrap();
    let shorter: Vec<&str> = text
        .lines()
        .enumerate()
        .filter(|(number, _)| *number != 100)
        .map(|(_, line)| line)
        .collect();
    fs::write(&path, shorter.join("\n")).unwrap();
    assert!(matches!(
        found_and_repaired(directory.path(), &files),
        Change::Changed { .. }
    ));
}

#[test]
fn a_stray_file_is_found_and_repaired() {
    let (directory, files) = up_to_date();
    for text in [HEADER_PREFIX, "fn by_hand() {}"] {
        fs::write(directory.path().join("zengapay/stray.rs"), text).unwrap();
        assert!(matches!(
            found_and_repaired(directory.path(), &files),
            Change::Stray { .. }
        ));
    }
}

#[test]
fn a_description_edited_in_the_specification_is_found() {
    let (directory, _) = up_to_date();
    let mut inputs = workspace().inputs().unwrap();
    let (summary, edited) = (
        "summary: Asks a subscriber for money.",
        "summary: Asks for money.",
    );
    let input = inputs
        .iter_mut()
        .find(|input| input.text.contains(summary))
        .unwrap();
    input.text = input.text.replacen(summary, edited, 1).into();
    let files = malipo_codegen::generate(&inputs).unwrap().files;
    assert!(!plan(directory.path(), &files).is_up_to_date());
}
