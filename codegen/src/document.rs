//! A document and its parts: where something stands, and where it comes from.

mod input;
mod left_out;
mod origins;
mod place;
mod unresolved;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::ground::pointer::unescaped;

pub use input::{Input, Others, TypedFormats, Unreadable};
pub(crate) use left_out::LeftOut;
pub(crate) use origins::Origins;
pub use place::Place;
pub(crate) use unresolved::Unresolved;

/// A document as one tree.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub(crate) tree: Value,
    /// Where its parts come from, if they stand in other files.
    pub(crate) origins: Origins,
    /// References that lead out of it, and that nobody could follow.
    pub(crate) unresolved: Unresolved,
    /// Operations whose name belongs to the same operation under another path, by JSON pointer.
    pub(crate) named_elsewhere: BTreeSet<String>,
    /// Whether its text is YAML.
    pub(crate) is_yaml: bool,
    /// Which strings have a type of their own.
    pub(crate) typed: TypedFormats,
    /// Whether a reference may lead to something else than a component. Most documents have none, and need not be searched.
    pub(crate) refers_deep: bool,
    /// What it is read without.
    pub(crate) left_out: LeftOut,
}

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
