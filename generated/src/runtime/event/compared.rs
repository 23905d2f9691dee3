//! One form for one value, however it was written.

use std::borrow::Cow;

use crate::runtime::{Amount, Lenient, Msisdn, Sensitive, UnsetTexts};

/// A value that can be compared with one which may be written in another way.
pub trait Compared {
    /// The value in a form that is the same for all ways to write it; none if there is none.
    fn compared(&self) -> Option<Cow<'_, str>>;
}

impl Compared for str {
    fn compared(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self))
    }
}

impl Compared for String {
    fn compared(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self))
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

/// As the value, or as it was sent if it is not one. "Not yet" is no value.
impl<T: Compared, U: UnsetTexts> Compared for Lenient<T, U> {
    fn compared(&self) -> Option<Cow<'_, str>> {
        match self.value() {
            Some(value) => value.compared(),
            None if self.is_unset() || self.as_sent() == "null" => None,
            None => Some(Cow::Borrowed(self.as_sent())),
        }
    }
}

impl<T: Compared> Compared for Sensitive<T> {
    fn compared(&self) -> Option<Cow<'_, str>> {
        self.expose().compared()
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
        assert!(same::<Lenient<Msisdn>>("\"25677000**\"", "\"25677000**\""));
        assert!(same::<Sensitive<String>>("\"a\"", "\"a\""));
        assert!(same::<Lenient<String>>("7", "\"7\""));
    }
}
