//! One form for one value, however it was written.

mod mask;

use std::borrow::Cow;

use crate::wire::reference::{guid, is_digits};
use crate::wire::{Amount, Lenient, Msisdn, Sensitive, UnsetTexts};

/// A value that can be compared with one which may be written in another way.
pub trait Compared {
    /// Whether some characters of such a value may be hidden. A reference is not masked: `a**b` is a name like any other.
    const MAY_BE_MASKED: bool = false;

    /// The value in a form that is the same for all ways to write it; none if there is none.
    fn compared(&self) -> Option<Cow<'_, str>>;
}

/// Whether two values differ, beyond the characters that one of them hides.
pub(crate) fn differ<A, B>(one: &A, other: &B) -> bool
where
    A: Compared + ?Sized,
    B: Compared + ?Sized,
{
    match (one.compared(), other.compared()) {
        (Some(one), Some(other)) if one != other => {
            let is_mask = (A::MAY_BE_MASKED && mask::is_mask(&one))
                || (B::MAY_BE_MASKED && mask::is_mask(&other));
            !(is_mask && mask::agree(&one, &other))
        }
        _ => false,
    }
}

/// An identifier of zeros is none: RFC 9562 calls it the nil UUID.
const NIL: &str = "00000000-0000-0000-0000-000000000000";

/// A blank string and an identifier of zeros are no value. A GUID is the same in either case, and with braces around it.
impl Compared for str {
    fn compared(&self) -> Option<Cow<'_, str>> {
        match guid(self) {
            Some(guid) if guid == NIL => None,
            Some(guid) if guid == self => Some(Cow::Borrowed(self)),
            Some(guid) => Some(Cow::Owned(guid)),
            None => (!self.trim().is_empty()).then_some(Cow::Borrowed(self)),
        }
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
displayed!(crate::wire::LocalDateTime);

/// With an offset it is a moment, however it was written; without one it is what the clock shows.
#[cfg(feature = "local-time")]
impl Compared for crate::wire::DateTime {
    fn compared(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Owned(match self.to_timestamp() {
            Some(moment) => moment.to_string(),
            None => self.to_string(),
        }))
    }
}

/// As the value, or as it was sent if it is not one. "Not yet" is no value, and neither is a number of which all is hidden.
impl<T: Compared, U: UnsetTexts> Compared for Lenient<T, U> {
    const MAY_BE_MASKED: bool = true;

    fn compared(&self) -> Option<Cow<'_, str>> {
        match self.value() {
            Some(value) => value.compared(),
            None if self.is_unset()
                || self.as_sent() == "null"
                || mask::hides_all(self.as_sent()) =>
            {
                None
            }
            None => self.as_sent().compared(),
        }
    }
}

/// What is personal may be masked, and a number of a phone or an account may have a plus.
impl<T: Compared> Compared for Sensitive<T> {
    const MAY_BE_MASKED: bool = true;

    fn compared(&self) -> Option<Cow<'_, str>> {
        let value = self.expose().compared()?;
        if mask::hides_all(&value) {
            return None;
        }
        let digits = value.strip_prefix('+').filter(|rest| is_digits(rest));
        Some(match digits {
            Some(digits) => Cow::Owned(digits.to_owned()),
            None => value,
        })
    }
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
    fn what_is_wholly_hidden_identifiers_of_zeros_and_blanks_are_no_values() {
        for masked in ["XXXX", "****", "+xx xx"] {
            let json = format!("\"{masked}\"");
            assert!(is_absent::<Lenient<Msisdn>>(&json), "{masked}");
            assert!(is_absent::<Sensitive<String>>(&json), "{masked}");
            assert!(is_absent::<Sensitive<Lenient<Msisdn>>>(&json), "{masked}");
        }
        assert!(!is_absent::<Sensitive<String>>("\"Xavier\""));
        assert!(
            !is_absent::<String>("\"****\""),
            "a reference is not masked"
        );
        for blank in [
            "\"\"",
            "\"  \"",
            "\"00000000-0000-0000-0000-000000000000\"",
            "\"{00000000-0000-0000-0000-000000000000}\"",
        ] {
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

    #[test]
    fn of_a_masked_number_the_visible_digits_are_compared() {
        let number: Sensitive<Msisdn> = serde_json::from_str("\"256770000017\"").unwrap();
        let differs = |masked: &str| {
            let json = format!("\"{masked}\"");
            let phone: Sensitive<Lenient<Msisdn>> = serde_json::from_str(&json).unwrap();
            let account: Sensitive<String> = serde_json::from_str(&json).unwrap();
            let phone = differ(&phone, &number);
            assert_eq!(phone, differ(&account, &number), "{masked}");
            assert_eq!(phone, differ(&number, &account), "{masked}");
            phone
        };
        for same in [
            "25677000**17",
            "256770xxx017",
            "256770XXXXXX",
            "2567***17",
            "****",
            "256770000017",
        ] {
            assert!(!differs(same), "{same}");
        }
        for other in [
            "25677000**18",
            "256771xxx017",
            "100835XXXXXX",
            "2567***18",
            "25677000x017",
            "2567700000171XX",
        ] {
            assert!(differs(other), "{other}");
        }
        // What cannot be masked is another value.
        assert!(differ("25677000**17", "256770000017"));
    }

    #[test]
    fn a_guid_is_compared_without_its_case_and_braces() {
        let guid = "0f8fad5b-d9cb-469f-a165-70867728950e";
        assert!(!differ(&*guid.to_uppercase(), guid));
        assert!(!differ(&*format!("{{{guid}}}"), guid));
        assert!(differ("ORDER-1", "order-1"));
    }
}
