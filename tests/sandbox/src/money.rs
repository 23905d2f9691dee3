//! Exact amounts: read from the text of a request, written as JSON numbers, never through a float.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// An amount that is written as a JSON number with every digit it has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exact(pub(crate) Decimal);

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.0.normalize().to_string();
        RawValue::from_string(text)
            .map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

/// The exact value of a JSON number or of a string that holds one; nothing if it has more digits than can be held.
pub(crate) fn read(json: &str) -> Option<Decimal> {
    let text = json.trim().trim_matches('"');
    if text.contains(['e', 'E']) {
        Decimal::from_scientific(text).ok()
    } else {
        Decimal::from_str_exact(text).ok()
    }
}

/// An amount as a person reads it: `1,250,000` or `2,152.20`.
#[must_use]
pub fn grouped(amount: Decimal) -> String {
    let amount = amount.normalize();
    let text = if amount.scale() == 0 {
        amount.to_string()
    } else {
        format!("{:.1$}", amount, amount.scale().max(2) as usize)
    };
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.as_str()),
    };
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let mut out = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_with_every_digit() {
        for (text, written) in [
            ("256600", "256600"),
            ("186600.00", "186600"),
            ("2152.2", "2152.2"),
            (
                "99999999999999999999999999.99",
                "99999999999999999999999999.99",
            ),
            ("0.10", "0.1"),
        ] {
            let amount = Exact(read(text).unwrap());
            assert_eq!(serde_json::to_string(&amount).unwrap(), written);
        }
    }

    #[test]
    fn exponents_and_quoted_numbers_are_read() {
        assert_eq!(read("2.5E4"), Some(Decimal::from(25_000)));
        assert_eq!(read("\"500.00\""), Some(Decimal::from(500)));
        assert_eq!(read("123456789012345678901234567890"), None);
        assert_eq!(read("\"five\""), None);
    }

    #[test]
    fn amounts_are_grouped_for_people() {
        for (text, grouped_text) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("26194436.5", "26,194,436.50"),
            ("-1234567.891", "-1,234,567.891"),
        ] {
            assert_eq!(grouped(read(text).unwrap()), grouped_text);
        }
    }
}
