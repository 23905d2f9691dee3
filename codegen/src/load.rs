//! Text to tree.
//!
//! One parser decides values: `serde_json` for JSON, `serde_yaml` for YAML. The tree keeps the order of
//! the document; a key that stands twice is a problem here, where the parsers would take one in silence.

mod repair;

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use crate::diagnostic::{Code, Place, Report, Severity};
use crate::ground::pointer::Path;
use crate::openapi::Object;
use crate::openapi::resolver::{is_keyword, leads_deep, leads_elsewhere};
use crate::text::{Text, is_json};

use repair::{Repairs, Stand};

/// A text as a tree.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) tree: Value,
    /// Whether it has a `$ref` to another file.
    pub(crate) refers_elsewhere: bool,
    pub(crate) is_yaml: bool,
    /// Whether it may have a reference to something else than a component.
    pub(crate) refers_deep: bool,
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
        false => read_yaml(text, Reader::new(&mut noticed)),
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
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    Some(Place::LineColumn(line, column))
}

/// Why a text could not be read at all.
struct Fault {
    code: Code,
    place: Place,
    what: String,
    help: &'static str,
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
            let place = Place::LineColumn(e.line(), characters(text, e.line(), e.column()));
            Fault {
                code,
                place,
                what,
                help,
            }
        })
}

/// What both parsers say when they give up on depth, and what helps.
const DEEP: &str = "recursion limit exceeded";
const TOO_DEEP: &str = "the document is nested too deeply";
const FLATTEN: &str = "move parts to `components` and refer to them";

/// A column counted in characters, from one that `serde_json` counted in bytes.
fn characters(text: &str, line: usize, bytes: usize) -> usize {
    let line = text
        .split('\n')
        .nth(line.saturating_sub(1))
        .unwrap_or_default();
    line.char_indices()
        .take_while(|(offset, _)| *offset < bytes)
        .count()
}

fn read_yaml(text: &str, seed: Reader<'_>) -> Result<Value, Fault> {
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

/// A parser's message without its own position, which is shown with the source line instead.
fn plain(message: &str) -> &str {
    message.split(" at line ").next().unwrap_or(message)
}

struct Problem {
    severity: Severity,
    code: Code,
    pointer: String,
    what: String,
    help: &'static str,
}

/// What is noticed while a tree is read.
#[derive(Default)]
struct Noticed {
    problems: Vec<Problem>,
    refers_elsewhere: bool,
    refers_deep: bool,
    /// In JSON a key is never more than its text.
    is_yaml: bool,
    /// What stands for another string or number of the text.
    repairs: Repairs,
}

struct Reader<'a> {
    path: &'a Path<'a>,
    noticed: &'a mut Noticed,
}

/// More than any name has: longer keys would be repeated in the pointers of all that is below them.
const LONGEST_KEY: usize = 1024;

impl<'a> Reader<'a> {
    const fn new(noticed: &'a mut Noticed) -> Self {
        let path = &Path::Root;
        Self { path, noticed }
    }

    fn at<'b>(&'b mut self, path: &'b Path<'b>) -> Reader<'b> {
        Reader {
            path,
            noticed: self.noticed,
        }
    }

    fn problem(&mut self, code: Code, what: String, help: &'static str) {
        self.push(code, false, what, help);
    }

    /// Notes the next string or number of the text, which may stand for another one.
    fn next(&mut self) {
        let Some(stand) = self.noticed.repairs.next() else {
            return;
        };
        let pointer = self.path.to_string();
        let is_for_people = Object::is_for_people(&pointer);
        match stand {
            Stand::Number { written, stands } => {
                let what = format!(
                    "`{written}` is beyond the range of numbers, and is read as `{stands}`"
                );
                self.not_finite(is_for_people || is_no_bound(&pointer, stands), what);
            }
            Stand::Half { written } => self.push(
                Code::HalfCharacter,
                is_for_people,
                format!("`{written}` is half of a character, and is read as U+FFFD"),
                "write both escapes of the character",
            ),
        }
    }

    fn not_finite(&mut self, is_harmless: bool, what: String) {
        let help = "write a number between -1.7e308 and 1.7e308, or a string in quotes";
        self.push(Code::NotFinite, is_harmless, what, help);
    }

    fn push(&mut self, code: Code, is_harmless: bool, what: String, help: &'static str) {
        self.noticed.problems.push(Problem {
            severity: match is_harmless {
                true => Severity::Warning,
                false => Severity::Error,
            },
            code,
            pointer: self.path.to_string(),
            what,
            help,
        });
    }
}

/// Whether a number is a bound that every value meets.
fn is_no_bound(pointer: &str, number: &str) -> bool {
    let bound = match number.starts_with('-') {
        true => "/minimum",
        false => "/maximum",
    };
    pointer.ends_with(bound) && !Object::names_parts(pointer.trim_end_matches(bound))
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(mut self, value: i64) -> Result<Value, E> {
        self.next();
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(mut self, value: u64) -> Result<Value, E> {
        self.next();
        Ok(Value::Number(value.into()))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E>(mut self, value: f64) -> Result<Value, E> {
        self.next();
        Ok(match Number::from_f64(value) {
            Some(number) => Value::Number(number),
            None => {
                self.not_finite(false, format!("`{value}` is not a JSON number"));
                // Some number, so that nothing is said of its type as well.
                Value::from(1)
            }
        })
    }

    fn visit_str<E>(mut self, value: &str) -> Result<Value, E> {
        self.next();
        self.noticed.refers_deep |= leads_deep(value);
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(mut self, value: String) -> Result<Value, E> {
        self.next();
        self.noticed.refers_deep |= leads_deep(&value);
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = {
            let path = Path::Item(self.path, list.len());
            items.next_element_seed(self.at(&path))?
        } {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = entries.next_key_seed(Key)? {
            self.next();
            if key.len() > LONGEST_KEY {
                self.problem(
                    Code::TooLarge,
                    format!("this key is longer than {LONGEST_KEY} bytes"),
                    "shorten the key",
                );
                // Read all the same, since what stands for others is counted.
                let count = self.noticed.problems.len();
                entries.next_value_seed(self.at(&Path::Root))?;
                self.noticed.problems.truncate(count);
                continue;
            }
            let entry = map.entry(key);
            let path = Path::Member(self.path, entry.key());
            let mut below = self.at(&path);
            if entry.key() == "<<" && below.noticed.is_yaml {
                below.problem(
                    Code::MergeKey,
                    "the merge key `<<` has no meaning in an OpenAPI document".to_owned(),
                    "write the members out, or refer to a schema with `$ref`",
                );
            }
            if matches!(entry, Entry::Occupied(_)) {
                below.problem(
                    Code::DuplicateKey,
                    format!("duplicate key `{}` in this object", entry.key()),
                    "keep one of the two; parsers disagree on which one counts",
                );
            }
            let value = entries.next_value_seed(below)?;
            if is_keyword(entry.key()) && value.as_str().is_some_and(leads_elsewhere) {
                self.noticed.refers_elsewhere = true;
            }
            match entry {
                Entry::Vacant(place) => {
                    place.insert(value);
                }
                Entry::Occupied(mut place) => {
                    place.insert(value);
                }
            }
        }
        Ok(Value::Object(map))
    }

    fn visit_enum<A: EnumAccess<'de>>(mut self, data: A) -> Result<Value, A::Error> {
        let (tag, content) = data.variant_seed(Key)?;
        self.problem(
            Code::YamlTag,
            format!("the YAML tag `!{tag}` has no meaning in an OpenAPI document"),
            "write the value without the tag",
        );
        content.newtype_variant_seed(self)
    }
}

/// A key: text as it stands; YAML's other scalars as they are written (`200:` is the status "200").
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is a string or a number")
    }

    fn visit_str<E>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }

    fn visit_bool<E>(self, value: bool) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_i64<E>(self, value: i64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u64<E>(self, value: u64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_f64<E>(self, value: f64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_unit<E>(self) -> Result<String, E> {
        Ok("null".to_owned())
    }
}

#[cfg(test)]
mod tests;
