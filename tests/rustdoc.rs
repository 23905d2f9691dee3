//! Claim: the documentation of the generated modules speaks of Rust: it names no operation by its `operationId`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use malipo_codegen::{generate, lower};
use xtask::workspace::Workspace;

/// The words of a line of a doc comment.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let comment = line.trim_start();
    let comment = comment
        .strip_prefix("///")
        .or_else(|| comment.strip_prefix("//!"));
    comment
        .unwrap_or_default()
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
}

#[test]
fn generated_rustdoc_names_methods_and_no_operation_ids() {
    let tests = malipo_tests::root("tests").canonicalize().unwrap();
    let specifications = Workspace::above(&tests).unwrap().inputs().unwrap();
    for specification in specifications {
        let api = lower(&specification).unwrap().api;
        let files = generate(std::slice::from_ref(&specification))
            .unwrap()
            .files;
        let mut methods = 0;
        for (path, text) in files.iter() {
            for line in text.lines() {
                methods += line.matches("](super::Client::").count();
                for word in words(line) {
                    assert!(api.operation(word).is_none(), "{path}: {line}");
                }
            }
        }
        assert!(methods > 10, "{methods} links to methods");
    }
}
