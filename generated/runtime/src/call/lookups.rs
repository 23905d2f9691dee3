//! Whether a payment could be looked up, before it is made.

mod sendable;

use std::fmt;

use crate::call::client::Inner;
use crate::wire::Violations;

/// The look-ups of a payment, each checked with the reference that the payment is about to have.
///
/// A payment that no look-up could find again is not sent: after a lost response nobody could find out what became of it.
pub struct Lookups<'a> {
    client: &'a Inner,
    found: &'a mut Violations,
}

impl<'a> Lookups<'a> {
    pub(crate) const fn new(client: &'a Inner, found: &'a mut Violations) -> Self {
        Self { client, found }
    }
}

impl fmt::Debug for Lookups<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lookups")
            .field("found", &self.found)
            .finish_non_exhaustive()
    }
}
