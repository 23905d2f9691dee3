//! How a client is built.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use reqwest::{Certificate, Identity};
use zeroize::Zeroizing;

use crate::auth::{
    Auth, ClientCredentials, Credentials, Keys, Secret, TokenCache, TokenRequest, Way, bearer,
};
use crate::error::Error;
use crate::http::base_url::BaseUrl;
use crate::http::retries::Budget;
use crate::http::{Retries, time_limit};

use super::{Client, Gateway, Inner};
use crate::call::hook::{Attempt, Hook};

/// How long a connection may be idle before it is dropped: shorter than any gateway or proxy between is known to wait, so
/// that a call is seldom written to a connection that is just being closed.
const IDLE: Duration = Duration::from_secs(4);

/// Sets up a client for the gateway `G`. Nothing is checked before [`build`](Self::build).
///
/// | | default |
/// |---|---|
/// | [time to connect](Self::connect_timeout), the TLS handshake included | 10 s |
/// | [time between two reads](Self::read_timeout) | 30 s |
/// | [time for a whole call](Self::timeout) | 60 s |
/// | [connection of a call that must not run twice](Self::reuse_connections) | a new one for each call |
/// | attempts of a read; of another call only while it is certain that nothing was sent | [3](Retries) |
/// | largest response | 4 MiB; 64 KiB for one with a token, which cannot be changed |
/// | compression | none: `Accept-Encoding: identity`, unless a [raw call](crate::RawCall::header) sets that header |
/// | client certificate | [none](Self::client_certificate_pem) |
/// | proxy | none: many servers allow the addresses of their clients one by one, so the way out is chosen and not inherited from the environment |
///
/// A time limit of zero is a configuration error. One that is longer than a year counts as a year.
///
/// What cannot be changed: HTTP/1.1, https only (plain http goes to this machine alone), no redirect followed, no call sent
/// again once a byte of its body may have been sent, connections dropped after 4 idle seconds, certificates verified.
///
/// The builder takes no `reqwest::Client`: one could follow redirects, retry, share connections, use a proxy of the environment
/// or wait without a limit. The client would not know, and [`Phase`](crate::Phase) would not be true.
///
/// One thing may look like a second attempt and is none: if a pooled connection turns out to be closed before one byte of a
/// request was written to it, the HTTP library sends that request on another connection.
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder<G> {
    base_url: String,
    credentials: Credentials,
    basic: Option<(String, Secret)>,
    api_keys: Vec<(String, Secret)>,
    servers: Vec<(String, String)>,
    token_cache: TokenCache,
    proxy: Option<Secret>,
    root_certificates: Vec<Vec<u8>>,
    client_certificate: Option<Zeroizing<Vec<u8>>>,
    hook: Option<Hook>,
    user_agent: String,
    connect_timeout: Duration,
    read_timeout: Duration,
    timeout: Duration,
    retries: Retries,
    reuse_connections: bool,
    idle_timeout: Duration,
    max_answer_bytes: usize,
    gateway: PhantomData<fn() -> G>,
}

impl<G: Gateway> ClientBuilder<G> {
    /// Begins with the gateway's address.
    pub fn new(base_url: impl Into<String>) -> Self {
        Self {
            base_url: base_url.into(),
            credentials: Credentials::None,
            basic: None,
            api_keys: Vec::new(),
            servers: Vec::new(),
            token_cache: TokenCache::default(),
            proxy: None,
            root_certificates: Vec::new(),
            client_certificate: None,
            hook: None,
            user_agent: concat!("malipo/", env!("CARGO_PKG_VERSION")).to_owned(),
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(30),
            timeout: Duration::from_secs(60),
            retries: Retries::default(),
            reuse_connections: false,
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

    /// Shows a static bearer token with every call that needs one. It takes the place of credentials given before.
    pub fn bearer(mut self, token: impl Into<String>) -> Self {
        self.credentials = Credentials::Token(Secret::new(token));
        self
    }

    /// Sends the operations that the specification gives an address of their own, such as `https://files.example.com`, to
    /// another: for a sandbox or a test. Without it they go to the address that the specification gives them.
    pub fn server(mut self, specified: impl Into<String>, base_url: impl Into<String>) -> Self {
        self.servers.push((specified.into(), base_url.into()));
        self
    }

    /// Shows a user name and a password with every call that the specification says takes them.
    pub fn basic(mut self, user: impl Into<String>, password: impl Into<String>) -> Self {
        self.basic = Some((user.into(), Secret::new(password)));
        self
    }

    /// Shows an API key with every call that the specification says takes it: `scheme` is what the specification calls the
    /// key, as the documentation of the client lists them. Where it is sent, the specification says too.
    pub fn api_key(mut self, scheme: impl Into<String>, key: impl Into<String>) -> Self {
        self.api_keys.push((scheme.into(), Secret::new(key)));
        self
    }

    /// Gets bearer tokens with a client id and a secret, for every call that needs one. They take the place of credentials given
    /// before.
    ///
    /// ```
    /// use malipo_runtime::{ClientBuilder, ClientCredentials, Gateway};
    ///
    /// fn build<G: Gateway>(secret: String) -> Result<G, malipo_runtime::Error> {
    ///     let credentials = ClientCredentials::new("shop-17", secret)
    ///         .token_url("/connect/token")
    ///         .scope("orders");
    ///     ClientBuilder::new("https://api.example.com").client_credentials(credentials).build()
    /// }
    /// ```
    ///
    /// A token is asked for by the first call that needs one, and kept. All calls of a client and of its clones wait for the
    /// same request, each for as long as its own time lasts; a call that is dropped does not end it.
    ///
    /// - **Renewal.** When a token has less than 60 seconds or a tenth of its life left, whichever is more, a new one is asked
    ///   for, while calls go on with the old one. Clients differ by a little at random, and of a short life at least the first
    ///   four tenths are used. A failed renewal does not fail a call while the old token is valid; the next
    ///   attempt comes ten seconds later.
    /// - **No second run.** A call that must not run twice, or whose effect nobody has declared, is never repeated after a response, a 401
    ///   included. To avoid a 401, it waits for the new token when the old one has less than 60 seconds left (or half of its
    ///   life): for ten seconds or half of its own time, whichever is less. Then it uses the old one if that is still valid.
    /// - **401.** The token is forgotten, unless it has been renewed meanwhile. A call that is declared to read, or that it may run twice, is
    ///   then made once more, with the new token.
    /// - **Life.** It is counted from the moment of asking. A token without a stated life is kept for five minutes; one whose
    ///   stated life is 0 or less serves the calls that waited for it.
    ///
    /// When no token can be had, the call is not sent, and its [error](Error::is_no_token) says why.
    pub fn client_credentials(mut self, credentials: ClientCredentials) -> Self {
        self.credentials = Credentials::Client(credentials);
        self
    }

    /// Asks for tokens of another scope than the [client credentials](Self::client_credentials) name. Without those, this does
    /// nothing.
    pub fn scope(self, scope: impl Into<String>) -> Self {
        self.with_credentials(|credentials| credentials.scope(scope))
    }

    /// Asks for tokens at another path than the [client credentials](Self::client_credentials) name, or at an address of its own:
    /// https, or plain http to this machine. Without client credentials, this does nothing.
    pub fn token_url(self, path_or_url: impl Into<String>) -> Self {
        self.with_credentials(|credentials| credentials.token_url(path_or_url))
    }

    /// Changes the client credentials, if there are any.
    fn with_credentials(
        mut self,
        change: impl FnOnce(ClientCredentials) -> ClientCredentials,
    ) -> Self {
        self.credentials = match self.credentials {
            Credentials::Client(client) => Credentials::Client(change(client)),
            other => other,
        };
        self
    }

    /// Shares the tokens with other clients that are built with this cache. It is of no use to a static token.
    pub fn token_cache(mut self, cache: &TokenCache) -> Self {
        self.token_cache = cache.clone();
        self
    }

    /// Goes through a proxy, `http://…` or `https://…`. It serves https alone: calls to this machine go there directly.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(Secret::new(url));
        self
    }

    /// Also trusts these certificates (PEM; one or several), beside those of the operating system.
    pub fn add_root_certificate_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(pem.into());
        self
    }

    /// Shows this client certificate to the server and to the token endpoint (mutual TLS): PEM with the certificate, those between it
    /// and its root, and the private key.
    ///
    /// ```no_run
    /// use malipo_runtime::{ClientBuilder, Gateway};
    ///
    /// fn build<G: Gateway>(builder: ClientBuilder<G>) -> Result<G, Box<dyn std::error::Error>> {
    ///     let pem = std::fs::read("/etc/shop/client.pem")?;
    ///     Ok(builder.client_certificate_pem(pem).build()?)
    /// }
    /// ```
    pub fn client_certificate_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.client_certificate = Some(Zeroizing::new(pem.into()));
        self
    }

    /// Adds headers to each attempt of each call, such as those that propagate a trace. Of several hooks, the last one counts.
    ///
    /// The hook runs inside the span of the attempt, before the request is sent, so it must not block. It sees the operation and not the
    /// request. It cannot change what the client sends: a header that the client or the call sets stays as it is. So
    /// do the names that belong to credentials (`Authorization`, `Cookie`, every API key), to the body (`Content-…`), to the connection
    /// (`Host`, `Connection`, `Transfer-Encoding` and others) and `User-Agent`. Such a header of the hook is ignored with a warning
    /// in the log. Requests for tokens do not run the hook.
    ///
    /// ```
    /// use malipo_runtime::{Attempt, ClientBuilder, Gateway, HeaderMap};
    ///
    /// fn traced<G: Gateway>(builder: ClientBuilder<G>, trace: fn() -> String) -> ClientBuilder<G> {
    ///     builder.headers(move |_: &Attempt| {
    ///         let mut headers = HeaderMap::new();
    ///         if let Ok(value) = trace().parse() {
    ///             headers.insert("traceparent", value);
    ///         }
    ///         headers
    ///     })
    /// }
    /// ```
    pub fn headers<F>(mut self, hook: F) -> Self
    where
        F: Fn(&Attempt) -> HeaderMap + Send + Sync + 'static,
    {
        self.hook = Some(Hook::new(hook));
        self
    }

    /// Names your program to the gateway instead of `malipo/<version>`.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// Sets how long connecting may take, the TLS handshake included. It must be greater than zero; a year is the most.
    pub const fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets how long the gateway may be silent. It must be greater than zero; a year is the most.
    pub const fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = timeout;
        self
    }

    /// Sets how long a whole call may take, with all its attempts. It must be greater than zero; a year is the most. A single
    /// call can be given [another](crate::Call::timeout).
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How often a call is made again after a failure that looks passing; [`Retries::none`] turns it off. A single call can be
    /// given [others](crate::Call::retries).
    pub const fn retries(mut self, retries: Retries) -> Self {
        self.retries = retries;
        self
    }

    /// Also sends calls that must not run twice, or whose effect nobody has declared, on connections that other calls have used. By
    /// default each has a new connection, which the client closes after the response.
    ///
    /// On a used connection, a surplus response is read as the response to the next call: a proxy or gateway that answers one
    /// request twice makes a call look accepted or refused that is not. The client cannot see the difference. A new
    /// connection costs one round trip, and one or two more for TLS, which resumes earlier sessions. So reuse connections only
    /// if that time matters more to you, such as for an API whose document does not declare that its calls may run twice.
    pub const fn reuse_connections(mut self, reuse: bool) -> Self {
        self.reuse_connections = reuse;
        self
    }

    /// How long a connection may be idle: not for programs, but so that a test need not wait for it.
    #[cfg(test)]
    pub(crate) const fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle_timeout = timeout;
        self
    }

    /// How large the body of a response may be.
    pub const fn max_answer_bytes(mut self, bytes: usize) -> Self {
        self.max_answer_bytes = bytes;
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// A [configuration error](Error::is_configuration) which says what to change: for a base URL that is not https, holds
    /// credentials, a query or a fragment, or is longer than 4,096 bytes; for a time limit of zero; for a token, client
    /// credentials, a user agent, a proxy or a certificate that cannot be used; and when the operating system has no certificates to trust.
    pub fn build(self) -> Result<G, Error> {
        let base = BaseUrl::parse(&self.base_url)
            .map_err(|reason| Error::configuration(format!("the base URL {reason}")))?;
        let request = match &self.credentials {
            Credentials::Client(client) => {
                Some(client.request(&base).map_err(Error::configuration)?)
            }
            Credentials::None | Credentials::Token(_) => None,
        };
        let keys = Keys::new(self.basic.as_ref(), &self.api_keys, G::API_KEYS)
            .map_err(Error::configuration)?;
        let servers = self.own_servers(G::SERVERS, &base)?;
        let mut addresses = vec![base.is_encrypted()];
        addresses.extend(request.as_ref().map(TokenRequest::is_encrypted));
        addresses.extend(servers.iter().map(|(_, server)| server.is_encrypted()));
        let times = self.times().map_err(Error::configuration)?;
        let http = self.http(&addresses, &times, true)?;
        let unshared = match self.reuse_connections {
            true => None,
            false => Some(self.http(&addresses, &times, false)?),
        };
        let auth = match (&self.credentials, request) {
            (Credentials::Token(token), _) => {
                Auth::Bearer(bearer(token.expose()).map_err(Error::configuration)?)
            }
            (_, Some(request)) => {
                let way = Way {
                    http: http.clone(),
                    timeout: times.whole,
                };
                Auth::Tokens(self.token_cache.tokens(request), way)
            }
            (_, None) => Auth::None,
        };
        let inner = Inner {
            http,
            unshared,
            base,
            auth,
            keys,
            servers,
            timeout: times.whole,
            retries: self.retries,
            budget: Budget::new(),
            max_answer_bytes: self.max_answer_bytes,
            hook: self.hook,
        };
        Ok(G::from_runtime(Client {
            inner: Arc::new(inner),
        }))
    }

    /// Where the operations with an address of their own are sent. One that the specification gives and that cannot be used is
    /// a failure of the calls that need it; one that was given here is a failure now.
    fn own_servers(
        &self,
        declared: &'static [&'static str],
        base: &BaseUrl,
    ) -> Result<Vec<(&'static str, BaseUrl)>, Error> {
        if let Some((unknown, _)) = self
            .servers
            .iter()
            .find(|(given, _)| !declared.contains(&given.as_str()))
        {
            return Err(Error::configuration(format!(
                "no operation has the address `{unknown}`: give one of {declared:?}"
            )));
        }
        let mut servers = Vec::new();
        for address in declared {
            let given = self.servers.iter().rfind(|(given, _)| given == address);
            match given {
                Some((_, instead)) => {
                    let instead = BaseUrl::parse(instead).map_err(|reason| {
                        Error::configuration(format!("the URL of a server {reason}"))
                    })?;
                    servers.push((*address, instead));
                }
                None => servers.extend(base.relative(address).map(|server| (*address, server))),
            }
        }
        Ok(servers)
    }

    /// The time limits, checked.
    fn times(&self) -> Result<Times, String> {
        Ok(Times {
            connecting: time_limit::of_client(self.connect_timeout, "connect timeout")?,
            reading: time_limit::of_client(self.read_timeout, "read timeout")?,
            whole: time_limit::of_client(self.timeout, "timeout")?,
        })
    }

    /// The HTTP client for addresses of which some or all are encrypted; those that are not are on this machine.
    fn http(
        &self,
        encrypted: &[bool],
        times: &Times,
        pooled: bool,
    ) -> Result<reqwest::Client, Error> {
        let user_agent = http::HeaderValue::from_str(&self.user_agent).map_err(|_| {
            Error::configuration(
                "the user agent has a character that a header cannot carry: use visible ASCII",
            )
        })?;
        let certificates = self.certificates()?;
        let mut http = reqwest::Client::builder()
            .http1_only()
            .https_only(encrypted.iter().all(|encrypted| *encrypted))
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .no_proxy()
            .pool_idle_timeout(self.idle_timeout)
            .connect_timeout(times.connecting)
            .read_timeout(times.reading)
            .user_agent(user_agent);
        if !pooled {
            http = http.pool_max_idle_per_host(0);
        }
        if let Some(pem) = &self.client_certificate {
            let identity = Identity::from_pem(pem).map_err(|source| {
                Error::configuration_because(
                    "the client certificate cannot be read: give the certificate and its private key as PEM (-----BEGIN CERTIFICATE-----, \
                     -----BEGIN PRIVATE KEY-----)",
                    source,
                )
            })?;
            http = http.identity(identity);
        }
        if let Some(proxy) = &self.proxy {
            http = http.proxy(read_proxy(proxy.expose())?);
        }
        http = if encrypted.contains(&true) {
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

/// The time limits of a client.
struct Times {
    connecting: Duration,
    reading: Duration,
    whole: Duration,
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
    let usable = matches!(parsed.scheme(), "http" | "https")
        && parsed.has_host()
        && parsed.port() != Some(0)
        && parsed.as_str().parse::<http::Uri>().is_ok();
    if !usable {
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
#[cfg(feature = "payments")]
mod tests;
