//! Moments, and what a clock at the gateway's place shows then.
#![cfg(feature = "local-time")]

use std::time::SystemTime;

use jiff::Timestamp;
use jiff::tz::Offset;

use crate::wire::LocalDateTime;

/// What a clock shows at a moment, so many minutes ahead of UTC; none outside the years that can be written.
#[must_use]
pub fn local_time(moment: SystemTime, minutes_ahead: i32) -> Option<LocalDateTime> {
    let moment = Timestamp::try_from(moment).ok()?;
    Some(offset(minutes_ahead)?.to_datetime(moment).into())
}

/// The moment at which a clock shows this time, so many minutes ahead of UTC; none outside the years that can be written.
#[must_use]
pub fn moment(shown: &LocalDateTime, minutes_ahead: i32) -> Option<SystemTime> {
    let moment = offset(minutes_ahead)?.to_timestamp(shown.to_civil()).ok()?;
    Some(moment.into())
}

fn offset(minutes_ahead: i32) -> Option<Offset> {
    Offset::from_seconds(minutes_ahead.checked_mul(60)?).ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_clock_ahead_of_utc_shows_a_later_time_and_back() {
        let noon = SystemTime::UNIX_EPOCH + Duration::from_secs(12 * 3600);
        let shown = local_time(noon, 180).unwrap();
        assert_eq!(shown.to_string(), "1970-01-01 15:00:00");
        assert_eq!(moment(&shown, 180), Some(noon));
        assert_eq!(
            local_time(noon, -90).unwrap().to_string(),
            "1970-01-01 10:30:00"
        );
    }

    #[test]
    fn what_cannot_be_written_is_none() {
        assert_eq!(local_time(SystemTime::UNIX_EPOCH, i32::MAX), None);
        let far = SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 40);
        assert_eq!(local_time(far, 0), None);
    }
}
