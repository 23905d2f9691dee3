//! The operations of a document.

use serde_json::Value;

use super::resolver::resolved;
use super::table::METHODS;
use crate::ground::pointer::step;

/// An operation as it stands in the document.
pub(crate) struct Found<'d> {
    pub(crate) path: &'d str,
    pub(crate) method: &'d str,
    pub(crate) item: &'d Value,
    pub(crate) operation: &'d Value,
}

impl Found<'_> {
    /// Returns the JSON pointer under its path.
    pub(crate) fn pointer(&self) -> String {
        step(&step("/paths", self.path), self.method)
    }
}

/// Returns the operations under `paths`, in document order.
pub(crate) fn operations(tree: &Value) -> impl Iterator<Item = Found<'_>> {
    let paths = tree.get("paths").and_then(Value::as_object);
    let paths = paths
        .into_iter()
        .flatten()
        .filter(|(path, _)| !path.starts_with("x-"));
    paths.flat_map(move |(path, item)| {
        let item = resolved(tree, item);
        METHODS.iter().filter_map(move |method| {
            Some(Found {
                path,
                method,
                item,
                operation: item
                    .get(*method)
                    .filter(|operation| operation.is_object())?,
            })
        })
    })
}
