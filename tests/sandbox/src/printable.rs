//! What others have sent, as it can be shown in a terminal.

use std::borrow::Cow;

/// Returns the text with its control characters escaped, such as `\u{1b}` for the one that begins a command to a terminal and
/// `\n` for a line feed, so that nothing that was sent can forge a line or drive the terminal that shows it.
///
/// Characters that change the direction of a line, or end it, are escaped as well.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_control(character) {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_escaped_and_everything_else_stays() {
        for (sent, shown) in [
            ("invoice 17, Müller ✓", "invoice 17, Müller ✓"),
            ("a\u{1b}[2Jb", r"a\u{1b}[2Jb"),
            ("a\r\nb\tc", r"a\r\nb\tc"),
            ("a\u{7f}\u{9b}b\0", r"a\u{7f}\u{9b}b\u{0}"),
            ("a\u{202e}b\u{2028}c", r"a\u{202e}b\u{2028}c"),
            (r"a\n", r"a\n"),
        ] {
            assert_eq!(printable(sent), shown);
            assert_eq!(printable(shown), shown, "what is escaped stays");
        }
    }
}
