//! The simulator's time: under a test's control, and reproducible by default.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

use crate::Error;

/// The gateway displays East Africa Time, three hours ahead of universal time.
const EAST_AFRICA: Offset = Offset::constant(3);

/// A date and a time as the gateway writes them, without a zone: `2026-01-05 09:00:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(DateTime);

impl Moment {
    /// The time at which a simulator starts unless told otherwise.
    pub(crate) const START: Self = Self(DateTime::constant(2026, 1, 5, 9, 0, 0, 0));

    /// This moment and so much more; the end of the calendar where it would lie behind it.
    pub(crate) fn after(self, duration: Duration) -> Self {
        let duration = SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX);
        Self(self.0.saturating_add(duration))
    }

    /// The date as `yymmdd` and the hour as `HH`, both in universal time: the vendor's numbers begin with them.
    pub(crate) fn stamp(self) -> String {
        let universal = self.0.saturating_sub(SignedDuration::from_hours(3));
        universal.strftime("%y%m%d%H").to_string()
    }

    /// `2026-01-05T09:00:00`: the displayed time, without an offset.
    pub(crate) fn iso(self) -> String {
        self.0.strftime("%Y-%m-%dT%H:%M:%S").to_string()
    }

    /// `2026-01-05T06:00:00.0000000Z`: universal time, with the seven digits that .NET writes.
    pub(crate) fn universal(self) -> String {
        let universal = self.0.saturating_sub(SignedDuration::from_hours(3));
        universal.strftime("%Y-%m-%dT%H:%M:%S.0000000Z").to_string()
    }

    /// `Mon, 05 Jan 2026 06:00:00 GMT`: universal time, as HTTP writes it.
    pub(crate) fn http_date(self) -> String {
        let universal = self.0.saturating_sub(SignedDuration::from_hours(3));
        universal.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
    }

    /// This moment and so much less; the beginning of the calendar where it would lie before it.
    pub(crate) fn before(self, duration: Duration) -> Self {
        let duration = SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX);
        Self(self.0.saturating_sub(duration))
    }

    /// `20260105090000`: the displayed time as fourteen digits.
    pub(crate) fn digits(self) -> String {
        self.0.strftime("%Y%m%d%H%M%S").to_string()
    }

    fn of_the_wall() -> Self {
        let now = EAST_AFRICA.to_datetime(Timestamp::now());
        Self(now.with().subsec_nanosecond(0).build().unwrap_or(now))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.strftime("%Y-%m-%d %H:%M:%S"))
    }
}

impl FromStr for Moment {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match DateTime::strptime("%Y-%m-%d %H:%M:%S", text) {
            Ok(moment) => Ok(Self(moment)),
            Err(_) => Err(Error::NotAMoment {
                text: text.to_owned(),
            }),
        }
    }
}

/// What the simulator writes into the header `Date` of its responses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateHeader {
    /// The time of its own clock.
    #[default]
    Clock,
    /// A time that is so much later than that of its own clock.
    Ahead(Duration),
    /// A time that is so much earlier than that of its own clock.
    Behind(Duration),
    /// The responses have no `Date`.
    Absent,
}

impl DateHeader {
    /// The value of the header at a moment of the simulator's clock.
    pub(crate) fn at(self, now: Moment) -> Option<String> {
        let shown = match self {
            Self::Clock => now,
            Self::Ahead(by) => now.after(by),
            Self::Behind(by) => now.before(by),
            Self::Absent => return None,
        };
        Some(shown.http_date())
    }
}

/// Where a simulator takes the time from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Clock {
    /// A time that only requests and tests move.
    Stepped { now: Moment, step: Duration },
    /// The computer's time.
    Wall,
}

impl Clock {
    pub(crate) fn now(&self) -> Moment {
        match self {
            Self::Stepped { now, .. } => *now,
            Self::Wall => Moment::of_the_wall(),
        }
    }

    /// The time of the request that has just come in.
    pub(crate) fn tick(&mut self) -> Moment {
        if let Self::Stepped { now, step } = self {
            *now = now.after(*step);
        }
        self.now()
    }

    /// Sets the time; from then on only requests and tests move it.
    pub(crate) fn set(&mut self, moment: Moment) {
        match self {
            Self::Stepped { now, .. } => *now = moment,
            Self::Wall => {
                *self = Self::Stepped {
                    now: moment,
                    step: Duration::from_secs(1),
                };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_and_written_in_the_vendors_form() {
        let moment: Moment = "2026-02-28 23:59:59".parse().unwrap();
        assert_eq!(moment.to_string(), "2026-02-28 23:59:59");
        assert_eq!(
            moment.after(Duration::from_secs(1)).to_string(),
            "2026-03-01 00:00:00"
        );
    }

    #[test]
    fn a_text_that_is_no_moment_is_refused_and_named() {
        for text in [
            "",
            "0000-00-00 00:00:00",
            "2026-02-30 00:00:00",
            "2026-01-05T09:00:00",
        ] {
            let error = text.parse::<Moment>().unwrap_err();
            assert!(error.to_string().contains("YYYY-MM-DD HH:MM:SS"), "{error}");
        }
    }

    #[test]
    fn a_moment_is_written_in_the_forms_of_a_gateway_that_has_several() {
        let moment: Moment = "2026-01-05 01:02:03".parse().unwrap();
        assert_eq!(moment.iso(), "2026-01-05T01:02:03");
        assert_eq!(moment.universal(), "2026-01-04T22:02:03.0000000Z");
        assert_eq!(moment.digits(), "20260105010203");
        assert_eq!(moment.http_date(), "Sun, 04 Jan 2026 22:02:03 GMT");
    }

    #[test]
    fn the_stamp_is_three_hours_behind_the_displayed_time() {
        let moment: Moment = "2021-01-26 01:23:38".parse().unwrap();
        assert_eq!(moment.stamp(), "21012522");
    }
}
