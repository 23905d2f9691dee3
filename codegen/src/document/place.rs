//! Where in a document something stands.

/// Where in a document something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A JSON pointer; the position is looked up when it is shown.
    Pointer(String),
    /// A position that a parser reported: 1-based line and column.
    LineColumn(usize, usize),
    /// The document as a whole.
    Document,
}
