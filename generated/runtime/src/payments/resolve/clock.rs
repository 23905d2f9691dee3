//! The gateway's clock beside the clock of this machine.

use std::time::{Duration, SystemTime};

use super::Doubt;
use crate::wire::Answer;

/// By how much the clocks may differ before the difference raises a doubt.
pub(super) const TOLERANCE: Duration = Duration::from_secs(60);

/// What the `Date` of a response says about the gateway's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GatewayClock {
    /// There is no `Date`, or none that can be read.
    Unknown,
    /// It is so much ahead of this machine's.
    Ahead(Duration),
    /// It is so much behind this machine's.
    Behind(Duration),
}

impl GatewayClock {
    /// Reads the `Date` of a response that has just come.
    pub(super) fn of(answer: &Answer) -> Self {
        let mut dates = answer.headers().get_all("date").iter();
        match (dates.next(), dates.next()) {
            // Of two dates, nobody knows whose they are.
            (Some(_), None) => answer
                .date()
                .map_or(Self::Unknown, |date| Self::at(date, SystemTime::now())),
            _ => Self::Unknown,
        }
    }

    fn at(gateway: SystemTime, ours: SystemTime) -> Self {
        match gateway.duration_since(ours) {
            Ok(ahead) => Self::Ahead(ahead),
            Err(behind) => Self::Behind(behind.duration()),
        }
    }

    /// Returns what the gateway's clock shows when this machine's shows that time; 1970 for what is before that.
    pub(super) fn corrected(self, ours: SystemTime) -> SystemTime {
        let theirs = match self {
            Self::Unknown => ours,
            Self::Ahead(by) => ours.checked_add(by).unwrap_or(ours),
            Self::Behind(by) => ours.checked_sub(by).unwrap_or(SystemTime::UNIX_EPOCH),
        };
        theirs.max(SystemTime::UNIX_EPOCH)
    }

    /// Returns why nothing found in a time that was searched by this clock is not nothing there.
    pub(super) fn doubt(self) -> Option<Doubt> {
        let (by, gateway_is_ahead) = match self {
            Self::Unknown => return Some(Doubt::NoGatewayClock),
            Self::Ahead(by) => (by, true),
            Self::Behind(by) => (by, false),
        };
        (by > TOLERANCE).then_some(Doubt::ClocksDiffer {
            by,
            gateway_is_ahead,
        })
    }

    /// Returns true if it is known and differs so much that a time of this machine means another time there.
    pub(super) fn differs(self) -> bool {
        matches!(self.doubt(), Some(Doubt::ClocksDiffer { .. }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderMap, HeaderValue};

    fn seconds(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn a_clock_that_differs_by_a_minute_is_right_and_by_more_is_a_doubt() {
        for (gateway, ours, doubtful) in [
            (1_000, 1_000, false),
            (1_060, 1_000, false),
            (1_000, 1_060, false),
            (1_061, 1_000, true),
            (1_000, 1_061, true),
        ] {
            let clock = GatewayClock::at(seconds(gateway), seconds(ours));
            assert_eq!(clock.doubt().is_some(), doubtful, "{clock:?}");
            assert_eq!(clock.differs(), doubtful);
            assert_eq!(clock.corrected(seconds(ours)), seconds(gateway));
        }
    }

    #[test]
    fn a_date_that_is_missing_doubled_or_no_date_is_a_doubt() {
        let date = HeaderValue::from_static("Sun, 06 Nov 1994 08:49:37 GMT");
        for dates in [
            vec![],
            vec![HeaderValue::from_static("yesterday")],
            vec![date.clone(), date],
        ] {
            let mut headers = HeaderMap::new();
            for date in dates {
                headers.append("date", date);
            }
            let clock = GatewayClock::of(&Answer::new(200, headers, ""));
            assert_eq!(clock.doubt(), Some(Doubt::NoGatewayClock));
            assert_eq!(clock.corrected(seconds(7)), seconds(7));
        }
    }
}
