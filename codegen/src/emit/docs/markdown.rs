//! Text of a document as Markdown for rustdoc. Whoever wrote the document decides what it says, and nothing else: it runs no test,
//! holds no HTML, and leads nowhere but to http addresses.
//!
//! rustdoc compiles and runs every block of code that is not marked as something else, so no text may open one. Blocks are made
//! here and nowhere else: fences of plain text, and lines that start at the margin.

use std::borrow::Cow;

use crate::ground::text::{one_line, without_misleading};
use crate::ir::Api;
use crate::naming::without_mark;

/// How many columns a line may have, where it can be broken.
const WIDTH: usize = 100;

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
enum Block {
    Empty,
    /// A paragraph, an item of a list, a heading or a row of a table, on one line.
    Text(String),
    /// An example, line by line.
    Example(Vec<String>),
}

/// A text in parts. The lines of one paragraph are joined, since where the document breaks them has no meaning.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut paragraph = String::new();
    let mut example: Option<(&str, Vec<String>)> = None;
    let text = without_misleading(text, |character| matches!(character, '\n' | '\t'));
    let end = |paragraph: &mut String, blocks: &mut Vec<Block>| {
        if !paragraph.is_empty() {
            blocks.push(Block::Text(std::mem::take(paragraph)));
        }
    };
    for line in text.lines().map(str::trim_end) {
        let content = line.trim_start();
        if let Some((fence, lines)) = &mut example {
            match closes(content, fence) {
                true => blocks.extend(example.take().map(|(_, lines)| Block::Example(lines))),
                false => lines.push(line.to_owned()),
            }
            continue;
        }
        if let Some(fence) = fence(content) {
            end(&mut paragraph, &mut blocks);
            example = Some((fence, Vec::new()));
            continue;
        }
        let alone = content.starts_with('#') || line.starts_with('|');
        let begins = content.starts_with("- ") || line.starts_with('`');
        if alone || begins || content.is_empty() {
            end(&mut paragraph, &mut blocks);
        }
        let content = harmless(content);
        if content.is_empty() {
            blocks.push(Block::Empty);
        } else if alone {
            blocks.push(Block::Text(content.into_owned()));
        } else if paragraph.is_empty() {
            // Four spaces would make an example of it.
            let indent = line.len() - line.trim_start_matches(' ').len();
            paragraph = format!(
                "{}{content}",
                " ".repeat(if indent < 4 { indent } else { 0 })
            );
        } else {
            paragraph.push(' ');
            paragraph.push_str(&content);
        }
    }
    end(&mut paragraph, &mut blocks);
    blocks.extend(example.map(|(_, lines)| Block::Example(lines)));
    blocks
}

/// The signs that open an example, if a line does.
fn fence(content: &str) -> Option<&str> {
    let of = |sign: char| {
        let rest = content.trim_start_matches(sign);
        &content[..content.len() - rest.len()]
    };
    let fence = if content.starts_with('~') {
        of('~')
    } else {
        of('`')
    };
    // Between ticks, a line is code by itself.
    let is_one =
        fence.len() >= 3 && !(fence.starts_with('`') && content[fence.len()..].contains('`'));
    is_one.then_some(fence)
}

fn closes(content: &str, fence: &str) -> bool {
    let sign = fence.chars().next().unwrap_or('`');
    content.len() >= fence.len() && content.chars().all(|character| character == sign)
}

/// A line of text that can open neither an example nor a block of HTML, wherever it stands.
fn harmless(content: &str) -> Cow<'_, str> {
    match is_harmless(content) {
        true => Cow::Borrowed(content),
        false => Cow::Owned(made_harmless(content)),
    }
}

/// Whether nothing in a line has to be looked at closer. Most lines are words and single spaces.
fn is_harmless(content: &str) -> bool {
    let mut last = b' ';
    content.bytes().all(|byte| {
        let doubled = byte == last && matches!(byte, b' ' | b'`');
        last = byte;
        !doubled && matches!(byte, b' '..=b'~') && !matches!(byte, b'~' | b'<' | b'#')
    })
}

fn made_harmless(content: &str) -> String {
    let mut out = String::with_capacity(content.len());
    let mut at_start = true;
    let mut characters = content.split_whitespace().peekable();
    while let Some(word) = characters.next() {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let after = rest.trim_start_matches(first);
            let run = (rest.len() - after.len()) / first.len_utf8();
            match first {
                '`' => out.push_str(if run % 2 == 1 { "`" } else { "``" }),
                '~' if run >= 3 => out.push_str(&"\\~".repeat(run)),
                '<' if at_start => out.push_str(&"\\<".repeat(run)),
                // A heading ends with its line, wherever that is broken.
                '#' if at_start && !out.is_empty() => out.push_str(&format!("\\{}", &rest[..run])),
                _ => out.push_str(&rest[..rest.len() - after.len()]),
            }
            // What may stand before the content of a line: marks of lists and quotations.
            at_start &= first.is_ascii_digit() || ">*+-.)".contains(first);
            rest = after;
        }
        if characters.peek().is_some() {
            out.push(' ');
        }
    }
    out
}

/// The lines of a text, of which nothing is code but examples of plain text.
pub(super) fn laid_out(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for block in blocks(text.trim_matches('\n')) {
        match block {
            Block::Empty => lines.push(String::new()),
            Block::Text(text) => lines.extend(wrapped(&text)),
            Block::Example(example) => lines.extend(fenced(example)),
        }
    }
    lines
}

/// An example between fences that nothing in it can close.
fn fenced(example: Vec<String>) -> Vec<String> {
    let longest = example.iter().map(|line| {
        let runs = line.split(|character| character != '`');
        runs.map(str::len).max().unwrap_or(0)
    });
    let fence = "`".repeat(longest.max().unwrap_or(0).max(2) + 1);
    let mut lines = vec![format!("{fence}text")];
    lines.extend(example);
    lines.push(fence);
    lines
}

/// A line broken at spaces where it is longer than a person likes to read; what follows in a list item is indented.
fn wrapped(line: &str) -> Vec<String> {
    // Headings and rows of tables end with their line.
    if line.starts_with(['#', '|']) {
        return vec![line.to_owned()];
    }
    let indent = if line.starts_with("- ") { "  " } else { "" };
    let mut lines: Vec<String> = Vec::new();
    for word in line.split(' ') {
        match lines.last_mut() {
            Some(last) if last.len() + 1 + word.len() <= WIDTH || !may_begin(word) => {
                last.push(' ');
                last.push_str(word);
            }
            Some(_) => lines.push(format!("{indent}{word}")),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Whether a line may begin with a word: Markdown must take it for no mark of a list, a quotation, a heading or HTML.
fn may_begin(word: &str) -> bool {
    let marks = word.starts_with(['<', '>', '#', '|', '+', '-', '=', '~', '*', '_', ':']);
    let numbers = word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(['.', ')']);
    let note = word.starts_with("[^");
    word.len() >= 3 && word.contains(char::is_alphanumeric) && !(marks || numbers || note)
}

/// A description as rustdoc accepts it without a warning: brackets and angles outside code are escaped,
/// bare addresses become links.
pub(in crate::emit) fn markdown(text: &str) -> String {
    rendered(text, &|_| None)
}

/// [`markdown`] in which an `operationId` in backticks is a link to the client's method, as seen from a module of the API.
pub(in crate::emit) fn linked(api: &Api, text: &str) -> String {
    rendered(text, &|code| {
        let method = method(api, code)?;
        Some(format!("[`{method}`](super::{method})"))
    })
}

/// [`linked`], as seen from the module that the API is.
pub(super) fn linked_from_root(api: &Api, text: &str) -> String {
    rendered(text, &|code| Some(format!("[`{}`]", method(api, code)?)))
}

/// The client's method for an `operationId`.
fn method(api: &Api, id: &str) -> Option<String> {
    let method = without_mark(api.mentions.get(id)?);
    Some(format!("Client::{method}"))
}

/// The link that stands for a piece of code, if one does.
type LinkOf<'a> = &'a dyn Fn(&str) -> Option<String>;

fn rendered(text: &str, link_of: LinkOf<'_>) -> String {
    let blocks = blocks(text.trim());
    let is_example = |block: Option<&Block>| matches!(block, Some(Block::Example(_)));
    // Something may be put before it and after it, and a fence needs a line of its own.
    let before = is_example(blocks.first()).then(String::new);
    let after = is_example(blocks.last()).then(String::new);
    let mut lines: Vec<String> = before.into_iter().collect();
    for block in blocks {
        match block {
            Block::Empty => lines.push(String::new()),
            Block::Text(text) => lines.push(inline(&text, link_of)),
            Block::Example(example) => lines.extend(fenced(example)),
        }
    }
    lines.extend(after);
    lines.join("\n")
}

/// A name as code, whatever it is made of.
pub(in crate::emit) fn code(text: &str) -> String {
    format!("`{}`", one_line(text).replace('`', "'"))
}

/// One line. Code is what stands between two ticks, and ticks that are not paired are shown as apostrophes.
fn inline(line: &str, link_of: LinkOf<'_>) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = split_at_tick(rest) {
        words(before, &mut out);
        match after.split_once('`') {
            Some((code, after)) if !code.is_empty() => {
                out.push_str(&link_of(code).unwrap_or_else(|| format!("`{code}`")));
                rest = after.trim_start_matches('`');
            }
            _ => {
                out.push('\'');
                rest = after;
            }
        }
    }
    words(rest, &mut out);
    out
}

/// What is before the first ticks that no backslash takes for themselves, and what is after them.
fn split_at_tick(text: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find(['\\', '`'])?;
        if text[at..].starts_with('`') {
            return Some((&text[..at], text[at..].trim_start_matches('`')));
        }
        let escaped = text[at + 1..].chars().next();
        from = at + 1 + escaped.map_or(0, char::len_utf8);
    }
}

/// Text without code, with its links.
fn words(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some((before, shown, address, after)) = link(rest) {
        escaped_words(before, out);
        // An address within this page of somebody else leads nowhere here.
        match is_http(address) {
            true => {
                // An exclamation mark would load a picture from there.
                if let Some(before) = out.strip_suffix('!') {
                    let slashes = before.len() - before.trim_end_matches('\\').len();
                    if slashes.is_multiple_of(2) {
                        out.insert(before.len(), '\\');
                    }
                }
                out.push('[');
                escaped_words(shown, out);
                out.push_str(&format!("]({address})"));
            }
            false => escaped_words(shown, out),
        }
        rest = after;
    }
    escaped_words(rest, out);
}

/// The first link of a text: what is before it, its text, its address, and what is after it.
fn link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let mut from = 0;
    for (middle, _) in text.match_indices("](") {
        let before = from..middle;
        from = middle + 2;
        let Some(start) = text[before.clone()].rfind('[') else {
            continue;
        };
        let start = before.start + start;
        let rest = &text[from..];
        let (address, after) = rest.split_at(rest.find(ends_address).unwrap_or(rest.len()));
        let Some(after) = after.strip_prefix(')') else {
            continue;
        };
        let escapes = text[..start].ends_with('\\') || text[..middle].ends_with('\\');
        if !address.is_empty() && middle > start + 1 && !escapes {
            return Some((&text[..start], &text[start + 1..middle], address, after));
        }
    }
    None
}

fn is_http(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// Whether an address has nothing that would end it, except a closing parenthesis.
fn is_plain(address: &str) -> bool {
    !address.contains(|c| c != ')' && ends_address(c))
}

/// Whether a character ends the address of a link.
fn ends_address(c: char) -> bool {
    let signs = ['<', '>', '[', ']', '(', ')', '\\', '`', '"'];
    c.is_whitespace() || signs.contains(&c)
}

fn escaped_words(text: &str, out: &mut String) {
    // Nothing is escaped, and there is no address.
    let may_change = |byte| matches!(byte, b'\\' | b'[' | b']' | b'<' | b'>' | b':');
    if !text.bytes().any(may_change) {
        return out.push_str(text);
    }
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end_matches(char::is_whitespace);
        escaped(word, out);
        out.push_str(&piece[word.len()..]);
    }
}

fn escaped(word: &str, out: &mut String) {
    let address = word.trim_end_matches(['.', ',', ';', ':', ')', '>']);
    if is_http(word) && is_plain(address) {
        out.push_str(&format!("<{address}>"));
        return escaped(&word[address.len()..], out);
    }
    let mut characters = word.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                out.push('\\');
                // Alone, it would be taken for a part of what comes next.
                match characters.next_if(char::is_ascii_punctuation) {
                    Some(next) => out.push(next),
                    None => out.push('\\'),
                }
            }
            '[' | ']' | '<' | '>' => out.extend(['\\', character]),
            _ => out.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

    use super::*;

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
            markdown("Not [x](y z), but [a guide](https://example.com/x)."),
            "Not \\[x\\](y z), but [a guide](https://example.com/x)."
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

    #[test]
    fn code_ends_with_its_line_and_a_backslash_hides_nothing() {
        assert_eq!(markdown("a `b\n\n<i>` c"), "a 'b\n\n\\<i\\>' c");
        assert_eq!(markdown("\\` <i> `"), "\\` \\<i\\> '");
        assert_eq!(markdown("\\<i> \\"), "\\<i\\> \\\\");
        assert_eq!(markdown("``a`` ```b```"), "`a` `b`");
        assert_eq!(
            markdown("![a](https://example.com/x)"),
            "\\![a](https://example.com/x)"
        );
        assert_eq!(code("a`b\n```\nc"), "`a'b ''' c`");
    }

    #[test]
    fn an_example_between_tildes_or_within_long_fences_is_one_too() {
        assert_eq!(laid_out("~~~rust\nx\n~~~").join("\n"), "```text\nx\n```");
        assert_eq!(
            laid_out("````\n```\nx\n```\n````").join("\n"),
            "````text\n```\nx\n```\n````"
        );
    }

    /// What rustdoc would compile, and what a browser would obey, in a comment of such text.
    fn harm(lines: &[String]) -> Option<String> {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_SMART_PUNCTUATION;
        let text = lines.join("\n");
        Parser::new_ext(&text, options).find_map(|event| match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == "text" => None,
            Event::Start(Tag::CodeBlock(kind)) => Some(format!("{kind:?}")),
            Event::Start(Tag::Image { .. }) => Some("a picture".to_owned()),
            Event::Start(Tag::Link { dest_url, .. }) if !is_http(&dest_url) => {
                Some(dest_url.into_string())
            }
            Event::Html(html) | Event::InlineHtml(html) => Some(html.into_string()),
            _ => None,
        })
    }

    #[test]
    fn no_description_opens_a_test_or_html_whatever_it_is_made_of() {
        const PIECES: &[&str] = &[
            "```",
            "````",
            "~~~",
            "~~~~",
            "`",
            "``",
            "\\",
            "\\`",
            "    ",
            "   ",
            "  ",
            " ",
            "\t",
            "\n",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "- ",
            "* ",
            "+ ",
            "> ",
            "1. ",
            "001. ",
            "10) ",
            "-",
            "=",
            "---",
            "***",
            "# ",
            "| ",
            "|-|\n",
            "rust",
            "text",
            "word",
            "a_long_word_that_has_many_letters",
            "fn main() {}",
            "<script>",
            "</script>",
            "<pre>",
            "</pre>",
            "<!--",
            "-->",
            "<b x=y>",
            "<img src=x>",
            "<?",
            "<![CDATA[",
            "<",
            ">",
            "[",
            "]",
            "](",
            "(",
            ")",
            "[a](https://x.y)",
            "[a](javascript:x)",
            "![",
            "!",
            "[^1]",
            "[^1]: ",
            "[a]: x",
            "[ ] ",
            "https://x.y",
            "https://x.y><b>",
            "javascript:x",
            "\u{7}",
            "\u{202e}",
            "\u{a0}",
            "\u{2003}",
            "\u{200b}",
            "&lt;",
            "&#96;",
            "\"",
            "'",
            "é",
            ":",
            "{",
            "}",
            ".",
        ];
        let mut state = 1_u64;
        let mut random = |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap() % below
        };
        for _ in 0..3_000 {
            let count = 1 + random(24);
            let text: String = (0..count).map(|_| PIECES[random(PIECES.len())]).collect();
            let described = laid_out(&markdown(&text));
            assert_eq!(harm(&described), None, "{text:?} as {described:#?}");
            // Beside what the generator writes itself.
            let beside = laid_out(&format!("- {}: {}", code(&text), markdown(&text)));
            assert_eq!(harm(&beside), None, "{text:?} as {beside:#?}");
        }
    }
}
