//! Time limits that callers choose, kept where no sum with a clock can overflow.

use std::time::Duration;

/// The longest time limit: a year. A longer one counts as this, so that `Duration::MAX` means no limit that anybody reaches.
pub(crate) const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// A time limit that can be added to any clock.
pub(crate) fn bounded(limit: Duration) -> Duration {
    limit.min(LONGEST)
}

/// A time limit of a client, or what to change: without any time, no call could succeed.
pub(crate) fn of_client(limit: Duration, what: &str) -> Result<Duration, String> {
    if limit.is_zero() {
        return Err(format!(
            "the {what} is zero, so every call would fail: set it to more than zero"
        ));
    }
    Ok(bounded(limit))
}
