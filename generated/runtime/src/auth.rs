//! How a request shows whose it is.

mod credentials;
mod grant;
mod scheme;
mod secret;
mod tokens;

use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderValue, header};

use crate::error::{BadToken, Failure, Kind};
pub use credentials::ClientCredentials;
pub(crate) use credentials::TokenRequest;
pub use credentials::{check_text, check_token_url};
pub use scheme::{ApiKey, KeyPlace, Scheme};
pub(crate) use scheme::{Keys, check_held, chosen};
pub(crate) use secret::Secret;
pub use tokens::TokenCache;
pub(crate) use tokens::{Tokens, Way};

/// What a builder was given, before it is checked.
pub(crate) enum Credentials {
    /// None.
    None,
    /// A static bearer token.
    Token(Secret),
    /// What gets tokens.
    Client(ClientCredentials),
}

/// A scheme of authentication, with its secret.
pub(crate) enum Auth {
    /// No credentials.
    None,
    /// A token that stays the same, as the complete value of the header.
    Bearer(HeaderValue),
    /// Tokens that are asked for, kept and renewed.
    Tokens(Arc<Tokens>, Way),
}

/// The number of the token that a request has shown, if there may be a better one.
#[derive(Clone, Copy)]
pub(crate) struct Shown(u64);

/// A bearer token as the value of its header.
///
/// The error says what is wrong with the token and what to do, and never repeats it.
pub(crate) fn bearer(token: &str) -> Result<HeaderValue, String> {
    header_of(token).map_err(|reason| {
        let advice = match reason {
            BadToken::Empty | BadToken::NoHeader => "copy it from the gateway's dashboard",
            BadToken::BeyondAscii => {
                "copy it again, and see that it was not decoded or changed on its way"
            }
            BadToken::Invisible => "remove spaces and line breaks, for example at its end",
        };
        format!("the token {reason}: {advice}")
    })
}

/// A token as the value of its header, or why there is none.
fn header_of(token: &str) -> Result<HeaderValue, BadToken> {
    if token.is_empty() {
        return Err(BadToken::Empty);
    }
    // `HeaderValue` would let spaces, tabs and bytes beyond ASCII pass, which no token has.
    if !token.is_ascii() {
        return Err(BadToken::BeyondAscii);
    }
    if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(BadToken::Invisible);
    }
    secret::header(secret::joined(&["Bearer ", token])).ok_or(BadToken::NoHeader)
}

impl Auth {
    /// Whether there is a token, or a way to one.
    pub(crate) const fn is_some(&self) -> bool {
        !matches!(self, Self::None)
    }

    /// Adds the credentials to a request that has so much `time` left. It is asynchronous for the scheme that may have to ask for
    /// a token first.
    pub(crate) async fn authorize(
        &self,
        headers: &mut HeaderMap,
        moves_money: bool,
        time: impl FnOnce() -> Duration,
    ) -> Result<Option<Shown>, Failure> {
        let (value, shown) = match self {
            Self::None => return Ok(None),
            Self::Bearer(value) => (value.clone(), None),
            Self::Tokens(tokens, way) => {
                let token = tokens.token(way, moves_money, time()).await;
                let token = token.map_err(Kind::NoToken)?;
                (token.header, Some(Shown(token.number)))
            }
        };
        headers.insert(header::AUTHORIZATION, value);
        Ok(shown)
    }

    /// Remembers that the gateway did not accept a token, unless there is another by now.
    pub(crate) fn refused(&self, shown: Shown) {
        if let Self::Tokens(tokens, _) = self {
            tokens.invalidate(shown.0);
        }
    }
}

impl std::fmt::Debug for Auth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Bearer(_) => "Bearer([redacted])",
            Self::Tokens(..) => "ClientCredentials([redacted])",
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
            let error = bearer(token).unwrap_err();
            assert!(!error.contains("4711"), "{error}");
        }
    }

    #[test]
    fn debug_shows_no_token() {
        let shown = format!("{:?}", Auth::Bearer(bearer("tok-4711").unwrap()));
        assert_eq!(shown, "Bearer([redacted])");
    }
}
