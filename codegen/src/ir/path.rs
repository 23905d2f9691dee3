//! From the path of a request back to the operation that it is of.

use std::collections::BTreeSet;

use super::{Api, Operation, Segment};

impl Api {
    /// The paths that base URLs end with, such as `/v1`, without a final slash; empty where a base URL has none.
    #[must_use]
    pub fn base_paths(&self) -> BTreeSet<&str> {
        self.servers
            .iter()
            .filter_map(|server| server.url.split_once("://"))
            .map(|(_, rest)| rest.find('/').map_or("", |slash| rest.split_at(slash).1))
            .map(|path| path.trim_end_matches('/'))
            .collect()
    }
}

impl Operation {
    /// The names and values of the path parameters, if a path below the base URL is this operation's template filled in.
    /// The values are as they stand there, still percent-encoded.
    #[must_use]
    pub fn path_values<'a>(&'a self, path: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
        values(&self.segments, path)
    }
}

fn values<'a>(segments: &'a [Segment], path: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let Some((first, rest)) = segments.split_first() else {
        return path.is_empty().then(Vec::new);
    };
    match first {
        Segment::Literal(text) => values(rest, path.strip_prefix(text.as_str())?),
        Segment::Parameter(name) => {
            let slash = path.find('/').unwrap_or(path.len());
            // The longest value that leaves a match for the rest.
            (1..=slash)
                .rev()
                .filter(|end| path.is_char_boundary(*end))
                .find_map(|end| {
                    let (value, after) = path.split_at(end);
                    let mut found = values(rest, after)?;
                    found.insert(0, (name.as_str(), value));
                    Some(found)
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

    fn found(segments: &[Segment], path: &str) -> Option<Vec<String>> {
        values(segments, path).map(|values| {
            let texts = values.into_iter().map(|(_, value)| value.to_owned());
            texts.collect()
        })
    }

    #[test]
    fn a_parameter_takes_one_part_of_a_path() {
        let template = [literal("/collections/"), parameter("reference")];
        assert_eq!(
            found(&template, "/collections/a%2Fb%20c"),
            Some(vec!["a%2Fb%20c".to_owned()])
        );
        assert_eq!(found(&template, "/collections/"), None);
        assert_eq!(found(&template, "/collections/a/b"), None);
        assert_eq!(found(&template, "/collections"), None);
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
            found(&template, "/orders/7/lines/2"),
            Some(vec!["7".to_owned(), "2".to_owned()])
        );
        assert_eq!(
            found(&[parameter("file"), literal(".json")], "a.json"),
            Some(vec!["a".to_owned()])
        );
    }

    #[test]
    fn a_path_must_fit_as_a_whole() {
        assert_eq!(found(&[literal("/account")], "/account"), Some(Vec::new()));
        assert_eq!(found(&[literal("/account")], "/account/balance"), None);
    }
}
