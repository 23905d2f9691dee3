//! Amounts in English words, as the balance has them: without the fraction.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

const SMALL: [&str; 20] = [
    "",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
    "Fifteen",
    "Sixteen",
    "Seventeen",
    "Eighteen",
    "Nineteen",
];
const TENS: [&str; 10] = [
    "", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety",
];
const THOUSANDS: [&str; 10] = [
    "",
    "Thousand",
    "Million",
    "Billion",
    "Trillion",
    "Quadrillion",
    "Quintillion",
    "Sextillion",
    "Septillion",
    "Octillion",
];

/// `26194436.5` as `Twenty Six Million, One Hundred Ninety Four Thousand, Four Hundred Thirty Six Shillings`.
pub(super) fn shillings(amount: Decimal) -> String {
    let mut rest = amount.abs().trunc().to_u128().unwrap_or_default();
    if rest == 0 {
        return "Zero Shillings".to_owned();
    }
    let mut groups = Vec::new();
    for unit in THOUSANDS {
        let group = usize::try_from(rest % 1_000).unwrap_or_default();
        rest /= 1_000;
        if group > 0 {
            let words = below_thousand(group);
            groups.push(if unit.is_empty() {
                words
            } else {
                format!("{words} {unit}")
            });
        }
    }
    groups.reverse();
    let sign = if amount.is_sign_negative() {
        "Minus "
    } else {
        ""
    };
    format!("{sign}{} Shillings", groups.join(", "))
}

fn below_thousand(number: usize) -> String {
    let mut words = Vec::new();
    if number >= 100 {
        words.push(SMALL.get(number / 100).copied().unwrap_or_default());
        words.push("Hundred");
    }
    let rest = number % 100;
    if rest < 20 {
        words.push(SMALL.get(rest).copied().unwrap_or_default());
    } else {
        words.push(TENS.get(rest / 10).copied().unwrap_or_default());
        words.push(SMALL.get(rest % 10).copied().unwrap_or_default());
    }
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vendors_sample_is_spelt_as_the_vendor_does() {
        let amount = Decimal::new(261_944_365, 1);
        assert_eq!(
            shillings(amount),
            "Twenty Six Million, One Hundred Ninety Four Thousand, Four Hundred Thirty Six Shillings"
        );
    }

    #[test]
    fn round_numbers_and_extremes_are_spelt() {
        assert_eq!(shillings(Decimal::ZERO), "Zero Shillings");
        assert_eq!(shillings(Decimal::from(1_000_000)), "One Million Shillings");
        assert_eq!(shillings(Decimal::from(110)), "One Hundred Ten Shillings");
        assert_eq!(shillings(Decimal::from(-19)), "Minus Nineteen Shillings");
        assert!(shillings(Decimal::MAX).starts_with("Seventy Nine Octillion"));
    }
}
