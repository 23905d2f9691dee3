//! Receiving an event: its size, its signature, its shape, in this order.

use std::fmt;
use std::marker::PhantomData;

use aws_lc_rs::hmac;
use http::HeaderMap;

use super::signature::{decoded, joined};
use super::{Form, MayBeUnsigned, Signed, SignedOverBody};
use crate::error::Error;
use crate::payments::event::{Payload, Reason, Refused, Unconfirmed};

/// How large a body may be unless the caller says otherwise. An event has less than 2 KiB.
const MAX_BODY_BYTES: usize = 64 * 1024;

/// Verifies and reads the events of one gateway.
///
/// Make it once and share it. Its constructor chooses which signature it accepts; see the [module](super). `Debug` shows no
/// secret.
#[derive(Clone)]
pub struct Receiver<E> {
    trust: Trust,
    max_body_bytes: usize,
    events: PhantomData<fn() -> E>,
}

/// What a receiver believes.
#[derive(Clone)]
enum Trust {
    /// A signature by one of the keys.
    Signed(Vec<hmac::Key>, Reading),
    /// Everything: there is no secret.
    Unsigned,
}

/// What is signed.
#[derive(Clone, Copy, Debug)]
enum Reading {
    /// The declared values, joined.
    Joined,
    /// The whole body.
    Body,
    /// One of the two. The joined values have these forms, or else the body could stand in for them.
    Either(&'static [Form]),
}

impl<E: Signed> Receiver<E> {
    /// Creates a receiver of events that are signed over the declared values of their body, joined, with one of these secrets.
    ///
    /// Give one secret, or the new one and the old one while you change it.
    ///
    /// The joined values may have any form. If the gateway ever signed a whole body with this secret, somebody who captured that
    /// signature can send an event whose values, joined, are that body. [`over_either`](Self::over_either) refuses such values.
    /// Either way, an event proves nothing until it is confirmed.
    ///
    /// # Errors
    ///
    /// A [configuration error](Error::is_configuration) when there is no secret, or an empty one (everybody could sign with
    /// that), or one with a space or a line break at its beginning or end, as it comes from a file.
    pub fn new<S: AsRef<[u8]>>(secrets: impl IntoIterator<Item = S>) -> Result<Self, Error> {
        Ok(Self::trusting(Trust::Signed(
            keys(secrets)?,
            Reading::Joined,
        )))
    }

    /// Creates a receiver of events that are signed over the whole body, byte for byte, with one of these secrets.
    ///
    /// A signature over joined values is refused.
    ///
    /// # Errors
    ///
    /// Those of [`new`](Self::new).
    pub fn over_body<S: AsRef<[u8]>>(secrets: impl IntoIterator<Item = S>) -> Result<Self, Error>
    where
        E: SignedOverBody,
    {
        Ok(Self::trusting(Trust::Signed(keys(secrets)?, Reading::Body)))
    }

    /// Creates a receiver of events that are signed in either way with one of these secrets, for a gateway of which you do not
    /// know yet what it signs.
    ///
    /// A signature over joined values counts only if each value has its declared [`Form`]. Otherwise a captured signature
    /// over a body would verify another event, which has this body as its reference.
    ///
    /// # Errors
    ///
    /// Those of [`new`](Self::new).
    pub fn over_either<S: AsRef<[u8]>>(secrets: impl IntoIterator<Item = S>) -> Result<Self, Error>
    where
        E: SignedOverBody,
    {
        Ok(Self::trusting(Trust::Signed(
            keys(secrets)?,
            Reading::Either(E::FORMS),
        )))
    }

    /// Creates a receiver that verifies no signature, for merchants who set no secret in the gateway's dashboard.
    ///
    /// Anybody who knows the address can send such an event, with any content. It only shows you what to ask the gateway
    /// about: confirm it, and limit how many requests your server accepts, because each one leads to a call. A signature that comes
    /// all the same is ignored.
    #[must_use]
    pub const fn unsigned() -> Self
    where
        E: MayBeUnsigned,
    {
        Self::trusting(Trust::Unsigned)
    }

    const fn trusting(trust: Trust) -> Self {
        Self {
            trust,
            max_body_bytes: MAX_BODY_BYTES,
            events: PhantomData,
        }
    }

    /// Sets the largest body accepted, in bytes. The default is 64 KiB. Limit what your server reads as well.
    #[must_use]
    pub const fn max_body_bytes(mut self, bytes: usize) -> Self {
        self.max_body_bytes = bytes;
        self
    }

    /// Receives an event: the headers of the request, and its body exactly as it came.
    ///
    /// # Errors
    ///
    /// When the signature is missing or wrong, or the body too large or of another shape. [`Refused`] says what to answer.
    pub fn receive(
        &self,
        headers: &HeaderMap,
        body: impl AsRef<[u8]>,
    ) -> Result<Unconfirmed<E>, Refused> {
        let header = E::SIGNATURE.header;
        let mut values = headers.get_all(header).iter();
        let signature = values.next().map(http::HeaderValue::as_bytes);
        if values.next().is_some() && matches!(self.trust, Trust::Signed(..)) {
            return Err(Refused(Reason::SignedTwice { header }));
        }
        self.verified(signature, body.as_ref())
    }

    /// Receives an event as [`receive`](Self::receive) does, from a server with other types: the value of the header with
    /// the signature, if there is one, and the body exactly as it came.
    ///
    /// # Errors
    ///
    /// The same.
    pub fn receive_signed(
        &self,
        signature: Option<&str>,
        body: impl AsRef<[u8]>,
    ) -> Result<Unconfirmed<E>, Refused> {
        self.verified(signature.map(str::as_bytes), body.as_ref())
    }

    fn verified(&self, signature: Option<&[u8]>, body: &[u8]) -> Result<Unconfirmed<E>, Refused> {
        if body.len() > self.max_body_bytes {
            let limit = self.max_body_bytes;
            return Err(Refused(Reason::TooLarge { limit }));
        }
        let Trust::Signed(keys, reading) = &self.trust else {
            return Unconfirmed::read(Payload::new(body)?);
        };
        let header = E::SIGNATURE.header;
        let signature = signature.ok_or(Refused(Reason::Unsigned { header }))?;
        let signature = decoded(signature).ok_or(Refused(Reason::Malformed { header }))?;
        // Every key is tried, so that the time tells nothing of which one it was.
        let signed_by = |signed: &[u8]| {
            keys.iter().fold(false, |genuine, key| {
                genuine | hmac::verify(key, signed, &signature).is_ok()
            })
        };
        let genuine = match reading {
            Reading::Joined => signed_by(joined::<E>(Payload::new(body)?, None)?.as_bytes()),
            Reading::Body => signed_by(body),
            // Both are tried, for the same reason. What cannot be joined is known to the sender.
            Reading::Either(forms) => {
                let whole = signed_by(body);
                let values = Payload::new(body)
                    .map_err(Refused::from)
                    .and_then(|payload| joined::<E>(payload, Some(*forms)));
                match values {
                    Ok(values) => whole | signed_by(values.as_bytes()),
                    Err(Refused(Reason::Value { path, problem })) if !whole => {
                        return Err(Refused(Reason::Neither {
                            header,
                            path,
                            problem,
                        }));
                    }
                    Err(_) => whole,
                }
            }
        };
        if !genuine {
            return Err(Refused(Reason::Forged { header }));
        }
        Unconfirmed::read(Payload::new(body)?)
    }
}

/// The keys of secrets.
fn keys<S: AsRef<[u8]>>(secrets: impl IntoIterator<Item = S>) -> Result<Vec<hmac::Key>, Error> {
    let mut keys = Vec::new();
    for secret in secrets {
        let secret = secret.as_ref();
        let trimmed = secret.trim_ascii();
        if trimmed.is_empty() {
            return Err(Error::configuration(
                "a secret for webhooks is empty: take the one from the gateway's dashboard",
            ));
        }
        // With it, no event would ever be genuine, and nothing would say why.
        if trimmed.len() != secret.len() {
            return Err(Error::configuration(
                "a secret for webhooks begins or ends with a space or a line break: remove that",
            ));
        }
        keys.push(hmac::Key::new(hmac::HMAC_SHA256, secret));
    }
    if keys.is_empty() {
        return Err(Error::configuration(
            "there is no secret for webhooks: take the one from the gateway's dashboard",
        ));
    }
    Ok(keys)
}

impl<E> fmt::Debug for Receiver<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Receiver");
        match &self.trust {
            Trust::Signed(keys, reading) => debug
                .field("secrets", &keys.len())
                .field("reading", reading),
            Trust::Unsigned => debug.field("secrets", &0),
        };
        debug.field("max_body_bytes", &self.max_body_bytes).finish()
    }
}
