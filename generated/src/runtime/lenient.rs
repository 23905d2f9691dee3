//! Values that are read as far as they can be, and kept as they were sent.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// A value in an answer that is read leniently: as a `T` where that is possible, and always as the text that was sent.
///
/// Gateways send phone numbers as numbers or texts, and dates that are no dates (`0000-00-00 00:00:00` for "not yet"). One
/// such field must not make the whole answer unreadable, least of all after a payment. So any JSON string, number, boolean
/// or null can be held, and is written back as it was read; an array or an object is an error.
///
/// `Debug` shows the value as the value's own `Debug` does, and what could not be read is not shown at all.
///
/// ```
/// use malipo::{Lenient, Msisdn};
///
/// let sent: Lenient<Msisdn> = serde_json::from_str("256770000017")?;
/// assert_eq!(sent.value().map(Msisdn::as_digits), Some("256770000017"));
///
/// let masked: Lenient<Msisdn> = serde_json::from_str(r#""2567700000**""#)?;
/// assert_eq!(masked.value(), None);
/// assert_eq!(masked.as_sent(), "2567700000**");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone)]
pub struct Lenient<T> {
    sent: Box<str>,
    quoted: bool,
    value: Option<T>,
}

impl<T> Lenient<T> {
    /// The value, if what was sent can be read as one.
    pub const fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// The value by value, if what was sent can be read as one.
    pub fn into_value(self) -> Option<T> {
        self.value
    }

    /// The text that was sent: that of a string without its quotes, else that of the number, `true`, `false` or `null`.
    pub fn as_sent(&self) -> &str {
        &self.sent
    }

    /// Whether it was sent as a JSON string.
    pub const fn was_quoted(&self) -> bool {
        self.quoted
    }

    /// Whether the gateway means "not yet": an empty text, or one whose digits are all zero, such as `0000-00-00 00:00:00`.
    pub fn is_unset(&self) -> bool {
        self.quoted
            && !self
                .sent
                .chars()
                .any(|character| character.is_alphabetic() || matches!(character, '1'..='9'))
    }
}

impl<T: FromStr> Lenient<T> {
    /// Reads a text, as if it had been sent as a JSON string.
    pub fn from_text(text: impl Into<String>) -> Self {
        let sent = text.into().into_boxed_str();
        let value = sent.parse().ok();
        Self {
            sent,
            quoted: true,
            value,
        }
    }
}

impl<T: FromStr> From<&str> for Lenient<T> {
    fn from(text: &str) -> Self {
        Self::from_text(text)
    }
}

impl<T: FromStr> From<String> for Lenient<T> {
    fn from(text: String) -> Self {
        Self::from_text(text)
    }
}

/// As if it had been sent as a JSON number.
impl<T: FromStr> From<i64> for Lenient<T> {
    fn from(number: i64) -> Self {
        Self {
            quoted: false,
            ..Self::from_text(number.to_string())
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Lenient<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            Some(value) => fmt::Debug::fmt(value, f),
            None if self.is_unset() => f.write_str("[unset]"),
            None => write!(f, "[unread: {} characters]", self.sent.chars().count()),
        }
    }
}

/// By what was sent: two texts of one value (`256…` and `+256…`) differ.
impl<T> PartialEq for Lenient<T> {
    fn eq(&self, other: &Self) -> bool {
        self.quoted == other.quoted && self.sent == other.sent
    }
}

impl<T> Eq for Lenient<T> {}

impl<T> Hash for Lenient<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.quoted.hash(state);
        self.sent.hash(state);
    }
}

impl<T> Serialize for Lenient<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.quoted {
            return serializer.serialize_str(&self.sent);
        }
        // As raw JSON, a number keeps every digit.
        RawValue::from_string(self.sent.clone().into_string())
            .map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de, T: FromStr> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let json = raw.get();
        if json.starts_with('"') {
            let text: String = serde_json::from_str(json).map_err(D::Error::custom)?;
            return Ok(Self::from_text(text));
        }
        if json.starts_with(['{', '[']) {
            return Err(D::Error::custom(
                "expected a string, a number, a boolean or null, and found an array or an object",
            ));
        }
        let value = if json == "null" {
            None
        } else {
            json.parse().ok()
        };
        Ok(Self {
            sent: json.into(),
            quoted: false,
            value,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::{Amount, Msisdn, Sensitive};

    fn read<T: FromStr>(json: &str) -> Lenient<T> {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn every_scalar_is_held_and_written_back_as_it_was_read() {
        for json in [
            "\"256770000017\"",
            "256770000017",
            "\"+256 770000017\"",
            "\"\"",
            "1.50",
            "1e3",
            "true",
            "null",
            "\"a\\\"b\\n\"",
            "123456789012345678901234567890.123456789",
            "-1",
        ] {
            assert_eq!(serde_json::to_string(&read::<Msisdn>(json)).unwrap(), json);
            assert_eq!(serde_json::to_string(&read::<String>(json)).unwrap(), json);
        }
        assert!(serde_json::from_str::<Lenient<String>>("[]").is_err());
        assert!(serde_json::from_str::<Lenient<String>>("{}").is_err());
    }

    #[test]
    fn a_number_and_a_text_give_the_same_value() {
        assert_eq!(
            read::<Msisdn>("256770000017").value(),
            read::<Msisdn>("\"+256770000017\"").value()
        );
        assert_eq!(read::<String>("7").value().unwrap(), "7");
        assert_eq!(read::<i64>("\"7\"").value(), Some(&7));
        assert_eq!(
            read::<Amount>("\"1.50\"").into_value(),
            Some("1.50".parse().unwrap())
        );
        assert_eq!(read::<String>("null").value(), None);
    }

    #[test]
    fn a_new_one_is_a_text_or_a_number() {
        assert_eq!(
            serde_json::to_string(&Lenient::<String>::from("7")).unwrap(),
            "\"7\""
        );
        assert_eq!(
            serde_json::to_string(&Lenient::<String>::from(-7)).unwrap(),
            "-7"
        );
    }

    #[test]
    fn debug_shows_neither_a_number_nor_what_could_not_be_read() {
        let shown = format!(
            "{:?} {:?} {:?}",
            read::<Msisdn>("256770000017"),
            read::<Msisdn>("\"770000017\u{e9} Amina\""),
            read::<Sensitive<String>>("\"Amina\""),
        );
        assert!(
            !shown.contains("770000017") && !shown.contains("Amina"),
            "{shown}"
        );
        assert!(shown.contains("[unread: 16 characters]"), "{shown}");
    }

    #[test]
    fn all_zero_digits_mean_not_yet() {
        for (json, unset) in [
            ("\"0000-00-00 00:00:00\"", true),
            ("\"\"", true),
            ("\"2021-01-01 00:00:00\"", false),
            ("\"tomorrow\"", false),
            ("0", false),
            ("null", false),
        ] {
            assert_eq!(read::<Msisdn>(json).is_unset(), unset, "{json}");
        }
    }
}
