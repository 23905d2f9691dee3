//! Single values of a body, exactly as they were written.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::refused::Problem;
use super::refused::{Reason, Refused};
use crate::wire::{Undecodable, reading};

/// The body of an event, and if it is signed, one whose signature was verified.
#[derive(Clone, Copy)]
pub struct Payload<'a>(&'a str);

impl<'a> Payload<'a> {
    /// Takes a body that must be text.
    pub(crate) fn new(body: &'a [u8]) -> Result<Self, Undecodable> {
        let text = std::str::from_utf8(body).map_err(|_| Undecodable::not_text())?;
        if text.trim_ascii().is_empty() {
            return Err(Undecodable::empty());
        }
        Ok(Self(text))
    }

    /// Reads the body as JSON.
    ///
    /// # Errors
    ///
    /// When it is not of that shape. The error says where, and repeats nothing of the body.
    pub fn json<T: DeserializeOwned>(self) -> Result<T, Undecodable> {
        reading::decode(self.0.as_bytes())
    }

    /// Whether the body, which must be a JSON object, has a member of this name.
    pub(super) fn has(self, name: &str) -> Result<bool, Undecodable> {
        member(self.0, name)
            .map(|found| !matches!(found, Err(Problem::Missing)))
            .map_err(|error| Undecodable::from_json(&error))
    }

    /// The text of the value that a path leads to: that of a string without quotes and escapes, that of a number digit for
    /// digit.
    pub(crate) fn text(self, path: &'static str) -> Result<Cow<'a, str>, Refused> {
        let (first, rest) = path.split_once('.').unwrap_or((path, ""));
        let value = member(self.0, first).map_err(|error| Undecodable::from_json(&error))?;
        value
            .and_then(|value| inner(value, rest))
            .map_err(|problem| Refused(Reason::Value { path, problem }))
    }
}

/// The text of the value that a path leads to in a value.
fn inner<'a>(mut json: &'a str, path: &str) -> Result<Cow<'a, str>, Problem> {
    for name in path.split('.').filter(|name| !name.is_empty()) {
        // The whole is JSON by now, so that only this place can be wrong.
        json = member(json, name).unwrap_or(Err(Problem::Missing))?;
    }
    match json.as_bytes().first() {
        // A text with half of a surrogate pair is none.
        Some(b'"') => serde_json::from_str(json)
            .map(Cow::Owned)
            .map_err(|_| Problem::NoScalar),
        Some(b'-' | b'0'..=b'9') => Ok(Cow::Borrowed(json)),
        Some(b'n') => Err(Problem::Null),
        _ => Err(Problem::NoScalar),
    }
}

impl fmt::Debug for Payload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Payload({} bytes)", self.0.len())
    }
}

/// The one member of an object that has this name. The outer error is that there is no object.
fn member<'a>(json: &'a str, name: &str) -> Result<Result<&'a str, Problem>, serde_json::Error> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let found = Member(name).deserialize(&mut reader)?;
    reader.end()?;
    Ok(found.map(RawValue::get))
}

struct Member<'n>(&'n str);

impl<'de> DeserializeSeed<'de> for Member<'_> {
    type Value = Result<&'de RawValue, Problem>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Member<'_> {
    type Value = Result<&'de RawValue, Problem>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = Err(Problem::Missing);
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            let value: &RawValue = map.next_value()?;
            if name == self.0 {
                found = match found {
                    Err(Problem::Missing) => Ok(value),
                    _ => Err(Problem::Repeated),
                };
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(body: &str, path: &'static str) -> Result<String, Refused> {
        Payload::new(body.as_bytes())?
            .text(path)
            .map(Cow::into_owned)
    }

    fn problem(body: &str, path: &'static str) -> Problem {
        match text(body, path) {
            Err(Refused(Reason::Value { problem, .. })) => problem,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_string_is_unescaped_and_a_number_is_kept_digit_for_digit() {
        let body = r#" {"a": {"s": "5\u00300.\t", "n": 500.00, "e": -1E3}} "#;
        assert_eq!(text(body, "a.s").unwrap(), "500.\t");
        assert_eq!(text(body, "a.n").unwrap(), "500.00");
        assert_eq!(text(body, "a.e").unwrap(), "-1E3");
    }

    #[test]
    fn what_is_no_text_is_told_apart() {
        let body = r#"{"a": {"null": null, "list": [1], "true": true}}"#;
        assert_eq!(problem(body, "a.null"), Problem::Null);
        assert_eq!(problem(body, "a.list"), Problem::NoScalar);
        assert_eq!(problem(body, "a.true"), Problem::NoScalar);
        assert_eq!(problem(body, "a"), Problem::NoScalar);
        assert_eq!(problem(body, "b"), Problem::Missing);
        assert_eq!(problem(body, "a.b"), Problem::Missing);
        assert_eq!(problem(body, "a.null.b"), Problem::Missing);
        assert_eq!(problem(r#"{"a":"\ud800"}"#, "a"), Problem::NoScalar);
    }

    #[test]
    fn a_member_that_is_there_twice_is_refused_also_when_it_is_escaped() {
        for body in [
            r#"{"a":1,"a":2}"#,
            r#"{"a":1,"\u0061":2}"#,
            r#"{"a":1,"a":2,"a":3}"#,
        ] {
            assert_eq!(problem(body, "a"), Problem::Repeated, "{body}");
        }
        assert_eq!(problem(r#"{"a":{"b":1,"b":1}}"#, "a.b"), Problem::Repeated);
        assert_eq!(
            problem(r#"{"a":{"b":1},"a":{"b":1}}"#, "a.b"),
            Problem::Repeated
        );
    }

    #[test]
    fn what_is_no_object_is_no_matter_of_a_path() {
        for body in [r#"{"a":1}{"a":1}"#, "\u{feff}{\"a\":1}", "[1]", "{", "7"] {
            let refused = text(body, "a").unwrap_err();
            assert_eq!(refused.field(), None, "{body}");
            assert!(refused.is_bad_body(), "{body}");
        }
    }

    #[test]
    fn no_body_is_a_panic() {
        for body in [
            "",
            " ",
            "{",
            "[]",
            "7",
            "\"a\"",
            "{\"a\":\"\\ud800\"}",
            "nul",
        ] {
            assert!(text(body, "a").is_err(), "{body}");
        }
        assert!(Payload::new(&[0xff, 0xfe]).is_err());
        let deep = format!("{{\"a\":{}", "[".repeat(60_000));
        assert!(text(&deep, "a").is_err());
    }
}
