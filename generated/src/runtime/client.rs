//! The client that every gateway's client stands on, and how it is built.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Certificate;

use super::auth::Auth;
use super::base_url::BaseUrl;
use super::{Error, Gateway};

/// How long a connection may be idle before it is dropped: shorter than any gateway or proxy between is known to wait, so
/// that a payment is seldom written to a connection that is just being closed.
const IDLE: Duration = Duration::from_secs(4);

/// A connection to one gateway: its address, its credentials and a pool of connections.
///
/// Cloning is cheap, and all clones share the pool. `Debug` shows no credentials.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) http: reqwest::Client,
    pub(crate) base: BaseUrl,
    pub(crate) auth: Auth,
    pub(crate) timeout: Duration,
    pub(crate) max_answer_bytes: usize,
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
            .field("timeout", &self.inner.timeout)
            .field("max_answer_bytes", &self.inner.max_answer_bytes)
            .finish()
    }
}

/// Sets up a client for the gateway `G`. Nothing is checked before [`build`](Self::build).
///
/// | | default |
/// |---|---|
/// | time to connect, the TLS handshake included | 10 s |
/// | time between two reads | 30 s |
/// | time for a whole call | 60 s |
/// | largest answer | 4 MiB |
/// | proxy | none: gateways allow the addresses of their merchants one by one, so the way out is chosen and not inherited from the environment |
///
/// What cannot be changed: HTTP/1.1, https only (plain http goes to this machine alone), no redirect followed, nothing sent
/// again after a failure, connections dropped after 4 idle seconds, certificates verified. One thing below may look like a
/// second attempt and is none: when a pooled connection turns out to be closed before one byte of a request was written to
/// it, the HTTP library sends that request on another connection.
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder<G> {
    base_url: String,
    token: Option<String>,
    proxy: Option<String>,
    root_certificates: Vec<Vec<u8>>,
    user_agent: String,
    connect_timeout: Duration,
    read_timeout: Duration,
    timeout: Duration,
    idle_timeout: Duration,
    max_answer_bytes: usize,
    gateway: PhantomData<fn() -> G>,
}

impl<G: Gateway> ClientBuilder<G> {
    /// Begins with the gateway's address.
    pub fn new(base_url: impl Into<String>) -> Self {
        Self {
            base_url: base_url.into(),
            token: None,
            proxy: None,
            root_certificates: Vec::new(),
            user_agent: concat!("malipo/", env!("CARGO_PKG_VERSION")).to_owned(),
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(30),
            timeout: Duration::from_secs(60),
            idle_timeout: IDLE,
            max_answer_bytes: 4 * 1024 * 1024,
            gateway: PhantomData,
        }
    }

    /// Sends every call to another address: https, or plain http to this machine.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into();
        self
    }

    /// Shows a static bearer token with every call that needs one.
    pub fn bearer(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Goes through a proxy, `http://…` or `https://…`. It serves https alone: calls to this machine go there directly.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(url.into());
        self
    }

    /// Also trusts these certificates (PEM; one or several), beside those of the operating system.
    pub fn add_root_certificate_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(pem.into());
        self
    }

    /// Names your program to the gateway instead of `malipo/<version>`.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// How long connecting may take, the TLS handshake included.
    pub const fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long the gateway may be silent.
    pub const fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = timeout;
        self
    }

    /// How long a whole call may take. A single call can be given [another](super::Call::timeout).
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long a connection may be idle: not for programs, but so that a test need not wait for it.
    #[cfg(test)]
    pub(crate) const fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle_timeout = timeout;
        self
    }

    /// How large the body of an answer may be.
    pub const fn max_answer_bytes(mut self, bytes: usize) -> Self {
        self.max_answer_bytes = bytes;
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// A [configuration error](Error::is_configuration) which says what to change: for a base URL that is not https or holds
    /// credentials, a query or a fragment; for a token, a user agent, a proxy or a certificate that cannot be used; and when
    /// the operating system has no certificates to trust.
    pub fn build(self) -> Result<G, Error> {
        let base = BaseUrl::parse(&self.base_url).map_err(Error::configuration)?;
        let auth = match &self.token {
            Some(token) => Auth::bearer(token).map_err(Error::configuration)?,
            None => Auth::None,
        };
        let http = self.http(&base)?;
        let inner = Inner {
            http,
            base,
            auth,
            timeout: self.timeout,
            max_answer_bytes: self.max_answer_bytes,
        };
        Ok(G::from_runtime(Client {
            inner: Arc::new(inner),
        }))
    }

    fn http(&self, base: &BaseUrl) -> Result<reqwest::Client, Error> {
        let user_agent = http::HeaderValue::from_str(&self.user_agent).map_err(|_| {
            Error::configuration(
                "the user agent has a character that a header cannot carry: use visible ASCII",
            )
        })?;
        let certificates = self.certificates()?;
        let mut http = reqwest::Client::builder()
            .http1_only()
            .https_only(base.is_encrypted())
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .no_proxy()
            .pool_idle_timeout(self.idle_timeout)
            .connect_timeout(self.connect_timeout)
            .read_timeout(self.read_timeout)
            .user_agent(user_agent);
        if let Some(proxy) = &self.proxy {
            http = http.proxy(read_proxy(proxy)?);
        }
        http = if base.is_encrypted() {
            http.tls_certs_merge(certificates)
        } else {
            // Nothing is encrypted on the way to this machine, so a system without certificates will do.
            http.tls_certs_only(certificates)
        };
        http.build().map_err(unusable_tls)
    }

    fn certificates(&self) -> Result<Vec<Certificate>, Error> {
        const ADVICE: &str =
            "a root certificate cannot be read: give it as PEM (-----BEGIN CERTIFICATE-----)";
        let mut all = Vec::new();
        for pem in &self.root_certificates {
            let some = Certificate::from_pem_bundle(pem)
                .map_err(|source| Error::configuration_because(ADVICE, source))?;
            if some.is_empty() {
                return Err(Error::configuration(ADVICE));
            }
            all.extend(some);
        }
        Ok(all)
    }
}

/// Shows no token, no proxy (which may hold a password) and no base URL before it has been checked.
impl<G> fmt::Debug for ClientBuilder<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("read_timeout", &self.read_timeout)
            .field("timeout", &self.timeout)
            .field("max_answer_bytes", &self.max_answer_bytes)
            .finish_non_exhaustive()
    }
}

fn read_proxy(url: &str) -> Result<reqwest::Proxy, Error> {
    const ADVICE: &str =
        "the proxy is not a URL that can be used: write it like http://proxy.example.com:3128";
    let parsed = reqwest::Url::parse(url).map_err(|_| Error::configuration(ADVICE))?;
    if !matches!(parsed.scheme(), "http" | "https") || !parsed.has_host() {
        return Err(Error::configuration(ADVICE));
    }
    reqwest::Proxy::https(parsed).map_err(|source| Error::configuration_because(ADVICE, source))
}

fn unusable_tls(source: reqwest::Error) -> Error {
    Error::configuration_because(
        "TLS could not be set up, most likely because this system has no certificates to trust: install the package \
         ca-certificates, or give the builder a certificate with `add_root_certificate_pem`",
        source,
    )
}

#[cfg(test)]
mod tests;
