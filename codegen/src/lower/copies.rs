//! What is written out again wherever a part is used: the properties of what a schema extends, and the headers of a response.
//!
//! A document can make each of many parts have all that the one before it has. Then what is written out grows with the square of the
//! document.

use serde_json::Value;

use super::Lowering;
use crate::bundle::size;
use crate::diagnostic::Code;

/// How much any document may have written out again.
const ALWAYS: usize = 100_000;

/// How much more for each value of the document.
const FOR_EACH: usize = 4;

/// What may still be written out again.
pub(super) struct Copies {
    left: usize,
    /// Where there was no more room.
    exceeded: Option<String>,
}

impl Copies {
    pub(super) fn of(tree: &Value) -> Self {
        Self {
            left: ALWAYS + FOR_EACH * size(tree),
            exceeded: None,
        }
    }
}

impl Lowering<'_> {
    /// Whether there is room for so much more. If there is not, the document is rejected in the end.
    pub(super) fn affords(&mut self, count: usize, at: &str) -> bool {
        let left = self.copies.left.checked_sub(count);
        if left.is_none() {
            self.copies.exceeded.get_or_insert_with(|| at.to_owned());
        }
        self.copies.left = left.unwrap_or(0);
        left.is_some()
    }

    /// Rejects a document for which there was not enough room.
    pub(super) fn too_many_copies(&mut self) {
        if let Some(at) = self.copies.exceeded.take() {
            self.report.error(
                Code::TooLarge,
                &at,
                "too many properties and headers are repeated wherever a schema is extended or a response is used",
                "let fewer schemas extend each other, or declare fewer headers in shared responses",
            );
        }
    }
}
