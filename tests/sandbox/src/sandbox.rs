//! The simulator as a test holds it.

mod builder;
mod faults;
mod webhooks;
mod zamupay;
mod zengapay;

use std::sync::Arc;
use std::time::Duration;

use crate::server::Server;
use crate::simulated::Simulated;
use crate::simulation::{Simulation, Throttle};
use crate::webhooks::Courier;
use crate::{
    Course, DateHeader, Error, Fate, Ledger, Moment, Payment, ReceivedRequest, Violation, Which,
    Zamupay, Zengapay,
};

pub use builder::Builder;

/// A gateway that this crate simulates: [`Zengapay`] or [`Zamupay`].
#[expect(
    private_bounds,
    reason = "there are no others than those of this crate"
)]
pub trait Gateway: Simulated {}

impl<G: Simulated> Gateway for G {}

/// A running simulator, of [`Zengapay`] unless another gateway is named. It stops, and its connections end, when this is
/// dropped.
///
/// [`Sandbox::start`] starts one of ZENGAPAY, [`Zamupay::start`] one of ZamuPay.
#[derive(Debug)]
pub struct Sandbox<G: Gateway = Zengapay> {
    simulation: Arc<Simulation<G>>,
    base_url: String,
    settings: G::Settings,
    courier: Courier,
    server: Server,
}

/// A running simulator of ZamuPay; [`Zamupay::start`] starts it.
pub type ZamupaySandbox = Sandbox<Zamupay>;

impl<G: Gateway> Sandbox<G> {
    /// The base URL to give to a client, such as `http://127.0.0.1:40123/v1` for ZENGAPAY.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// A copy of the ledger as it stands now.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        self.simulation.state().gateway.books().ledger.clone()
    }

    /// From now on, what becomes of payments when they are accepted: see [`Which`] for the order of the rules.
    ///
    /// A payment whose end would make a balance too large to be held stays as it is.
    ///
    /// ```no_run
    /// # use malipo_sandbox::{Fate, Sandbox, Which};
    /// # fn example(sandbox: &Sandbox) {
    /// sandbox.decide(Which::Next, Fate::Decline);
    /// sandbox.decide(Which::Transfers, Fate::LeavePending);
    /// # }
    /// ```
    pub fn decide(&self, which: Which, course: impl Into<Course>) {
        let mut state = self.simulation.state();
        state
            .gateway
            .books_mut()
            .fates
            .rules
            .add(which, course.into());
    }

    /// An unfinished payment succeeds: the subscriber approves the collection, whose wallet is credited and then charged;
    /// or the mobile network carries the transfer out.
    ///
    /// The reference is the gateway's, such as a `transactionReference`, or the merchant's where one unfinished payment has it:
    /// `external_reference` at ZENGAPAY, `originatorConversationId` at ZamuPay, and `systemTraceAuditNumber` for one line of an
    /// order of several.
    ///
    /// # Errors
    ///
    /// If no unfinished payment has this reference, if several have it, or if the balance would be too large to be held.
    pub fn approve(&self, reference: &str) -> Result<Payment, Error> {
        self.decide_now(reference, Fate::Approve)
    }

    /// An unfinished payment, found as by [`approve`](Self::approve), fails: the subscriber declines the collection, or the
    /// mobile network declines the transfer, whose money is given back.
    ///
    /// # Errors
    ///
    /// As of [`approve`](Self::approve).
    pub fn decline(&self, reference: &str) -> Result<Payment, Error> {
        self.decide_now(reference, Fate::Decline)
    }

    /// An unfinished payment, found as by [`approve`](Self::approve), becomes indeterminate: nobody knows how it will end.
    /// It can still be approved and declined.
    ///
    /// # Errors
    ///
    /// If no unfinished payment has this reference, or if several have it.
    pub fn make_indeterminate(&self, reference: &str) -> Result<Payment, Error> {
        self.decide_now(reference, Fate::Indeterminate)
    }

    /// The gateway calls an unfinished payment, found as by [`approve`](Self::approve), failed with a result code that does not
    /// prove it: see [`Fate::Inconclusive`]. It can still be approved and declined.
    ///
    /// # Errors
    ///
    /// If no unfinished payment has this reference, or if several have it.
    pub fn fail_inconclusively(&self, reference: &str) -> Result<Payment, Error> {
        self.decide_now(reference, Fate::Inconclusive)
    }

    /// The next so many requests are refused with 429, with or without the header `Retry-After` in whole seconds, rounded up and
    /// 2,147,483,648 at most.
    ///
    /// It replaces what was left of an earlier call; no requests end it.
    pub fn throttle(&self, requests: usize, retry_after: Option<Duration>) {
        self.simulation.state().throttle = Throttle {
            requests,
            retry_after,
        };
    }

    /// The requests so far, in the order in which they were carried out: the last 10,000, or as many as
    /// [`Builder::keep_records`] says.
    #[must_use]
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        self.simulation.state().requests.to_vec()
    }

    /// What was not as the specification says, in the requests so far; as many of the last as of [requests](Self::requests) are
    /// kept. Tests assert that it is empty.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        self.simulation.state().violations.to_vec()
    }

    /// Answers of the simulator itself that are not as the specification says: always empty, or the simulator is wrong.
    #[must_use]
    pub fn unfit_answers(&self) -> Vec<String> {
        self.simulation.state().unfit_answers.to_vec()
    }

    /// The simulator's time.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.simulation.state().clock.now()
    }

    /// Sets the simulator's time; the next request comes one step later. What is due by then happens.
    pub fn set_time(&self, moment: Moment) {
        self.simulation.state().set_time(moment);
    }

    /// Moves the simulator's time on, and lets happen what is due by then.
    pub fn advance(&self, duration: Duration) {
        let mut state = self.simulation.state();
        let moment = state.clock.now().after(duration);
        state.set_time(moment);
    }

    /// From now on, responses show this time in their header `Date`. It is that of the simulator's own clock at first, as of
    /// every real server.
    pub fn send_date(&self, date: DateHeader) {
        self.simulation.state().date_header = date;
    }

    fn decide_now(&self, reference: &str, fate: Fate) -> Result<Payment, Error> {
        let mut state = self.simulation.state();
        let now = state.clock.now();
        let reference = state.gateway.books().unsettled(reference)?;
        state.gateway.meet(&reference, fate, now)
    }
}
