//! The Markdown pages of the repository: where their links lead, and how long the cells of their tables are.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A hidden directory that holds pages for people.
const SHOWN: &str = ".github";

/// A Markdown page.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page {
    /// The file, relative to the top of the repository, such as `codegen/README.md`.
    pub file: String,
    /// The anchors of its headings, as GitHub makes them.
    pub anchors: BTreeSet<String>,
    /// Its links, in order.
    pub links: Vec<Link>,
    /// The cells of its tables, in order.
    pub cells: Vec<Cell>,
}

/// A link or an image.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Link {
    /// Its line, counted from 1.
    pub line: usize,
    /// Where it leads, as written.
    pub target: String,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cell {
    /// Its line, counted from 1.
    pub line: usize,
    /// How many words it has.
    pub words: usize,
}

/// Returns every Markdown file below a directory, relative to it and in order. Skips build directories, and hidden ones except
/// `.github`.
///
/// # Errors
///
/// If a directory cannot be read.
pub fn find(root: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut directories = vec![String::new()];
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(root.join(&directory))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = match directory.as_str() {
                "" => name.clone(),
                _ => format!("{directory}/{name}"),
            };
            // `file_type` does not follow links: a cycle of them has no end.
            if entry.file_type()?.is_dir() {
                if name == SHOWN || (name != "target" && !name.starts_with('.')) {
                    directories.push(path);
                }
            } else if name.ends_with(".md") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Reads a page.
#[must_use]
pub fn read(file: &str, text: &str) -> Page {
    let mut page = Page {
        file: file.to_owned(),
        anchors: BTreeSet::new(),
        links: Vec::new(),
        cells: Vec::new(),
    };
    let mut headings = BTreeMap::new();
    let mut heading: Option<String> = None;
    let mut cell: Option<String> = None;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        let line = text
            .get(..range.start)
            .unwrap_or(text)
            .matches('\n')
            .count()
            + 1;
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                if let Some(heading) = heading.take() {
                    page.anchors.insert(anchor(&heading, &mut headings));
                }
            }
            Event::Start(Tag::TableCell) => cell = Some(String::new()),
            Event::End(TagEnd::TableCell) => {
                if let Some(cell) = cell.take() {
                    let words = cell.split_whitespace().count();
                    page.cells.push(Cell { line, words });
                }
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                page.links.push(Link {
                    line,
                    target: dest_url.into_string(),
                });
            }
            Event::Text(text) | Event::Code(text) => {
                for kept in [&mut heading, &mut cell].into_iter().flatten() {
                    kept.push_str(&text);
                }
            }
            _ => {}
        }
    }
    page
}

/// Returns what GitHub makes of a heading: lower case, hyphens for blanks, no punctuation, and a number if it is not the first.
fn anchor(heading: &str, seen: &mut BTreeMap<String, usize>) -> String {
    let mut anchor = String::new();
    for c in heading.trim().chars().flat_map(char::to_lowercase) {
        match c {
            ' ' => anchor.push('-'),
            c if c.is_alphanumeric() || matches!(c, '-' | '_') => anchor.push(c),
            _ => {}
        }
    }
    let count = seen.entry(anchor.clone()).or_default();
    *count += 1;
    match *count {
        1 => anchor,
        more => format!("{anchor}-{}", more - 1),
    }
}

/// Returns the links that lead nowhere, as `file:line: what is wrong`. Addresses on the web are not asked.
#[must_use]
pub fn broken_links(root: &Path, pages: &[Page]) -> Vec<String> {
    let anchors: BTreeMap<&str, &BTreeSet<String>> = { pages.iter() }
        .map(|page| (page.file.as_str(), &page.anchors))
        .collect();
    let mut problems = Vec::new();
    for page in pages {
        for link in &page.links {
            if let Err(what) = follow(root, &page.file, &link.target, &anchors) {
                problems.push(format!(
                    "{}:{}: the link `{}` {what}",
                    page.file, link.line, link.target
                ));
            }
        }
    }
    problems
}

fn follow(
    root: &Path,
    file: &str,
    target: &str,
    anchors: &BTreeMap<&str, &BTreeSet<String>>,
) -> Result<(), String> {
    if ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| target.starts_with(scheme))
    {
        return Ok(());
    }
    let (path, anchor) = match target.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (target, None),
    };
    let leads_to = match path {
        "" => file.to_owned(),
        path => resolve(file, path)?,
    };
    if !root.join(&leads_to).exists() {
        return Err(format!("leads to `{leads_to}`, which does not exist"));
    }
    match (anchor, anchors.get(leads_to.as_str())) {
        (None, _) => Ok(()),
        (Some(anchor), Some(anchors)) if anchors.contains(anchor) => Ok(()),
        (Some(anchor), Some(_)) => Err(format!("names no heading of `{leads_to}`: `#{anchor}`")),
        (Some(_), None) => Err(format!("has an anchor, and `{leads_to}` is no page")),
    }
}

/// Joins a path with the directory of the file in which it is written.
fn resolve(file: &str, path: &str) -> Result<String, String> {
    let path = percent_decode_str(path)
        .decode_utf8()
        .map_err(|_| "is not UTF-8".to_owned())?;
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return Err("leaves the repository".to_owned());
                }
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_becomes_the_anchor_that_github_makes() {
        let text =
            "# May I send it again?\n\n## `resolve` and 401_x\n\n## Über-all\n\n## A\n\n## A\n";
        let anchors = read("a.md", text).anchors;
        let expected = [
            "may-i-send-it-again",
            "resolve-and-401_x",
            "über-all",
            "a",
            "a-1",
        ];
        assert_eq!(anchors, expected.map(str::to_owned).into());
    }

    #[test]
    fn each_link_that_leads_nowhere_is_reported_with_its_line() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("a/folder")).unwrap();
        fs::write(root.path().join("a b.txt"), "").unwrap();
        let good = "# One\n\n[a](#one) [b](../top.md#two) [c](../a%20b.txt) [d](folder/) [e](https://example.com/x#y)\n";
        let bad = "[a](#none)\n[b](../top.md#one)\n\n| a |\n|---|\n| [c](gone.md) |\n\n![d](../../x) [e](../a%20b.txt#x)\n";
        fs::write(root.path().join("top.md"), "").unwrap();
        for name in ["good.md", "bad.md"] {
            fs::write(root.path().join("a").join(name), "").unwrap();
        }
        let pages = [
            read("a/good.md", good),
            read("a/bad.md", bad),
            read("top.md", "## Two\n"),
        ];
        assert_eq!(
            broken_links(root.path(), &pages),
            [
                "a/bad.md:1: the link `#none` names no heading of `a/bad.md`: `#none`",
                "a/bad.md:2: the link `../top.md#one` names no heading of `top.md`: `#one`",
                "a/bad.md:6: the link `gone.md` leads to `a/gone.md`, which does not exist",
                "a/bad.md:8: the link `../../x` leaves the repository",
                "a/bad.md:8: the link `../a%20b.txt#x` has an anchor, and `a b.txt` is no page",
            ]
        );
    }

    #[test]
    fn the_words_of_a_cell_are_counted_as_they_are_read() {
        let cells = read(
            "a.md",
            "| one | `two` [three four](x) |\n|---|---|\n| | a b |\n",
        )
        .cells;
        let cells: Vec<_> = cells.iter().map(|cell| (cell.line, cell.words)).collect();
        assert_eq!(cells, [(1, 1), (1, 3), (3, 0), (3, 2)]);
    }

    #[test]
    fn pages_are_found_at_every_depth_but_not_among_what_was_built() {
        let root = tempfile::tempdir().unwrap();
        for path in [
            "CHANGES.md",
            "a/b/README.md",
            "a/target/README.md",
            ".git/README.md",
            ".github/SECURITY.md",
            "a/readme.txt",
        ] {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        assert_eq!(
            find(root.path()).unwrap(),
            [".github/SECURITY.md", "CHANGES.md", "a/b/README.md"]
        );
    }
}
