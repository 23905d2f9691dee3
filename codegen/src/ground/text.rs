//! Strings that come from a document or its name, on their way into a file or a message.

use std::borrow::Cow;

use serde_json::Value;

/// Returns whether a character controls a terminal or a parser, or turns the direction of writing.
pub(crate) fn misleads(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text without the characters that mislead, other than those that are kept.
pub(crate) fn without_misleading(text: &str, keeps: fn(char) -> bool) -> Cow<'_, str> {
    // A cheap look at the bytes first: nearly all texts are plain.
    let is_plain =
        |byte: u8| matches!(byte, b' '..=b'~') || (byte.is_ascii() && keeps(char::from(byte)));
    let drops = |character: char| misleads(character) && !keeps(character);
    match text.bytes().all(is_plain) || !text.contains(drops) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.chars().filter(|c| !drops(*c)).collect()),
    }
}

/// A text on one line, without characters that mislead.
pub(crate) fn one_line(text: &str) -> String {
    let visible: String = text
        .chars()
        .map(|character| match misleads(character) {
            true => ' ',
            false => character,
        })
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns whether a header or a cookie can have a name: a token of HTTP.
pub(crate) fn is_token(name: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_letter)
}

/// Headers that the client decides, since they are about the connection.
const OF_THE_CONNECTION: [&str; 10] = [
    "Connection",
    "Content-Length",
    "Expect",
    "Host",
    "Keep-Alive",
    "Proxy-Connection",
    "TE",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade",
];

/// Headers that the client writes for each request by what it sends and reads.
const OF_THE_REQUEST: [&str; 2] = ["Accept", "Content-Type"];

/// Returns whether a header is about the connection, so that the client decides on it.
pub(crate) fn is_of_the_connection(header: &str) -> bool {
    let mut known = OF_THE_CONNECTION.iter();
    known.any(|known| known.eq_ignore_ascii_case(header))
}

/// Returns which kind of JSON value a value is, in words.
pub(crate) const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Returns whether the client decides what a header holds, so that it cannot hold a credential.
pub(crate) fn is_of_the_client(header: &str) -> bool {
    let mut of_the_request = OF_THE_REQUEST.iter();
    is_of_the_connection(header) || of_the_request.any(|known| known.eq_ignore_ascii_case(header))
}

/// Joins words as alternatives or as a list: `a, b or c`.
pub(crate) fn joined(words: &[String], word: &str) -> String {
    match words {
        [rest @ .., last] if !rest.is_empty() => format!("{} {word} {last}", rest.join(", ")),
        words => words.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_line_or_turns_it() {
        assert_eq!(
            one_line(" a\n\nb\r\u{7f}c\u{202e}d\u{2028}e\u{85}f "),
            "a b c d e f"
        );
    }
}
