//! Values as the parsers give them, to a tree.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use super::far::{FarNumbers, looks_far, nearest, shown};
use super::repair::{Repairs, Stand};
use crate::diagnostic::{Code, Severity};
use crate::ground::pointer::{Path, unusable_key};
use crate::openapi::Object;
use crate::openapi::resolver::{is_keyword, leads_deep, leads_elsewhere};

pub(super) struct Problem {
    pub(super) severity: Severity,
    pub(super) code: Code,
    pub(super) pointer: String,
    pub(super) what: String,
    pub(super) help: &'static str,
}

/// What is noticed while a tree is read.
#[derive(Default)]
pub(super) struct Noticed {
    pub(super) problems: Vec<Problem>,
    pub(super) refers_elsewhere: bool,
    pub(super) refers_deep: bool,
    pub(super) has_nulls: bool,
    /// In JSON a key is never more than its text.
    pub(super) is_yaml: bool,
    /// What stands for another string or number of the text.
    pub(super) repairs: Repairs,
    /// Which strings of YAML are numbers beyond the range, once it is known that one may be.
    pub(super) far: Option<FarNumbers>,
    /// Whether a string of YAML may be such a number.
    pub(super) may_be_far: bool,
}

pub(super) struct Reader<'a> {
    path: &'a Path<'a>,
    noticed: &'a mut Noticed,
}

/// More than any name has: longer keys would be repeated in the pointers of all that is below them.
const LONGEST_KEY: usize = 1024;

impl<'a> Reader<'a> {
    pub(super) const fn new(noticed: &'a mut Noticed) -> Self {
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
            Stand::Number { written, stands } => self.beyond_the_range(&written, stands),
            Stand::Half { written } => self.push(
                Code::HalfCharacter,
                is_for_people,
                format!("`{written}` is half of a character, and is read as U+FFFD"),
                "write both escapes of the character",
            ),
        }
    }

    fn beyond_the_range(&mut self, written: &str, stands: &str) {
        let pointer = self.path.to_string();
        let is_harmless = Object::is_for_people(&pointer) || is_no_bound(&pointer, stands);
        let what = format!("`{written}` is beyond the range of numbers, and is read as `{stands}`");
        self.not_finite(is_harmless, what);
    }

    /// What a string of YAML stands for, if it is a number that the parser takes for a string.
    fn far_number(&mut self, text: &str) -> Option<Value> {
        if !self.noticed.is_yaml || !looks_far(text) {
            return None;
        }
        self.noticed.may_be_far = true;
        if !self.noticed.far.as_mut()?.next() {
            return None;
        }
        let stands = nearest(text);
        self.beyond_the_range(&shown(text), stands);
        stands
            .parse()
            .ok()
            .and_then(Number::from_f64)
            .map(Value::Number)
    }

    /// Notes a member that is left out for its key.
    fn unusable(&mut self, is_long: bool, number: usize) {
        let is_harmless = Object::is_unread(&self.path.to_string());
        let (what, help) = match is_long {
            true => (
                format!("this key is longer than {LONGEST_KEY} bytes"),
                "shorten the key",
            ),
            false => {
                let what = "this key is neither a string nor a number";
                (what.to_owned(), "write the key as a string")
            }
        };
        let name = unusable_key(number);
        let path = Path::Member(self.path, &name);
        self.at(&path).push(Code::Key, is_harmless, what, help);
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

/// Whether a location is below a merge key, which was reported. An alias to what is around it is read again within itself.
fn is_merged(path: &Path<'_>) -> bool {
    match path {
        Path::Root | Path::Pointer(_) => false,
        Path::Member(_, "<<") => true,
        Path::Member(parent, _) | Path::Item(parent, _) => is_merged(parent),
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
        self.noticed.has_nulls = true;
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        self.noticed.has_nulls = true;
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

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.visit_string(value.to_owned())
    }

    fn visit_string<E>(mut self, value: String) -> Result<Value, E> {
        self.next();
        if let Some(number) = self.far_number(&value) {
            return Ok(number);
        }
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
        let mut unusable = 0;
        while let Some(key) = entries.next_key_seed(Key)? {
            self.next();
            if self.noticed.is_yaml && key.as_deref().is_some_and(looks_far) {
                // A key is a string, whatever it looks like.
                self.noticed.far.as_mut().map(FarNumbers::next);
            }
            let is_usable = |key: &String| key.len() <= LONGEST_KEY;
            let key = match key {
                Some(key) if is_usable(&key) => key,
                // A value of the author's may have any key. Pointers to what is below would repeat it.
                Some(key) if Object::is_unread(&self.path.to_string()) => {
                    let here = self.path;
                    let value = entries.next_value_seed(self.at(here))?;
                    map.insert(key, value);
                    continue;
                }
                key => {
                    unusable += 1;
                    self.unusable(key.is_some(), unusable);
                    // Read all the same, since what stands for others is counted.
                    let count = self.noticed.problems.len();
                    entries.next_value_seed(self.at(&Path::Root))?;
                    self.noticed.problems.truncate(count);
                    continue;
                }
            };
            let entry = map.entry(key);
            let path = Path::Member(self.path, entry.key());
            let is_within = entry.key() == "<<" && is_merged(self.path);
            let mut below = self.at(&path);
            if entry.key() == "<<" && below.noticed.is_yaml && !is_within {
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
        let tag = tag.unwrap_or_default();
        self.problem(
            Code::YamlTag,
            format!("the YAML tag `!{tag}` has no meaning in an OpenAPI document"),
            "write the value without the tag",
        );
        content.newtype_variant_seed(self)
    }
}

/// A key: text as it stands; YAML's other scalars as they are written (`200:` is the status "200"). `None` for a list or an object,
/// which JSON does not have as a key.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Option<String>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is a string or a number")
    }

    fn visit_str<E>(self, value: &str) -> Result<Option<String>, E> {
        Ok(Some(value.to_owned()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Option<String>, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Option<String>, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Option<String>, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Option<String>, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Option<String>, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Option<String>, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Option<String>, A::Error> {
        let (_, content) = data.variant::<IgnoredAny>()?;
        content.newtype_variant::<IgnoredAny>()?;
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Option<String>, E> {
        Ok(Some("null".to_owned()))
    }
}
