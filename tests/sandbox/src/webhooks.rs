//! Webhooks: what a gateway sends by itself, where to, and what became of it.

mod courier;
mod outbox;

use std::fmt;
use std::time::Duration;

use hyper::Uri;

use crate::host::is_this_machine;
use crate::recent::{FRAME, Record};
use crate::{Error, printable};

pub(crate) use courier::Courier;
pub(crate) use outbox::{Draft, Outbox};

/// Where an event goes, and how.
#[derive(Clone, Debug)]
enum Address {
    /// To what was set last.
    Set,
    /// To an address of its own.
    Own(Webhooks),
    /// Nowhere: the address of its own cannot be posted to, and why.
    Unreachable { url: String, reason: String },
}

impl Address {
    /// That of a request. Without permission only this machine is posted to: the addresses in vendors' samples belong to
    /// others.
    fn in_request(url: &str, remote: bool) -> Self {
        let webhooks = match Webhooks::to(url) {
            Ok(webhooks) => webhooks.allowed(remote),
            Err(error) if remote || names_this_machine(url) => {
                Err((url.to_owned(), format!("not posted: {error}")))
            }
            Err(_) => Err((url.to_owned(), NOT_POSTED.to_owned())),
        };
        match webhooks {
            Ok(webhooks) => Self::Own(webhooks),
            Err((url, reason)) => Self::Unreachable { url, reason },
        }
    }
}

/// Returns true if an address, also one that cannot be posted to, is of this machine.
fn names_this_machine(url: &str) -> bool {
    let uri = url.parse::<Uri>().ok();
    uri.is_some_and(|uri| uri.host().is_some_and(is_this_machine))
}

/// Why nothing goes to another machine.
const NOT_POSTED: &str = "not posted: the simulator posts to this machine only, to an address such as \
                          http://127.0.0.1:3000/callback; `--allow-remote-webhooks`, or `Builder::allow_remote_webhooks`, \
                          lets it post to others";

/// How long a receiver has for its answer unless a test says otherwise.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where events go and how they are written: what a merchant sets in the gateway's dashboard, and what the vendor's
/// documents contradict themselves about.
///
/// How they are signed and spelt is ZENGAPAY's; ZamuPay signs nothing and has one spelling.
///
/// Without a [secret](Self::secret), events are not signed. To send a wrong signature, give another secret than the
/// receiver has. `Debug` shows no secret.
#[derive(Clone, PartialEq, Eq)]
#[must_use = "give it to `Sandbox::send_webhooks`"]
pub struct Webhooks {
    target: Target,
    pub(crate) secret: Option<String>,
    pub(crate) sign_body: bool,
    pub(crate) old_spelling: bool,
    pub(crate) amounts_without_decimals: bool,
    patience: Duration,
}

impl Webhooks {
    /// Events go to this address, such as `http://127.0.0.1:3000/webhook`, by POST, unsigned, as they are written today.
    ///
    /// # Errors
    ///
    /// If it is not an address that begins with `http://`, or if its port is not from 1 to 65535. There is no TLS: the simulator is
    /// for this machine.
    pub fn to(url: impl Into<String>) -> Result<Self, Error> {
        Ok(Self {
            target: Target::read(url.into())?,
            secret: None,
            sign_body: false,
            old_spelling: false,
            amounts_without_decimals: false,
            patience: PATIENCE,
        })
    }

    /// Signs events with this secret, by `X-ZENGAPAY-SIGNATURE`.
    pub fn secret(mut self, secret: impl Into<String>) -> Self {
        self.secret = Some(secret.into());
        self
    }

    /// Signs the whole body of ZENGAPAY's events, byte for byte, as its PHP sample reads; by default the signature is over the
    /// reference, the phone number and the amount, joined, as its text says. It does nothing without a [secret](Self::secret),
    /// and nothing at ZamuPay.
    pub fn sign_body(mut self) -> Self {
        self.sign_body = true;
        self
    }

    /// Calls the merchant's reference `externalTransactionReference`, as in the vendor's sample of 2020; by default it is
    /// `transactionExternalReference`, as integrators read it today.
    pub fn old_spelling(mut self) -> Self {
        self.old_spelling = true;
        self
    }

    /// Writes a whole amount as `"500"`, as in the vendor's sample of 2020; by default it is `"500.00"`, as in callbacks of
    /// the vendor's sandbox in 2026. It is part of what is signed.
    pub fn amounts_without_decimals(mut self) -> Self {
        self.amounts_without_decimals = true;
        self
    }

    /// How long a delivery may take, from connecting to the end of the answer; ten seconds by default.
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The address.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.target.url
    }

    /// Returns true if the address is on this machine. To others, the simulator posts only after
    /// [`Builder::allow_remote_webhooks`](crate::Builder::allow_remote_webhooks).
    #[must_use]
    pub fn is_local(&self) -> bool {
        is_this_machine(&self.target.host)
    }

    /// These, or the address and why it is not posted to.
    fn allowed(self, remote: bool) -> Result<Self, (String, String)> {
        match remote || self.is_local() {
            true => Ok(self),
            false => Err((self.target.url, NOT_POSTED.to_owned())),
        }
    }
}

impl fmt::Debug for Webhooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhooks")
            .field("url", &self.target.url)
            .field("signed", &self.secret.is_some())
            .field("sign_body", &self.sign_body)
            .field("old_spelling", &self.old_spelling)
            .field("amounts_without_decimals", &self.amounts_without_decimals)
            .field("patience", &self.patience)
            .finish()
    }
}

/// An address, taken apart.
#[derive(Clone, PartialEq, Eq)]
struct Target {
    url: String,
    host: String,
    port: u16,
    /// Host and port as they stand in the address.
    authority: String,
    path_and_query: String,
}

impl Target {
    fn read(url: String) -> Result<Self, Error> {
        let parts = url.parse::<Uri>().ok().and_then(|uri| {
            let authority = uri.authority()?;
            // Credentials in an address would have to be sent, and nobody documents them.
            if uri.scheme_str() != Some("http") || authority.as_str().contains('@') {
                return None;
            }
            // Without a port, `authority` is the host alone.
            let port = match authority.port_u16() {
                None if authority.as_str() == authority.host() => 80,
                port => port.filter(|port| *port > 0)?,
            };
            let host = authority.host().trim_matches(['[', ']']).to_owned();
            let path_and_query = uri.path_and_query().map_or("/", |path| path.as_str());
            Some((
                host,
                port,
                authority.as_str().to_owned(),
                path_and_query.to_owned(),
            ))
        });
        match parts {
            Some((host, port, authority, path_and_query)) => Ok(Self {
                url,
                host,
                port,
                authority,
                path_and_query,
            }),
            None => Err(Error::NotAWebhookAddress { url }),
        }
    }
}

/// An event as it is sent, the same bytes at every delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WebhookEvent {
    /// Its number, from 1, in the order in which payments were settled.
    pub number: usize,
    /// The kind, such as `collection.success` at ZENGAPAY or `paymentOrder` at ZamuPay.
    pub kind: String,
    /// The gateway's reference of the payment; at ZamuPay the merchant's, of the order or whatever it is about.
    pub reference: String,
    /// The headers that belong to it: the content type, and the signature if there is a secret.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl WebhookEvent {
    /// The value of the header with this name, whatever its case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(candidate, _)| candidate.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

impl Record for WebhookEvent {
    fn bytes(&self) -> usize {
        FRAME + self.reference.len() + self.body.len()
    }
}

/// One attempt to deliver an event. There is no other one unless a test asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Delivery {
    /// Its number, from 1.
    pub number: usize,
    /// What was sent.
    pub event: WebhookEvent,
    /// Where to.
    pub url: String,
    /// The HTTP status that the receiver answered with, or why there was no answer.
    pub answer: Result<u16, String>,
}

impl Delivery {
    /// Whether the receiver answered with 200, the only status that the vendor's page accepts.
    #[must_use]
    pub fn is_acknowledged(&self) -> bool {
        self.answer == Ok(200)
    }
}

impl fmt::Display for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let WebhookEvent { number, kind, .. } = &self.event;
        write!(f, "event {number} ({kind}) to {}: ", printable(&self.url))?;
        match &self.answer {
            Ok(200) => f.write_str("acknowledged with 200"),
            Ok(status) => write!(f, "answered with {status}, which is no acknowledgement"),
            Err(reason) => f.write_str(&printable(reason)),
        }
    }
}

impl Record for Delivery {
    fn bytes(&self) -> usize {
        self.event.bytes() + self.url.len() + self.answer.as_ref().err().map_or(0, String::len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        for (url, host, port, path_and_query) in [
            (
                "http://127.0.0.1:3000/hook?a=1",
                "127.0.0.1",
                3000,
                "/hook?a=1",
            ),
            ("http://localhost", "localhost", 80, "/"),
            ("http://[::1]:8080/x", "::1", 8080, "/x"),
        ] {
            let target = Target::read(url.to_owned()).unwrap();
            assert_eq!(
                (
                    target.host.as_str(),
                    target.port,
                    target.path_and_query.as_str()
                ),
                (host, port, path_and_query)
            );
        }
    }

    #[test]
    fn an_address_that_cannot_be_posted_to_is_refused_with_the_reason() {
        for url in [
            "",
            "/hook",
            "127.0.0.1:3000",
            "https://127.0.0.1/hook",
            "http://a:b@127.0.0.1/",
        ] {
            let error = Webhooks::to(url).unwrap_err();
            assert!(error.to_string().contains("http://"), "{error}");
        }
    }

    #[test]
    fn an_address_in_a_request_must_be_on_this_machine() {
        for url in [
            "http://127.0.0.1:3000/a",
            "http://localhost/a",
            "http://[::1]:80/",
        ] {
            assert!(
                matches!(Address::in_request(url, false), Address::Own(_)),
                "{url}"
            );
        }
        for url in [
            "http://192.0.2.1/",
            "http://example.invalid/",
            "https://127.0.0.1/",
            "string",
        ] {
            assert!(
                matches!(Address::in_request(url, false), Address::Unreachable { .. }),
                "{url}"
            );
        }
    }

    #[test]
    fn no_secret_is_printed() {
        let webhooks = Webhooks::to("http://127.0.0.1/")
            .unwrap()
            .secret("a-secret");
        assert!(!format!("{webhooks:?} {webhooks:#?}").contains("a-secret"));
    }
}
