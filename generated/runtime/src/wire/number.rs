//! Numbers of documents that do not say how exact they are: none of their digits is lost.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::wire::Amount;

/// A JSON number with all its digits, as it was sent or as it is to be sent.
///
/// A document that declares `type: number` without the format `float` or `double` does not say how exact its numbers are. So
/// `12345678901234567.89` and `1.10` stay what they are: no digit is lost, and none is added. Two numbers are equal if their
/// values are (`1.10` and `1.1`).
///
/// A number converts from an integer, a float, a [`Decimal`] or an [`Amount`]; `parse` reads it from a string. A float becomes
/// the shortest decimal that stands for it: `0.1` is one tenth. A float that is infinite or not a number is a violation before the
/// request is sent.
///
/// ```
/// use malipo_runtime::Number;
///
/// let balance: Number = serde_json::from_str("12345678901234567.890")?;
/// assert_eq!(balance.to_string(), "12345678901234567.890");
/// assert_eq!(balance.to_decimal(), Some(malipo_runtime::dec!(12345678901234567.89)));
/// assert_eq!(Number::from(0.1).as_str(), "0.1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Number(Box<str>);

impl Number {
    /// Returns the number as it stands on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the number as a decimal; none if no decimal of 28 digits holds it exactly.
    pub fn to_decimal(&self) -> Option<Decimal> {
        let amount: Amount = self.0.parse().ok()?;
        Some(amount.value())
    }

    /// Returns the float that is nearest to the number.
    pub fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// Returns the number as an integer; none if it has a fraction or does not fit.
    pub fn to_i64(&self) -> Option<i64> {
        i64::try_from(self.to_decimal().filter(Decimal::is_integer)?).ok()
    }

    /// Returns false if the number was made from a float that is infinite or not a number.
    pub fn is_finite(&self) -> bool {
        self.0.ends_with(|last: char| last.is_ascii_digit())
    }

    /// Whether the number is negative, its digits without zeros around them, and the power of ten before the first of them.
    fn parts(&self) -> (bool, Vec<u8>, i64) {
        let (is_negative, number) = match self.0.strip_prefix('-') {
            Some(number) => (true, number),
            None => (false, &*self.0),
        };
        let (number, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
        let mut digits = digits[zeros..].to_vec();
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        if digits.is_empty() {
            return (false, digits, 0);
        }
        // An exponent that no integer holds is beyond all others.
        let is_below = exponent.starts_with('-');
        let exponent = exponent.parse().unwrap_or(match is_below {
            true => i64::MIN,
            false => i64::MAX,
        });
        let places = i64::try_from(whole.len()).unwrap_or(i64::MAX);
        let zeros = i64::try_from(zeros).unwrap_or(i64::MAX);
        let power = exponent.saturating_add(places).saturating_sub(zeros);
        (is_negative, digits, power)
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::from(0)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Number({})", self.0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
            || (self.is_finite() && other.is_finite() && self.parts() == other.parts())
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if !(self.is_finite() && other.is_finite()) {
            return self.to_f64().partial_cmp(&other.to_f64());
        }
        let ((negative, digits, power), (other_negative, other_digits, other_power)) =
            (self.parts(), other.parts());
        let is_zero = |digits: &[u8]| digits.is_empty();
        let magnitude = match (is_zero(&digits), is_zero(&other_digits)) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => power.cmp(&other_power).then(digits.cmp(&other_digits)),
        };
        Some(match (negative, other_negative) {
            (false, false) => magnitude,
            (true, true) => magnitude.reverse(),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        })
    }
}

macro_rules! compared {
    ($($number:ty),*) => {$(
        impl PartialEq<$number> for Number {
            /// Whether both have the same value. A float has that of the shortest decimal that stands for it.
            fn eq(&self, other: &$number) -> bool {
                self.eq(&Self::from(*other))
            }
        }
    )*};
}

compared!(i64, f64, Decimal, Amount);

macro_rules! displayed {
    ($($number:ty),*) => {$(
        impl From<$number> for Number {
            fn from(value: $number) -> Self {
                Self(value.to_string().into())
            }
        }
    )*};
}

displayed!(i8, i16, i32, i64, u8, u16, u32, u64, Decimal, Amount);

macro_rules! floats {
    ($($float:ty),*) => {$(
        impl From<$float> for Number {
            fn from(value: $float) -> Self {
                // Written out, the largest float has 309 digits.
                let is_short = value == 0.0 || (1e-7..1e16).contains(&value.abs());
                Self(match is_short {
                    true => value.to_string().into(),
                    false => format!("{value:?}").into(),
                })
            }
        }
    )*};
}

floats!(f32, f64);

/// A string that is no JSON number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NumberError;

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number must be written as in JSON, such as 1500, -0.25 or 1e9")
    }
}

impl std::error::Error for NumberError {}

impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        let begins = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
        let ends = text.ends_with(|last: char| last.is_ascii_digit());
        match serde_json::from_str::<&RawValue>(text) {
            Ok(_) if begins && ends => Ok(Self(text.into())),
            _ => Err(NumberError),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Only as raw JSON does it pass without becoming a float. What is not finite is none.
        RawValue::from_string(self.0.to_string())
            .map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        // The words are those by which a failure names the type that was expected.
        raw.get()
            .parse()
            .map_err(|_| D::Error::custom("another type, expected f64"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dec;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn every_digit_is_kept_on_the_way_in_and_out() {
        for json in [
            "12345678901234567.89",
            "1234567890123456789012345.678",
            "0.1234567890123456789012345678901234567890",
            "1.10",
            "-0",
            "1E+400",
            "-1.5e-300",
            "100000000000000000000000000000000000000000",
        ] {
            let read: Number = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), json);
            assert_eq!(read.as_str(), json);
        }
        for json in ["\"1\"", "true", "null", "[1]", "{}", "1.", "01", "+1"] {
            assert!(serde_json::from_str::<Number>(json).is_err(), "{json}");
        }
        for text in ["", " 1", "1 ", "NaN", "inf", "0x1", "1e", "\"1\"", "1\n"] {
            assert_eq!(text.parse::<Number>(), Err(NumberError), "{text}");
        }
    }

    #[test]
    fn what_it_is_made_from_is_written_as_a_person_would() {
        for (made, text) in [
            (Number::from(5), "5"),
            (Number::from(u64::MAX), "18446744073709551615"),
            (Number::from(5.0), "5"),
            (Number::from(0.1), "0.1"),
            (Number::from(0.1_f32), "0.1"),
            (Number::from(1e300), "1e300"),
            (Number::from(1.5e-9), "1.5e-9"),
            (Number::from(dec!(1.50)), "1.50"),
            (Number::from(Amount::from(7).to_quoted()), "7"),
            (Number::default(), "0"),
        ] {
            assert_eq!(made.as_str(), text);
            assert_eq!(serde_json::to_string(&made).unwrap(), text);
        }
        for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let odd = Number::from(odd);
            assert!(!odd.is_finite() && serde_json::to_string(&odd).is_err());
        }
    }

    #[test]
    fn numbers_are_equal_and_in_order_by_their_values() {
        let rising = [
            "-1e99999999999999999999",
            "-1E400",
            "-12",
            "-1.2",
            "-1e-400",
            "0",
            "1e-400",
            "0.999",
            "1",
            "1.000000000000000000001",
            "9",
            "10",
            "1e400",
            "1e99999999999999999999",
        ];
        for (at, one) in rising.iter().enumerate() {
            for (other_at, other) in rising.iter().enumerate() {
                let order = number(one).partial_cmp(&number(other));
                assert_eq!(order, Some(at.cmp(&other_at)), "{one} {other}");
            }
        }
        for (one, other) in [
            ("1.10", "1.1"),
            ("100", "1e2"),
            ("0.001", "1E-3"),
            ("-0", "0.00"),
            ("10", "1.0e+1"),
        ] {
            assert_eq!(number(one), number(other));
        }
        assert!(number("1.5") == 1.5 && number("15e-1") == dec!(1.5) && number("2.0") == 2);
        assert!(number("0.1") != 0.2);
    }

    #[test]
    fn it_becomes_what_can_hold_it() {
        assert_eq!(
            number("12345678901234567.890").to_decimal(),
            Some(dec!(12345678901234567.89))
        );
        assert_eq!(number("1e400").to_decimal(), None);
        assert_eq!(number("2.0").to_i64(), Some(2));
        assert_eq!(
            (number("2.5").to_i64(), number("1e19").to_i64()),
            (None, None)
        );
        assert_eq!(number("2.5").to_f64(), 2.5);
    }
}
