//! Phone numbers that are paid or charged: what no country uses is a slip, and the money would go nowhere or to a stranger.
//!
//! A number for contact, and every number that is received, is only of the form of E.164.

use super::{HasText, Violations, country_codes};
use crate::wire::Msisdn;
use crate::wire::msisdn::{FEWEST, MOST};
use crate::wire::reference::is_digits;

/// Country codes of East Africa whose numbers all have nine digits after the code.
const NINE_DIGITS: [&str; 4] = ["250", "254", "255", "256"];
/// How many digits a number with one of these codes has after it.
const NATIONAL: usize = 9;

impl Violations {
    /// The phone number can be one of a subscriber. `country` is the country code that is suggested where none is there.
    ///
    /// The text is digits alone, as that of an [`Msisdn`](crate::Msisdn) is.
    pub fn subscriber<T: HasText + ?Sized>(&mut self, value: &T, country: &'static str) {
        if self.any_number {
            return;
        }
        if let Some(digits) = value.text()
            && let Some((rule, advice)) = slip(digits, country)
        {
            self.violation(rule, advice);
        }
    }

    /// The same of a text that is sent as it is: a plus, and the digits of a number that can be one of a subscriber.
    ///
    /// An empty text is no number, and not judged here. Where the caller accepts any number, it must still be one of E.164: the
    /// gateway could read another string as another number.
    pub fn subscriber_with_plus<T: HasText + ?Sized>(&mut self, value: &T, country: &'static str) {
        let Some(text) = value.text().filter(|text| !text.is_empty()) else {
            return;
        };
        let found = if self.any_number {
            another_form(text)
        } else {
            slip_with_plus(text, country)
        };
        if let Some((rule, advice)) = found {
            self.violation(rule, advice);
        }
    }
}

/// What is wrong with a string that no number of E.164 looks like, and what to do about it.
fn another_form(text: &str) -> Option<(String, String)> {
    let is_number = text
        .strip_prefix('+')
        .is_some_and(|digits| is_digits(digits) && digits.parse::<Msisdn>().is_ok());
    (!is_number).then(|| {
        (
            format!("must be a phone number, written as one plus and {FEWEST} to {MOST} digits"),
            "begin with + and a country code, and remove every character that is not a digit; `accept_any_phone_number()` does not \
             change this"
                .to_owned(),
        )
    })
}

/// What is wrong with a phone number that must begin with a plus, and what to do about it.
fn slip_with_plus(text: &str, country: &str) -> Option<(String, String)> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    if !is_digits(digits) {
        return Some((
            "must be a phone number, written as one plus and digits 0 to 9".to_owned(),
            format!(
                "write + and the country code, such as +{country}, then the national number without its leading 0, and remove \
                 every other character; `Msisdn` reads numbers with spaces and dashes, and its `to_plus()` writes them so"
            ),
        ));
    }
    if let Some(slip) = slip(digits, country) {
        return Some(slip);
    }
    if digits.len() > MOST {
        return Some((
            format!("must have at most {MOST} digits"),
            format!("this one has {}", digits.len()),
        ));
    }
    (digits.len() == text.len()).then(|| {
        (
            "must begin with a plus".to_owned(),
            "write + before the country code".to_owned(),
        )
    })
}

/// What is wrong with the digits of a phone number, and what to do about it.
fn slip(digits: &str, country: &str) -> Option<(String, String)> {
    if digits.starts_with('0') || digits.len() <= NATIONAL {
        return Some((
            "must begin with its country code".to_owned(),
            format!(
                "write {country} before a national number, without its leading 0; \
                 for a number that is complete as it is, call `accept_any_phone_number()`"
            ),
        ));
    }
    let split = |code| Some((code, digits.strip_prefix(code)?));
    let Some((code, national)) = country_codes::of(digits).and_then(split) else {
        return Some((
            "must begin with a country code, and no country has this one".to_owned(),
            format!("begin with a country code such as {country}"),
        ));
    };
    if national.starts_with('0') && !country_codes::has_numbers_with_zero(code) {
        return Some((
            format!("must not have a 0 between the country code {code} and the number"),
            format!("remove the 0 after {code}"),
        ));
    }
    let found = national.len();
    (NINE_DIGITS.contains(&code) && found != NATIONAL).then(|| {
        (
            format!("must have {NATIONAL} digits after the country code {code}"),
            format!("this one has {found}"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> String {
        let mut violations = Violations::new();
        violations.field("msisdn", |at| at.subscriber(text, "256"));
        violations.to_string()
    }

    fn found_as_written(text: &str) -> String {
        let mut violations = Violations::new();
        violations.field("account", |at| at.subscriber_with_plus(text, "256"));
        violations.to_string()
    }

    #[test]
    fn a_number_of_each_country_passes() {
        for text in [
            "256770000017",
            "254710000002",
            "255710000002",
            "250780000002",
            "4479460000001",
            "12025550100",
            "390612345678",
            "2250701020304",
            "870773123456",
        ] {
            assert_eq!(found(text), "", "{text}");
            assert_eq!(found_as_written(&format!("+{text}")), "", "{text}");
        }
    }

    #[test]
    fn a_text_that_is_sent_as_it_is_must_be_a_plus_and_digits() {
        for text in [
            "+254 (0)710 000002",
            "0710.000.002",
            "(0710) 000002",
            "0710/000002",
            "+254\u{a0}710000002",
            "\u{200e}+254710000002",
            "+254710000002 ",
            " +254710000002",
            "+254-710-000-002",
            "+254 710 000002",
            "++254710000002",
            "+254+710000002",
            "tel:+254710000002",
            "+\u{ff12}\u{ff15}\u{ff14}710000002",
            "\u{ff0b}254710000002",
            "+",
            " ",
            "ACC-17",
        ] {
            let shown = found_as_written(text);
            assert!(
                shown.contains("remove every other character"),
                "{text}: {shown}"
            );
            assert!(text.len() < 3 || !shown.contains(text), "{shown}");
        }
        let shown = found_as_written("256770000017");
        assert!(shown.contains("write + before the country code"), "{shown}");
        for slip in ["+770000017", "0770000017", "+2560770000017", "+25677000001"] {
            let digits = slip.trim_start_matches('+');
            let shown = found_as_written(slip).replace("account", "msisdn");
            assert_eq!(shown, found(digits), "{slip}");
        }
        let shown = found_as_written("+1202555010000000");
        assert!(shown.contains("at most 15 digits"), "{shown}");
        assert_eq!(found_as_written("+120255501000000"), "");
        assert_eq!(found_as_written(""), "");
    }

    #[test]
    fn a_zero_after_the_country_code_and_a_wrong_length_are_named() {
        for code in NINE_DIGITS {
            let zero = found(&format!("{code}0770000017"));
            assert!(zero.contains("remove the 0"), "{zero}");
            for number in ["77000001", "7700000177"] {
                let length = found(&format!("{code}{number}"));
                assert!(length.contains("must have 9 digits after"), "{length}");
            }
        }
    }

    #[test]
    fn a_number_without_a_country_code_gets_a_suggestion_and_is_not_repeated() {
        for text in ["770000017", "729351383", "841234567", "0770000017"] {
            let shown = found(text);
            assert!(
                shown.contains("write 256 before a national number"),
                "{shown}"
            );
            assert!(!shown.contains(text), "{shown}");
        }
    }

    #[test]
    fn a_zero_after_every_code_is_named_where_no_number_of_the_country_begins_with_one() {
        for text in [
            "4407946000001",
            "2430812345678",
            "2110912345678",
            "10202555010",
        ] {
            assert!(found(text).contains("remove the 0 after"), "{text}");
        }
    }

    #[test]
    fn a_code_that_no_country_has_is_named() {
        for text in ["99999999999", "21012345678", "80312345678", "69912345678"] {
            assert!(found(text).contains("no country has this one"), "{text}");
        }
    }

    #[test]
    fn what_the_caller_accepts_is_not_judged() {
        let mut violations = Violations::accepting(true);
        let number: Msisdn = "770000017".parse().unwrap();
        violations.subscriber(&number, "256");
        for text in ["+770000017", "+2560770000017", "+99999999999", ""] {
            violations.subscriber_with_plus(text, "256");
        }
        assert!(violations.is_empty());
    }

    #[test]
    fn a_string_that_is_paid_has_the_form_of_a_number_whatever_the_caller_accepts() {
        for text in [
            "+",
            "0770000017",
            "770000017",
            "0770/000017",
            "+0770000017",
            "+1234567",
            "+1234567890123456",
            "++254710000002",
            "+254 710000002",
        ] {
            let mut violations = Violations::accepting(true);
            violations.field("account", |at| at.subscriber_with_plus(text, "256"));
            let shown = violations.to_string();
            assert!(
                shown.contains("one plus and 8 to 15 digits"),
                "{text}: {shown}"
            );
        }
    }
}
