//! Claims about money, each in a module of its own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod callbacks;
mod failures;
mod faults;
mod resolve;
mod simulation;
mod waiting;
mod webhooks;
