//! What a test can do with a simulated ZENGAPAY only.

use std::net::Ipv4Addr;

use super::{Builder, Sandbox};
use crate::{Contact, Error, Zengapay};

impl Sandbox<Zengapay> {
    /// Starts a simulator on a free port of 127.0.0.1, with a million shillings in each wallet.
    ///
    /// # Errors
    ///
    /// If nothing can be listened on, or if the specification in this crate does not hold.
    pub async fn start() -> Result<Self, Error> {
        Self::builder().start().await
    }

    /// Starts describing a simulator.
    pub fn builder() -> Builder<Zengapay> {
        Builder::default()
    }

    /// The token to give to a client.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.settings.token
    }

    /// The contacts so far: those that were saved, and those that were made by paying a new number; the last of them,
    /// as [`Builder::keep_records`](crate::Builder::keep_records) says.
    #[must_use]
    pub fn contacts(&self) -> Vec<Contact> {
        self.simulation.state().gateway.contacts.to_vec()
    }

    /// From now on, from which addresses sensitive operations are allowed; from others they are refused with 403.
    ///
    /// At first it is 127.0.0.1, from where clients come. The crate's documentation tells which operations are guarded.
    pub fn whitelist(&self, addresses: impl IntoIterator<Item = Ipv4Addr>) {
        self.simulation.state().gateway.whitelist = addresses.into_iter().collect();
    }
}

impl Builder<Zengapay> {
    /// The token that requests must carry.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.settings.token = token.into();
        self
    }
}
