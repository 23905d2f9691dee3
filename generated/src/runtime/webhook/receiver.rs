//! Receiving an event: its size, its signature, its shape, in this order.

use std::fmt;
use std::marker::PhantomData;

use aws_lc_rs::hmac;
use http::HeaderMap;

use super::Signed;
use crate::runtime::Error;
use crate::runtime::event::{Payload, Reason, Refused, Unconfirmed};

/// How large a body may be unless the caller says otherwise. An event has less than 2 KiB.
const MAX_BODY_BYTES: usize = 64 * 1024;

/// The length of a signature in bytes; in hexadecimal it is twice as long.
const SIGNATURE_BYTES: usize = 32;

/// Verifies and reads the events of one gateway.
///
/// It is made once and shared. `Debug` shows no secret.
#[derive(Clone)]
pub struct Receiver<E> {
    keys: Vec<hmac::Key>,
    max_body_bytes: usize,
    events: PhantomData<fn() -> E>,
}

impl<E: Signed> Receiver<E> {
    /// A receiver with the secrets that may have signed an event. There is mostly one; while a secret is changed, the new
    /// one and the old one.
    ///
    /// # Errors
    ///
    /// A [configuration error](Error::is_configuration) when there is no secret, or an empty one (everybody could sign with
    /// that), or one with a space or a line break at its beginning or end, as it comes from a file.
    pub fn new<S: AsRef<[u8]>>(secrets: impl IntoIterator<Item = S>) -> Result<Self, Error> {
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
        Ok(Self {
            keys,
            max_body_bytes: MAX_BODY_BYTES,
            events: PhantomData,
        })
    }

    /// Allows bodies of this many bytes; 64 KiB unless it is said. Limit what your server reads as well.
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
        if values.next().is_some() {
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
        let header = E::SIGNATURE.header;
        let signature = signature.ok_or(Refused(Reason::Unsigned { header }))?;
        let signature = decoded(signature).ok_or(Refused(Reason::Malformed { header }))?;
        let payload = Payload::new(body)?;
        let signed = signed::<E>(payload)?;
        // Every key is tried, so that the time tells nothing of which one it was.
        let genuine = self.keys.iter().fold(false, |genuine, key| {
            genuine | hmac::verify(key, signed.as_bytes(), &signature).is_ok()
        });
        if !genuine {
            return Err(Refused(Reason::Forged { header }));
        }
        Unconfirmed::read(payload)
    }
}

impl<E> fmt::Debug for Receiver<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("secrets", &self.keys.len())
            .field("max_body_bytes", &self.max_body_bytes)
            .finish()
    }
}

/// The signature that the gateway would send with a body, **for tests** of what receives events.
///
/// # Errors
///
/// When the body lacks a value that is signed.
pub fn sign<E: Signed>(
    secret: impl AsRef<[u8]>,
    body: impl AsRef<[u8]>,
) -> Result<String, Refused> {
    let signed = signed::<E>(Payload::new(body.as_ref())?)?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_ref());
    let tag = hmac::sign(&key, signed.as_bytes());
    Ok(encoded(tag.as_ref()))
}

/// What is signed: the declared values, each as it is written, joined.
fn signed<E: Signed>(payload: Payload<'_>) -> Result<String, Refused> {
    let mut signed = String::new();
    for path in E::SIGNATURE.signed {
        signed.push_str(&payload.text(path)?);
    }
    Ok(signed)
}

/// The bytes of a signature in lower-case hexadecimal; none if it is anything else.
fn decoded(hex: &[u8]) -> Option<[u8; SIGNATURE_BYTES]> {
    let digit = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    let mut bytes = [0; SIGNATURE_BYTES];
    if hex.len() != 2 * SIGNATURE_BYTES {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(hex.chunks_exact(2)) {
        *byte = match pair {
            [high, low] => digit(*high)? << 4 | digit(*low)?,
            _ => return None,
        };
    }
    Some(bytes)
}

fn encoded(bytes: &[u8]) -> String {
    use std::fmt::Write as _;

    bytes.iter().fold(String::new(), |mut hex, byte| {
        // Writing to a text does not fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_64_lower_case_digits_are_a_signature() {
        let hex = encoded(&[0xab; SIGNATURE_BYTES]);
        assert_eq!(decoded(hex.as_bytes()), Some([0xab; SIGNATURE_BYTES]));
        for other in [
            "",
            &hex[1..],
            &hex.to_uppercase(),
            &format!("{hex}00"),
            &hex.replace('b', "g"),
        ] {
            assert_eq!(decoded(other.as_bytes()), None, "{other}");
        }
    }
}
