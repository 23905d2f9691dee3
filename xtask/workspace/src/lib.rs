//! A checkout of this repository: where things are, documents from the disk, and the one writer of generated files.
//!
//! The commands and the tests share it.

pub mod input;
pub mod package;
mod workspace;
pub mod writer;

pub use workspace::{
    API_DIRECTORY, Error, FIXTURES_DIRECTORY, REPAIR, SPEC_DIRECTORY, Specification,
    WIRE_DIRECTORY, Workspace,
};
