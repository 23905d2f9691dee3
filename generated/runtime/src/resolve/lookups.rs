//! Whether a payment could be looked up, before it is made.

use std::fmt;

use crate::client::Inner;
use crate::{Encoder, Operation, Violation, Violations, transport};

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

    /// Records a violation of this field if the look-up, which holds the reference, could not be sent.
    pub fn sendable<O: Operation>(&mut self, field: &str, lookup: &O) {
        let mut broken = Violations::new();
        lookup.check(&mut broken);
        let mut encoder = Encoder::new();
        lookup.encode(&mut encoder);
        let id = O::SPEC.id;
        match encoder.finish(broken) {
            Ok(request) if transport::fits::<O>(self.client, &request) => {}
            Ok(_) => self.found.field(field, |at| {
                at.violation(
                    format!(
                        "makes the URL of `{id}`, which looks the payment up, longer than 65,534 bytes"
                    ),
                    "shorten it",
                );
            }),
            Err(broken) => {
                let rules: Vec<&str> = broken.iter().map(Violation::rule).collect();
                self.found.field(field, |at| {
                    at.violation(
                        format!(
                            "cannot be sent with `{id}`, which looks the payment up: there it {}",
                            rules.join(", and ")
                        ),
                        "use another reference",
                    );
                });
            }
        }
    }
}

impl fmt::Debug for Lookups<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lookups")
            .field("found", &self.found)
            .finish_non_exhaustive()
    }
}
