//! Where each value of a document stands: built only when a problem has to be shown, and never asked for a value.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

use crate::diagnostic::Place;

/// The place of each value: of its key for a member of a mapping, of the value itself for an item of a list.
#[derive(Debug)]
pub(crate) struct SpanIndex<'a> {
    text: &'a str,
    /// Where each line starts.
    lines: Vec<usize>,
    nodes: Nodes,
}

/// Values by their place in the tree. Whole pointers as keys would repeat a long name for all that is below it.
#[derive(Debug, Default)]
struct Nodes {
    spans: Vec<Range<usize>>,
    children: BTreeMap<usize, BTreeMap<String, usize>>,
}

impl<'a> SpanIndex<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut walker = Walker::new(text);
        walker.walk();
        let nodes = walker.nodes;
        let lines = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(end, _)| end + 1))
            .collect();
        Self { text, lines, nodes }
    }

    /// The line of a place: its number from 1, its text, and the byte range of the place in it.
    pub(crate) fn line(&self, place: &Place) -> (usize, &'a str, Range<usize>) {
        let span = self.locate(place);
        let number = self.lines.partition_point(|start| *start <= span.start);
        let start = self.lines[number - 1];
        let line = self.text[start..].lines().next().unwrap_or_default();
        let within = |offset: usize| (offset - start).min(line.len());
        (number, line, within(span.start)..within(span.end))
    }

    /// The byte range of a place; of the nearest thing around it when the place itself is not in the text.
    pub(crate) fn locate(&self, place: &Place) -> Range<usize> {
        match place {
            Place::Document => 0..self.text.chars().next().map_or(0, char::len_utf8),
            Place::LineColumn(line, column) => self.position(*line, *column),
            Place::Pointer(pointer) => self
                .nodes
                .nearest(pointer)
                .unwrap_or_else(|| self.locate(&Place::Document)),
        }
    }

    fn position(&self, line: usize, column: usize) -> Range<usize> {
        let line = self.lines.get(line.saturating_sub(1));
        let Some(start) = line.filter(|start| **start < self.text.len()) else {
            let end = self.text.trim_end().len();
            return end..end;
        };
        let content = self.text[*start..].lines().next().unwrap_or_default();
        let mut characters = content.char_indices().skip(column.saturating_sub(1));
        match characters.next() {
            Some((offset, character)) => start + offset..start + offset + character.len_utf8(),
            None => start + content.trim_end().len()..start + content.trim_end().len(),
        }
    }
}

impl Nodes {
    fn add(&mut self, parent: Option<(usize, String)>, span: Range<usize>) -> usize {
        let id = self.spans.len();
        self.spans.push(span);
        if let Some((parent, key)) = parent {
            // Of a key that stands twice the last counts, as for the reader.
            self.children.entry(parent).or_default().insert(key, id);
        }
        id
    }

    fn nearest(&self, pointer: &str) -> Option<Range<usize>> {
        let mut node = 0;
        for step in pointer.split('/').skip(1) {
            let key = step.replace("~1", "/").replace("~0", "~");
            match self
                .children
                .get(&node)
                .and_then(|children| children.get(&key))
            {
                Some(child) => node = *child,
                None => break,
            }
        }
        self.spans.get(node).cloned()
    }
}

/// One step of a JSON pointer, escaped.
pub(crate) fn step(pointer: &str, key: &str) -> String {
    let mut out = String::with_capacity(pointer.len() + key.len() + 1);
    out.push_str(pointer);
    out.push('/');
    for character in key.chars() {
        match character {
            '~' => out.push_str("~0"),
            '/' => out.push_str("~1"),
            other => out.push(other),
        }
    }
    out
}

/// What is open: a node, and what comes next in it.
enum Frame {
    Mapping { node: usize, member: Option<usize> },
    Sequence { node: usize, next: usize },
}

struct Walker<'a> {
    text: &'a str,
    /// Byte offset of each character, since the parser counts characters.
    offsets: Vec<usize>,
    nodes: Nodes,
    frames: Vec<Frame>,
}

/// Deeper than any document that the reader takes.
const DEEPEST: usize = 256;

impl<'a> Walker<'a> {
    fn new(text: &'a str) -> Self {
        let mut offsets: Vec<usize> = text.char_indices().map(|(offset, _)| offset).collect();
        offsets.push(text.len());
        Self {
            text,
            offsets,
            nodes: Nodes::default(),
            frames: Vec::new(),
        }
    }

    /// Walks as far as the parser goes: positions before a syntax error are still of use.
    fn walk(&mut self) {
        let mut parser = Parser::new_from_str(self.text);
        while let Some(Ok((event, span))) = parser.next_event() {
            match event {
                Event::Scalar(value, ..) => self.scalar(&value, &span),
                Event::Alias(_) => {
                    self.value(&span);
                }
                Event::MappingStart(..) => {
                    let node = self.value(&span);
                    self.frames.push(Frame::Mapping { node, member: None });
                }
                Event::SequenceStart(..) => {
                    let node = self.value(&span);
                    self.frames.push(Frame::Sequence { node, next: 0 });
                }
                Event::MappingEnd | Event::SequenceEnd => {
                    self.frames.pop();
                }
                Event::StreamEnd | Event::DocumentEnd => break,
                _ => {}
            }
            if self.frames.len() > DEEPEST {
                break;
            }
        }
    }

    fn scalar(&mut self, value: &str, span: &Span) {
        let range = self.range(span);
        if let Some(Frame::Mapping { node, member }) = self.frames.last_mut()
            && member.is_none()
        {
            *member = Some(self.nodes.add(Some((*node, value.to_owned())), range));
            return;
        }
        self.value(span);
    }

    /// The node of a value that starts at `span`; that of a member is at its key.
    fn value(&mut self, span: &Span) -> usize {
        let range = self.range(span);
        match self.frames.last_mut() {
            None => self.nodes.add(None, range),
            Some(Frame::Mapping { node, member }) => match member.take() {
                Some(member) => member,
                // A mapping as a key: no pointer leads there.
                None => {
                    let key = self.nodes.add(Some((*node, "?".to_owned())), range);
                    *member = Some(key);
                    key
                }
            },
            Some(Frame::Sequence { node, next }) => {
                let item = next.to_string();
                *next += 1;
                self.nodes.add(Some((*node, item)), range)
            }
        }
    }

    fn range(&self, span: &Span) -> Range<usize> {
        let byte = |character: usize| {
            self.offsets
                .get(character)
                .copied()
                .unwrap_or(self.text.len())
        };
        let start = byte(span.start.index());
        let line_end = self.text[start..]
            .find('\n')
            .map_or(self.text.len(), |n| start + n);
        let end = byte(span.end.index()).min(line_end).max(start);
        start..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, pointer: &str) -> String {
        let index = SpanIndex::new(text);
        text[index.locate(&Place::Pointer(pointer.to_owned()))].to_owned()
    }

    #[test]
    fn a_member_is_found_by_its_key_and_an_item_by_its_value() {
        let yaml = "a:\n  b: 1\n  c/d: [x, {y: z}]\n";
        assert_eq!(at(yaml, "/a/b"), "b");
        assert_eq!(at(yaml, "/a/c~1d"), "c/d");
        assert_eq!(at(yaml, "/a/c~1d/0"), "x");
        assert_eq!(at(yaml, "/a/c~1d/1/y"), "y");
    }

    #[test]
    fn what_is_not_there_is_shown_at_what_surrounds_it() {
        assert_eq!(at("a:\n  b: 1\n", "/a/missing/deep"), "a");
    }

    #[test]
    fn json_and_text_outside_ascii_are_located_too() {
        assert_eq!(at("{\"é\": {\"b\":\n 1}}", "/é/b"), "\"b\"");
    }

    #[test]
    fn a_text_that_does_not_parse_still_has_a_place() {
        let index = SpanIndex::new("a: [");
        assert_eq!(index.locate(&Place::LineColumn(1, 4)), 3..4);
        assert_eq!(index.locate(&Place::LineColumn(9, 9)), 4..4);
    }

    #[test]
    fn of_a_key_that_stands_twice_the_last_is_shown() {
        let index = SpanIndex::new("a:\n  b: 1\na:\n  c: 2\n");
        assert_eq!(index.locate(&Place::Pointer("/a".to_owned())), 10..11);
        assert_eq!(index.locate(&Place::Pointer("/a/c".to_owned())), 15..16);
        // The reader dropped the first, so nothing below it is ever asked for.
        assert_eq!(index.locate(&Place::Pointer("/a/b".to_owned())), 10..11);
    }

    #[test]
    fn a_place_comes_with_its_line_whatever_ends_the_lines() {
        for text in ["a: 1\n  b: [é, x]\n", "a: 1\r\n  b: [é, x]\r\n"] {
            let index = SpanIndex::new(text);
            let (number, line, span) = index.line(&Place::LineColumn(2, 10));
            assert_eq!((number, line, &line[span]), (2, "  b: [é, x]", "x"));
            let (number, line, span) = index.line(&Place::LineColumn(2, 99));
            assert_eq!((number, line, span), (2, "  b: [é, x]", 12..12));
        }
        assert_eq!(
            SpanIndex::new("\n\na").line(&Place::Document),
            (1, "", 0..0)
        );
        assert_eq!(
            SpanIndex::new("").line(&Place::Pointer("/a".to_owned())),
            (1, "", 0..0)
        );
    }

    #[test]
    fn a_mapping_as_a_key_and_an_alias_do_not_lose_the_way() {
        let yaml = "? {a: b}\n: c\nd: &x [1]\ne: *x\nf: g\n";
        assert_eq!(at(yaml, "/d/0"), "1");
        assert_eq!(at(yaml, "/e/0"), "e");
        assert_eq!(at(yaml, "/f"), "f");
    }

    #[test]
    fn a_document_that_is_deeper_than_any_is_walked_in_part() {
        let deep = "- ".repeat(10_000);
        assert_eq!(
            SpanIndex::new(&deep)
                .line(&Place::Pointer("/0/0".to_owned()))
                .2
                .start,
            4
        );
        assert!(SpanIndex::new(&deep).nodes.spans.len() < 1_000);
    }
}
