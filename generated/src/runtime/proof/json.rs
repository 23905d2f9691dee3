//! JSON without ambiguity: each name once in its object, nothing after the end, not deeper than a bound.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The greatest depth that is read.
const DEEPEST: usize = 32;

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

impl<'a> Json<'a> {
    /// Reads a body, after a byte order mark if there is one.
    pub(super) fn parse(body: &'a [u8]) -> Option<Self> {
        let text = std::str::from_utf8(body).ok()?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self::read(serde_json::from_str(text).ok()?, DEEPEST)
    }

    // Through raw values, so that numbers are the same whatever features of `serde_json` a program turns on.
    fn read(raw: &'a RawValue, depth: usize) -> Option<Self> {
        let text = raw.get();
        let deeper = || depth.checked_sub(1);
        Some(match text.as_bytes().first()? {
            b'n' => Self::Null,
            b't' => Self::Boolean(true),
            b'f' => Self::Boolean(false),
            b'"' => {
                let Text(text) = serde_json::from_str(text).ok()?;
                Self::String(text)
            }
            b'[' => {
                let depth = deeper()?;
                let items: Vec<&'a RawValue> = serde_json::from_str(text).ok()?;
                let items = items.into_iter().map(|item| Self::read(item, depth));
                Self::List(items.collect::<Option<_>>()?)
            }
            b'{' => {
                let mut reader = serde_json::Deserializer::from_str(text);
                let members = reader.deserialize_map(Members(deeper()?)).ok()??;
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
        path.split('.').try_fold(self, |value, wanted| match value {
            Self::Object(members) => {
                let member = members.iter().find(|(name, _)| name == wanted);
                member.map(|(_, value)| value)
            }
            _ => None,
        })
    }
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

/// The members of an object, or nothing where a name is there twice or a value is too deep.
struct Members(usize);

impl<'de> Visitor<'de> for Members {
    type Value = Option<Vec<(Cow<'de, str>, Json<'de>)>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members: Vec<(Cow<'de, str>, Json<'de>)> = Vec::new();
        let mut is_clear = true;
        while let Some((Text(name), raw)) = map.next_entry::<Text<'de>, &'de RawValue>()? {
            // Some readers do not tell names of different case apart, so nobody knows which of the two counts.
            is_clear &= members
                .iter()
                .all(|(known, _)| !known.eq_ignore_ascii_case(&name));
            if let Some(value) = Json::read(raw, self.0).filter(|_| is_clear) {
                members.push((name, value));
            } else {
                is_clear = false;
            }
        }
        Ok(is_clear.then_some(members))
    }
}
