//! The wire goldens, as far as it matters which operation they are of.

use std::path::Path;

use crate::fixtures::{Problem, each_file, gateway_of};

/// The request line of a wire golden.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Golden {
    /// The path of the file below the directory of goldens, with `/` between parts.
    pub file: String,
    /// The gateway: the name of the first folder.
    pub gateway: String,
    /// The HTTP method.
    pub method: String,
    /// The path as sent, without the query.
    pub path: String,
}

/// Reads every `.http` file below a directory, in the order of their paths.
///
/// # Errors
///
/// Every file that cannot be read or does not begin like a request, told at once.
pub fn load(directory: &Path) -> Result<Vec<Golden>, Vec<Problem>> {
    each_file(directory, ".http", parse)
}

fn parse(file: &str, text: &str) -> Result<Golden, Problem> {
    let request = text.lines().find(|line| !line.starts_with('#'));
    let words: Vec<_> = request.unwrap_or_default().split(' ').collect();
    let [method, target, "HTTP/1.1"] = words.as_slice() else {
        return Err(Problem::new(
            file,
            "there is no request line after the comments; tests/wire/README.md tells how a golden is written",
        ));
    };
    Ok(Golden {
        file: file.to_owned(),
        gateway: gateway_of(file)?.to_owned(),
        method: (*method).to_owned(),
        path: target
            .split_once('?')
            .map_or(*target, |(path, _)| path)
            .to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_request_line_comes_after_the_comments_and_the_query_does_not_count() {
        let golden = parse(
            "example/a.http",
            "# source: x\nGET /v1/a?b=c HTTP/1.1\nhost: x\n",
        );
        let golden = golden.unwrap();
        assert_eq!(
            (golden.gateway.as_str(), golden.method.as_str()),
            ("example", "GET")
        );
        assert_eq!(golden.path, "/v1/a");
    }

    #[test]
    fn a_file_without_a_request_line_or_outside_a_folder_is_a_problem_of_that_file() {
        for (file, text) in [
            ("example/a.http", ""),
            ("example/a.http", "# only comments\n"),
            ("example/a.http", "GET /v1/a\n"),
            ("a.http", "GET /v1/a HTTP/1.1\n"),
        ] {
            assert_eq!(parse(file, text).unwrap_err().subject, file);
        }
    }
}
