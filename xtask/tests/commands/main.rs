//! Claims about the commands, each in a module of its own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod corpus;
mod coverage;
mod generate;
mod generate_crate;
mod layers;
mod pages;
