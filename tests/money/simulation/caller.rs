//! The caller as the README wants it, and callers that it warns against.

use std::future::{Future, IntoFuture};
use std::time::Duration;

use malipo::runtime::Resolve;
use malipo::{Error, Found, Phase, Resolution, Settlement};
use tokio::time::timeout;

use crate::simulation::journal::{End, Journal, Kept};
use crate::simulation::merchant::{Merchant, Order};

/// How often a payment is sent of which not one byte has left.
const ATTEMPTS: usize = 3;

/// How often the gateway is asked again what became of a payment.
const QUESTIONS: usize = 2;

/// How much longer than its limit a call may take on a machine that has a lot to do.
const SLACK: Duration = Duration::from_secs(20);

/// How callers behave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manners {
    /// As the README says.
    AsDocumented,
    /// What was not found is paid again, with the same reference.
    PaysAgainAfterNotFound,
    /// What was not found is called refused.
    TakesNotFoundForRefused,
    /// A failure that proves nothing is called a failure.
    TakesInconclusiveForFailed,
    /// A reference is kept when the payment has come to its end, and not before.
    KeepsTooLate,
}

/// A running caller: what it loses when it crashes.
pub(crate) struct Caller<'a, M: Merchant> {
    pub(crate) client: M::Client,
    /// A client of an address at which nobody listens.
    pub(crate) cut_off: Option<M::Client>,
    pub(crate) journal: &'a Journal,
    pub(crate) manners: Manners,
    /// How often one search looks.
    pub(crate) tries: u32,
    /// How long a call and a search may take.
    pub(crate) limit: Duration,
}

impl<M: Merchant> Caller<'_, M> {
    /// Makes a payment, and goes on until it has come to an end.
    pub(crate) async fn pay(&self, order: &Order<'_>) {
        if self.manners != Manners::KeepsTooLate {
            // Before the first byte, so that it is known after a crash.
            self.journal.begin(order.reference, order.plan.what);
        }
        let end = self.end_of(order).await;
        if self.manners == Manners::KeepsTooLate {
            self.journal.begin(order.reference, order.plan.what);
        }
        self.journal.end(order.reference, end, false);
    }

    async fn end_of(&self, order: &Order<'_>) -> End {
        for attempt in 0..ATTEMPTS {
            let cut_off = attempt < usize::from(order.plan.unreachable);
            match self.send(order, cut_off).await {
                Ok(()) => return End::Executed,
                Err(error) if error.may_have_moved_money() => {
                    let search = error.resolve(&self.client);
                    return self.find_out(order.reference, search, Some(order)).await;
                }
                // Nobody has it, so the same reference is still a new one.
                Err(error) if error.is_retryable() => {}
                Err(error) if error.phase() == Phase::NotSent => break,
                Err(_refused) => return End::Refused,
            }
        }
        End::NotSent
    }

    async fn send(&self, order: &Order<'_>, cut_off: bool) -> Result<(), Error> {
        let client = match &self.cut_off {
            Some(nowhere) if cut_off => nowhere,
            _ => &self.client,
        };
        in_time(self.limit, M::pay(client, order, self.limit)).await
    }

    /// Goes on after a restart: nothing is known of the payment but what was kept.
    pub(crate) async fn recover(&self, reference: &str) {
        if let Some(kept) = self.journal.open(reference) {
            let end = match self.search(reference, &kept) {
                Some(search) => self.find_out(reference, search, None).await,
                // No operation finds such payments.
                None => End::ReportedUnclear,
            };
            self.journal.end(reference, end, true);
        }
    }

    fn search(&self, reference: &str, kept: &Kept) -> Option<Resolve<M::Client>> {
        M::resolve(&self.client, kept.what, reference, kept.attempted_at)
    }

    /// How a payment ended that the gateway has.
    fn end_of_found<R>(&self, found: &Found<R>) -> End {
        match found.settlement() {
            Settlement::Failed => End::Failed,
            Settlement::Inconclusive if self.manners == Manners::TakesInconclusiveForFailed => {
                End::Failed
            }
            Settlement::Inconclusive => {
                assert!(!found.ids().is_empty(), "nothing to quote to the support");
                End::Inconclusive
            }
            _ => End::Executed,
        }
    }

    /// Asks the gateway what became of a payment, and does not pay again.
    async fn find_out(
        &self,
        reference: &str,
        mut search: Resolve<M::Client>,
        order: Option<&Order<'_>>,
    ) -> End {
        for _ in 0..QUESTIONS {
            let searching = search
                .tries(self.tries)
                .first_pause(Duration::from_millis(5))
                .deadline(self.limit);
            match in_time(self.limit, searching.into_future()).await {
                Ok(Resolution::Executed(found)) => return self.end_of_found(&found),
                Ok(Resolution::Unclear(_candidates)) => return End::ReportedUnclear,
                // It may still come: ask again.
                Ok(Resolution::NotFound { .. }) => {
                    match (self.manners, order) {
                        (Manners::PaysAgainAfterNotFound, Some(order)) => {
                            let _paid = self.send(order, false).await;
                        }
                        (Manners::TakesNotFoundForRefused, _) => return End::Refused,
                        _ => {}
                    }
                    let kept = self.journal.open(reference);
                    match kept.and_then(|kept| self.search(reference, &kept)) {
                        Some(again) => search = again,
                        None => return End::ReportedUnclear,
                    }
                }
                Err(error) if error.is_unresolvable() => return End::ReportedUnclear,
                Err(error) => search = error.resolve(&self.client),
            }
        }
        End::ReportedUnclear
    }
}

/// What has to end within its limit.
async fn in_time<T>(limit: Duration, call: impl Future<Output = T>) -> T {
    match timeout(limit + SLACK, call).await {
        Ok(ended) => ended,
        Err(_) => panic!("a call has not ended {SLACK:?} after its time limit of {limit:?}"),
    }
}
