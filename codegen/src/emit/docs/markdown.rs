//! Descriptions as rustdoc accepts them without a warning, and their lines.

use crate::ir::Api;

/// The lines of a text: those of one paragraph are joined, since where the specification breaks them has no meaning, and
/// broken anew. An example stays as it is, and must not be taken for Rust, which would be compiled as a test.
pub(super) fn laid_out(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut paragraph = String::new();
    let mut fenced = false;
    for line in text.lines().map(str::trim_end) {
        let content = line.trim_start();
        let fence = content.starts_with("```");
        let alone = fence || fenced || line.is_empty() || line.starts_with(['#', '|']);
        if alone || paragraph.is_empty() || content.starts_with("- ") || line.starts_with('`') {
            lines.extend(wrapped(&std::mem::take(&mut paragraph)));
        }
        fenced ^= fence;
        match (fence, fenced) {
            (true, true) => lines.push("```text".to_owned()),
            (true, false) => lines.push("```".to_owned()),
            _ if alone => lines.push(line.to_owned()),
            _ if !paragraph.is_empty() => {
                paragraph.push(' ');
                paragraph.push_str(content);
            }
            // Four spaces would make an example of it.
            _ if line.len() >= content.len() + 4 => content.clone_into(&mut paragraph),
            _ => line.clone_into(&mut paragraph),
        }
    }
    lines.extend(wrapped(&paragraph));
    if fenced {
        lines.push("```".to_owned());
    }
    lines
}

/// A line broken at spaces where it is longer than a person likes to read; what follows in a list item is indented.
fn wrapped(line: &str) -> Vec<String> {
    const WIDTH: usize = 100;
    let indent = if line.starts_with("- ") { "  " } else { "" };
    let mut lines: Vec<String> = Vec::new();
    for word in line.split(' ').filter(|_| !line.is_empty()) {
        match lines.last_mut() {
            // A line must not start with what Markdown would take for a list or a heading.
            Some(last) if last.len() + 1 + word.len() <= WIDTH || word.len() < 3 => {
                last.push(' ');
                last.push_str(word);
            }
            Some(_) => lines.push(format!("{indent}{word}")),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A description as rustdoc accepts it without a warning: brackets and angles outside code are escaped,
/// bare addresses become links.
pub(in crate::emit) fn markdown(text: &str) -> String {
    rendered(text, |_| None)
}

/// [`markdown`] in which an `operationId` in backticks is a link to the client's method, as seen from a module of the API.
pub(in crate::emit) fn linked(api: &Api, text: &str) -> String {
    rendered(text, |code| {
        let method = method(api, code)?;
        Some(format!("[`{method}`](super::{method})"))
    })
}

/// [`linked`], as seen from the module that the API is.
pub(super) fn linked_from_root(api: &Api, text: &str) -> String {
    rendered(text, |code| Some(format!("[`{}`]", method(api, code)?)))
}

/// The client's method for an `operationId`.
fn method(api: &Api, id: &str) -> Option<String> {
    let method = api.mentions.get(id)?.trim_start_matches("r#");
    Some(format!("Client::{method}"))
}

fn rendered(text: &str, link_of: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let parts: Vec<&str> = text.trim().split('`').collect();
    // An odd number of ticks would turn the rest of the page into code.
    let odd = parts.len().is_multiple_of(2);
    let tick = if odd { '\'' } else { '`' };
    for (number, part) in parts.iter().enumerate() {
        if number % 2 == 1 {
            match link_of(part).filter(|_| !odd) {
                Some(link) => out.push_str(&link),
                None => {
                    out.push(tick);
                    out.push_str(part);
                    if number + 1 < parts.len() {
                        out.push(tick);
                    }
                }
            }
            continue;
        }
        let mut rest = *part;
        while let Some((before, text, address, after)) = link(rest) {
            words(before, &mut out);
            // An address within this page of somebody else leads nowhere here.
            match address.starts_with("https://") || address.starts_with("http://") {
                true => {
                    out.push('[');
                    words(text, &mut out);
                    out.push_str(&format!("]({address})"));
                }
                false => words(text, &mut out),
            }
            rest = after;
        }
        words(rest, &mut out);
    }
    out
}

/// The first link of a text: what is before it, its text, its address, and what is after it.
fn link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let middle = text.find("](")?;
    let start = text[..middle].rfind('[')?;
    let (address, after) = text[middle + 2..].split_once(')')?;
    let plain = |c: char| !c.is_whitespace() && !matches!(c, '<' | '>' | '[' | ']' | '(');
    let whole = !address.is_empty() && address.chars().all(plain) && middle > start + 1;
    whole.then(|| (&text[..start], &text[start + 1..middle], address, after))
}

fn words(text: &str, out: &mut String) {
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end_matches(char::is_whitespace);
        out.push_str(&escaped(word));
        out.push_str(&piece[word.len()..]);
    }
}

fn escaped(word: &str) -> String {
    if word.starts_with("https://") || word.starts_with("http://") {
        let address = word.trim_end_matches(['.', ',', ';', ':', ')', '>']);
        return format!("<{address}>{}", &word[address.len()..]);
    }
    word.replace('[', "\\[")
        .replace(']', "\\]")
        .replace('<', "\\<")
        .replace('>', "\\>")
}

#[cfg(test)]
mod tests {
    use super::{laid_out, markdown};

    #[test]
    fn a_paragraph_is_joined_and_an_example_stays_as_it_is() {
        let text = "one\ntwo\n\n- three\n  four\n- five\n\n# Title\n| a | b |\n| c | d |\nsix\n```rust\nlet  x;\n```\n\n    seven\n\n```\neight";
        let expected = "one two\n\n- three four\n- five\n\n# Title\n| a | b |\n| c | d |\nsix\n```text\nlet  x;\n```\n\nseven\n\n```text\neight\n```";
        assert_eq!(laid_out(text).join("\n"), expected);
    }

    #[test]
    fn what_rustdoc_would_misread_is_escaped_and_addresses_become_links() {
        assert_eq!(
            markdown("a <b> in [c], see https://example.com/x. `Vec<[u8]>`"),
            "a \\<b\\> in \\[c\\], see <https://example.com/x>. `Vec<[u8]>`"
        );
        assert_eq!(markdown("an odd ` tick"), "an odd ' tick");
        assert_eq!(
            markdown("See [the [b] guide](https://example.com/a_b), [here](#there) or [x](y z)."),
            "See \\[the [b\\] guide](https://example.com/a_b), here or \\[x\\](y z)."
        );
        assert_eq!(
            markdown("[a guide](https://example.com/x)."),
            "[a guide](https://example.com/x)."
        );
        assert_eq!(
            markdown("https://example.com.\n- <x>"),
            "<https://example.com>.\n- \\<x\\>"
        );
    }
}
