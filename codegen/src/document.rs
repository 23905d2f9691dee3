//! A document and its parts: where something stands, and where it comes from.

mod address;
mod input;
mod left_out;
mod origins;
mod place;
mod unresolved;

use std::collections::BTreeSet;

use serde_json::Value;

pub(crate) use address::{Address, ROOT};
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
    /// Whether a value may be null. Most documents have none, and need not be searched.
    pub(crate) has_nulls: bool,
    /// What it is read without.
    pub(crate) left_out: LeftOut,
}
