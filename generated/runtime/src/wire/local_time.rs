//! Dates and times without a zone.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date and time as a clock at the gateway's place shows it, without a zone: `2021-01-31 23:59:59` on the wire.
///
/// It is strict: one text for one value, to the second. In answers it stands inside a [`Lenient`](crate::Lenient), which also
/// holds what is no date. A fraction of a second is dropped when a `jiff::civil::DateTime` becomes one.
///
/// Where a builder takes one, parse a string (`.start("2026-01-31 00:00:00".parse()?)`), or convert a `jiff::civil::DateTime` with
/// `.into()`.
///
/// ```
/// use malipo_runtime::LocalDateTime;
///
/// let start: LocalDateTime = "2021-01-31 00:00:00".parse()?;
/// assert_eq!(start.to_civil(), jiff::civil::date(2021, 1, 31).at(0, 0, 0, 0));
/// assert_eq!(start.to_string(), "2021-01-31 00:00:00");
/// # Ok::<(), malipo_runtime::LocalDateTimeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDateTime(civil::DateTime);

impl LocalDateTime {
    /// The same date and time, for calculations.
    pub const fn to_civil(self) -> civil::DateTime {
        self.0
    }
}

impl fmt::Debug for LocalDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LocalDateTime({self})")
    }
}

impl fmt::Display for LocalDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
            self.0.year(),
            self.0.month(),
            self.0.day(),
            self.0.hour(),
            self.0.minute(),
            self.0.second()
        )
    }
}

impl From<civil::DateTime> for LocalDateTime {
    fn from(value: civil::DateTime) -> Self {
        let time = civil::Time::constant(value.hour(), value.minute(), value.second(), 0);
        Self(value.date().to_datetime(time))
    }
}

impl From<LocalDateTime> for civil::DateTime {
    fn from(value: LocalDateTime) -> Self {
        value.0
    }
}

/// A text is no date and time of the form `YYYY-MM-DD HH:MM:SS`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalDateTimeError(());

impl fmt::Display for LocalDateTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date and time must exist and be written as YYYY-MM-DD HH:MM:SS, such as 2021-01-31 23:59:59")
    }
}

impl std::error::Error for LocalDateTimeError {}

impl FromStr for LocalDateTime {
    type Err = LocalDateTimeError;

    fn from_str(text: &str) -> Result<Self, LocalDateTimeError> {
        read(text).ok_or(LocalDateTimeError(()))
    }
}

fn read(text: &str) -> Option<LocalDateTime> {
    const FORM: &[u8] = b"0000-00-00 00:00:00";
    let same_form = text.len() == FORM.len()
        && text.bytes().zip(FORM).all(|(byte, form)| match form {
            b'0' => byte.is_ascii_digit(),
            separator => byte == *separator,
        });
    if !same_form {
        return None;
    }
    let two = |from: usize| text.get(from..from + 2)?.parse::<i8>().ok();
    let year = text.get(..4)?.parse().ok()?;
    // A leap second has no place in civil time, so a second of 60 is refused with the rest.
    civil::DateTime::new(year, two(5)?, two(8)?, two(11)?, two(14)?, two(17)?, 0)
        .ok()
        .map(LocalDateTime)
}

impl Serialize for LocalDateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for LocalDateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Lenient;

    #[test]
    fn one_text_is_read_and_written() {
        let json = r#""2020-02-29 23:59:59""#;
        let time: LocalDateTime = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&time).unwrap(), json);
        assert_eq!(time.to_civil().second(), 59);
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "",
            "2020-02-29",
            "2020-02-29T23:59:59",
            "2020-02-30 00:00:00",
            "2020-13-01 00:00:00",
            "2020-01-01 24:00:00",
            "2020-01-01 00:00:60",
            "0000-00-00 00:00:00",
            " 2020-01-01 00:00:00",
            "2020-01-01 00:00:00Z",
            "+020-01-01 00:00:00",
            "2020-1-01 00:00:000",
        ] {
            assert!(text.parse::<LocalDateTime>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_gateways_not_yet_is_kept_and_is_no_date() {
        let json = r#""0000-00-00 00:00:00""#;
        let time: Lenient<LocalDateTime> = serde_json::from_str(json).unwrap();
        assert_eq!(time.value(), None);
        assert!(time.is_unset());
        assert_eq!(serde_json::to_string(&time).unwrap(), json);
        assert_eq!(format!("{time:?}"), "[unset]");
    }

    #[test]
    fn a_fraction_of_a_second_is_dropped() {
        let time = LocalDateTime::from(civil::date(2021, 1, 1).at(1, 2, 3, 456));
        assert_eq!(time.to_civil().subsec_nanosecond(), 0);
        assert_eq!(time.to_string().parse::<LocalDateTime>().unwrap(), time);
    }
}
