//! Dates and times in the forms that gateways send them in, with and without an offset.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use jiff::tz::Offset;
use jiff::{Timestamp, civil};

/// A date and time from a response. It is a moment only where the gateway sent an offset from UTC.
///
/// It is read from `2022-03-19T07:32:04.3`, with `T` or a blank, with no fraction or one of 1 to 9 digits, with `Z`, `+03:00`
/// or without an offset, and from `20220319073204`. In answers it stands inside a [`Lenient`](crate::Lenient), which also
/// holds what is no date, and keeps the form.
///
/// Two that have an offset are compared as moments: 10:00+03:00 is 07:00Z. Two without are compared as a clock shows them.
/// One with and one without cannot be compared, and are not equal, since nobody knows the place of the second clock.
///
/// ```
/// use malipo_runtime::DateTime;
///
/// let zoned: DateTime = "2022-04-28T14:52:57.1131933+03:00".parse()?;
/// assert_eq!(zoned, "2022-04-28 11:52:57.1131933Z".parse()?);
/// assert_eq!(zoned.to_timestamp().map(|moment| moment.as_second()), Some(1_651_146_777));
///
/// let local: DateTime = "20220428145257".parse()?;
/// assert_eq!(local.to_civil(), jiff::civil::date(2022, 4, 28).at(14, 52, 57, 0));
/// assert_eq!(local.to_timestamp(), None);
/// assert_eq!(local.partial_cmp(&zoned), None);
/// # Ok::<(), malipo_runtime::DateTimeError>(())
/// ```
#[derive(Clone, Copy)]
pub struct DateTime(Reading);

#[derive(Clone, Copy)]
enum Reading {
    Local(civil::DateTime),
    At(Timestamp, Offset),
}

impl DateTime {
    /// The date and time as they were sent, without the offset, for calculations.
    pub fn to_civil(self) -> civil::DateTime {
        match self.0 {
            Reading::Local(civil) => civil,
            Reading::At(moment, offset) => offset.to_datetime(moment),
        }
    }

    /// The offset from UTC, if one was sent. `Z` is an offset of zero.
    pub const fn offset(self) -> Option<Offset> {
        match self.0 {
            Reading::Local(_) => None,
            Reading::At(_, offset) => Some(offset),
        }
    }

    /// The moment, if an offset was sent. Without one it is not known: only the gateway's documents can state the zone.
    pub const fn to_timestamp(self) -> Option<Timestamp> {
        match self.0 {
            Reading::Local(_) => None,
            Reading::At(moment, _) => Some(moment),
        }
    }
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl Eq for DateTime {}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self.0, other.0) {
            (Reading::Local(one), Reading::Local(other)) => Some(one.cmp(&other)),
            (Reading::At(one, _), Reading::At(other, _)) => Some(one.cmp(&other)),
            (Reading::Local(_), Reading::At(..)) | (Reading::At(..), Reading::Local(_)) => None,
        }
    }
}

impl Hash for DateTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.0 {
            Reading::Local(civil) => civil.hash(state),
            Reading::At(moment, _) => moment.hash(state),
        }
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DateTime({self})")
    }
}

impl fmt::Display for DateTime {
    /// Writes `2022-03-19T07:32:04.3+03:00`, without the offset if there is none, and with as many digits as are needed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.to_civil(), f)?;
        match self.offset() {
            None => Ok(()),
            Some(Offset::UTC) => f.write_str("Z"),
            Some(offset) => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

/// A text is no date and time in a form that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateTimeError(());

impl fmt::Display for DateTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a date and time must exist and be written like 2021-01-31T23:59:59, with or without a fraction and an offset \
             such as +03:00, or like 20210131235959",
        )
    }
}

impl std::error::Error for DateTimeError {}

impl FromStr for DateTime {
    type Err = DateTimeError;

    fn from_str(text: &str) -> Result<Self, DateTimeError> {
        read(text).map(Self).ok_or(DateTimeError(()))
    }
}

fn read(text: &str) -> Option<Reading> {
    let mut reader = Reader(text.as_bytes());
    let compact = text.len() == 14;
    let separated_by = |separators: &[u8], reader: &mut Reader<'_>| {
        if compact {
            Some(())
        } else {
            reader.any_of(separators)
        }
    };
    let year = reader.digits(4)?;
    separated_by(b"-", &mut reader)?;
    let month = reader.digits(2)?;
    separated_by(b"-", &mut reader)?;
    let day = reader.digits(2)?;
    separated_by(b"T ", &mut reader)?;
    let hour = reader.digits(2)?;
    separated_by(b":", &mut reader)?;
    let minute = reader.digits(2)?;
    separated_by(b":", &mut reader)?;
    let second = reader.digits(2)?;
    let nanosecond = if !compact && reader.any_of(b".").is_some() {
        reader.fraction()?
    } else {
        0
    };
    let two = |number: i32| i8::try_from(number).ok();
    // A leap second has no place in civil time, so a second of 60 is refused with the rest.
    let civil = civil::DateTime::new(
        i16::try_from(year).ok()?,
        two(month)?,
        two(day)?,
        two(hour)?,
        two(minute)?,
        two(second)?,
        nanosecond,
    )
    .ok()?;
    if reader.is_at_end() {
        return Some(Reading::Local(civil));
    }
    let offset = reader.offset()?;
    // The last day of the year 9999 is not a moment that can be held everywhere.
    let moment = offset.to_timestamp(civil).ok()?;
    reader.is_at_end().then_some(Reading::At(moment, offset))
}

/// What is left of a text.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    const fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    fn any_of(&mut self, bytes: &[u8]) -> Option<()> {
        let (first, rest) = self.0.split_first()?;
        bytes.contains(first).then(|| self.0 = rest)
    }

    /// Exactly so many digits, as a number.
    fn digits(&mut self, count: usize) -> Option<i32> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        digits.iter().try_fold(0, |number, digit| {
            digit
                .is_ascii_digit()
                .then(|| number * 10 + i32::from(digit - b'0'))
        })
    }

    /// One to nine digits after the point, as nanoseconds.
    fn fraction(&mut self) -> Option<i32> {
        let count = self
            .0
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if count == 0 {
            return None;
        }
        let missing = 9_usize.checked_sub(count)?;
        let digits = self.digits(count)?;
        Some((0..missing).fold(digits, |number, _| number * 10))
    }

    /// `Z`, `+03:00` or `-03:00`.
    fn offset(&mut self) -> Option<Offset> {
        if self.any_of(b"Z").is_some() {
            return Some(Offset::UTC);
        }
        let sign = if self.any_of(b"-").is_some() {
            -1
        } else {
            self.any_of(b"+")?;
            1
        };
        let hours = self.digits(2).filter(|hours| *hours < 24)?;
        self.any_of(b":")?;
        let minutes = self.digits(2).filter(|minutes| *minutes < 60)?;
        Offset::from_seconds(sign * (hours * 60 + minutes) * 60).ok()
    }
}

#[cfg(test)]
mod tests;
