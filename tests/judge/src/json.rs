//! JSON whose numbers keep their digits and whose objects keep their order.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::value::RawValue;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number, as it is written.
    Number(String),
    /// A string.
    String(String),
    /// A list.
    List(Vec<Self>),
    /// An object.
    Object(Vec<(String, Self)>),
}

impl Json {
    /// Reads JSON.
    ///
    /// # Errors
    ///
    /// If it is not JSON.
    pub fn read(text: &str) -> Result<Self, serde_json::Error> {
        let text = text.trim();
        Ok(match text.as_bytes().first() {
            Some(b'{') => {
                // The order does not matter to anybody who compares.
                let members: BTreeMap<String, Box<RawValue>> = serde_json::from_str(text)?;
                let members = members
                    .into_iter()
                    .map(|(name, value)| Ok((name, Self::read(value.get())?)));
                Self::Object(members.collect::<Result<_, serde_json::Error>>()?)
            }
            Some(b'[') => {
                let items: Vec<Box<RawValue>> = serde_json::from_str(text)?;
                let items = items.iter().map(|item| Self::read(item.get()));
                Self::List(items.collect::<Result<_, _>>()?)
            }
            Some(b'"') => Self::String(serde_json::from_str(text)?),
            Some(b't' | b'f') => Self::Boolean(serde_json::from_str(text)?),
            Some(b'n') => {
                serde_json::from_str::<()>(text)?;
                Self::Null
            }
            _ => {
                let number: Box<RawValue> = serde_json::from_str(text)?;
                Self::Number(number.get().to_owned())
            }
        })
    }

    /// Returns a value of a document.
    #[must_use]
    pub fn of(value: &serde_json::Value) -> Self {
        Self::read(&value.to_string()).unwrap_or(Self::Null)
    }

    /// Returns a member of an object.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members
                .iter()
                .find_map(|(own, value)| (own == name).then_some(value)),
            _ => None,
        }
    }

    /// Returns a scalar as it stands in a URL or a header; `None` for `null`, lists and objects.
    #[must_use]
    pub fn scalar(&self) -> Option<String> {
        match self {
            Self::Boolean(value) => Some(value.to_string()),
            Self::Number(text) | Self::String(text) => Some(text.clone()),
            Self::Null | Self::List(_) | Self::Object(_) => None,
        }
    }

    /// Says where another value first differs from this one, and how. Numbers are the same if their values are.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Option<String> {
        match (self, other) {
            (Self::Object(members), Self::Object(others)) => {
                let missing = members.iter().find_map(|(name, value)| {
                    match other.member(name) {
                        Some(other) => value.difference(other),
                        None => Some(format!(" is missing; it should be {value}")),
                    }
                    .map(|below| format!("/{name}{below}"))
                });
                missing.or_else(|| {
                    let surplus = others.iter().find(|(name, _)| self.member(name).is_none());
                    surplus.map(|(name, value)| {
                        format!("/{name} is there, as {value}; it should not be")
                    })
                })
            }
            (Self::List(items), Self::List(others)) if items.len() == others.len() => {
                let mut pairs = items.iter().zip(others).enumerate();
                pairs.find_map(|(number, (item, other))| {
                    Some(format!("/{number}{}", item.difference(other)?))
                })
            }
            (Self::Number(number), Self::Number(other)) if digits(number) == digits(other) => None,
            _ if self == other => None,
            _ => Some(format!(" is {other}; it should be {self}")),
        }
    }
}

/// The sign of a number, its digits without zeros around them, and the power of ten of the first of them.
fn digits(number: &str) -> (bool, String, i64) {
    let (is_negative, number) = match number.strip_prefix('-') {
        Some(number) => (true, number),
        None => (false, number),
    };
    let (number, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let all = format!("{whole}{fraction}");
    let significant = all.trim_start_matches('0');
    let zeros = all.len() - significant.len();
    if significant.is_empty() {
        return (false, String::new(), 0);
    }
    let length = |text: usize| i64::try_from(text).unwrap_or(i64::MAX);
    let exponent: i64 = exponent.parse().unwrap_or(i64::MAX);
    let power = exponent
        .saturating_add(length(whole.len()))
        .saturating_sub(length(zeros));
    (
        is_negative,
        significant.trim_end_matches('0').to_owned(),
        power,
    )
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Number(text) => f.write_str(text),
            Self::String(text) => write!(f, "{}", serde_json::Value::from(text.as_str())),
            Self::List(items) => {
                f.write_str("[")?;
                for (number, item) in items.iter().enumerate() {
                    let comma = if number == 0 { "" } else { "," };
                    write!(f, "{comma}{item}")?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                f.write_str("{")?;
                for (number, (name, value)) in members.iter().enumerate() {
                    let comma = if number == 0 { "" } else { "," };
                    write!(
                        f,
                        "{comma}{}:{value}",
                        serde_json::Value::from(name.as_str())
                    )?;
                }
                f.write_str("}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Json {
        Json::read(text).unwrap()
    }

    #[test]
    fn every_digit_and_every_member_counts() {
        let text = r#"{"a":[1,true,null],"b":"\"","c":12345678901234567890.123}"#;
        assert_eq!(read(text).to_string(), text);
        for (one, other) in [("1", "1.0"), ("100", "1e2"), ("-0", "0"), ("0.05", "5e-2")] {
            assert_eq!(read(one).difference(&read(other)), None, "{one} {other}");
        }
        for (one, other, what) in [
            ("1", "2", " is 2; it should be 1"),
            ("1", "\"1\"", " is \"1\"; it should be 1"),
            ("[1]", "[1,2]", " is [1,2]; it should be [1]"),
            (
                "{\"a\":{\"b\":1}}",
                "{\"a\":{}}",
                "/a/b is missing; it should be 1",
            ),
            ("{}", "{\"a\":1}", "/a is there, as 1; it should not be"),
            (
                "12345678901234567",
                "12345678901234568",
                " is 12345678901234568; it should be 12345678901234567",
            ),
        ] {
            assert_eq!(read(one).difference(&read(other)).as_deref(), Some(what));
        }
    }
}
