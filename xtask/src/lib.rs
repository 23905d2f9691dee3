//! The parts of the commands that tests call too: where things are, the one writer, the fixtures, and what is covered.
//!
//! The commands themselves are in the program; `cargo xtask --help` lists them.

pub mod corpus;
pub mod coverage;
pub mod fixtures;
pub mod input;
pub mod judge;
pub mod outside;
pub mod package;
pub mod pages;
pub mod readme;
pub mod routing;
pub mod workspace;
pub mod writer;
