//! The files of a crate as they are read.

use std::fs;
use std::io;
use std::path::Path;

/// A file of a crate.
#[derive(Clone, Debug)]
pub struct Source {
    /// Below the folder of the sources: `wire/amount.rs`.
    pub path: String,
    /// Without tests and comments.
    pub text: String,
}

impl Source {
    /// The names of the modules on the way to it.
    pub(crate) fn module(&self) -> Vec<String> {
        let path = self.path.strip_suffix(".rs").unwrap_or(&self.path);
        match path {
            "lib" | "main" => Vec::new(),
            path => path.split('/').map(str::to_owned).collect(),
        }
    }

    /// The text without what names nothing: what its strings and its templates of other code hold, and how far something is visible.
    pub(crate) fn names(&self) -> String {
        let mut names = String::with_capacity(self.text.len());
        let mut rest = self.text.as_str();
        while let Some(at) = rest.find(['"', '\'']) {
            let (before, from) = rest.split_at(at);
            names.push_str(before);
            let hashes = before.len() - before.trim_end_matches('#').len();
            let is_raw = before.trim_end_matches('#').ends_with('r');
            let end = match from.strip_prefix('"') {
                Some(inside) if is_raw => {
                    let end = format!("\"{}", "#".repeat(hashes));
                    inside.find(&end).map(|end| end + 2 + hashes)
                }
                Some(inside) => closing(inside, '"').map(|end| end + 2),
                None => character(from),
            };
            let end = end.unwrap_or(1);
            rest = from.get(end..).unwrap_or_default();
        }
        without_templates(&without_visibility(&(names + rest)))
    }
}

/// Reads the sources of a crate. Files and folders called `tests` do not count.
///
/// # Errors
///
/// If a file cannot be read.
pub fn sources(root: &Path) -> io::Result<Vec<Source>> {
    let mut found = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let is_of_tests = path.file_stem().is_some_and(|name| name == "tests");
            if is_of_tests {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path.strip_prefix(root).unwrap_or(&path);
                found.push(Source {
                    path: name.to_string_lossy().replace('\\', "/"),
                    text: code(&fs::read_to_string(&path)?),
                });
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}

/// A text without its comments and without the tests at its end.
fn code(text: &str) -> String {
    let before_tests = text.split("\nmod tests {").next().unwrap_or(text);
    let lines = before_tests.lines();
    let code = lines.filter(|line| !line.trim_start().starts_with("//"));
    code.collect::<Vec<_>>().join("\n")
}

/// Where a text ends that this quote closes, escapes passed over.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    let end = text.char_indices().find(|(_, c)| {
        let found = *c == quote && !escaped;
        escaped = *c == '\\' && !escaped;
        found
    });
    end.map(|(end, _)| end)
}

/// How long a character in quotes is; none for a lifetime.
fn character(text: &str) -> Option<usize> {
    let inside = text.get(1..)?;
    let end = match inside.starts_with('\\') {
        true => closing(inside, '\'')?,
        false => inside.chars().next()?.len_utf8(),
    };
    inside.get(end..)?.starts_with('\'').then_some(end + 2)
}

/// A text without the paths of `pub(in …)`.
fn without_visibility(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("pub(in ") {
        left.push_str(before);
        left.push_str("pub(super");
        rest = after
            .find(')')
            .and_then(|end| after.get(end..))
            .unwrap_or_default();
    }
    left + rest
}

/// A text without what stands in `rust! { }`.
fn without_templates(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("rust!") {
        left.push_str(before);
        let mut open = 0_usize;
        let end = after.find(|c: char| {
            match c {
                '(' | '[' | '{' => open += 1,
                ')' | ']' | '}' => open = open.saturating_sub(1),
                _ => {}
            }
            open == 0 && !c.is_whitespace()
        });
        rest = end.and_then(|end| after.get(end..)).unwrap_or_default();
    }
    left + rest
}
