//! YAML.

use serde::de::DeserializeSeed;
use serde_json::Value;

use super::fault::{DEEP, FLATTEN, Fault, TOO_DEEP, place_of, plain};
use super::reader::Reader;
use crate::diagnostic::{Code, Place};
use crate::span::second_document;

pub(super) fn read(text: &str, seed: Reader<'_>) -> Result<Value, Fault> {
    if let Some(place) = far_too_deep(text) {
        return Err(Fault {
            code: Code::TooDeep,
            place,
            what: TOO_DEEP.to_owned(),
            help: FLATTEN,
        });
    }
    seed.deserialize(serde_yaml::Deserializer::from_str(text))
        .map_err(|e| {
            let message = e.to_string();
            let message = plain(&message);
            let mut place = e
                .location()
                .map(|at| Place::LineColumn(at.line(), at.column()));
            let (code, what, help) = if message.contains("more than one document") {
                place = second_document(text).map(|offset| place_of(text, offset));
                (
                    Code::SeveralDocuments,
                    "the file has more than one YAML document".to_owned(),
                    "keep one document, without `---` after it",
                )
            } else if message.contains("control characters")
                && let Some((offset, character)) =
                    text.char_indices().find(|(_, c)| !is_of_yaml(*c))
            {
                place = Some(place_of(text, offset));
                let number = u32::from(character);
                let what = format!("this is not YAML: the character U+{number:04X} is not allowed");
                let help =
                    "write the character as an escape in double quotes, such as `\"\\u0001\"`";
                (Code::Syntax, what, help)
            } else if message.contains("repetition limit") {
                (
                    Code::TooLarge,
                    "the YAML aliases expand to too much".to_owned(),
                    "write the parts out, or refer to components with `$ref`",
                )
            } else if message.contains(DEEP) {
                (Code::TooDeep, TOO_DEEP.to_owned(), FLATTEN)
            } else {
                let help = "fix the syntax; YAML is indented with spaces, not with tabs";
                let line = e
                    .location()
                    .and_then(|at| text.lines().nth(at.line().saturating_sub(1)));
                let tab = line.is_some_and(|line| line.trim_start_matches(' ').starts_with('\t'));
                match tab {
                    true => (
                        Code::Syntax,
                        "this is not YAML: a tab cannot indent a line".to_owned(),
                        "indent the line with spaces",
                    ),
                    false => (Code::Syntax, format!("this is not YAML: {message}"), help),
                }
            };
            Fault {
                code,
                place: place.unwrap_or(Place::Document),
                what,
                help,
            }
        })
}

/// Where brackets are open by the hundred. The parser would refuse it as well, but only after a time that grows with the
/// square of the depth. Brackets in a text count too; no text has as many of one kind only.
fn far_too_deep(text: &str) -> Option<Place> {
    const MOST: usize = 1000;
    let mut open = 0_usize;
    for (offset, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        if open > MOST {
            return Some(place_of(text, offset));
        }
    }
    None
}

/// Whether YAML 1.1 allows a character to be written as it is.
fn is_of_yaml(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' | '\u{85}' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        character => !character.is_control(),
    }
}
