//! From a method and a path to an operation of the specification.

use std::collections::{BTreeMap, BTreeSet};

use malipo_codegen::ir::{Operation, Segment};
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
            match_path(&operation.segments, path).map(|values| (operation, values))
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
            path: values.into_iter().collect(),
        },
        None if methods.is_empty() => Route::NoSuchPath,
        None => Route::OtherMethods(methods),
    }
}

/// The values of the parameters, if the whole path fits the template.
fn match_path(segments: &[Segment], path: &str) -> Option<Vec<(String, String)>> {
    let Some((first, rest)) = segments.split_first() else {
        return path.is_empty().then(Vec::new);
    };
    match first {
        Segment::Literal(text) => match_path(rest, path.strip_prefix(text.as_str())?),
        Segment::Parameter(name) => {
            let slash = path.find('/').unwrap_or(path.len());
            // The longest value that leaves a match for the rest.
            (1..=slash)
                .rev()
                .filter(|end| path.is_char_boundary(*end))
                .find_map(|end| {
                    let (value, after) = path.split_at(end);
                    let mut values = match_path(rest, after)?;
                    let value = percent_decode_str(value).decode_utf8_lossy().into_owned();
                    values.insert(0, (name.clone(), value));
                    Some(values)
                })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(text: &str) -> Segment {
        Segment::Literal(text.to_owned())
    }

    fn parameter(name: &str) -> Segment {
        Segment::Parameter(name.to_owned())
    }

    fn values(segments: &[Segment], path: &str) -> Option<Vec<String>> {
        match_path(segments, path)
            .map(|values| values.into_iter().map(|(_, value)| value).collect())
    }

    #[test]
    fn a_parameter_takes_one_part_of_a_path_and_is_decoded() {
        let template = [literal("/collections/"), parameter("reference")];
        assert_eq!(
            values(&template, "/collections/a%2Fb%20c"),
            Some(vec!["a/b c".to_owned()])
        );
        assert_eq!(values(&template, "/collections/"), None);
        assert_eq!(values(&template, "/collections/a/b"), None);
        assert_eq!(values(&template, "/collections"), None);
    }

    #[test]
    fn a_parameter_may_stand_before_more_text() {
        let template = [
            literal("/orders/"),
            parameter("id"),
            literal("/lines/"),
            parameter("line"),
        ];
        assert_eq!(
            values(&template, "/orders/7/lines/2"),
            Some(vec!["7".to_owned(), "2".to_owned()])
        );
        assert_eq!(
            values(&[parameter("file"), literal(".json")], "a.json"),
            Some(vec!["a".to_owned()])
        );
    }

    #[test]
    fn a_path_must_fit_as_a_whole() {
        assert_eq!(values(&[literal("/account")], "/account"), Some(Vec::new()));
        assert_eq!(values(&[literal("/account")], "/account/balance"), None);
    }
}
