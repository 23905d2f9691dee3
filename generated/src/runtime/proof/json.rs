//! JSON without ambiguity: each name once in its object, nothing after the end, not deeper than a bound.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The greatest depth that is read.
const DEEPEST: usize = 32;

/// A value whose numbers are as they were written.
#[derive(Debug)]
pub(super) enum Json {
    Null,
    Boolean(bool),
    Number(String),
    String(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Json {
    /// Reads a body, after a byte order mark if there is one.
    pub(super) fn parse(body: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(body).ok()?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self::read(serde_json::from_str(text).ok()?, DEEPEST)
    }

    // Through raw values, so that numbers are the same whatever features of `serde_json` a program turns on.
    fn read(raw: &RawValue, depth: usize) -> Option<Self> {
        let text = raw.get();
        let deeper = || depth.checked_sub(1);
        Some(match text.as_bytes().first()? {
            b'n' => Self::Null,
            b't' => Self::Boolean(true),
            b'f' => Self::Boolean(false),
            b'"' => Self::String(serde_json::from_str(text).ok()?),
            b'[' => {
                let depth = deeper()?;
                let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
                let items = items.into_iter().map(|item| Self::read(item, depth));
                Self::List(items.collect::<Option<_>>()?)
            }
            b'{' => {
                let depth = deeper()?;
                let Members(raw) = serde_json::from_str(text).ok()?;
                let mut members: Vec<(String, Self)> = Vec::with_capacity(raw.len());
                for (name, value) in raw {
                    // Some readers do not tell names of different case apart, so nobody knows which of the two counts.
                    if members
                        .iter()
                        .any(|(known, _)| known.eq_ignore_ascii_case(&name))
                    {
                        return None;
                    }
                    members.push((name, Self::read(value, depth)?));
                }
                Self::Object(members)
            }
            _ => Self::Number(text.to_owned()),
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
            Self::String(text) | Self::Number(text) => Some(text),
            Self::Boolean(true) => Some("true"),
            Self::Boolean(false) => Some("false"),
            Self::Null | Self::List(_) | Self::Object(_) => None,
        }
    }

    /// The value at a dotted path.
    pub(super) fn at(&self, path: &str) -> Option<&Self> {
        path.split('.').try_fold(self, |value, wanted| match value {
            Self::Object(members) => {
                let member = members.iter().find(|(name, _)| name == wanted);
                member.map(|(_, value)| value)
            }
            _ => None,
        })
    }
}

/// The members of an object, in their order, those included that are there twice.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Collect)
    }
}
