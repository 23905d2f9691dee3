//! Text to tree.
//!
//! One parser decides values: `serde_json` for JSON, `serde_yaml` for YAML. The tree keeps the order of
//! the document; a key that stands twice is a problem here, where the parsers would take one in silence.

mod far;
mod fault;
mod reader;
mod repair;
mod yaml;

use serde::de::DeserializeSeed;
use serde_json::Value;

use crate::diagnostic::{Code, Place, Report, Severity};
use crate::text::{Text, is_json};

use far::FarNumbers;
use fault::{DEEP, FLATTEN, Fault, TOO_DEEP, place_of, plain};
use reader::{Noticed, Problem, Reader};

/// A text as a tree.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) tree: Value,
    /// Whether it has a `$ref` to another file.
    pub(crate) refers_elsewhere: bool,
    pub(crate) is_yaml: bool,
    /// Whether it may have a reference to something else than a component.
    pub(crate) refers_deep: bool,
    /// Whether it has a value that is null.
    pub(crate) has_nulls: bool,
}

/// Reads a document as YAML or JSON.
pub(crate) fn load(text: &Text, report: &mut Report) -> Option<Loaded> {
    let no_text = not_text(text);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        report.push(
            Severity::Error,
            Code::Empty,
            Place::Document,
            "the document is empty",
            "write an OpenAPI 3.0 document with `openapi`, `info` and `paths`",
        );
        return None;
    }
    if let Some(place) = no_text {
        report.push(
            Severity::Error,
            Code::NotUtf8,
            place,
            "this is not UTF-8",
            "save the document as UTF-8",
        );
        return None;
    }
    let is_json = is_json(text);
    let mut noticed = Noticed {
        is_yaml: !is_json,
        ..Noticed::default()
    };
    let read = match is_json {
        true => read_json(text, &mut noticed).or_else(|fault| {
            let (text, repairs) = repair::repaired(text).ok_or(fault)?;
            noticed = Noticed {
                repairs,
                ..Noticed::default()
            };
            read_json(&text, &mut noticed)
        }),
        false => read_yaml(text, &mut noticed),
    };
    for problem in noticed.problems {
        let place = Place::Pointer(problem.pointer);
        let Problem {
            severity,
            code,
            what,
            help,
            ..
        } = problem;
        report.push(severity, code, place, what, help);
    }
    match read {
        Ok(Value::Null) => {
            report.push(
                Severity::Error,
                Code::Empty,
                Place::Document,
                "the document has no content",
                "write an OpenAPI 3.0 document with `openapi`, `info` and `paths`",
            );
            None
        }
        Ok(tree) => Some(Loaded {
            tree,
            refers_elsewhere: noticed.refers_elsewhere,
            is_yaml: noticed.is_yaml,
            refers_deep: noticed.refers_deep,
            has_nulls: noticed.has_nulls,
        }),
        Err(fault) => {
            report.push(
                Severity::Error,
                fault.code,
                fault.place,
                fault.what,
                fault.help,
            );
            None
        }
    }
}

/// Where a byte is no text.
fn not_text(text: &Text) -> Option<Place> {
    let before = text.before_no_text()?;
    let before = before.strip_prefix('\u{feff}').unwrap_or(before);
    Some(place_of(before, before.len()))
}

fn read_json(text: &str, noticed: &mut Noticed) -> Result<Value, Fault> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    Reader::new(noticed)
        .deserialize(&mut deserializer)
        .and_then(|tree| deserializer.end().map(|()| tree))
        .map_err(|e| {
            let message = e.to_string();
            let (code, what, help) = match message.contains(DEEP) {
                true => (Code::TooDeep, TOO_DEEP.to_owned(), FLATTEN),
                false => (
                    Code::Syntax,
                    format!("this is not JSON: {}", plain(&message)),
                    "fix the syntax; a document that begins with `{\"` is read as JSON",
                ),
            };
            let place = place_of(text, offset(text, e.line(), e.column()));
            Fault {
                code,
                place,
                what,
                help,
            }
        })
}

/// The byte at a line and a column as `serde_json` counts them: only `\n` ends a line, and a column is a byte, from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    before.map(str::len).sum::<usize>() + column.saturating_sub(1)
}

/// Reads YAML, a second time if a string may be a number that its parser does not hold.
fn read_yaml(text: &str, noticed: &mut Noticed) -> Result<Value, Fault> {
    let read = yaml::read(text, Reader::new(noticed));
    let far = noticed.may_be_far.then(|| FarNumbers::of(text));
    let Some(far) = far.filter(FarNumbers::has_any) else {
        return read;
    };
    *noticed = Noticed {
        is_yaml: true,
        far: Some(far),
        ..Noticed::default()
    };
    yaml::read(text, Reader::new(noticed))
}

#[cfg(test)]
mod tests;
