//! Claim: `cargo xtask corpus` tells of every document of a directory what became of it, whatever else is in the directory
//! and whoever else runs it.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

const DOCUMENT: &str = "openapi: 3.0.3\ninfo: { title: A, version: '1' }\npaths: {}\n";

fn start(directory: &Path) -> Child {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("corpus")
        .arg(directory)
        .current_dir(root)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

#[test]
fn runs_at_the_same_time_do_not_spoil_each_other() {
    let directory = tempfile::tempdir().unwrap();
    for number in 0..12 {
        let file = directory.path().join(format!("{number}.yaml"));
        fs::write(file, DOCUMENT).unwrap();
    }
    let runs: Vec<Child> = (0..4).map(|_| start(directory.path())).collect();
    for run in runs {
        let output = run.wait_with_output().unwrap();
        let said = said(&output);
        assert!(output.status.success(), "{said}");
        assert!(said.contains("12 roots: 12 generated, 0 refused"), "{said}");
    }
}

#[test]
fn a_file_without_a_version_is_a_part_of_others_and_what_is_wrong_with_a_document_is_still_told() {
    let directory = tempfile::tempdir().unwrap();
    let write = |file: &str, text: &str| fs::write(directory.path().join(file), text).unwrap();
    write("root.yaml", DOCUMENT);
    write("part.yaml", "type: object\nopenapi-like: 3.0.3\n");
    write("part.json", r#"{ "x": { "openapi": "3.0.3" } }"#);
    write("list.yml", "- openapi: 3.0.3\n");
    write("old.json", r#"{ "swagger": "2.0" }"#);
    write("broken.yaml", "a: [\n");
    let output = start(directory.path()).wait_with_output().unwrap();
    let said = said(&output);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("3 roots: 1 generated, 2 refused"), "{said}");
    assert!(said.contains("6 documents: 0 crashed"), "{said}");
    for refused in ["old.json", "broken.yaml"] {
        let line = said.lines().find(|line| line.starts_with(refused)).unwrap();
        assert!(line.contains("refused: M01"), "{line}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_cannot_be_read_and_one_that_leads_in_a_circle_is_passed_by() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("root.yaml"), DOCUMENT).unwrap();
    let link = |to: &str, name: &str| {
        std::os::unix::fs::symlink(to, directory.path().join(name)).unwrap();
    };
    link("nowhere.yaml", "lost.yaml");
    link("root.yaml", "linked.yaml");
    link(".", "circle");
    let output = start(directory.path()).wait_with_output().unwrap();
    let said = said(&output);
    assert!(output.status.success(), "{said}");
    let numbers = "3 documents: 0 crashed, 0 timed out, 1 cannot be read\n3 roots: 2 generated, 0";
    assert!(said.contains(numbers), "{said}");
    let line = said.lines().find(|line| line.starts_with("lost.yaml"));
    assert!(line.unwrap().contains("CANNOT BE READ: "), "{said}");
}
