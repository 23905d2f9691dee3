//! A diagnostic of a document.

use serde::{Deserialize, Serialize};

/// A diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Told {
    /// The file that it stands in: the document itself, or another one that it refers to.
    pub file: String,
    /// Its code, such as `M0101`.
    pub code: String,
    /// Its line, from 1.
    pub line: usize,
    /// Its column, from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
}
