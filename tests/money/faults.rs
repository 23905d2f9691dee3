//! Claim: whatever goes wrong with a payment, it is executed once at the most, the caller is told how far it had come, and the
//! call ends in its time. The judge is the ledger of the embedded gateway.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "faults/adversary.rs"]
mod adversary;
#[path = "faults/malipo.rs"]
mod client;
#[path = "faults/doubled.rs"]
mod doubled;
#[path = "faults/matrix.rs"]
mod matrix;
#[path = "faults/resolve.rs"]
mod resolve;
#[path = "faults/stale.rs"]
mod stale;
