//! What becomes of documents that nobody here wrote: each is generated from in a process of its own, under limits.

mod compile;
mod doc_tests;
mod document;
mod examine;
mod examples;
mod expected;
mod outcome;
mod processes;
mod summary;
mod table;
mod watch;

pub use compile::{Compiled, Crates, crate_names};
pub use doc_tests::sample;
pub use document::{Document, Role, list};
pub use examine::{Place, Reads, examine};
pub use examples::{program_name, read as read_examples};
pub use expected::Expected;
pub use outcome::{
    Counts, DocTests, Examples, Ignored, Lack, Outcome, Partial, Skipped, Told, UnionCounts,
    Unions, Unread, Verdict,
};
pub use processes::run;
pub use summary::{DocCounts, Negatives, Share, Summary, summary};
pub use table::table;
pub use watch::Limits;
