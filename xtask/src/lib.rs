//! The parts of the commands that tests call too: where things are, the one writer, and the fixtures.
//!
//! The commands themselves are in the program; `cargo xtask --help` lists them.

pub mod fixtures;
pub mod workspace;
pub mod writer;
