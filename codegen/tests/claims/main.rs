//! Claims about the generator, each in a module of its own.
//!
//! `growth` is a program of its own: it measures the processor time of its process.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod account;
mod chains;
mod codes;
mod example;
mod hostile_text;
mod keep_going;
mod layers;
mod losses;
mod reported_faults;
