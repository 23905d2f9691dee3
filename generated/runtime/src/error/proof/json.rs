//! JSON without ambiguity: each name once in its object, nothing after the end, not deeper than a bound. And members of a body
//! without a look at the rest of it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::wire::JsonKind;

/// The greatest depth that is read.
const DEEPEST: usize = 32;

/// Up to so many members of an object, each new name is compared with all names before it.
const FEW: usize = 32;

/// A value whose numbers are as they were written.
#[derive(Debug)]
pub(super) enum Json<'a> {
    Null,
    Boolean(bool),
    Number(&'a str),
    String(Cow<'a, str>),
    List(Vec<Self>),
    Object(Vec<(Cow<'a, str>, Self)>),
}

/// Why a body is not JSON without ambiguity, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Odd {
    pub(super) problem: Oddity,
    /// How many bytes of the body stand before the value at fault.
    pub(super) at: usize,
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Oddity {
    /// It is not JSON.
    NotJson,
    /// Its name stands more than once in its object.
    Repeated,
    /// It lies within too many others.
    TooDeep,
}

/// An oddity of a part of a body.
struct OddPart<'a>(Oddity, &'a str);

impl<'a> Json<'a> {
    /// Reads a body, after a byte order mark if there is one.
    pub(super) fn parse(body: &'a [u8]) -> Result<Self, Odd> {
        let raw = raw(body).ok_or(Odd {
            problem: Oddity::NotJson,
            at: 0,
        })?;
        Self::read(raw, DEEPEST).map_err(|OddPart(problem, part)| Odd {
            problem,
            at: (part.as_ptr().addr()).saturating_sub(body.as_ptr().addr()),
        })
    }

    /// Reads a part of a body, or nothing where it is ambiguous.
    pub(super) fn of(raw: &'a RawValue) -> Option<Self> {
        Self::read(raw, DEEPEST).ok()
    }

    // Through raw values, so that numbers are the same whatever features of `serde_json` a program turns on.
    fn read(raw: &'a RawValue, depth: usize) -> Result<Self, OddPart<'a>> {
        let text = raw.get();
        let deeper = || depth.checked_sub(1).ok_or(OddPart(Oddity::TooDeep, text));
        let not_json = |_| OddPart(Oddity::NotJson, text);
        Ok(match text.as_bytes().first() {
            Some(b'n') => Self::Null,
            Some(b't') => Self::Boolean(true),
            Some(b'f') => Self::Boolean(false),
            Some(b'"') => {
                let Text(text) = serde_json::from_str(text).map_err(not_json)?;
                Self::String(text)
            }
            Some(b'[') => {
                let depth = deeper()?;
                let items: Vec<&'a RawValue> = serde_json::from_str(text).map_err(not_json)?;
                let items = items.into_iter().map(|item| Self::read(item, depth));
                Self::List(items.collect::<Result<_, _>>()?)
            }
            Some(b'{') => {
                let depth = deeper()?;
                let mut members: Vec<(Cow<'a, str>, Self)> = Vec::new();
                let mut names = HashSet::new();
                for (name, raw) in self::members(raw).ok_or(OddPart(Oddity::NotJson, text))? {
                    // Some readers do not tell names of different case apart, so nobody knows which of the two counts.
                    if is_repeated(&members, &mut names, &name) {
                        return Err(OddPart(Oddity::Repeated, raw.get()));
                    }
                    members.push((name, Self::read(raw, depth)?));
                }
                Self::Object(members)
            }
            _ => Self::Number(text),
        })
    }

    pub(super) fn string(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The text of a string, a number or a boolean.
    pub(super) fn scalar(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            Self::Number(text) => Some(text),
            Self::Boolean(true) => Some("true"),
            Self::Boolean(false) => Some("false"),
            Self::Null | Self::List(_) | Self::Object(_) => None,
        }
    }

    /// The value at a dotted path.
    pub(super) fn at(&self, path: &str) -> Option<&Self> {
        self.at_names(path, |name, wanted| name == wanted)
    }

    /// The value at a dotted path, whatever the case of the names: some gateways and frameworks write both `status` and
    /// `Status`.
    pub(super) fn at_any_case(&self, path: &str) -> Option<&Self> {
        self.at_names(path, str::eq_ignore_ascii_case)
    }

    fn at_names(&self, path: &str, same: impl Fn(&str, &str) -> bool) -> Option<&Self> {
        path.split('.').try_fold(self, |value, wanted| match value {
            Self::Object(members) => {
                let member = members.iter().find(|(name, _)| same(name, wanted));
                member.map(|(_, value)| value)
            }
            _ => None,
        })
    }

    /// Whether this is true of a scalar in the value, which may be one itself.
    pub(super) fn any_scalar(&self, is: &impl Fn(&str) -> bool) -> bool {
        match self {
            Self::List(items) => items.iter().any(|item| item.any_scalar(is)),
            Self::Object(members) => members.iter().any(|(_, value)| value.any_scalar(is)),
            scalar => scalar.scalar().is_some_and(is),
        }
    }

    /// Whether the value holds nothing: `null`, `false`, `0`, a blank string, or a list or an object without anything in it.
    pub(super) fn is_nothing(&self) -> bool {
        match self {
            Self::Null | Self::Boolean(false) => true,
            Self::Boolean(true) => false,
            Self::Number(number) => *number == "0",
            Self::String(text) => text.trim().is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
        }
    }

    pub(super) const fn kind(&self) -> JsonKind {
        match self {
            Self::Null => JsonKind::Null,
            Self::Boolean(_) => JsonKind::Boolean,
            Self::Number(_) => JsonKind::Number,
            Self::String(_) => JsonKind::Text,
            Self::List(_) => JsonKind::List,
            Self::Object(_) => JsonKind::Object,
        }
    }
}

/// Returns true if one of the members has this name, in any case. `names` is empty until there are many members; from then on it
/// has the names of all of them in lower case, so that a large object takes no quadratic time.
fn is_repeated<T>(members: &[(Cow<'_, str>, T)], names: &mut HashSet<String>, name: &str) -> bool {
    if members.len() < FEW {
        return members
            .iter()
            .any(|(known, _)| known.eq_ignore_ascii_case(name));
    }
    if names.is_empty() {
        names.extend(members.iter().map(|(known, _)| known.to_ascii_lowercase()));
    }
    !names.insert(name.to_ascii_lowercase())
}

/// A body, unread, after a byte order mark if there is one; nothing if it is not JSON.
pub(super) fn raw(body: &[u8]) -> Option<&RawValue> {
    let text = std::str::from_utf8(body).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(text).ok()
}

/// The members of an object, unread, in their order; nothing if the value is no object.
pub(super) fn members(raw: &RawValue) -> Option<Vec<(Cow<'_, str>, &RawValue)>> {
    let mut reader = serde_json::Deserializer::from_str(raw.get());
    reader.deserialize_map(Members).ok()
}

/// A string, borrowed from the body where no character is escaped.
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;

        impl<'de> Visitor<'de> for Read {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(text.into()))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(text.to_owned().into()))
            }
        }

        deserializer.deserialize_str(Read)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some((Text(name), raw)) = map.next_entry::<Text<'de>, &'de RawValue>()? {
            members.push((name, raw));
        }
        Ok(members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_a_large_object_are_looked_up_and_those_of_a_small_one_compared() {
        let (mut members, mut names) = (Vec::new(), HashSet::new());
        for number in 0..10 * FEW {
            let name = format!("Name{number}");
            assert!(!is_repeated(&members, &mut names, &name), "{name}");
            members.push((Cow::Owned(name), ()));
            let kept = if number < FEW { 0 } else { number + 1 };
            assert_eq!(names.len(), kept, "{number}");
        }
        for number in 0..10 * FEW {
            let name = format!("nAME{number}");
            assert!(is_repeated(&members, &mut names, &name), "{name}");
        }
        assert_eq!(names.len(), members.len());
    }

    #[test]
    fn a_repeated_name_is_found_at_the_same_position_in_an_object_of_any_size() {
        for count in [1, FEW - 1, FEW, FEW + 1, 10 * FEW] {
            for repeated in [0, count / 2, count - 1] {
                let names: String = (0..count)
                    .map(|number| format!("\"é{number}\":[],"))
                    .collect();
                let before = format!("{{{names}\"é{repeated}\":");
                let body = format!("{before}0,\"é\":1}}");
                let odd = Json::parse(body.as_bytes()).unwrap_err();
                assert_eq!(
                    odd,
                    Odd {
                        problem: Oddity::Repeated,
                        at: before.len(),
                    },
                    "{count} {repeated}"
                );
            }
        }
    }
}
