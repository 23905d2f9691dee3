//! Claims about the generator, each in a module of its own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod account;
mod corpus;
mod descriptions;
mod determinism;
mod drift;
mod evolution;
mod goldens;
mod layers;
mod negatives;
mod no_panic;
mod random_documents;
mod rejects;
mod second_judge;
mod vocabulary;
