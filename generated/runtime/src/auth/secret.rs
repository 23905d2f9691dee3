//! Secrets: never shown, and zeroised when they are dropped.

use std::fmt;

use bytes::Bytes;
use http::HeaderValue;
use zeroize::Zeroizing;

/// A secret string. Two can be compared, so that one cache serves equal credentials.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret(Zeroizing<String>);

impl Secret {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The string itself: for a request, and nothing else.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Joins strings. The buffer never grows, so no copy of a part is left behind.
pub(crate) fn joined(parts: &[&str]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(
        parts.iter().map(|part| part.len()).sum(),
    ));
    for part in parts {
        text.push_str(part);
    }
    text
}

/// Bytes that are zeroised when the last clone of them is dropped.
pub(crate) fn bytes(mut text: Zeroizing<String>) -> Bytes {
    Bytes::from_owner(Zeroizing::new(std::mem::take(&mut *text).into_bytes()))
}

/// A secret as the value of a header, which is shown nowhere; none if a header cannot carry it.
pub(crate) fn header(text: Zeroizing<String>) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_maybe_shared(bytes(text)).ok()?;
    value.set_sensitive(true);
    Some(value)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[test]
    fn a_secret_is_zeroised_and_not_shown() {
        let mut secret = Secret::new("tok-4711");
        assert_eq!(format!("{secret:?}"), "[redacted]");
        assert_eq!(secret.expose(), "tok-4711");
        // What the type does when it is dropped.
        zeroize::Zeroize::zeroize(&mut secret.0);
        assert_eq!(secret.expose(), "");
    }

    /// Tells when it is dropped.
    struct Watched(&'static [u8], Arc<AtomicBool>);

    impl AsRef<[u8]> for Watched {
        fn as_ref(&self) -> &[u8] {
            self.0
        }
    }

    impl Drop for Watched {
        fn drop(&mut self) {
            self.1.store(true, Ordering::Relaxed);
        }
    }

    #[test]
    fn the_value_of_a_header_drops_its_buffer_with_its_last_clone() {
        let dropped = Arc::new(AtomicBool::new(false));
        let owner = Watched(b"Bearer tok-4711", Arc::clone(&dropped));
        let value = HeaderValue::from_maybe_shared(Bytes::from_owner(owner)).unwrap();
        let clone = value.clone();
        drop(value);
        assert!(!dropped.load(Ordering::Relaxed));
        drop(clone);
        assert!(dropped.load(Ordering::Relaxed));
    }

    #[test]
    fn joined_strings_are_in_a_buffer_that_did_not_grow() {
        let text = joined(&["Bearer ", "tok-4711"]);
        assert_eq!((text.as_str(), text.capacity()), ("Bearer tok-4711", 15));
        let value = header(text).unwrap();
        assert!(value.is_sensitive());
        assert!(header(joined(&["a\nb"])).is_none());
    }
}
