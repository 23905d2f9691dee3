//! Locations of values in a document. They are looked up only for what a diagnostic is about.

mod json;
mod wanted;
mod yaml;

use std::ops::Range;

use crate::document::Place;
use crate::text::is_json;

use wanted::Wanted;

pub(crate) use yaml::second_document;

/// The places of some values: of its key for a member of a mapping, of the value itself for an item of a list.
#[derive(Debug)]
pub(crate) struct SpanIndex<'a> {
    text: &'a str,
    /// Where each line starts.
    lines: Vec<usize>,
    wanted: Wanted,
}

/// A range within one line of a text. Offsets are bytes of the text after its byte order mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Location {
    /// The number of the line, from 1.
    pub(crate) line: usize,
    /// Where the line starts.
    pub(crate) start: usize,
    /// Where the line ends, without what ends it.
    pub(crate) end: usize,
    /// The range: bytes of the line.
    pub(crate) span: Range<usize>,
}

impl Location {
    /// Where the range starts in the text.
    pub(crate) const fn offset(&self) -> usize {
        self.start + self.span.start
    }
}

/// The column of each location, from 1 and in characters. Counts every character of a line once, however many locations it has.
pub(crate) fn columns(text: &str, locations: &[Location]) -> Vec<usize> {
    let text = without_mark(text);
    let mut order: Vec<usize> = (0..locations.len()).collect();
    order.sort_by_key(|number| locations[*number].offset());
    let mut columns = vec![1; locations.len()];
    let (mut line, mut offset, mut column) = (0, 0, 1);
    for number in order {
        let location = &locations[number];
        if location.start != line {
            (line, offset, column) = (location.start, location.start, 1);
        }
        let between = text.get(offset..location.offset()).unwrap_or_default();
        offset = location.offset();
        column += between.chars().count();
        columns[number] = column;
    }
    columns
}

/// A text without the byte order mark that some editors put before it.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

impl<'a> SpanIndex<'a> {
    /// An index of these places, and of no other.
    pub(crate) fn new<'p>(text: &'a str, places: impl IntoIterator<Item = &'p Place>) -> Self {
        let text = without_mark(text);
        let mut wanted = Wanted::new();
        for place in places {
            if let Place::Pointer(pointer) = place {
                wanted.add(pointer);
            }
        }
        if is_json(text) {
            json::find(text, &mut wanted);
        } else {
            yaml::find(text, &mut wanted);
        }
        let bytes = text.as_bytes();
        // `\r` ends a line too, and with a `\n` behind it the same one.
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        let ends = ends.filter(|end| bytes[*end] == b'\n' || bytes.get(end + 1) != Some(&b'\n'));
        let lines = std::iter::once(0).chain(ends.map(|end| end + 1)).collect();
        Self {
            text,
            lines,
            wanted,
        }
    }

    /// The line of a place, and the range of the place in it.
    pub(crate) fn location(&self, place: &Place) -> Location {
        let span = self.locate(place);
        let line = self.lines.partition_point(|start| *start <= span.start);
        let (start, end) = self.line(line - 1);
        let within = |offset: usize| (offset - start).min(end - start);
        Location {
            line,
            start,
            end,
            span: within(span.start)..within(span.end),
        }
    }

    /// Where a line starts and ends, by its number from 0.
    fn line(&self, number: usize) -> (usize, usize) {
        let start = self.lines[number];
        let Some(next) = self.lines.get(number + 1) else {
            return (start, self.text.len());
        };
        let line = &self.text[start..next - 1];
        (start, start + line.strip_suffix('\r').unwrap_or(line).len())
    }

    /// The byte range of a place that was asked for; of the nearest thing around it when the place itself is not in the text.
    pub(crate) fn locate(&self, place: &Place) -> Range<usize> {
        match place {
            Place::Document => 0..self.text.chars().next().map_or(0, char::len_utf8),
            Place::LineColumn(line, column) => self.position(*line, *column),
            Place::Pointer(pointer) => self
                .wanted
                .nearest(pointer)
                .unwrap_or_else(|| self.locate(&Place::Document)),
        }
    }

    fn position(&self, line: usize, column: usize) -> Range<usize> {
        let number = line.saturating_sub(1);
        let is_there = self
            .lines
            .get(number)
            .is_some_and(|start| *start < self.text.len());
        if !is_there {
            let end = self.text.trim_end().len();
            return end..end;
        }
        let (start, end) = self.line(number);
        let content = &self.text[start..end];
        let mut characters = content.char_indices().skip(column.saturating_sub(1));
        match characters.next() {
            Some((offset, character)) => start + offset..start + offset + character.len_utf8(),
            None => start + content.trim_end().len()..start + content.trim_end().len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, pointer: &str) -> String {
        let place = Place::Pointer(pointer.to_owned());
        let index = SpanIndex::new(text, [&place]);
        text[index.locate(&place)].to_owned()
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
    fn a_flow_mapping_that_is_no_json_is_located_as_yaml() {
        let yaml = "{ type: object, properties: {a: {type: [x, y]}} }";
        assert_eq!(at(yaml, "/type"), "type");
        assert_eq!(at(yaml, "/properties/a"), "a");
        assert_eq!(at(yaml, "/properties/a/type/1"), "y");
        assert_eq!(at("{'a': {\"b\": 'c'}}", "/a/b"), "\"b\"");
    }

    #[test]
    fn a_text_that_does_not_parse_still_has_a_place() {
        let index = SpanIndex::new("a: [", []);
        assert_eq!(index.locate(&Place::LineColumn(1, 4)), 3..4);
        assert_eq!(index.locate(&Place::LineColumn(9, 9)), 4..4);
    }

    #[test]
    fn of_a_key_that_stands_twice_the_last_is_shown() {
        let places = ["/a", "/a/c", "/a/b"].map(|pointer| Place::Pointer(pointer.to_owned()));
        let index = SpanIndex::new("a:\n  b: 1\na:\n  c: 2\n", &places);
        assert_eq!(index.locate(&places[0]), 10..11);
        assert_eq!(index.locate(&places[1]), 15..16);
        // The reader dropped the first, so nothing below it is ever asked for.
        assert_eq!(index.locate(&places[2]), 10..11);
        let index = SpanIndex::new("{\"a\": {\"b\": 1},\n\"a\": {\"c\": 2}}", &places);
        assert_eq!(index.locate(&places[0]), 16..19);
        assert_eq!(index.locate(&places[1]), 22..25);
        assert_eq!(index.locate(&places[2]), 16..19);
    }

    #[test]
    fn a_place_comes_with_its_line_whatever_ends_the_lines() {
        for text in ["a: 1\n  b: [é, x]\n", "a: 1\r\n  b: [é, x]\r\n"] {
            let index = SpanIndex::new(text, []);
            let shown = |place| {
                let location = index.location(&place);
                let line = &text[location.start..location.end];
                (location.line, line, location.span)
            };
            let (number, line, span) = shown(Place::LineColumn(2, 10));
            assert_eq!((number, line, &line[span]), (2, "  b: [é, x]", "x"));
            let (number, line, span) = shown(Place::LineColumn(2, 99));
            assert_eq!((number, line, span), (2, "  b: [é, x]", 12..12));
        }
        let start = Location {
            line: 1,
            start: 0,
            end: 0,
            span: 0..0,
        };
        assert_eq!(
            SpanIndex::new("\n\na", []).location(&Place::Document),
            start
        );
        let place = Place::Pointer("/a".to_owned());
        assert_eq!(SpanIndex::new("", [&place]).location(&place), start);
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
        let place = Place::Pointer("/0/0".to_owned());
        let index = SpanIndex::new(&deep, [&place]);
        assert_eq!(index.location(&place).span.start, 4);
    }

    #[test]
    fn a_name_in_json_is_found_however_it_is_written() {
        let json =
            r#"{"skip": ["\\", {"a\"]": [1, "x"]}], "\u0061~\/b": {"": [true , {"c":null}]}}"#;
        assert_eq!(at(json, "/a~0~1b"), r#""\u0061~\/b""#);
        assert_eq!(at(json, "/a~0~1b/"), r#""""#);
        assert_eq!(at(json, "/a~0~1b//0"), "true");
        assert_eq!(at(json, "/a~0~1b//1"), "{");
        assert_eq!(at(json, "/a~0~1b//1/c"), r#""c""#);
        assert_eq!(at(json, "/skip/1/a\"]/1"), r#""x""#);
    }

    #[test]
    fn json_that_ends_too_early_has_the_places_before_its_end() {
        for json in [
            r#"{"a": {"b": [1, "#,
            r#"{"a": {"b": [1, "x"#,
            r#"{"a": {"b": [1, ] : } ]"#,
        ] {
            assert_eq!(at(json, "/a/b/0"), "1");
            assert_eq!(at(json, "/a/c"), r#""a""#);
        }
    }
}
