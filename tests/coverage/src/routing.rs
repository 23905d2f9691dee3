//! From the path of a request to the operation that it is of.

use malipo_codegen::ir::{Api, Operation};

/// Returns the operation that a method and a path without its query lead to.
#[must_use]
pub fn route<'a>(api: &'a Api, method: &str, path: &str) -> Option<&'a Operation> {
    api.operations
        .iter()
        .filter(|operation| operation.method == method)
        .filter_map(|operation| {
            path_values(api, operation, path).map(|values| (values.len(), operation))
        })
        // A path that is written out wins over a template that happens to match it.
        .min_by_key(|(parameters, _)| *parameters)
        .map(|(_, operation)| operation)
}

/// The path parameters, if the path is the template of the operation filled in, behind the path of one of the base URLs.
pub(crate) fn path_values<'a>(
    api: &Api,
    operation: &'a Operation,
    path: &'a str,
) -> Option<Vec<(&'a str, &'a str)>> {
    api.base_paths()
        .into_iter()
        .filter_map(|base| path.strip_prefix(base))
        .find_map(|rest| operation.path_values(rest))
}
