//! Where the lines of an item end: what `prettyplease` would do, for the items that the templates write most.
//!
//! An item is read once, from its text to the pieces of its lines and the places where these may be broken. There is no tree
//! of syntax, and no token of its own for each word. Whatever is beyond this small part of Rust is left to `prettyplease`:
//! the tests of this module compare both.

mod expressions;
mod items;
mod pieces;
mod reader;
mod types;

use pieces::Pieces;
use reader::Reader;

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LaidOut {
    /// Its lines were added.
    Added,
    /// It is no item by itself, and stays as it is.
    NoItem,
    /// It has something that only `prettyplease` knows.
    Unknown,
}

/// Adds the lines of an item to a text.
pub(super) fn item(code: &str, indent: usize, out: &mut String) -> LaidOut {
    let content = code.trim_start_matches(' ');
    // An implementation is laid out with the brace that follows only later.
    if !begins_item(content) || content.starts_with("impl") && content.ends_with('}') {
        return LaidOut::NoItem;
    }
    let before = out.len();
    let mut layout = Layout {
        code: Reader::new(code),
        line: Pieces::default(),
        indent,
        out,
    };
    match layout.item() {
        Some(()) => LaidOut::Added,
        None => {
            out.truncate(before);
            LaidOut::Unknown
        }
    }
}

/// Whether a line may begin an item: it is not a member, a variant, or an arm of a macro.
fn begins_item(content: &str) -> bool {
    let word = content.bytes().take_while(|byte| reader::is_of_word(*byte));
    let after = &content[word.count()..];
    let is_member = [" {", " =", "(", ","]
        .iter()
        .any(|next| after.starts_with(next));
    !is_member || content.starts_with(|c: char| c.is_ascii_lowercase() || !c.is_ascii_alphabetic())
}

/// An item that is read, and written line by line.
struct Layout<'c, 'o> {
    code: Reader<'c>,
    /// The line that is read at the moment.
    line: Pieces<'c>,
    /// Where the item begins.
    indent: usize,
    out: &'o mut String,
}

impl Layout<'_, '_> {
    /// Ends a line that begins at one column, and whose parts are indented from another one.
    fn end_line(&mut self, column: usize, indent: usize) {
        self.line.write(column, indent, self.out);
    }
}

#[cfg(test)]
mod tests;
