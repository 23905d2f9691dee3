//! Where each value of a document stands: built only when a problem has to be shown, and never asked for a value.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

use crate::diagnostic::Place;

/// Byte ranges by JSON pointer: of the key for a member of a mapping, of the value for an item of a list.
#[derive(Debug)]
pub(crate) struct SpanIndex<'a> {
    text: &'a str,
    spans: BTreeMap<String, Range<usize>>,
}

impl<'a> SpanIndex<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut walker = Walker::new(text);
        walker.walk();
        Self {
            text,
            spans: walker.spans,
        }
    }

    /// The line of a place: its number from 1, its text, and the byte range of the place in it.
    pub(crate) fn line(&self, place: &Place) -> (usize, &'a str, Range<usize>) {
        let span = self.locate(place);
        let before = &self.text[..span.start];
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = self.text[start..].lines().next().unwrap_or_default();
        let number = before.matches('\n').count() + 1;
        let within = |offset: usize| (offset - start).min(line.len());
        (number, line, within(span.start)..within(span.end))
    }

    /// The byte range of a place; of the nearest thing around it when the place itself is not in the text.
    pub(crate) fn locate(&self, place: &Place) -> Range<usize> {
        match place {
            Place::Document => 0..self.text.chars().next().map_or(0, char::len_utf8),
            Place::LineColumn(line, column) => self.position(*line, *column),
            Place::Pointer(pointer) => {
                let mut pointer = pointer.as_str();
                loop {
                    if let Some(span) = self.spans.get(pointer) {
                        return span.clone();
                    }
                    match pointer.rfind('/') {
                        Some(cut) => pointer = &pointer[..cut],
                        None => return self.locate(&Place::Document),
                    }
                }
            }
        }
    }

    fn position(&self, line: usize, column: usize) -> Range<usize> {
        let mut start = 0;
        for (number, content) in self.text.split_inclusive('\n').enumerate() {
            if number + 1 == line {
                let offset = content
                    .char_indices()
                    .nth(column.saturating_sub(1))
                    .map_or(content.trim_end().len(), |(offset, _)| offset);
                let from = start + offset;
                let width = self.text[from..].chars().next().map_or(0, char::len_utf8);
                return from..from + width;
            }
            start += content.len();
        }
        let end = self.text.trim_end().len();
        end..end
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

enum Frame {
    Mapping { pointer: String, key: Option<String> },
    Sequence { pointer: String, next: usize },
}

struct Walker<'a> {
    text: &'a str,
    /// Byte offset of each character, since the parser counts characters.
    offsets: Vec<usize>,
    spans: BTreeMap<String, Range<usize>>,
    frames: Vec<Frame>,
}

impl<'a> Walker<'a> {
    fn new(text: &'a str) -> Self {
        let mut offsets: Vec<usize> = text.char_indices().map(|(offset, _)| offset).collect();
        offsets.push(text.len());
        Self {
            text,
            offsets,
            spans: BTreeMap::new(),
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
                    let pointer = self.value(&span);
                    self.frames.push(Frame::Mapping { pointer, key: None });
                }
                Event::SequenceStart(..) => {
                    let pointer = self.value(&span);
                    self.frames.push(Frame::Sequence { pointer, next: 0 });
                }
                Event::MappingEnd | Event::SequenceEnd => {
                    self.frames.pop();
                }
                Event::StreamEnd | Event::DocumentEnd => break,
                _ => {}
            }
        }
    }

    fn scalar(&mut self, value: &str, span: &Span) {
        let range = self.range(span);
        if let Some(Frame::Mapping { pointer, key }) = self.frames.last_mut()
            && key.is_none()
        {
            self.spans.entry(step(pointer, value)).or_insert(range);
            *key = Some(value.to_owned());
            return;
        }
        self.value(span);
    }

    /// Notes a value that starts at `span` and gives its pointer.
    fn value(&mut self, span: &Span) -> String {
        let range = self.range(span);
        let pointer = match self.frames.last_mut() {
            None => String::new(),
            Some(Frame::Mapping { pointer, key }) => match key.take() {
                Some(key) => step(pointer, &key),
                // A mapping as a key: no pointer leads there.
                None => {
                    *key = Some(String::from("?"));
                    step(pointer, "?")
                }
            },
            Some(Frame::Sequence { pointer, next }) => {
                let item = format!("{pointer}/{next}");
                *next += 1;
                item
            }
        };
        self.spans.entry(pointer.clone()).or_insert(range);
        pointer
    }

    fn range(&self, span: &Span) -> Range<usize> {
        let byte = |character: usize| self.offsets.get(character).copied().unwrap_or(self.text.len());
        let start = byte(span.start.index());
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |n| start + n);
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
}
