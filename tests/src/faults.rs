//! The fault matrix: every operation that moves money, in everything that can go wrong with it, on every kind of connection,
//! with and without eager retries. A [`Caller`] pays, and the ledger of the embedded gateway judges.
//!
//! Any HTTP client can be put through it: see [`Caller`], and [`requests`] for what to send.

mod cell;
mod elsewhere;
mod judge;
pub mod requests;
mod run;
pub mod said;
mod table;
mod trouble;

pub use cell::{Cell, Connection, Gateway, Operation, Policy, operations};
pub use judge::{Measured, Phase, Reported};
pub use run::{Caller, Setting, run, run_cells};
pub use table::{last_line, per_cell, summary};
pub use trouble::{Trouble, troubles};
