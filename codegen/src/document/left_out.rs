//! What a document is read without, because it is faulty and nothing can stand in for it.

use std::collections::BTreeSet;

/// Parts that stay in the tree, so that references lead where they led, and that no call uses.
#[derive(Debug, Default)]
pub(crate) struct LeftOut {
    /// The JSON pointers of operations that cannot be called.
    pub(crate) operations: BTreeSet<String>,
    /// The JSON pointers of parameters, request bodies, security schemes, alternatives of credentials and servers that no request has.
    pub(crate) unused: BTreeSet<String>,
}

impl LeftOut {
    /// Returns whether requests are made without the part at a JSON pointer.
    pub(crate) fn is_unused(&self, pointer: &str) -> bool {
        self.unused.contains(pointer)
    }
}
