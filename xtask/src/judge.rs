//! A judge that shares no code with the generator compares what generated clients send and return with their documents.
//!
//! `malipo-judge` reads the documents, makes the values and compares. This module generates the crates, compiles a program for each that
//! calls its operations, and sums up. A difference in an operation that the account calls whole is a finding. In a partial
//! operation, the account explains it.

mod calls;
mod judging;
mod select;
mod subject;
mod verdicts;

pub use judging::judge;
pub use select::{Selected, Selection, select};
pub use subject::Subject;
pub use verdicts::{Difference, Verdicts};
