//! Locations in YAML.

use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

use super::wanted::{ROOT, Wanted};
use crate::ground::pointer::unusable_key;

/// What is open: what is wanted of it, if anything, and what comes next in it.
enum Frame {
    Mapping {
        node: Option<usize>,
        member: Option<Member>,
        /// How many keys are no scalar.
        unusable: usize,
    },
    Sequence {
        node: Option<usize>,
        next: usize,
    },
}

/// A key whose value has not come yet.
struct Member {
    node: Option<usize>,
}

struct Walker<'a> {
    text: &'a str,
    wanted: &'a mut Wanted,
    frames: Vec<Frame>,
    /// A place that was passed: its number of characters, which the parser counts, and of bytes.
    passed: (usize, usize),
}

/// Deeper than any document that the reader takes.
const DEEPEST: usize = 256;

/// Goes through as much as can be parsed: positions before a syntax error are still of use.
pub(super) fn find(text: &str, wanted: &mut Wanted) {
    let mut walker = Walker {
        text,
        wanted,
        frames: Vec::new(),
        passed: (0, 0),
    };
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        match event {
            // With a tag of its own it is no string, and so no key.
            Event::Scalar(.., Some(tag)) if !tag.is_yaml_core_schema() => {
                walker.value(&span);
            }
            Event::Scalar(value, ..) => walker.scalar(&value, &span),
            Event::Alias(_) => {
                walker.value(&span);
            }
            Event::MappingStart(..) => {
                let node = walker.value(&span);
                walker.frames.push(Frame::Mapping {
                    node,
                    member: None,
                    unusable: 0,
                });
            }
            Event::SequenceStart(..) => {
                let node = walker.value(&span);
                walker.frames.push(Frame::Sequence { node, next: 0 });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                walker.frames.pop();
            }
            Event::StreamEnd | Event::DocumentEnd => break,
            _ => {}
        }
        if walker.frames.len() > DEEPEST {
            break;
        }
    }
}

impl Walker<'_> {
    fn scalar(&mut self, value: &str, span: &Span) {
        if let Some(Frame::Mapping { node, member, .. }) = self.frames.last_mut()
            && member.is_none()
        {
            let node = node.and_then(|node| self.wanted.below(node, value));
            *member = Some(Member { node });
            self.found(node, span);
            return;
        }
        self.value(span);
    }

    /// What is wanted of the value that starts at `span`; a member is found at its key.
    fn value(&mut self, span: &Span) -> Option<usize> {
        let node = match self.frames.last_mut() {
            None => Some(ROOT),
            Some(Frame::Mapping {
                node,
                member,
                unusable,
            }) => match member.take() {
                Some(member) => return member.node,
                // A list or a mapping as a key. Only what is said of the member is wanted.
                None => {
                    *unusable += 1;
                    *member = Some(Member { node: None });
                    let key = unusable_key(*unusable);
                    let found = node.and_then(|node| self.wanted.below(node, &key));
                    self.found(found, span);
                    return None;
                }
            },
            Some(Frame::Sequence { node, next }) => {
                let item = *next;
                *next += 1;
                let wanted = node.filter(|node| self.wanted.is_wanted_below(*node));
                wanted.and_then(|node| self.wanted.below(node, &item.to_string()))
            }
        };
        self.found(node, span);
        node
    }

    fn found(&mut self, node: Option<usize>, span: &Span) {
        if let Some(node) = node {
            let range = self.range(span);
            self.wanted.found(node, range);
        }
    }

    fn range(&mut self, span: &Span) -> Range<usize> {
        let (passed, at) = self.passed;
        let start = match span.start.index().checked_sub(passed) {
            Some(ahead) => at + bytes(&self.text[at..], ahead),
            None => bytes(self.text, span.start.index()),
        };
        self.passed = (span.start.index(), start);
        let length = span.end.index().saturating_sub(span.start.index());
        let rest = &self.text[start..];
        let rest = &rest[..bytes(rest, length)];
        start..start + rest.find(['\n', '\r']).unwrap_or(rest.len())
    }
}

/// Returns where the second document of a text starts.
pub(crate) fn second_document(text: &str) -> Option<usize> {
    let mut parser = Parser::new_from_str(text);
    let mut documents = 0;
    while let Some(Ok((event, span))) = parser.next_event() {
        match event {
            Event::DocumentStart(_) if documents == 1 => {
                return Some(bytes(text, span.start.index()));
            }
            Event::DocumentStart(_) => documents += 1,
            Event::StreamEnd => break,
            _ => {}
        }
    }
    None
}

/// How many bytes so many characters have.
fn bytes(text: &str, characters: usize) -> usize {
    text.char_indices()
        .nth(characters)
        .map_or(text.len(), |(offset, _)| offset)
}
