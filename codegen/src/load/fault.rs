//! Why a text could not be read at all.

use crate::diagnostic::{Code, Place};

/// Why a text could not be read at all.
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) place: Place,
    pub(super) what: String,
    pub(super) help: &'static str,
}

/// What both parsers say when they give up on depth, and what helps.
pub(super) const DEEP: &str = "recursion limit exceeded";
pub(super) const TOO_DEEP: &str = "the document is nested too deeply";
pub(super) const FLATTEN: &str = "move parts to `components` and refer to them";

/// A parser's message without its own position, which is shown with the source line instead.
pub(super) fn plain(message: &str) -> &str {
    message.split(" at line ").next().unwrap_or(message)
}

/// The line and the column of a byte. A line ends with `\n`, `\r` or both, as in YAML.
pub(super) fn place_of(text: &str, offset: usize) -> Place {
    let (mut line, mut column) = (1, 1);
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if at + character.len_utf8() > offset {
            break;
        }
        let is_last = |next: Option<&(usize, char)>| next.is_none_or(|(_, next)| *next != '\n');
        match character {
            '\n' => (line, column) = (line + 1, 1),
            '\r' if is_last(characters.peek()) => (line, column) = (line + 1, 1),
            _ => column += 1,
        }
    }
    Place::LineColumn(line, column)
}
