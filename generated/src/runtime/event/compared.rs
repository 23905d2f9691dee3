//! One form for one value, however it was written.

use std::borrow::Cow;

use crate::runtime::{Amount, Lenient, Msisdn, Sensitive, UnsetTexts};

/// A value that can be compared with one which may be written in another way.
pub trait Compared {
    /// The value in a form that is the same for all ways to write it; none if there is none.
    fn compared(&self) -> Option<Cow<'_, str>>;
}

/// An identifier of zeros is none: RFC 9562 calls it the nil UUID.
const NIL: &str = "00000000-0000-0000-0000-000000000000";

/// A blank string and an identifier of zeros are no value.
impl Compared for str {
    fn compared(&self) -> Option<Cow<'_, str>> {
        (!self.trim().is_empty() && self != NIL).then_some(Cow::Borrowed(self))
    }
}

impl Compared for String {
    fn compared(&self) -> Option<Cow<'_, str>> {
        self.as_str().compared()
    }
}

impl Compared for Amount {
    fn compared(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Owned(self.value().normalize().to_string()))
    }
}

impl Compared for Msisdn {
    fn compared(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.as_digits()))
    }
}

macro_rules! displayed {
    ($($type:ty),*) => {$(
        impl Compared for $type {
            fn compared(&self) -> Option<Cow<'_, str>> {
                Some(Cow::Owned(self.to_string()))
            }
        }
    )*};
}

displayed!(bool, i32, i64);

#[cfg(feature = "local-time")]
displayed!(crate::runtime::LocalDateTime);

/// With an offset it is a moment, however it was written; without one it is what the clock shows.
#[cfg(feature = "local-time")]
impl Compared for crate::runtime::DateTime {
    fn compared(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Owned(match self.to_timestamp() {
            Some(moment) => moment.to_string(),
            None => self.to_string(),
        }))
    }
}

/// As the value, or as it was sent if it is not one. "Not yet" is no value, and neither is a masked number.
impl<T: Compared, U: UnsetTexts> Compared for Lenient<T, U> {
    fn compared(&self) -> Option<Cow<'_, str>> {
        match self.value() {
            Some(value) => value.compared(),
            None if self.is_unset() || self.as_sent() == "null" || is_masked(self.as_sent()) => {
                None
            }
            None => self.as_sent().compared(),
        }
    }
}

/// What is personal may be masked, and a number of a phone or an account may have a plus.
impl<T: Compared> Compared for Sensitive<T> {
    fn compared(&self) -> Option<Cow<'_, str>> {
        let value = self.expose().compared()?;
        if is_masked(&value) {
            return None;
        }
        let digits = value.strip_prefix('+').filter(|rest| is_number(rest));
        Some(match digits {
            Some(digits) => Cow::Owned(digits.to_owned()),
            None => value,
        })
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether characters are hidden: stars or bullets, or several `x` among the digits of a number.
fn is_masked(text: &str) -> bool {
    let has_stars = text.contains(['*', '\u{2022}', '\u{25cf}']);
    let hidden = text.bytes().filter(|byte| matches!(byte, b'x' | b'X'));
    let only_hidden = text
        .bytes()
        .all(|byte| matches!(byte, b'x' | b'X' | b'+' | b'-' | b' ' | b'0'..=b'9'));
    has_stars || (hidden.count() > 1 && only_hidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same<T: serde::de::DeserializeOwned + Compared>(one: &str, other: &str) -> bool {
        let read = |json| serde_json::from_str::<T>(json).unwrap();
        let (one, other) = (read(one), read(other));
        one.compared() == other.compared()
    }

    #[test]
    fn a_value_is_the_same_however_it_is_written() {
        assert!(same::<Amount>("\"500.00\"", "500"));
        assert!(!same::<Amount>("\"500.01\"", "500"));
        assert!(same::<Lenient<Msisdn>>(
            "\"+256 770 000017\"",
            "256770000017"
        ));
        assert!(!same::<Lenient<Msisdn>>("\"256770000018\"", "256770000017"));
        assert!(same::<Sensitive<String>>("\"a\"", "\"a\""));
        assert!(same::<Lenient<String>>("7", "\"7\""));
    }

    fn is_absent<T: serde::de::DeserializeOwned + Compared>(json: &str) -> bool {
        serde_json::from_str::<T>(json)
            .unwrap()
            .compared()
            .is_none()
    }

    #[test]
    fn masked_numbers_identifiers_of_zeros_and_blanks_are_no_values() {
        for masked in [
            "25677000**17",
            "2567700\u{2022}\u{2022}017",
            "25677xxx017",
            "XXXX1234",
            "****",
        ] {
            let json = format!("\"{masked}\"");
            assert!(is_absent::<Lenient<Msisdn>>(&json), "{masked}");
            assert!(is_absent::<Sensitive<String>>(&json), "{masked}");
            assert!(is_absent::<Sensitive<Lenient<Msisdn>>>(&json), "{masked}");
        }
        assert!(!is_absent::<Sensitive<String>>("\"Xavier\""));
        assert!(!is_absent::<String>("\"a*b\""), "a reference is not masked");
        for blank in ["\"\"", "\"  \"", "\"00000000-0000-0000-0000-000000000000\""] {
            assert!(is_absent::<String>(blank), "{blank}");
        }
        assert!(same::<Sensitive<String>>(
            "\"+254710000010\"",
            "\"254710000010\""
        ));
        assert!(!same::<Sensitive<String>>(
            "\"+254710000010\"",
            "\"254710000011\""
        ));
    }
}
