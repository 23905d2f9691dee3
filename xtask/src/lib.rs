//! The parts of the commands that tests call too: the judge of requests, the tools of others, and the Markdown pages.
//!
//! The commands themselves are in the program; `cargo xtask --help` lists them.

pub mod judge;
pub mod outside;
pub mod pages;
pub mod readme;
