//! Decimal text to decimal value, exactly or not at all.

use std::fmt;

use rust_decimal::Decimal;

/// The largest coefficient of a [`Decimal`]: 96 bits.
const LARGEST: u128 = (1 << 96) - 1;
/// The most decimal places of a [`Decimal`].
const MOST_PLACES: i64 = Decimal::MAX_SCALE as i64;
/// The most digits that a coefficient of 96 bits can have.
const MOST_DIGITS: i64 = 29;

/// Why a text is not an [`Amount`](super::Amount). It never repeats the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AmountError(Reason);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    NotDecimal,
    NotExact,
}

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Reason::NotDecimal => "an amount must be a decimal number such as 1500 or 1500.50",
            Reason::NotExact => {
                "an amount must be small and short enough to be held exactly: about 28 digits, of which at most 28 after the point"
            }
        })
    }
}

impl std::error::Error for AmountError {}

/// The value of a JSON number's text (leading zeros, which only a string can hold, are accepted).
///
/// The exponent is applied to the text, so that nothing is rounded; trailing zeros beyond what a decimal can hold are
/// dropped, since that changes no value.
pub(super) fn exact_decimal(text: &str) -> Result<Decimal, AmountError> {
    if let Some(number) = plain(text) {
        return Ok(number);
    }
    let number = Number::read(text).ok_or(AmountError(Reason::NotDecimal))?;
    number.value().ok_or(AmountError(Reason::NotExact))
}

/// The value of digits with at most one point among them, if they are few: the amounts of nearly all payments.
fn plain(text: &str) -> Option<Decimal> {
    // So many digits are below the largest number of 64 bits.
    const MOST: usize = 18;
    if text.len() > MOST {
        return None;
    }
    let (mut coefficient, mut places, mut has_point) = (0_i64, 0, false);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                coefficient = coefficient * 10 + i64::from(byte - b'0');
                places += u32::from(has_point);
            }
            b'.' if !has_point => has_point = true,
            _ => return None,
        }
    }
    let is_complete =
        text.len() > usize::from(has_point) && !text.starts_with('.') && (places > 0 || !has_point);
    is_complete.then(|| Decimal::new(coefficient, places))
}

/// `-12.50e3` as a sign, the digits `1250` and how many of them stand after the point (here 2 - 3 = -1).
struct Number {
    negative: bool,
    digits: Vec<u8>,
    places: i64,
}

impl Number {
    fn read(text: &str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
            None => (text, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (mantissa, ""),
        };
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) {
            return None;
        }
        let digits = whole
            .bytes()
            .chain(fraction.bytes())
            .skip_while(|digit| *digit == b'0')
            .collect();
        let places = i64::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
        Some(Self {
            negative,
            digits,
            places,
        })
    }

    fn value(mut self) -> Option<Decimal> {
        if self.digits.is_empty() {
            // Zero is zero whatever its exponent; as many places are kept as fit.
            let places = u32::try_from(self.places.clamp(0, MOST_PLACES)).ok()?;
            return Some(Decimal::new(0, places));
        }
        while self.places > MOST_PLACES && self.drop_trailing_zero() {}
        if self.places > MOST_PLACES {
            return None;
        }
        if self.places < 0 {
            let length = i64::try_from(self.digits.len()).ok()?;
            if length.checked_sub(self.places)? > MOST_DIGITS {
                return None;
            }
            let zeros = usize::try_from(-self.places).ok()?;
            self.digits.extend(std::iter::repeat_n(b'0', zeros));
            self.places = 0;
        }
        let coefficient = loop {
            match self.coefficient() {
                Some(coefficient) => break coefficient,
                None if self.places > 0 && self.drop_trailing_zero() => {}
                None => return None,
            }
        };
        let signed = if self.negative {
            -coefficient
        } else {
            coefficient
        };
        Decimal::try_from_i128_with_scale(signed, u32::try_from(self.places).ok()?).ok()
    }

    /// The digits as one number, if a decimal can hold it.
    fn coefficient(&self) -> Option<i128> {
        let mut value: u128 = 0;
        for digit in &self.digits {
            value = value * 10 + u128::from(digit - b'0');
            if value > LARGEST {
                return None;
            }
        }
        i128::try_from(value).ok()
    }

    fn drop_trailing_zero(&mut self) -> bool {
        let zero = self.digits.last() == Some(&b'0');
        if zero {
            self.digits.pop();
            self.places -= 1;
        }
        zero
    }
}

/// An exponent of any length: one beyond every decimal counts as a million, which is as impossible and cannot overflow.
fn read_exponent(text: &str) -> Option<i64> {
    const BEYOND: i64 = 1_000_000;
    let (negative, digits) = match text.as_bytes() {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] => (false, digits),
        digits => (false, digits),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let size = digits.iter().fold(0_i64, |size, digit| {
        (size * 10 + i64::from(digit - b'0')).min(BEYOND)
    });
    Some(if negative { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_number_is_read_as_every_other_number_is() {
        for whole in [
            "",
            "0",
            "7",
            "00",
            "0150",
            "1500",
            "99999999999999999",
            "x",
            "-1",
            "+1",
            " 1",
        ] {
            for fraction in [
                "",
                ".",
                ".0",
                ".5",
                ".500",
                ".00000000000001",
                "..5",
                ".5.",
                ".x",
                ".5e1",
                "e2",
            ] {
                let text = format!("{whole}{fraction}");
                let by_digits = Number::read(&text).and_then(Number::value);
                if let Some(plain) = plain(&text) {
                    assert_eq!(
                        Some(plain.to_string()),
                        by_digits.map(|number| number.to_string()),
                        "{text}"
                    );
                } else {
                    let is_plain = text.len() <= 18
                        && text
                            .bytes()
                            .all(|byte| byte.is_ascii_digit() || byte == b'.');
                    assert!(!is_plain || by_digits.is_none(), "{text}");
                }
            }
        }
        assert_eq!(
            plain("999999999999999999"),
            Some(Decimal::new(999_999_999_999_999_999, 0))
        );
        assert_eq!(plain("1000000000000000000"), None);
    }
}
