//! The simulator as a test holds it.

mod webhooks;

use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use rust_decimal::Decimal;
use tokio::net::TcpListener;

use crate::clock::Clock;
use crate::contract::Contract;
use crate::fate::{Fates, Rules};
use crate::server::Server;
use crate::simulation::{Simulation, Throttle};
use crate::webhooks::{Courier, Outbox};
use crate::zengapay::{NETWORKS, Zengapay};
use crate::{
    Contact, Course, Error, Fate, Ledger, Moment, Payment, ReceivedRequest, Violation, Which,
};

/// The token that is accepted unless a builder sets another one; it opens nothing anywhere.
const TOKEN: &str = "ZPYPUBK-malipo-sandbox-token";

/// What each wallet holds at first unless a builder says otherwise, in UGX.
const OPENING_BALANCE: i64 = 1_000_000;

/// A running simulator. It stops, and its connections end, when this is dropped.
#[derive(Debug)]
pub struct Sandbox {
    simulation: Arc<Simulation<Zengapay>>,
    base_url: String,
    token: String,
    courier: Courier,
    _server: Server,
}

impl Sandbox {
    /// Starts a simulator on a free port of 127.0.0.1, with a million shillings in each wallet.
    ///
    /// # Errors
    ///
    /// If nothing can be listened on, or if the specification in this crate does not hold.
    pub async fn start() -> Result<Self, Error> {
        Self::builder().start().await
    }

    /// Starts describing a simulator.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The base URL to give to a client, such as `http://127.0.0.1:40123/v1`.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The token to give to a client.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// A copy of the ledger as it stands now.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        self.simulation.state().gateway.ledger.clone()
    }

    /// The contacts so far: those that were saved, and those that were made by paying a new number.
    #[must_use]
    pub fn contacts(&self) -> Vec<Contact> {
        self.simulation.state().gateway.contacts.clone()
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
        state.gateway.fates.rules.add(which, course.into());
    }

    /// An unfinished payment succeeds: the subscriber approves the collection, whose wallet is credited and then charged;
    /// or the mobile network carries the transfer out.
    ///
    /// The reference is the `transactionReference`, or the merchant's `external_reference` where one unfinished payment has
    /// it.
    ///
    /// # Errors
    ///
    /// If no unfinished payment has this reference, if several have it, or if the balance would be too large to be held.
    pub fn approve(&self, reference: &str) -> Result<Payment, Error> {
        self.decide_now(reference, Fate::Approve)
    }

    /// An unfinished payment, found as by [`approve`](Self::approve), fails: the subscriber declines the collection, or the
    /// mobile network refuses the transfer, whose money is given back.
    ///
    /// # Errors
    ///
    /// As of [`approve`](Self::approve).
    pub fn decline(&self, reference: &str) -> Result<Payment, Error> {
        self.decide_now(reference, Fate::Decline)
    }

    /// An unfinished payment, found as by [`approve`](Self::approve), becomes `INDETERMINATE`: nobody knows how it will end.
    /// It can still be approved and declined.
    ///
    /// # Errors
    ///
    /// If no unfinished payment has this reference, or if several have it.
    pub fn make_indeterminate(&self, reference: &str) -> Result<Payment, Error> {
        self.decide_now(reference, Fate::Indeterminate)
    }

    /// The next so many requests are refused with 429, with or without the header `Retry-After` in whole seconds.
    ///
    /// It replaces what was left of an earlier call; no requests end it.
    pub fn throttle(&self, requests: usize, retry_after: Option<Duration>) {
        self.simulation.state().throttle = Throttle {
            requests,
            retry_after,
        };
    }

    /// From now on, from which addresses sensitive operations are allowed; from others they are refused with 403.
    ///
    /// At first it is 127.0.0.1, from where clients come. The crate's documentation tells which operations are guarded.
    pub fn whitelist(&self, addresses: impl IntoIterator<Item = Ipv4Addr>) {
        self.simulation.state().gateway.whitelist = addresses.into_iter().collect();
    }

    /// Every request so far, in the order in which they were carried out.
    #[must_use]
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        self.simulation.state().requests.clone()
    }

    /// What was not as the specification says, in the requests so far. Tests assert that it is empty.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        self.simulation.state().violations.clone()
    }

    /// Answers of the simulator itself that are not as the specification says: always empty, or the simulator is wrong.
    #[must_use]
    pub fn unfit_answers(&self) -> Vec<String> {
        self.simulation.state().unfit_answers.clone()
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

    fn decide_now(&self, reference: &str, fate: Fate) -> Result<Payment, Error> {
        let mut state = self.simulation.state();
        let now = state.clock.now();
        state.gateway.decide_now(reference, fate, now)
    }
}

/// Describes a simulator before it starts.
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until `start`"]
pub struct Builder {
    token: String,
    opening: BTreeMap<String, Decimal>,
    port: u16,
    clock: Clock,
    rules: Rules,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            token: TOKEN.to_owned(),
            opening: NETWORKS
                .iter()
                .map(|network| {
                    (
                        network.currency_code.to_owned(),
                        Decimal::from(OPENING_BALANCE),
                    )
                })
                .collect(),
            port: 0,
            clock: Clock::Stepped {
                now: Moment::START,
                step: Duration::from_secs(1),
            },
            rules: Rules::default(),
        }
    }
}

impl Builder {
    /// The token that requests must carry.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = token.into();
        self
    }

    /// What a wallet holds at first, such as 5000 in `UGX-MTNMM`.
    pub fn opening_balance(mut self, wallet: impl Into<String>, amount: Decimal) -> Self {
        self.opening.insert(wallet.into(), amount);
        self
    }

    /// The port to listen on; a free one by default.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// The time at which the simulator starts, and by how much each request moves it.
    pub fn clock(mut self, start: Moment, step: Duration) -> Self {
        self.clock = Clock::Stepped { now: start, step };
        self
    }

    /// Takes the time from the computer, shown as East Africa Time. Runs are not reproducible then.
    pub fn real_time(mut self) -> Self {
        self.clock = Clock::Wall;
        self
    }

    /// What becomes of payments when they are accepted, as by [`Sandbox::decide`].
    pub fn decide(mut self, which: Which, course: impl Into<Course>) -> Self {
        self.rules.add(which, course.into());
        self
    }

    /// Starts the simulator on 127.0.0.1.
    ///
    /// # Errors
    ///
    /// If the port cannot be listened on, or if the specification in this crate does not hold.
    pub async fn start(self) -> Result<Sandbox, Error> {
        let contract = Contract::zengapay()?;
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port)))
            .await
            .map_err(Error::Listen)?;
        let address = listener.local_addr().map_err(Error::Listen)?;
        let base_url = format!("http://{address}{}", contract.base_path());
        let (courier, queue) = Courier::start();
        let gateway = Zengapay {
            token: self.token.clone(),
            base_url: base_url.clone(),
            ledger: Ledger::open(self.opening),
            fates: Fates::new(self.rules),
            contacts: Vec::new(),
            whitelist: BTreeSet::from([Ipv4Addr::LOCALHOST]),
            outbox: Outbox::new(queue),
        };
        let simulation = Arc::new(Simulation::new(contract, gateway, self.clock));
        let server = Server::start(listener, Arc::clone(&simulation));
        Ok(Sandbox {
            simulation,
            base_url,
            token: self.token,
            courier,
            _server: server,
        })
    }
}
