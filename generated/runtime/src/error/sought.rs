//! What is known of a payment that is looked for.

use std::fmt;
use std::time::SystemTime;

use crate::request::OperationSpec;

/// How many pages are read unless the caller says otherwise.
const MAX_PAGES: usize = 1_000;

/// A payment that is looked for: what is known of it although its answer was lost.
#[derive(Clone)]
pub struct Sought {
    pub(crate) operation: OperationSpec,
    pub(crate) reference: String,
    pub(crate) attempted_at: SystemTime,
    /// The merchant's references of the lines of the payment, as far as they are known.
    pub(crate) lines: Vec<String>,
    pub(crate) max_pages: usize,
}

impl Sought {
    pub(crate) const fn new(
        operation: OperationSpec,
        reference: String,
        attempted_at: SystemTime,
    ) -> Self {
        Self {
            operation,
            reference,
            attempted_at,
            lines: Vec::new(),
            max_pages: MAX_PAGES,
        }
    }

    /// The merchant's own reference.
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// When the attempt to pay began.
    pub const fn attempted_at(&self) -> SystemTime {
        self.attempted_at
    }
}

impl fmt::Debug for Sought {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sought")
            .field("operation", &self.operation.id)
            .field("reference", &self.reference)
            .field("attempted_at", &self.attempted_at)
            .finish_non_exhaustive()
    }
}
