//! How a request shows whose it is.

use http::{HeaderMap, HeaderValue, header};

use super::error::Failure;

/// A scheme of authentication, with its secret.
pub(crate) enum Auth {
    /// No credentials.
    None,
    /// A token that stays the same, as the complete value of the header.
    Bearer(HeaderValue),
}

impl Auth {
    /// A static bearer token.
    ///
    /// The error says what is wrong with the token and what to do, and never repeats it.
    pub(crate) fn bearer(token: &str) -> Result<Self, &'static str> {
        if token.is_empty() {
            return Err("the token is empty: copy it from the gateway's dashboard");
        }
        // `HeaderValue` would let spaces, tabs and bytes beyond ASCII pass, which no token has.
        if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(
                "the token has a character that no token has: remove spaces and line breaks, such as one at its end",
            );
        }
        let mut value = HeaderValue::try_from(format!("Bearer {token}")).map_err(
            |_| "the token cannot be sent in a header: copy it again from the gateway's dashboard",
        )?;
        value.set_sensitive(true);
        Ok(Self::Bearer(value))
    }

    /// Adds the credentials. It is asynchronous for the schemes that have to ask for a token first.
    pub(crate) async fn authorize(&self, headers: &mut HeaderMap) -> Result<(), Failure> {
        match self {
            Self::None => {}
            Self::Bearer(value) => {
                headers.insert(header::AUTHORIZATION, value.clone());
            }
        }
        Ok(())
    }
}

impl std::fmt::Debug for Auth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Bearer(_) => "Bearer([redacted])",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_that_cannot_be_sent_is_refused_without_being_repeated() {
        for token in [
            "",
            "tok-4711\n",
            "tok 4711",
            "tok-4711\u{e9}",
            "tok-4711\r\nX: 1",
        ] {
            let error = Auth::bearer(token).unwrap_err();
            assert!(!error.contains("4711"), "{error}");
        }
    }

    #[test]
    fn debug_shows_no_token() {
        let shown = format!("{:?}", Auth::bearer("tok-4711").unwrap());
        assert_eq!(shown, "Bearer([redacted])");
    }
}
