//! Text of a document as Markdown for rustdoc. Whoever wrote the document decides what it says, and nothing else: it runs no test,
//! loads nothing, and links only to web and mail addresses.
//!
//! rustdoc compiles and runs every block of code that is not marked as something else. A parser finds the blocks, whatever they are
//! made of, and each is written as a block of plain text.

mod html;
mod lines;
#[cfg(test)]
mod tests;

use pulldown_cmark::utils::TextMergeStream;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use pulldown_cmark_to_cmark::cmark_with_options;

use crate::ground::text::{one_line, without_misleading};
use crate::ir::Api;
use crate::naming::without_mark;

pub(super) use lines::laid_out;

/// What rustdoc reads beyond CommonMark. Footnotes are missing: `rustdoc --test` reads none, so it takes the indented paragraphs of
/// one for code.
const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// The address of a link whose text is its address. No document holds this character.
const SAME: &str = "\u{e000}";

/// A description as rustdoc accepts it without a warning.
pub(in crate::emit) fn markdown(text: &str) -> String {
    rendered(text, &|_| None)
}

/// [`markdown`] in which an `operationId` in backticks is a link to the client's method, as seen from a module of the API.
pub(in crate::emit) fn linked(api: &Api, text: &str) -> String {
    rendered(text, &|code| {
        let method = method(api, code)?;
        let address = format!("super::{method}");
        Some((method, address))
    })
}

/// [`linked`], as seen from the module that the API is.
pub(super) fn linked_from_root(api: &Api, text: &str) -> String {
    let text = rendered(text, &|code| Some((method(api, code)?, SAME.to_owned())));
    text.replace(&format!("({SAME})"), "")
}

/// The client's method for an `operationId`.
fn method(api: &Api, id: &str) -> Option<String> {
    let method = without_mark(api.mentions.get(id)?);
    Some(format!("Client::{method}"))
}

/// A name as code, whatever it is made of.
pub(in crate::emit) fn code(text: &str) -> String {
    format!("`{}`", one_line(text).replace('`', "'"))
}

/// The code that a piece of code stands for, and where it leads, if it does.
type LinkOf<'a> = &'a dyn Fn(&str) -> Option<(String, String)>;

fn rendered(text: &str, link_of: LinkOf<'_>) -> String {
    let text = text.trim();
    plain(text, link_of).unwrap_or_else(|| parsed(text, link_of))
}

fn parsed(text: &str, link_of: LinkOf<'_>) -> String {
    let text = without_misleading(text, |character| matches!(character, '\n' | '\t'));
    let text = text.replace(SAME, "") + "\n";
    let parsed: Vec<_> = TextMergeStream::new(Parser::new_ext(&text, EXTENSIONS)).collect();
    let events = harmless(html::shown(parsed), link_of);
    match written(&events) {
        Some(out) if runs_nothing(&out) => beside_others(&events, &out),
        // What cannot be written as it is meant is shown as it was written.
        _ => {
            let events = as_text(text);
            beside_others(&events, &written(&events).unwrap_or_default())
        }
    }
}

/// What a text becomes that has nothing but paragraphs of letters, digits, signs that Markdown gives no meaning, and pieces of
/// code that are no link. Most have nothing else.
fn plain(text: &str, link_of: LinkOf<'_>) -> Option<String> {
    let bytes = text.as_bytes();
    let is_word = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let mut out = String::with_capacity(text.len());
    // What comes next begins a line, and is neither the mark of something nor the number of an item.
    let begins_line = |at: usize| {
        let digits = bytes.get(at..).unwrap_or_default().iter();
        let digits = digits.take_while(|byte| byte.is_ascii_digit()).count();
        let is_item = digits > 0 && matches!(bytes.get(at + digits), Some(b'.' | b')'));
        (is_word(at) || bytes.get(at) == Some(&b'`')) && !is_item
    };
    if !bytes.is_empty() && !begins_line(0) {
        return None;
    }
    // Where begins what is not added yet.
    let mut start = 0;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let before = at.checked_sub(1).map_or(0, |before| bytes[before]);
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {}
            b'.' | b',' | b';' | b'\'' | b'"' | b'(' | b')' | b'%' | b'?' | b'!' | b'@' => {}
            b'-' | b'+' | b'=' | b'$' | b'{' | b'}' | b':' => {}
            b' ' if before != b' ' => {}
            b'/' if !(before == b'/' && at > 1 && bytes[at - 2] == b':') => {}
            b'_' if before.is_ascii_alphanumeric() && is_word(at + 1) => {}
            b'\n' if before != b' ' && before != b'\n' => {
                let is_paragraph = bytes.get(at + 1) == Some(&b'\n');
                out.push_str(&text[start..at]);
                out.push_str(if is_paragraph { "\n\n" } else { " " });
                at += usize::from(is_paragraph);
                start = at + 1;
                if !begins_line(start) {
                    return None;
                }
            }
            b'`' => {
                let length = piece_of_code(&text[at + 1..])?;
                let code = &text[at + 1..at + 1 + length];
                at += 1 + length;
                if link_of(code).is_some() {
                    return None;
                }
            }
            _ => return None,
        }
        at += 1;
    }
    out.push_str(&text[start..]);
    Some(out)
}

/// How long a piece of code is that has begun, if nothing in it is written in another way than it is shown.
fn piece_of_code(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut before = b' ';
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'`' if before != b' ' && bytes.get(at + 1) != Some(&b'`') => return Some(at),
            b' ' if before == b' ' => return None,
            b'`' | b'|' | b'\\' => return None,
            b' '..=b'~' => before = *byte,
            _ => return None,
        }
    }
    None
}

/// Events as Markdown; none if no Markdown gives these events.
fn written(events: &[Event<'_>]) -> Option<String> {
    let options = pulldown_cmark_to_cmark::Options {
        code_block_token_count: 3,
        list_token: '-',
        increment_ordered_list_bullets: true,
        ..Default::default()
    };
    let mut out = String::new();
    cmark_with_options(events.iter(), &mut out, EXTENSIONS, options).ok()?;
    Some(out.trim_matches('\n').to_owned())
}

/// Whether a text holds no code but plain text, as a look at what would be compiled shows. It is read without extensions.
fn runs_nothing(text: &str) -> bool {
    let may_hold_code = ["```", "~~~", "    ", "\t"];
    let is_text =
        |kind: &CodeBlockKind<'_>| matches!(kind, CodeBlockKind::Fenced(info) if &**info == "text");
    !may_hold_code.iter().any(|sign| text.contains(sign))
        || Parser::new(text).all(|event| match event {
            Event::Start(Tag::CodeBlock(kind)) => is_text(&kind),
            _ => true,
        })
}

/// A text as a block of plain text.
fn as_text(text: String) -> Vec<Event<'static>> {
    let block = Tag::CodeBlock(CodeBlockKind::Fenced(CowStr::Borrowed("text")));
    vec![
        Event::Start(block),
        Event::Text(text.into()),
        Event::End(TagEnd::CodeBlock),
    ]
}

/// A text that something may be put before and after: an empty line is between that and whatever is no paragraph.
fn beside_others(events: &[Event<'_>], text: &str) -> String {
    let is_paragraph = |event: Option<&Event<'_>>| {
        let (start, end) = (Tag::Paragraph, TagEnd::Paragraph);
        event.is_none_or(|event| *event == Event::Start(start) || *event == Event::End(end))
    };
    let line = |is_paragraph| if is_paragraph { "" } else { "\n\n" };
    let (before, after) = (is_paragraph(events.first()), is_paragraph(events.last()));
    format!("{}{text}{}", line(before), line(after))
}

/// The events of a text without what runs, loads or leads astray, on one line for each paragraph.
fn harmless<'a>(events: Vec<Event<'a>>, link_of: LinkOf<'_>) -> Vec<Event<'a>> {
    let mut out: Vec<Event<'a>> = Vec::with_capacity(events.len());
    // Of the links around, whether each is one here.
    let mut links: Vec<bool> = Vec::new();
    let mut in_block = false;
    for event in events {
        let in_link = links.contains(&true);
        match event {
            Event::Start(Tag::CodeBlock(_)) => {
                in_block = true;
                let text = CowStr::Borrowed("text");
                out.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(text))));
            }
            Event::End(TagEnd::CodeBlock) => {
                in_block = false;
                out.push(event);
            }
            Event::Text(_) if in_block => out.push(event),
            // A picture would be loaded from its address.
            Event::Start(
                Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    ..
                }
                | Tag::Image {
                    link_type,
                    dest_url,
                    title,
                    ..
                },
            ) => {
                let stays = !in_link && (link_type == LinkType::Email || is_address(&dest_url));
                links.push(stays);
                if stays {
                    let link_type = match link_type {
                        LinkType::Autolink | LinkType::Email => link_type,
                        _ => LinkType::Inline,
                    };
                    out.push(Event::Start(link(link_type, dest_url, title)));
                }
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if links.pop() == Some(true) {
                    if let Some(Event::Start(Tag::Link { dest_url, .. })) = out.last() {
                        out.push(Event::Text(dest_url.clone()));
                    }
                    out.push(Event::End(TagEnd::Link));
                }
            }
            Event::Code(code) => match link_of(&code).filter(|_| !in_link) {
                Some((code, address)) => {
                    let link = link(LinkType::Inline, address.into(), "".into());
                    out.push(Event::Start(link));
                    out.push(Event::Code(code.into()));
                    out.push(Event::End(TagEnd::Link));
                }
                None => out.push(Event::Code(code)),
            },
            Event::Text(text) => match in_link {
                true => out.push(Event::Text(spaced(text))),
                false => with_links(spaced(text), &mut out),
            },
            // What only held what is left out.
            Event::End(end) if is_empty(out.last(), end) => {
                out.pop();
            }
            Event::SoftBreak => out.push(Event::Text(" ".into())),
            Event::HardBreak => out.push(Event::InlineHtml("<br>".into())),
            event => out.push(event),
        }
    }
    out
}

/// Whether an end of what holds words is that of what has just begun.
fn is_empty(last: Option<&Event<'_>>, end: TagEnd) -> bool {
    use TagEnd::{Emphasis, Paragraph, Strikethrough, Strong};
    matches!(last, Some(Event::Start(tag)) if tag.to_end() == end)
        && matches!(end, Paragraph | Emphasis | Strong | Strikethrough)
}

fn link<'a>(link_type: LinkType, dest_url: CowStr<'a>, title: CowStr<'a>) -> Tag<'a> {
    Tag::Link {
        link_type,
        dest_url,
        title,
        id: "".into(),
    }
}

/// Whether an address leads to the web or to somebody's mail. An address within the page of somebody else leads nowhere here.
fn is_address(address: &str) -> bool {
    // rustdoc takes a short mail address for a path.
    html::is_http(address) || (address.starts_with("mailto:") && address.contains('.'))
}

/// Text with single spaces, whatever a reference to a character stands for.
fn spaced(text: CowStr<'_>) -> CowStr<'_> {
    let is_space = |character: char| character.is_ascii_whitespace() || character.is_control();
    if !text.contains(|character| character != ' ' && is_space(character)) && !text.contains("  ") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match is_space(character) {
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(character),
        }
    }
    out.into()
}

/// Text in which an address is a link.
fn with_links<'a>(text: CowStr<'a>, out: &mut Vec<Event<'a>>) {
    if !text.contains("://") {
        return out.push(Event::Text(text));
    }
    let mut rest = &*text;
    let mut before = 0;
    let plain = |text: &str| Event::Text(text.to_owned().into());
    while let Some(at) = rest[before..].find("http") {
        let start = before + at;
        let address = address(&rest[start..]);
        if address.is_empty() {
            before = start + "http".len();
            continue;
        }
        let owned = CowStr::from(address.to_owned());
        out.push(plain(&rest[..start]));
        out.push(Event::Start(link(
            LinkType::Autolink,
            owned.clone(),
            "".into(),
        )));
        out.push(Event::Text(owned));
        out.push(Event::End(TagEnd::Link));
        rest = &rest[start + address.len()..];
        before = 0;
    }
    out.push(plain(rest));
}

/// The address that a text begins with; empty if with none.
fn address(text: &str) -> &str {
    let ends = |c: char| c.is_whitespace() || c.is_control() || "<>[]\\`\"".contains(c);
    let mut address = &text[..text.find(ends).unwrap_or(text.len())];
    if !html::is_http(address) || address.ends_with("://") {
        return "";
    }
    loop {
        let ended = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
        let unpaired = |open, close| {
            ended.ends_with(close) && ended.matches(open).count() < ended.matches(close).count()
        };
        let shorter = match unpaired('(', ')') || unpaired('{', '}') {
            true => &ended[..ended.len() - 1],
            false => ended,
        };
        if shorter.len() == address.len() {
            return address;
        }
        address = shorter;
    }
}
