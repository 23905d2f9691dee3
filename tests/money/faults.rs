//! Claim: whatever goes wrong with a payment, it is executed once at the most, the caller is told how far it had come, and the
//! call ends in its time. The judge is the ledger of the embedded gateway.

mod adversary;
#[path = "faults/malipo.rs"]
mod client;
mod doubled;
mod matrix;
mod resolve;
mod stale;
