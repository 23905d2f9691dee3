//! The simulator as a test holds it.

mod webhooks;

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use rust_decimal::Decimal;
use tokio::net::TcpListener;

use crate::clock::Clock;
use crate::contract::Contract;
use crate::server::Server;
use crate::simulation::Simulation;
use crate::webhooks::{Courier, Outbox};
use crate::zengapay::{NETWORKS, Zengapay};
use crate::{Error, Ledger, Moment, Payment, ReceivedRequest, Violation};

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

    /// The subscriber approves a pending collection: the wallet is credited, then charged.
    ///
    /// The reference is the `transactionReference`, or the merchant's `external_reference` where one pending collection has
    /// it.
    ///
    /// # Errors
    ///
    /// If no pending collection has this reference, or if several have it.
    pub fn approve(&self, reference: &str) -> Result<Payment, Error> {
        self.answer_prompt(reference, true)
    }

    /// The subscriber declines a pending collection, found as by [`approve`](Self::approve).
    ///
    /// # Errors
    ///
    /// If no pending collection has this reference, or if several have it.
    pub fn decline(&self, reference: &str) -> Result<Payment, Error> {
        self.answer_prompt(reference, false)
    }

    /// The mobile network finishes a transfer that was left pending; one that fails is credited back.
    ///
    /// The reference is the `transactionReference`, or the merchant's `external_reference` where one pending transfer has it.
    ///
    /// # Errors
    ///
    /// If no pending transfer has this reference, or if several have it.
    pub fn settle_transfer(&self, reference: &str, succeeded: bool) -> Result<Payment, Error> {
        let mut state = self.simulation.state();
        let now = state.clock.now();
        state.gateway.settle_transfer(reference, succeeded, now)
    }

    /// From now on, whether transfers stay pending until [`settle_transfer`](Self::settle_transfer).
    pub fn leave_transfers_pending(&self, leave: bool) {
        self.simulation.state().gateway.leave_transfers_pending = leave;
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

    /// Sets the simulator's time; the next request comes one step later.
    pub fn set_time(&self, moment: Moment) {
        self.simulation.state().clock.set(moment);
    }

    /// Moves the simulator's time on.
    pub fn advance(&self, duration: Duration) {
        let mut state = self.simulation.state();
        let moment = state.clock.now().after(duration);
        state.clock.set(moment);
    }

    fn answer_prompt(&self, reference: &str, approved: bool) -> Result<Payment, Error> {
        let mut state = self.simulation.state();
        let now = state.clock.now();
        state.gateway.answer_prompt(reference, approved, now)
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
    leave_transfers_pending: bool,
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
            leave_transfers_pending: false,
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

    /// Leaves transfers pending until [`Sandbox::settle_transfer`]; by default they succeed at once.
    pub fn leave_transfers_pending(mut self) -> Self {
        self.leave_transfers_pending = true;
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
            leave_transfers_pending: self.leave_transfers_pending,
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
