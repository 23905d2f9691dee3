//! Phone numbers.

pub mod plus;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The fewest digits of an international number.
pub(crate) const FEWEST: usize = 8;
/// The most digits of an international number (E.164).
pub(crate) const MOST: usize = 15;

/// A phone number in international form (E.164): 8 to 15 digits which begin with the country code.
///
/// A leading `+`, spaces and dashes are accepted and dropped; anything else is refused, a national number with its leading
/// zero included. On the wire it is digits alone, or digits after a plus through [`plus`], as the specification of the
/// gateway says for the field.
///
/// A phone number is personal: `Debug` does not show it, and there is no `Display`. Ask for it by name.
///
/// ```
/// use malipo_runtime::Msisdn;
///
/// let payer: Msisdn = "+256 770-000-017".parse()?;
/// assert_eq!(payer.as_digits(), "256770000017");
/// assert_eq!(payer.to_plus(), "+256770000017");
/// assert_eq!(format!("{payer:?}"), "Msisdn([redacted])");
/// assert!("0770000017".parse::<Msisdn>().is_err());
/// # Ok::<(), malipo_runtime::MsisdnError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Msisdn {
    digits: Box<str>,
}

impl Msisdn {
    /// The digits, without a plus: `256770000017`.
    pub fn as_digits(&self) -> &str {
        &self.digits
    }

    /// The digits after a plus: `+256770000017`.
    pub fn to_plus(&self) -> String {
        format!("+{}", self.digits)
    }
}

impl fmt::Debug for Msisdn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Msisdn([redacted])")
    }
}

/// Why a text is not a [`Msisdn`]. It never repeats the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MsisdnError(Reason);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    Character,
    Plus,
    LeadingZero,
    Length(usize),
}

impl fmt::Display for MsisdnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Reason::Character => f.write_str(
                "a phone number may hold digits, spaces, dashes and a leading plus only: remove every other character",
            ),
            Reason::Plus => f.write_str("a phone number may hold a plus at its beginning only"),
            Reason::LeadingZero => f.write_str(
                "a phone number must begin with its country code: write the code in place of the leading 0, and no 00 before it",
            ),
            Reason::Length(found) => write!(
                f,
                "a phone number must have {FEWEST} to {MOST} digits, the country code included, and this one has {found}"
            ),
        }
    }
}

impl std::error::Error for MsisdnError {}

impl FromStr for Msisdn {
    type Err = MsisdnError;

    fn from_str(text: &str) -> Result<Self, MsisdnError> {
        let text = text.trim_matches(' ');
        let text = text.strip_prefix('+').unwrap_or(text);
        let mut digits = Cow::Borrowed(text);
        // Most numbers are nothing but digits already.
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            let digits = digits.to_mut();
            digits.clear();
            for character in text.chars() {
                match character {
                    '0'..='9' => digits.push(character),
                    ' ' | '-' => {}
                    '+' => return Err(MsisdnError(Reason::Plus)),
                    _ => return Err(MsisdnError(Reason::Character)),
                }
            }
        }
        if digits.starts_with('0') {
            return Err(MsisdnError(Reason::LeadingZero));
        }
        if !(FEWEST..=MOST).contains(&digits.len()) {
            return Err(MsisdnError(Reason::Length(digits.len())));
        }
        Ok(Self {
            digits: digits.into(),
        })
    }
}

impl TryFrom<&str> for Msisdn {
    type Error = MsisdnError;

    fn try_from(text: &str) -> Result<Self, MsisdnError> {
        text.parse()
    }
}

impl TryFrom<String> for Msisdn {
    type Error = MsisdnError;

    fn try_from(text: String) -> Result<Self, MsisdnError> {
        text.parse()
    }
}

impl Serialize for Msisdn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.digits)
    }
}

impl<'de> Deserialize<'de> for Msisdn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plus_spaces_and_dashes_are_normalised() {
        for text in [
            "256770000017",
            "+256770000017",
            "+256 770 000 017",
            "256-770-000-017",
            " +256 770-000017 ",
        ] {
            assert_eq!(
                text.parse::<Msisdn>().unwrap().as_digits(),
                "256770000017",
                "{text}"
            );
        }
    }

    #[test]
    fn everything_else_is_refused_with_the_reason() {
        for (text, word) in [
            ("", "8 to 15"),
            ("2567", "has 4"),
            ("1234567890123456", "has 16"),
            ("0770000017", "country code"),
            ("00256770000017", "country code"),
            ("(256)770000017", "every other character"),
            ("25677000001a", "every other character"),
            ("256.770.000.017", "every other character"),
            ("٢٥٦٧٧٠٠٠٠٠١٧", "every other character"),
            ("256+770000017", "beginning only"),
            ("++256770000017", "beginning only"),
            ("256770000017\n", "every other character"),
        ] {
            let error = text.parse::<Msisdn>().unwrap_err();
            assert!(error.to_string().contains(word), "{text}: {error}");
        }
    }

    #[test]
    fn an_error_and_debug_never_show_the_number() {
        let error = Msisdn::try_from("77000001799999999").unwrap_err();
        assert!(!format!("{error} {error:?}").contains("770000017"));
        let number = Msisdn::try_from("256770000017".to_owned()).unwrap();
        assert!(!format!("{number:?} {:?}", Some(&number)).contains("770000017"));
    }

    #[test]
    fn the_wire_form_is_digits_in_a_string() {
        let number: Msisdn = serde_json::from_str(r#""+256 770000017""#).unwrap();
        assert_eq!(serde_json::to_string(&number).unwrap(), r#""256770000017""#);
        assert!(serde_json::from_str::<Msisdn>("256770000017").is_err());
    }
}
