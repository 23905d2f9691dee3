//! What steps of CI share.

use std::time::Duration;

/// The step that a fresh clone runs alone.
pub(super) const README_PAGES: &str = "README pages";

/// How a step ended, if it did not fail.
#[derive(Debug)]
pub(super) enum Passed {
    /// Everything was looked at.
    Fully,
    /// Something could not be looked at, for this reason.
    NotChecked(String),
}

pub(super) fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}
