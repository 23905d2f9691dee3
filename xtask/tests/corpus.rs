//! Claim: `cargo xtask corpus` tells of every document of a directory what became of it, whatever else is in the directory
//! and whoever else runs it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

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
