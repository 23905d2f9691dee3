//! Where a value stands among the files of a document.

use crate::ground::pointer::unescaped;

/// The number of the document itself among its files.
pub(crate) const ROOT: usize = 0;

/// Where a value stands: a file, by its number, and a JSON pointer in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Address {
    pub(crate) file: usize,
    pub(crate) pointer: String,
}

impl Address {
    /// Returns the last name on the way to the value; `None` for a whole file.
    pub(crate) fn name(&self) -> Option<String> {
        let (_, name) = self.pointer.rsplit_once('/')?;
        Some(unescaped(name)).filter(|name| !name.is_empty())
    }
}
