//! What the tests of Malipo as a whole share.

pub mod exact_json;
pub mod expected;
pub mod faults;
pub mod scripted;
pub mod wire;

use std::path::PathBuf;

/// A path below the root of the workspace.
#[must_use]
pub fn root(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(path)
}

/// The examples of the README, which must compile.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
