//! YAML.

use serde::de::DeserializeSeed;
use serde_json::Value;

use super::fault::{DEEP, FLATTEN, Fault, TOO_DEEP, plain};
use super::reader::Reader;
use crate::diagnostic::{Code, Place};

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
            let (code, what, help) = if message.contains("more than one document") {
                (
                    Code::SeveralDocuments,
                    "the file has more than one YAML document".to_owned(),
                    "keep one document, without `---` after it",
                )
            } else if message.contains("repetition limit") {
                (
                    Code::TooLarge,
                    "the YAML aliases expand to too much".to_owned(),
                    "write the parts out, or refer to components with `$ref`",
                )
            } else if message.contains(DEEP) {
                (Code::TooDeep, TOO_DEEP.to_owned(), FLATTEN)
            } else if message.contains("expected a key") {
                (
                    Code::Key,
                    "this key is neither a string nor a number".to_owned(),
                    "write the key as a string",
                )
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
            let place = e.location().map_or(Place::Document, |at| {
                Place::LineColumn(at.line(), at.column())
            });
            Fault {
                code,
                place,
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
    for (number, line) in text.split('\n').enumerate() {
        for (column, character) in line.chars().enumerate() {
            match character {
                '[' | '{' => open += 1,
                ']' | '}' => open = open.saturating_sub(1),
                _ => {}
            }
            if open > MOST {
                return Some(Place::LineColumn(number + 1, column + 1));
            }
        }
    }
    None
}
