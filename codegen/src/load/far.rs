//! Numbers of YAML beyond the range of floats. The parser takes them for strings, as if they stood in quotes.

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::repair::{LARGEST, MOST_SHOWN, SMALLEST};

/// Which of the strings that look like such numbers are some, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct FarNumbers {
    are_numbers: Vec<bool>,
    /// How many were read.
    read: usize,
    /// Whether something is read more than once, so that the order says nothing.
    has_aliases: bool,
}

impl FarNumbers {
    pub(super) fn of(text: &str) -> Self {
        let mut found = Self::default();
        let mut parser = Parser::new_from_str(text);
        while let Some(Ok((event, _))) = parser.next_event() {
            match event {
                Event::Scalar(value, style, _, tag) if looks_far(&value) => {
                    let is_number = style == ScalarStyle::Plain && tag.is_none();
                    found.are_numbers.push(is_number);
                }
                Event::Alias(_) => found.has_aliases = true,
                _ => {}
            }
        }
        found
    }

    pub(super) fn has_any(&self) -> bool {
        self.are_numbers.contains(&true)
    }

    /// Returns whether the next of these strings is a number. Where the order says nothing, all are.
    pub(super) fn next(&mut self) -> bool {
        self.read += 1;
        self.has_aliases || self.are_numbers.get(self.read - 1) == Some(&true)
    }
}

/// Whether a text is written like a number beyond the range.
pub(super) fn looks_far(text: &str) -> bool {
    let starts = text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    starts
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
        && text.parse().is_ok_and(f64::is_infinite)
}

/// What stands for such a number.
pub(super) fn nearest(text: &str) -> &'static str {
    match text.starts_with('-') {
        true => SMALLEST,
        false => LARGEST,
    }
}

/// As much of it as a message shows.
pub(super) fn shown(text: &str) -> String {
    match text.get(..MOST_SHOWN) {
        Some(start) if start.len() < text.len() => format!("{start}..."),
        _ => text.to_owned(),
    }
}
