//! How a simulator is described before it starts.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use rust_decimal::Decimal;
use tokio::net::TcpListener;

use super::{Gateway, Sandbox};
use crate::books::Books;
use crate::clock::Clock;
use crate::fate::{Fates, Rules};
use crate::server::Server;
use crate::simulation::Simulation;
use crate::webhooks::{Courier, Outbox};
use crate::{Course, Error, Ledger, Moment, Which, Zengapay};

/// What each wallet holds at first unless a builder says otherwise, in its currency.
const OPENING_BALANCE: i64 = 1_000_000;

/// Describes a simulator before it starts.
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until `start`"]
pub struct Builder<G: Gateway = Zengapay> {
    pub(super) settings: G::Settings,
    opening: BTreeMap<String, Decimal>,
    port: u16,
    clock: Clock,
    rules: Rules,
}

impl<G: Gateway> Default for Builder<G> {
    fn default() -> Self {
        let full = |wallet| (wallet, Decimal::from(OPENING_BALANCE));
        Self {
            settings: G::Settings::default(),
            opening: G::wallets().into_iter().map(full).collect(),
            port: 0,
            clock: Clock::Stepped {
                now: Moment::START,
                step: Duration::from_secs(1),
            },
            rules: Rules::default(),
        }
    }
}

impl<G: Gateway> Builder<G> {
    /// What a wallet holds at first, such as 5000 in `UGX-MTNMM` at ZENGAPAY or in `KES` at ZamuPay.
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
    pub async fn start(self) -> Result<Sandbox<G>, Error> {
        let contract = G::contract()?;
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port)))
            .await
            .map_err(Error::Listen)?;
        let address = listener.local_addr().map_err(Error::Listen)?;
        let base_url = format!("http://{address}{}", contract.base_path());
        let (courier, queue) = Courier::start();
        let books = Books {
            ledger: Ledger::open(self.opening),
            fates: Fates::new(self.rules),
            outbox: Outbox::new(queue),
        };
        let gateway = G::open(self.settings.clone(), &base_url, books);
        let simulation = Arc::new(Simulation::new(contract, gateway, self.clock));
        let server = Server::start(listener, Arc::clone(&simulation));
        Ok(Sandbox {
            simulation,
            base_url,
            settings: self.settings,
            courier,
            server,
        })
    }
}
