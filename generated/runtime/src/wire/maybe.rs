//! Presence: absent against null, and blank against a value.

use std::str::FromStr;

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::wire::{Lenient, Sensitive, UnsetTexts};

/// A field that may be absent, null or a value, where a gateway tells the three apart.
///
/// ```
/// use malipo_runtime::Maybe;
///
/// assert_eq!(serde_json::from_str::<Maybe<u8>>("null").ok(), Some(Maybe::Null));
/// assert_eq!(Maybe::from(5).value(), Some(&5));
/// let name: Maybe<malipo_runtime::Sensitive<String>> = "Amina".into();
/// assert!(name.value().is_some());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Maybe<T> {
    /// The field is not there.
    #[default]
    Absent,
    /// The field is there, and null.
    Null,
    /// The field is there, with a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// Whether the field is not there at all.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the field is there, and null.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value, if there is one.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value by value, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<T> for Maybe<Box<T>> {
    fn from(value: T) -> Self {
        Self::Value(Box::new(value))
    }
}

impl From<&str> for Maybe<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

impl From<&str> for Maybe<Sensitive<String>> {
    fn from(value: &str) -> Self {
        Self::Value(value.into())
    }
}

impl From<String> for Maybe<Sensitive<String>> {
    fn from(value: String) -> Self {
        Self::Value(value.into())
    }
}

impl<T: FromStr, U: UnsetTexts> From<&str> for Maybe<Lenient<T, U>> {
    fn from(value: &str) -> Self {
        Self::Value(value.into())
    }
}

/// As if it had been sent as a JSON number.
impl<T: FromStr, U: UnsetTexts> From<i64> for Maybe<Lenient<T, U>> {
    fn from(value: i64) -> Self {
        Self::Value(value.into())
    }
}

impl<T: Serialize> Serialize for Maybe<T> {
    /// Absent is written as null too: a struct leaves it out with `skip_serializing_if = "Maybe::is_absent"`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Maybe<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Null, Self::Value))
    }
}

/// A value, or the empty text `""` that a gateway wants in the place of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrBlank<T> {
    /// `""` on the wire.
    #[default]
    Blank,
    /// A value.
    Value(T),
}

impl<T> OrBlank<T> {
    /// Whether there is no value.
    pub const fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// The value, if there is one.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Blank => None,
        }
    }
}

impl<T> From<T> for OrBlank<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl From<&str> for OrBlank<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

impl<T: Serialize> Serialize for OrBlank<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Blank => serializer.serialize_str(""),
            Self::Value(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for OrBlank<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        if raw.get() == "\"\"" {
            return Ok(Self::Blank);
        }
        serde_json::from_str(raw.get())
            .map(Self::Value)
            .map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize, Serialize)]
    struct Both {
        #[serde(default, skip_serializing_if = "Maybe::is_absent")]
        maybe: Maybe<u8>,
        blank: OrBlank<Vec<u8>>,
    }

    #[test]
    fn absent_null_and_value_stay_apart_through_a_round_trip() {
        for (json, maybe) in [
            (r#"{"blank":[1]}"#, Maybe::Absent),
            (r#"{"maybe":null,"blank":[1]}"#, Maybe::Null),
            (r#"{"maybe":7,"blank":[1]}"#, Maybe::Value(7)),
        ] {
            let both: Both = serde_json::from_str(json).unwrap();
            assert_eq!(both.maybe, maybe);
            assert_eq!(serde_json::to_string(&both).unwrap(), json);
        }
    }

    #[test]
    fn blank_and_value_stay_apart_through_a_round_trip() {
        let both: Both = serde_json::from_str(r#"{"blank":""}"#).unwrap();
        assert!(both.blank.is_blank());
        assert_eq!(serde_json::to_string(&both).unwrap(), r#"{"blank":""}"#);
        assert!(serde_json::from_str::<OrBlank<Vec<u8>>>(r#"" ""#).is_err());
        assert_eq!(OrBlank::from(3).value(), Some(&3));
    }
}
