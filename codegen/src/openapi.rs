//! OpenAPI 3.0: one table of objects and their keywords, one walk by that table, one resolver of references.

mod beside;
mod foreign;
mod operations;
pub(crate) mod resolver;
mod table;
mod walk;

pub(crate) use beside::{Beside, walk_document};
pub(crate) use foreign::{Foreign, foreign};
pub(crate) use operations::{Found, operations};
pub(crate) use table::{
    Expected, METHODS, Object, PREFIX, QUERY_STYLES, STYLES, TYPES, any_answer,
};
pub(crate) use walk::{Part, Visitor, walk, walk_or_reference};
