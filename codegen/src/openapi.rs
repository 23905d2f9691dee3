//! OpenAPI 3.0 as one table of objects and their keywords.

mod table;

pub(crate) use table::{Expected, METHODS, Object, STYLES, TYPES, any_answer};
