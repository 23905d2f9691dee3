//! A schema while its parts are merged.

use std::collections::BTreeMap;

use super::used::Position;
use crate::schema::{Ref, Schema};

/// Where properties stand, if that is elsewhere than in the schema that has them.
pub(super) type Origins = BTreeMap<String, Position>;

/// A schema while it is being put together.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Draft {
    /// What it says, but for lists of schemas.
    pub(super) schema: Schema,
    pub(super) origins: Origins,
    pub(super) unions: Vec<Union>,
    /// The only thing it says, if that is a reference.
    pub(super) alias: Option<(String, String)>,
}

/// A `oneOf` or an `anyOf`.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Union {
    pub(super) options: Vec<(Ref<Schema>, String)>,
}

impl Union {
    /// Whether both are the same list of the document.
    pub(super) fn is_at_place_of(&self, other: &Self) -> bool {
        let first = |(_, at): &(Ref<Schema>, String)| at.clone();
        self.options.len() == other.options.len()
            && self.options.first().map(first) == other.options.first().map(first)
    }
}
