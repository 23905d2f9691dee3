//! The fixtures against the specifications, and what shows that each operation is as its specification says.

mod coverage;
pub mod fixtures;
mod routing;

pub use coverage::{
    Coverage, EventRow, Golden, OperationRow, Provenance, Totals, UndocumentedRow, Witness,
    load_goldens, read_witnesses,
};
pub use routing::route;
