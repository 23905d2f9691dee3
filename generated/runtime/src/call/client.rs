//! The client that every generated client stands on.

mod builder;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::auth::{ApiKey, Auth, Keys};
use crate::call::hook::Hook;
use crate::http::Retries;
use crate::http::base_url::BaseUrl;
use crate::http::retries::Budget;
use crate::request::Effect;

pub use builder::ClientBuilder;

/// A connection to one gateway: its address, its credentials and a pool of connections.
///
/// A call that must not run twice, or whose effect nobody has declared, has a connection of its own; the others share the pool.
///
/// Cloning is cheap, and all clones share the pool. `Debug` shows no credentials.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) http: reqwest::Client,
    /// Makes a connection for every call. None where calls that must not run twice share connections with others.
    pub(crate) unshared: Option<reqwest::Client>,
    pub(crate) base: BaseUrl,
    pub(crate) auth: Auth,
    pub(crate) keys: Keys,
    /// Addresses of operations that have one of their own.
    pub(crate) servers: Vec<(&'static str, BaseUrl)>,
    pub(crate) timeout: Duration,
    pub(crate) retries: Retries,
    pub(crate) budget: Budget,
    pub(crate) max_answer_bytes: usize,
    /// What adds headers to each attempt.
    pub(crate) hook: Option<Hook>,
}

impl Inner {
    /// What sends a call of this effect, and whether the connection is for this call alone.
    pub(crate) fn http(&self, effect: Effect) -> (&reqwest::Client, bool) {
        match &self.unshared {
            Some(unshared) if effect.must_run_once() => (unshared, true),
            _ => (&self.http, false),
        }
    }

    /// Where an operation is sent.
    pub(crate) fn address(&self, server: Option<&str>) -> Result<&BaseUrl, &'static str> {
        let Some(server) = server else {
            return Ok(&self.base);
        };
        let known = self.servers.iter().find(|(known, _)| *known == server);
        known.map(|(_, base)| base).ok_or(
            "leads to a server whose address cannot be used: give the builder another with `server`",
        )
    }
}

impl Client {
    pub(crate) fn inner(&self) -> &Inner {
        &self.inner
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.inner.base.as_str())
            .field("auth", &self.inner.auth)
            .field("keys", &self.inner.keys)
            .field("timeout", &self.inner.timeout)
            .field("max_answer_bytes", &self.inner.max_answer_bytes)
            .finish()
    }
}

/// A gateway's generated client around the runtime's.
pub trait Gateway: Sized {
    /// The gateway's name, for people.
    const TITLE: &'static str;
    /// The API keys that the specification declares.
    const API_KEYS: &'static [ApiKey] = &[];
    /// The addresses of operations that have one of their own.
    const SERVERS: &'static [&'static str] = &[];

    /// Wraps a client.
    fn from_runtime(runtime: Client) -> Self;

    /// The client inside.
    fn runtime(&self) -> &Client;
}
