//! From a method and a path to an operation of the specification.

use std::collections::{BTreeMap, BTreeSet};

use malipo_codegen::ir::Operation;
use percent_encoding::percent_decode_str;

/// Where a request leads.
#[derive(Debug)]
pub(crate) enum Route<'a> {
    /// To an operation, with the values of its path parameters, decoded.
    Operation {
        operation: &'a Operation,
        path: BTreeMap<String, String>,
    },
    /// To a path that takes other methods only.
    OtherMethods(BTreeSet<&'a str>),
    /// Nowhere.
    NoSuchPath,
}

pub(crate) fn route<'a>(operations: &'a [Operation], method: &str, path: &str) -> Route<'a> {
    let mut matching: Vec<_> = operations
        .iter()
        .filter_map(|operation| {
            operation
                .path_values(path)
                .map(|values| (operation, values))
        })
        .collect();
    // A path that is written out wins over a template that happens to match it.
    matching.sort_by_key(|(_, values)| values.len());
    let fewest = matching.first().map_or(0, |(_, values)| values.len());
    matching.retain(|(_, values)| values.len() == fewest);

    let methods: BTreeSet<_> = matching
        .iter()
        .map(|(operation, _)| operation.method.as_str())
        .collect();
    match matching
        .into_iter()
        .find(|(operation, _)| operation.method == method)
    {
        Some((operation, values)) => Route::Operation {
            operation,
            path: values
                .into_iter()
                .map(|(name, value)| {
                    let value = percent_decode_str(value).decode_utf8_lossy().into_owned();
                    (name.to_owned(), value)
                })
                .collect(),
        },
        None if methods.is_empty() => Route::NoSuchPath,
        None => Route::OtherMethods(methods),
    }
}
