//! Claim: `cargo xtask generate` tells what is out of date with its exit code and the command that repairs it, repairs
//! it, and changes nothing while a specification has a mistake.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A copy of what the command looks at.
struct Checkout(tempfile::TempDir);

impl Checkout {
    fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let copy = Self(tempfile::tempdir().unwrap());
        for part in [
            "Cargo.toml",
            "codegen/Cargo.toml",
            "xtask/Cargo.toml",
            "spec/zengapay.yaml",
        ] {
            let target = copy.path(part);
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::copy(root.join(part), target).unwrap();
        }
        assert!(
            copy.xtask(&["generate"]).status.success(),
            "an empty directory is filled"
        );
        copy
    }

    fn path(&self, part: &str) -> PathBuf {
        self.0.path().join(part)
    }

    fn xtask(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .current_dir(self.0.path())
            .output()
            .unwrap()
    }

    /// Expects that a check fails and names the repair, and that the repair repairs.
    fn assert_found_and_repaired(&self) {
        let found = self.xtask(&["generate", "--check"]);
        assert_eq!(found.status.code(), Some(1));
        let said = said(&found);
        assert!(said.contains("`cargo xtask generate`"), "{said}");
        assert!(self.xtask(&["generate"]).status.success());
        assert!(
            self.xtask(&["generate", "--check"]).status.success(),
            "the repair repairs"
        );
    }
}

fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

#[test]
fn a_deleted_line_a_stray_file_and_an_edited_description_are_found_and_repaired() {
    let checkout = Checkout::new();
    assert!(checkout.xtask(&["generate", "--check"]).status.success());

    let types = checkout.path("generated/src/api/zengapay/types.rs");
    let text = fs::read_to_string(&types).unwrap();
    let cut = text.find("pub struct").unwrap();
    fs::write(
        &types,
        format!(
            "{}{}",
            &text[..cut],
            text[cut..].split_once('\n').unwrap().1
        ),
    )
    .unwrap();
    checkout.assert_found_and_repaired();

    fs::write(checkout.path("generated/src/api/stray.rs"), "// mine\n").unwrap();
    checkout.assert_found_and_repaired();
    let kept = fs::read_to_string(checkout.path("target/strays/stray.rs")).unwrap();
    assert_eq!(
        kept, "// mine\n",
        "what was written by hand is moved, not lost"
    );

    let spec = checkout.path("spec/zengapay.yaml");
    let text = fs::read_to_string(&spec).unwrap();
    let edited = text.replacen("Asks a subscriber for money.", "Asks for money.", 1);
    assert_ne!(text, edited);
    fs::write(&spec, edited).unwrap();
    checkout.assert_found_and_repaired();
}

#[test]
fn a_mistake_in_a_specification_is_shown_with_its_place_and_nothing_is_written() {
    let checkout = Checkout::new();
    let spec = checkout.path("spec/zengapay.yaml");
    let text = fs::read_to_string(&spec).unwrap();
    let broken = text.replacen("x-malipo-effect:", "x-malipo-efect:", 1);
    fs::write(&spec, &broken).unwrap();
    let line = broken
        .lines()
        .position(|line| line.contains("x-malipo-efect:"))
        .unwrap()
        + 1;
    let client = checkout.path("generated/src/api/zengapay/client.rs");
    fs::remove_file(&client).unwrap();

    let output = checkout.xtask(&["generate"]);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    for part in [
        &format!("spec/zengapay.yaml:{line}:"),
        "M0801",
        "did you mean `x-malipo-effect`?",
    ] {
        assert!(said.contains(part), "{part} is not in:\n{said}");
    }
    assert!(!client.exists(), "nothing was written");
}
