//! What JSON can write and no value of ours holds: numbers beyond the range of a float, and halves of characters. Something of the
//! same length stands for each, so that everything else keeps its location.

use std::collections::HashMap;

/// What stands for something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    Number {
        written: String,
        stands: &'static str,
    },
    /// An escape that is half of a surrogate pair.
    Half { written: String },
}

/// What stands for others in a text, by the number of the string or number, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Repairs {
    stands: HashMap<usize, Stand>,
    /// How many strings and numbers were read.
    read: usize,
}

impl Repairs {
    /// Returns what the next string or number of the text stands for, if it does.
    pub(super) fn next(&mut self) -> Option<Stand> {
        if self.stands.is_empty() {
            return None;
        }
        self.read += 1;
        self.stands.get(&(self.read - 1)).cloned()
    }
}

/// The most that fits into the shortest number beyond the range.
pub(super) const LARGEST: &str = "1e308";
pub(super) const SMALLEST: &str = "-1e308";

/// How many characters of a number are shown.
pub(super) const MOST_SHOWN: usize = 20;

/// Returns a JSON text in which all has a value; `None` for one that is so already.
pub(super) fn repaired(text: &str) -> Option<(String, Repairs)> {
    let mut out = String::with_capacity(text.len());
    let mut repairs = Repairs::default();
    let mut tokens = 0;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => string_length(rest),
            '-' | '0'..='9' => number_length(rest),
            other => other.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        let stand = match first {
            '"' => with_whole_characters(token).map(|(text, written)| {
                out.push_str(&text);
                Stand::Half { written }
            }),
            '-' | '0'..='9' if token.parse().is_ok_and(f64::is_infinite) => {
                let stands = match first {
                    '-' => SMALLEST,
                    _ => LARGEST,
                };
                out.push_str(stands);
                out.extend(std::iter::repeat_n(
                    ' ',
                    token.len().saturating_sub(stands.len()),
                ));
                let written = match token.get(..MOST_SHOWN) {
                    Some(start) => format!("{start}..."),
                    None => token.to_owned(),
                };
                Some(Stand::Number { written, stands })
            }
            '-' | '0'..='9' => None,
            _ => {
                out.push_str(token);
                continue;
            }
        };
        match stand {
            Some(stand) => drop(repairs.stands.insert(tokens, stand)),
            None => out.push_str(token),
        }
        tokens += 1;
    }
    (!repairs.stands.is_empty()).then_some((out, repairs))
}

/// The length of a string with its quotes.
fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn number_length(text: &str) -> usize {
    let is_part = |byte: u8| byte.is_ascii_digit() || b"+-.eE".contains(&byte);
    text.bytes()
        .position(|byte| !is_part(byte))
        .unwrap_or(text.len())
}

/// Returns a string with U+FFFD for each half of a character, and the first of them; `None` if it has none.
fn with_whole_characters(token: &str) -> Option<(String, String)> {
    let mut out = String::with_capacity(token.len());
    let mut found = None;
    let mut rest = token;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let length = match unit(escape) {
            None => escape.chars().take(2).map(char::len_utf8).sum(),
            Some(unit @ 0xD800..=0xDFFF) => {
                let low = escape.get(6..).and_then(self::unit);
                match (unit, low) {
                    (0xD800..=0xDBFF, Some(0xDC00..=0xDFFF)) => 12,
                    _ => 0,
                }
            }
            Some(_) => 6,
        };
        let (escape, after) = match length {
            0 => {
                let (half, after) = escape.split_at(6);
                found.get_or_insert_with(|| half.to_owned());
                ("\\ufffd", after)
            }
            length => escape.split_at(length),
        };
        out.push_str(escape);
        rest = after;
    }
    out.push_str(rest);
    found.map(|found| (out, found))
}

/// The code unit of an escape `\uXXXX` at the start of a text.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| u32::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_no_value_is_replaced_and_all_keeps_its_place() {
        for (text, expected) in [
            (
                r#"{"a": 1e999, "b": -2E+999}"#,
                r#"{"a": 1e308, "b": -1e308}"#,
            ),
            (
                r#"["\ud800", "\udc00\ud83d\ude00\\ud800"]"#,
                r#"["\ufffd", "\ufffd\ud83d\ude00\\ud800"]"#,
            ),
            (r#"{"\uDBFF": "1e999"}"#, r#"{"\ufffd": "1e999"}"#),
            (r#"["\ud83d\u0041"]"#, r#"["\ufffd\u0041"]"#),
        ] {
            let (repaired, _) = repaired(text).unwrap_or_default();
            assert_eq!(repaired.replace(' ', ""), expected.replace(' ', ""));
            assert_eq!(repaired.len(), text.len());
        }
        for text in [
            r#"{"a": 1e308, "b": "\ud83d\ude00"}"#,
            "\"\\",
            "\"\\u",
            "\"\\ud8é",
            "-",
            "",
        ] {
            assert!(repaired(text).is_none(), "{text}");
        }
    }

    #[test]
    fn each_is_found_by_its_number_among_strings_and_numbers() {
        let (_, mut repairs) = repaired(r#"{"a": [1, 1e999], "\ud800": null}"#).unwrap_or_default();
        let stands: Vec<bool> = (0..5).map(|_| repairs.next().is_some()).collect();
        assert_eq!(stands, [false, false, true, true, false]);
    }
}
