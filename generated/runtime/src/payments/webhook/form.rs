//! The forms of signed values, which keep the readings of a signature apart.

use crate::wire::reference::{is_digits, is_guid};

/// The form of a signed value: what it must look like where a signature over the whole body is accepted as well.
///
/// Signed values are joined without a separator. Without forms, somebody who has one signed body could send an event that
/// has this body as its reference: joined, its values are the bytes that the gateway signed. No form admits a brace, a quote
/// or a space, and none admits an empty string. So no values of these forms join to a JSON object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A UUID: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12, with hyphens between the groups.
    Uuid,
    /// One or more ASCII digits, as in an MSISDN without `+`.
    Digits,
    /// ASCII digits, optionally followed by a point and more digits: no sign and no exponent.
    Decimal,
}

impl Form {
    pub(super) fn admits(self, text: &str) -> bool {
        match self {
            Self::Uuid => is_guid(text),
            Self::Digits => is_digits(text),
            Self::Decimal => match text.split_once('.') {
                Some((whole, fraction)) => is_digits(whole) && is_digits(fraction),
                None => is_digits(text),
            },
        }
    }

    /// What a value of this form is called, for errors.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Uuid => "a UUID",
            Self::Digits => "a string of digits",
            Self::Decimal => "a decimal number",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Form::{Decimal, Digits, Uuid};

    const UUID: &str = "566a4a89-4024-584c-b1f5-8c59aff0d334";

    #[test]
    fn a_value_of_its_form_is_admitted() {
        for (form, text) in [
            (Uuid, UUID),
            (Uuid, &UUID.to_uppercase()),
            (Digits, "256750000013"),
            (Digits, "0"),
            (Decimal, "126600"),
            (Decimal, "500.00"),
            (Decimal, "0.5"),
        ] {
            assert!(form.admits(text), "{form:?} {text}");
        }
    }

    #[test]
    fn anything_else_is_not_admitted() {
        for (form, text) in [
            (Uuid, ""),
            (Uuid, "{}"),
            (Uuid, &format!("{{{UUID}}}")),
            (Uuid, &format!("urn:uuid:{UUID}")),
            (Uuid, &format!("{UUID}2")),
            (Uuid, &format!("{UUID}-")),
            (Uuid, &format!(" {UUID}")),
            (Uuid, &UUID.replace('-', "")),
            (Uuid, &UUID.replace('a', "g")),
            (Uuid, &UUID.replace("4024", "٤٠")),
            (Digits, ""),
            (Digits, "+256750000013"),
            (Digits, "2567 50000013"),
            (Digits, "٢٥٦"),
            (Digits, "1.0"),
            (Decimal, ""),
            (Decimal, "."),
            (Decimal, "500."),
            (Decimal, ".5"),
            (Decimal, "1.2.3"),
            (Decimal, "-5"),
            (Decimal, "+5"),
            (Decimal, "5e2"),
            (Decimal, "1,000"),
            (Decimal, "500\n"),
        ] {
            assert!(!form.admits(text), "{form:?} {text}");
        }
    }
}
