//! From the path of a request to the operation that it is of.

use std::collections::BTreeSet;

use malipo_codegen::ir::{Api, Location, Operation};
use percent_encoding::percent_decode_str;

/// The operation that a method and a path without its query lead to.
pub(crate) fn route<'a>(api: &'a Api, method: &str, path: &str) -> Option<&'a Operation> {
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
pub(crate) fn path_values(
    api: &Api,
    operation: &Operation,
    path: &str,
) -> Option<Vec<(Location, String, String)>> {
    let prefixes: BTreeSet<_> = api
        .servers
        .iter()
        .filter_map(|server| server.url.split_once("://"))
        .map(|(_, rest)| {
            rest.find('/')
                .map_or("", |slash| rest.split_at(slash).1)
                .trim_end_matches('/')
        })
        .collect();
    prefixes
        .iter()
        .filter_map(|prefix| path.strip_prefix(prefix))
        .find_map(|rest| fill(&operation.path, rest))
}

/// The values with which a path template becomes a path.
fn fill(template: &str, path: &str) -> Option<Vec<(Location, String, String)>> {
    if template.split('/').count() != path.split('/').count() {
        return None;
    }
    let mut values = Vec::new();
    for (wanted, found) in template.split('/').zip(path.split('/')) {
        match wanted
            .strip_prefix('{')
            .and_then(|name| name.strip_suffix('}'))
        {
            Some(name) if !found.is_empty() => {
                values.push((Location::Path, name.to_owned(), decode(found)))
            }
            None if wanted == found => {}
            _ => return None,
        }
    }
    Some(values)
}

pub(crate) fn decode(text: &str) -> String {
    percent_decode_str(&text.replace('+', " "))
        .decode_utf8_lossy()
        .into_owned()
}
