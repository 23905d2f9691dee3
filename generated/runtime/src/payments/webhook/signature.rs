//! What is signed, and how a signature is written.

use aws_lc_rs::hmac;

use super::{Form, Signed, SignedOverBody};
use crate::payments::event::{Payload, Problem, Reason, Refused};

/// The length of a signature in bytes; in hexadecimal it is twice as long.
const SIGNATURE_BYTES: usize = 32;

/// Returns the signature over the joined values of a body, **for tests** of what receives events.
///
/// # Errors
///
/// When the body lacks a value that is signed.
pub fn sign<E: Signed>(
    secret: impl AsRef<[u8]>,
    body: impl AsRef<[u8]>,
) -> Result<String, Refused> {
    let joined = joined::<E>(Payload::new(body.as_ref())?, None)?;
    Ok(signature(secret.as_ref(), joined.as_bytes()))
}

/// Returns the signature over the whole body, **for tests** of what receives events.
pub fn sign_body<E: SignedOverBody>(secret: impl AsRef<[u8]>, body: impl AsRef<[u8]>) -> String {
    signature(secret.as_ref(), body.as_ref())
}

fn signature(secret: &[u8], signed: &[u8]) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
    encoded(hmac::sign(&key, signed).as_ref())
}

/// The declared values, each as it is written, joined. With forms, each must have its own.
pub(super) fn joined<E: Signed>(
    payload: Payload<'_>,
    forms: Option<&[Form]>,
) -> Result<String, Refused> {
    let mut joined = String::new();
    for (number, path) in E::SIGNATURE.signed.iter().enumerate() {
        let value = payload.text(path)?;
        if let Some(forms) = forms {
            // A value without a declared form could be anything, the whole body for one.
            let form = forms.get(number).copied();
            if !form.is_some_and(|form| form.admits(&value)) {
                let form = form.map_or("of a declared form", Form::name);
                let problem = Problem::Form(form);
                return Err(Refused(Reason::Value { path, problem }));
            }
        }
        joined.push_str(&value);
    }
    Ok(joined)
}

/// The bytes of a signature in lower-case hexadecimal; none if it is anything else.
pub(super) fn decoded(hex: &[u8]) -> Option<[u8; SIGNATURE_BYTES]> {
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
        // Writing to a string does not fail.
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
