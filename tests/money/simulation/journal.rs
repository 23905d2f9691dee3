//! What callers keep where a crash does not reach: before they pay, and at the end.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use crate::simulation::plan::What;

/// How a payment ends for its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum End {
    /// The gateway has it.
    Executed,
    /// The gateway has it, and says that it failed and that no money moved.
    Failed,
    /// The gateway has it, and calls it failed with a code that does not prove it. Somebody was told, with the gateway's ids.
    Inconclusive,
    /// The gateway refused it.
    Refused,
    /// It could not be sent, and was given up.
    NotSent,
    /// Nobody knows: somebody was told to look into it.
    ReportedUnclear,
}

/// All that is known of a payment after a restart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kept {
    pub(crate) what: What,
    pub(crate) attempted_at: SystemTime,
    pub(crate) end: Option<End>,
    /// Whether a caller came to this end that was restarted.
    pub(crate) after_restart: bool,
}

/// What all callers of a case have kept, by their own references: their database.
#[derive(Debug, Default)]
pub(crate) struct Journal(Mutex<BTreeMap<String, Kept>>);

impl Journal {
    fn entries(&self) -> MutexGuard<'_, BTreeMap<String, Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A payment is about to be made.
    pub(crate) fn begin(&self, reference: &str, what: What) {
        let kept = Kept {
            what,
            attempted_at: SystemTime::now(),
            end: None,
            after_restart: false,
        };
        self.entries().insert(reference.to_owned(), kept);
    }

    /// A payment has come to its end.
    pub(crate) fn end(&self, reference: &str, end: End, after_restart: bool) {
        if let Some(kept) = self.entries().get_mut(reference) {
            kept.end = Some(end);
            kept.after_restart = after_restart;
        }
    }

    /// A payment whose end is not known.
    pub(crate) fn open(&self, reference: &str) -> Option<Kept> {
        let kept = self.entries().get(reference).copied();
        kept.filter(|kept| kept.end.is_none())
    }

    /// All of it.
    pub(crate) fn read(&self) -> BTreeMap<String, Kept> {
        self.entries().clone()
    }
}
