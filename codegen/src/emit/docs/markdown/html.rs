//! Which HTML of a description is shown: known tags that are closed where they are opened, with attributes that only say how
//! something looks or where it leads. The rest is text.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Tag as Block, TagEnd};

/// Tags that are shown. Those of blocks may begin a block of HTML.
const BLOCKS: &[&str] = &[
    "blockquote",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
const INLINE: &[&str] = &[
    "a", "abbr", "b", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
    "s", "samp", "small", "span", "strong", "sub", "sup", "tt", "u", "var",
];
/// Tags that have no end.
const VOID: &[&str] = &["br", "col", "hr"];
const ATTRIBUTES: &[&str] = &[
    "align", "colspan", "dir", "href", "lang", "open", "rowspan", "start", "title",
];

/// A tag that may be shown.
struct Tag {
    name: &'static str,
    closes: bool,
    /// As it is written here.
    text: String,
}

impl Tag {
    fn is_block(&self) -> bool {
        BLOCKS.contains(&self.name)
    }
}

enum Piece<'a> {
    Text(&'a str),
    Tag(Tag, &'a str),
    /// Nobody sees it.
    Comment,
}

/// The events of a text with the HTML that is shown; other HTML is text.
pub(super) fn shown<'a>(events: Vec<Event<'a>>) -> Vec<Event<'a>> {
    let is_html = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
    if !events.iter().any(is_html) {
        return events;
    }
    let paired = paired(&events);
    let mut paired = paired.into_iter();
    let mut out = Vec::with_capacity(events.len());
    let mut block: Option<String> = None;
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Block::HtmlBlock) => block = Some(String::new()),
            Event::Html(html) => match &mut block {
                Some(block) => block.push_str(&html),
                None => out.push(Event::Text(html)),
            },
            Event::End(TagEnd::HtmlBlock) => {
                let html = block.take().unwrap_or_default();
                let lines = block_of(pieces(&html), &mut paired);
                if !lines.is_empty() {
                    out.push(Event::Start(Block::HtmlBlock));
                    let lines = lines.split_inclusive('\n');
                    out.extend(lines.map(|line| Event::Html(line.to_owned().into())));
                    out.push(event);
                }
            }
            Event::InlineHtml(html) => match only(pieces(&html)) {
                Some(Piece::Tag(tag, _)) if paired.next() == Some(true) => {
                    // At the beginning of a line and alone there, it would begin a block.
                    let begins = out.last().is_none_or(is_edge);
                    let is_followed = match events.peek() {
                        Some(Event::Text(text)) => !text.trim().is_empty(),
                        next => matches!(next, Some(Event::Code(_))),
                    };
                    if begins && (tag.is_block() || !is_followed) {
                        out.extend(["<span>", "</span>"].map(|tag| Event::InlineHtml(tag.into())));
                    }
                    out.push(Event::InlineHtml(tag.text.into()));
                }
                Some(Piece::Comment) => {}
                _ => out.push(Event::Text(html)),
            },
            event => out.push(event),
        }
    }
    out
}

/// Whether a line may begin after an event, once links are left out.
fn is_edge(event: &Event<'_>) -> bool {
    match event {
        Event::End(tag) => !is_inline(*tag) || matches!(tag, TagEnd::Link | TagEnd::Image),
        Event::Start(_) | Event::Rule | Event::TaskListMarker(_) => true,
        _ => false,
    }
}

/// The only piece of some HTML.
fn only(mut pieces: Vec<Piece<'_>>) -> Option<Piece<'_>> {
    pieces.pop().filter(|_| pieces.is_empty())
}

/// The lines of a block of HTML.
fn block_of(pieces: Vec<Piece<'_>>, paired: &mut impl Iterator<Item = bool>) -> String {
    let mut out = String::new();
    let mut first = None;
    for piece in pieces {
        let is_first = out.trim().is_empty();
        match piece {
            Piece::Comment => {}
            Piece::Text(text) => out.push_str(&escaped(text)),
            Piece::Tag(tag, text) => match paired.next() {
                Some(true) => {
                    out.push_str(&tag.text);
                    if is_first && tag.is_block() {
                        first = Some(tag.name);
                    }
                }
                _ => out.push_str(&escaped(text)),
            },
        }
    }
    // An empty line ends every block but this one.
    if first == Some("pre") {
        return out.trim_start().to_owned();
    }
    let lines = out.lines().filter(|line| !line.trim().is_empty());
    let lines: Vec<&str> = lines.map(str::trim).collect();
    match first {
        _ if lines.is_empty() => String::new(),
        Some(_) => lines.join("\n") + "\n",
        None => format!("<div>\n{}\n</div>\n", lines.join("\n")),
    }
}

fn escaped(text: &str) -> String {
    text.replace('<', "&lt;").replace('>', "&gt;")
}

/// Of each tag, whether it has no end or has its other half in the same part of the text.
fn paired(events: &[Event<'_>]) -> Vec<bool> {
    let mut pairs = Pairs::default();
    let mut block: Option<String> = None;
    for event in events {
        match event {
            Event::Start(Block::HtmlBlock) => block = Some(String::new()),
            Event::Html(html) => {
                if let Some(block) = &mut block {
                    block.push_str(html);
                }
            }
            Event::End(TagEnd::HtmlBlock) => {
                pairs.read(pieces(&block.take().unwrap_or_default()));
            }
            Event::InlineHtml(html) => pairs.read(only(pieces(html))),
            Event::Start(tag) if !is_inline(tag.to_end()) => pairs.begins.push(pairs.open.len()),
            Event::End(tag) if !is_inline(*tag) => {
                let begin = pairs.begins.pop().unwrap_or_default();
                pairs.forget(begin);
            }
            _ => {}
        }
    }
    pairs.paired
}

fn is_inline(tag: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
    matches!(tag, Emphasis | Image | Link | Strikethrough | Strong)
}

#[derive(Default)]
struct Pairs {
    paired: Vec<bool>,
    /// The tags that are open: their names, their numbers, and the numbers of the texts that they are in.
    open: Vec<(&'static str, usize, usize)>,
    /// Where those of each name are in `open`.
    named: BTreeMap<&'static str, Vec<usize>>,
    /// How many were open where each part of the text around began.
    begins: Vec<usize>,
    texts: usize,
}

impl Pairs {
    fn read<'a>(&mut self, pieces: impl IntoIterator<Item = Piece<'a>>) {
        self.texts += 1;
        for piece in pieces {
            let Piece::Tag(tag, _) = piece else {
                continue;
            };
            let number = self.paired.len();
            self.paired.push(VOID.contains(&tag.name) && !tag.closes);
            if VOID.contains(&tag.name) {
                continue;
            }
            let named = self.named.entry(tag.name).or_default();
            if !tag.closes {
                named.push(self.open.len());
                self.open.push((tag.name, number, self.texts));
                continue;
            }
            let begin = self.begins.last().copied().unwrap_or_default();
            let Some(at) = named.last().copied().filter(|at| *at >= begin) else {
                continue;
            };
            let (_, opened, text) = self.open[at];
            // Empty lines end no block that begins so, and everything until the end is shown as it is.
            let is_pair = tag.name != "pre" || text == self.texts;
            self.paired[opened] = is_pair;
            self.paired[number] = is_pair;
            self.forget(at);
        }
    }

    /// Takes all out that were opened since.
    fn forget(&mut self, begin: usize) {
        while self.open.len() > begin {
            if let Some((name, ..)) = self.open.pop() {
                self.named.get_mut(name).and_then(Vec::pop);
            }
        }
    }
}

/// The tags of HTML and what is between them.
fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let last_comment = html.rfind("-->").unwrap_or_default();
    // How much is in pieces, and where to look on.
    let (mut done, mut at) = (0, 0);
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let piece = match html[start..].strip_prefix("<!--") {
            Some(comment) if start < last_comment => comment
                .find("-->")
                .map(|end| (Piece::Comment, "<!--".len() + end + "-->".len())),
            _ => tag(&html[start..])
                .map(|(tag, length)| (Piece::Tag(tag, &html[start..start + length]), length)),
        };
        at = start + 1;
        if let Some((piece, length)) = piece {
            if start > done {
                pieces.push(Piece::Text(&html[done..start]));
            }
            pieces.push(piece);
            done = start + length;
            at = done;
        }
    }
    if done < html.len() {
        pieces.push(Piece::Text(&html[done..]));
    }
    pieces
}

/// The tag that a text begins with, and its length; none if it is none that may be shown.
fn tag(html: &str) -> Option<(Tag, usize)> {
    let rest = html.strip_prefix('<')?;
    let (closes, rest) = match rest.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (name, mut rest) = rest.split_at(end);
    let mut names = BLOCKS.iter().chain(INLINE);
    let name = *names.find(|known| known.eq_ignore_ascii_case(name))?;
    let mut text = format!("<{}{name}", if closes { "/" } else { "" });
    loop {
        let after = rest.trim_start();
        let end = after.strip_prefix('/').unwrap_or(after);
        if let Some(end) = end.strip_prefix('>') {
            text.push('>');
            let tag = Tag { name, closes, text };
            return Some((tag, html.len() - end.len()));
        }
        // Something is between two attributes.
        if closes || after.len() == rest.len() {
            return None;
        }
        let (attribute, value, after) = attribute(after)?;
        rest = after;
        if let Some(kept) = kept(attribute, value)? {
            text.push_str(&kept);
        }
    }
}

/// The attribute that a text begins with, its value, and what is after it.
fn attribute(text: &str) -> Option<(&str, Option<&str>, &str)> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_.:-".contains(c);
    let end = text.find(|c| !is_name(c))?;
    let (name, after) = text.split_at(end);
    if name.is_empty() {
        return None;
    }
    let Some(value) = after.trim_start().strip_prefix('=') else {
        return Some((name, None, after));
    };
    let value = value.trim_start();
    for quote in ['"', '\''] {
        if let Some(value) = value.strip_prefix(quote) {
            let (value, after) = value.split_once(quote)?;
            return Some((name, Some(value), after));
        }
    }
    let ends = |c: char| c.is_whitespace() || "\"'=<>`".contains(c);
    let (value, after) = value.split_at(value.find(ends)?);
    Some((name, Some(value), after))
}

/// How an attribute is written here, if it is; none if it makes its tag one that is not shown.
fn kept(name: &str, value: Option<&str>) -> Option<Option<String>> {
    let name = name.to_ascii_lowercase();
    if name.starts_with("on") {
        return None;
    }
    let value = value.map(str::trim);
    let is_link = matches!(
        &*name,
        "href" | "src" | "action" | "formaction" | "background" | "data"
    );
    if is_link
        && !value.is_some_and(is_http)
        && !value.is_some_and(|value| value.starts_with("mailto:"))
    {
        let path = value.unwrap_or_default();
        let scheme = path.split(['/', '?', '#']).next().unwrap_or_default();
        // An address within the page of somebody else leads nowhere here.
        return (!scheme.contains([':', '&'])).then_some(None);
    }
    if !ATTRIBUTES.contains(&&*name) {
        return Some(None);
    }
    Some(Some(match value {
        Some(value) => {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            format!(" {name}=\"{}\"", escaped(&value).replace('"', "&quot;"))
        }
        None => format!(" {name}"),
    }))
}

/// Whether a piece of HTML is one that [`shown`] writes.
#[cfg(test)]
pub(in crate::emit::docs) fn is_shown(html: &str) -> bool {
    let is_own = |piece: Piece<'_>| match piece {
        Piece::Text(text) => !text.contains(['<', '>']),
        Piece::Tag(tag, text) => tag.text == text,
        Piece::Comment => false,
    };
    // Lines are broken at spaces.
    let html = html.replace('\n', " ");
    pieces(&html).into_iter().all(is_own)
}

pub(super) fn is_http(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}
