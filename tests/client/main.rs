//! Claims about the client, each in a module of its own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod bad_answers;
mod bad_requests;
mod contract;
mod end_to_end;
mod error_shapes;
mod extremes;
mod paging;
mod rustdoc;
mod tls;
mod wire;
