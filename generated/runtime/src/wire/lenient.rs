//! Values that are read as far as they can be, and kept as they were sent.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// A value in an answer that is read leniently: as a `T` where that is possible, and always as the text that was sent.
///
/// Gateways send phone numbers as numbers or texts, and dates that are no dates (`0000-00-00 00:00:00` for "not yet"). One
/// such field must not make the whole answer unreadable, least of all after a call that changed something. So any JSON string, number, boolean
/// or null can be held, and is written back as it was read; an array or an object is an error.
///
/// `Debug` shows the value as the value's own `Debug` does, and what could not be read is not shown at all.
///
/// `U` says which texts mean "not known" or "not yet". A generated field whose specification lists them has a type for `U`
/// that holds the list, and [`value`](Self::value) is `None` for what is on it, even where it could be read: `-1` for an
/// amount that is not known is no amount.
///
/// ```
/// use malipo_runtime::{Lenient, Msisdn};
///
/// let sent: Lenient<Msisdn> = serde_json::from_str("256770000017")?;
/// assert_eq!(sent.value().map(Msisdn::as_digits), Some("256770000017"));
///
/// let masked: Lenient<Msisdn> = serde_json::from_str(r#""2567700000**""#)?;
/// assert_eq!(masked.value(), None);
/// assert_eq!(masked.as_sent(), "2567700000**");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub struct Lenient<T, U = BlankOrZeros> {
    sent: String,
    quoted: bool,
    value: Option<T>,
    unset: PhantomData<fn() -> U>,
}

/// Which texts mean that there is no value (yet). Generated code implements it, for types that only stand for a list.
pub trait UnsetTexts {
    /// The texts, compared with what was sent as [`Lenient::as_sent`] gives it, character by character: `-1` is neither
    /// `-1.0` nor `-1.00`, and is the same in quotes and without.
    const TEXTS: &'static [&'static str];

    /// Whether this text means it.
    #[doc(hidden)]
    fn is_unset(text: &str, quoted: bool) -> bool {
        let _ = quoted;
        Self::TEXTS.contains(&text)
    }
}

/// The rule where no texts are listed: "not yet" is an empty text in quotes, or one without a letter whose digits are all
/// zero, such as `0000-00-00 00:00:00`. What can be read all the same is a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlankOrZeros {}

impl UnsetTexts for BlankOrZeros {
    const TEXTS: &'static [&'static str] = &[];

    fn is_unset(text: &str, quoted: bool) -> bool {
        let says = |character: char| character.is_alphabetic() || matches!(character, '1'..='9');
        quoted && !text.chars().any(says)
    }
}

impl<T, U> Lenient<T, U> {
    /// The value, if what was sent can be read as one, and is none of the texts that are listed as "not known".
    pub const fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// The same, by value.
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
}

impl<T, U: UnsetTexts> Lenient<T, U> {
    /// Whether the gateway means "not known" or "not yet": one of the texts that the specification lists, and where it lists
    /// none, an empty text or one whose digits are all zero, such as `0000-00-00 00:00:00`.
    pub fn is_unset(&self) -> bool {
        U::is_unset(&self.sent, self.quoted)
    }
}

impl<T: FromStr, U: UnsetTexts> Lenient<T, U> {
    /// Reads a text, as if it had been sent as a JSON string.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self::new(text.into(), true)
    }

    /// Notes that a value is none of the documented type, which tells it from another option of a union.
    fn noted(self) -> Self {
        if self.value.is_none() && !self.is_unset() {
            crate::wire::odd();
        }
        self
    }

    fn new(sent: String, quoted: bool) -> Self {
        let absent = !quoted && sent == "null";
        let value = if absent || U::TEXTS.contains(&&*sent) {
            None
        } else {
            sent.parse().ok()
        };
        Self {
            sent,
            quoted,
            value,
            unset: PhantomData,
        }
    }
}

// Not derived, since that would ask the same of `U`.
impl<T: Clone, U> Clone for Lenient<T, U> {
    fn clone(&self) -> Self {
        Self {
            sent: self.sent.clone(),
            quoted: self.quoted,
            value: self.value.clone(),
            unset: PhantomData,
        }
    }
}

impl<T: FromStr, U: UnsetTexts> From<&str> for Lenient<T, U> {
    fn from(text: &str) -> Self {
        Self::from_text(text)
    }
}

impl<T: FromStr, U: UnsetTexts> From<String> for Lenient<T, U> {
    fn from(text: String) -> Self {
        Self::from_text(text)
    }
}

/// As if it had been sent as a JSON number.
impl<T: FromStr, U: UnsetTexts> From<i64> for Lenient<T, U> {
    fn from(number: i64) -> Self {
        Self::new(number.to_string(), false)
    }
}

impl<T: fmt::Debug, U: UnsetTexts> fmt::Debug for Lenient<T, U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            Some(value) => fmt::Debug::fmt(value, f),
            None if self.is_unset() => f.write_str("[unset]"),
            None => write!(f, "[unread: {} characters]", self.sent.chars().count()),
        }
    }
}

/// By what was sent: two texts of one value (`256…` and `+256…`) differ.
impl<T, U> PartialEq for Lenient<T, U> {
    fn eq(&self, other: &Self) -> bool {
        self.quoted == other.quoted && self.sent == other.sent
    }
}

impl<T, U> Eq for Lenient<T, U> {}

impl<T, U> Hash for Lenient<T, U> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.quoted.hash(state);
        self.sent.hash(state);
    }
}

impl<T, U> Serialize for Lenient<T, U> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.quoted {
            return serializer.serialize_str(&self.sent);
        }
        // As raw JSON, a number keeps every digit.
        RawValue::from_string(self.sent.clone())
            .map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de, T: FromStr, U: UnsetTexts> Deserialize<'de> for Lenient<T, U> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let mut json = Box::<str>::from(raw).into_string();
        if json.starts_with('"') {
            if json.contains('\\') {
                let text: String = serde_json::from_str(&json).map_err(D::Error::custom)?;
                return Ok(Self::from_text(text).noted());
            }
            // Without escapes, as most are: between the quotes, the text stands as it is meant.
            json.pop();
            json.remove(0);
            return Ok(Self::from_text(json).noted());
        }
        if json.starts_with(['{', '[']) {
            return Err(D::Error::custom(
                "expected a string, a number, a boolean or null, and found an array or an object",
            ));
        }
        Ok(Self::new(json, false).noted())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Amount, Msisdn, Sensitive};

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

    enum NotKnown {}

    impl UnsetTexts for NotKnown {
        const TEXTS: &'static [&'static str] = &["-1", "-1.0", "0001-01-01T00:00:00", ""];
    }

    #[test]
    fn a_listed_text_is_no_value_and_is_kept() {
        fn is_no_value<T: FromStr>(json: &str) -> bool {
            let read: Lenient<T, NotKnown> = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), json);
            assert_eq!(read.is_unset(), read.value().is_none(), "{json}");
            read.is_unset()
        }
        for (json, unset) in [
            ("-1", true),
            ("\"-1\"", true),
            ("-1.0", true),
            ("\"-1.0\"", true),
            ("-1.00", false),
            ("\"-10\"", false),
            ("0", false),
            ("\"0.00\"", false),
        ] {
            assert_eq!(is_no_value::<Amount>(json), unset, "{json}");
            assert_eq!(is_no_value::<String>(json), unset, "{json}");
        }
        assert!(is_no_value::<i64>("-1") && !is_no_value::<i64>("1"));
        assert!(is_no_value::<String>("\"0001-01-01T00:00:00\"") && is_no_value::<String>("\"\""));
    }

    #[test]
    fn where_texts_are_listed_the_usual_rule_does_not_hold() {
        let zero: Lenient<String, NotKnown> = serde_json::from_str("\"0\"").unwrap();
        assert!(!zero.is_unset());
        assert_eq!(zero.value().map(String::as_str), Some("0"));
        let nothing: Lenient<Amount, NotKnown> = serde_json::from_str("null").unwrap();
        assert!(!nothing.is_unset() && nothing.value().is_none());
    }

    #[test]
    fn a_value_of_many_digits_stays_exact_beside_a_list() {
        let json = "79228162514264337593543.9503";
        let amount: Lenient<Amount, NotKnown> = serde_json::from_str(json).unwrap();
        assert_eq!(amount.value().unwrap().to_string(), json);
        assert_eq!(amount.clone().into_value(), amount.value().copied());
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
