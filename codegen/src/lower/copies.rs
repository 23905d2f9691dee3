//! What is written out again wherever a part is used: the properties of what a schema extends, and the headers of a response.
//!
//! A document can make each of many parts have all that the one before it has. Then what is written out grows with the square of the
//! document.

use serde_json::Value;

use crate::bundle::size;

/// How much any document may have written out again.
const ALWAYS: usize = 100_000;

/// How much more for each value of the document.
const FOR_EACH: usize = 4;

/// What may still be written out again.
pub(super) struct Copies {
    pub(super) left: usize,
    /// Where there was no more room.
    pub(super) exceeded: Option<String>,
}

impl Copies {
    pub(super) fn of(tree: &Value) -> Self {
        Self {
            left: ALWAYS + FOR_EACH * size(tree),
            exceeded: None,
        }
    }
}
