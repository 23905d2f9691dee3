//! Why no token could be had.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::tunnel::tunnel_problem;
use crate::wire::{Answer, Undecodable};

/// A failed request for a token. No variant holds a secret, a token, a URL or a text of the endpoint.
#[derive(Debug)]
pub(crate) enum NoToken {
    /// No answer, or not the whole of one.
    Transport(reqwest::Error),
    /// The call's own time was over before there was a token.
    Late,
    /// The runtime in which the request ran was shut down.
    Stopped,
    /// The id and the secret were not accepted.
    WrongCredentials(Refused),
    /// They were, and do not give what was asked for.
    NotPermitted {
        refused: Refused,
        scope: Option<String>,
    },
    /// Another answer than success.
    Status {
        refused: Refused,
        retry_after: Option<Duration>,
    },
    /// A success that holds no token.
    Undecodable(Undecodable),
    /// A success that holds a token of no use, and why.
    Unusable(&'static str),
    /// A success whose token no header can carry.
    BadToken(BadToken),
}

/// The status of an answer, and what it says if that is a word of OAuth 2.0: other words could repeat anything.
#[derive(Debug)]
pub(crate) struct Refused {
    status: u16,
    code: Option<&'static str>,
}

/// The errors of RFC 6749 that a token endpoint answers with, and one that some borrow from its other endpoint.
const CODES: [&str; 7] = [
    "invalid_client",
    "invalid_grant",
    "invalid_request",
    "invalid_scope",
    "unauthorized_client",
    "unsupported_grant_type",
    "access_denied",
];

#[derive(serde::Deserialize)]
struct ErrorBody {
    error: String,
}

impl NoToken {
    /// Reads an answer that grants nothing; none if it may be a grant.
    pub(crate) fn read(answer: &Answer, scope: Option<&str>) -> Option<Self> {
        let said = answer.json::<ErrorBody>().ok();
        let code = said.and_then(|said| CODES.into_iter().find(|code| *code == said.error));
        let status = answer.status();
        if answer.is_success() && code.is_none() {
            return None;
        }
        let refused = Refused { status, code };
        Some(match (code, status) {
            (Some("invalid_client"), _) => Self::WrongCredentials(refused),
            (Some("invalid_scope" | "unauthorized_client" | "access_denied"), _) | (None, 403) => {
                Self::NotPermitted {
                    refused,
                    scope: scope.map(str::to_owned),
                }
            }
            (_, 401) => Self::WrongCredentials(refused),
            _ => Self::Status {
                refused,
                retry_after: answer.retry_after(),
            },
        })
    }

    /// Whether the next request may well succeed.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            Self::Transport(_) | Self::Late | Self::Stopped => true,
            Self::Status { refused, .. } => {
                matches!(refused.status, 408 | 425 | 429 | 500 | 502 | 503 | 504)
            }
            _ => false,
        }
    }

    /// Returns true if the endpoint says, in a word of OAuth 2.0, that these credentials do not suffice.
    ///
    /// A 401 or 403 without such a word may be anybody's.
    pub(crate) fn is_conclusive(&self) -> bool {
        match self {
            Self::WrongCredentials(refused) | Self::NotPermitted { refused, .. } => {
                refused.code.is_some()
            }
            _ => false,
        }
    }

    /// How long the endpoint asks to wait.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

impl fmt::Display for NoToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) if error.is_timeout() => {
                f.write_str("the token endpoint did not answer in time")
            }
            Self::Transport(error) if error.is_connect() => match tunnel_problem(error) {
                Some(problem) => write!(f, "on the way to the token endpoint, the proxy {problem}"),
                None => f.write_str("the token endpoint could not be reached"),
            },
            Self::Transport(_) => f.write_str(
                "the connection to the token endpoint broke before its answer was complete",
            ),
            Self::Late => f.write_str("its time was over before the token endpoint had answered"),
            Self::Stopped => {
                f.write_str("the request for a token was stopped along with its runtime")
            }
            Self::WrongCredentials(refused) => write!(
                f,
                "the token endpoint did not accept the client id and the client secret ({refused}): check both, and that they belong to this environment"
            ),
            Self::NotPermitted { refused, scope } => {
                f.write_str("the client credentials are not permitted ")?;
                match scope {
                    Some(scope) => write!(f, "the scope `{scope}`")?,
                    None => f.write_str("to get a token")?,
                }
                write!(f, " ({refused}): ask the gateway for that permission")
            }
            Self::Status { refused, .. } => {
                write!(f, "the token endpoint granted no token ({refused})")?;
                match refused.status {
                    300..=399 => {
                        f.write_str(", and a redirect is not followed: check the token URL")
                    }
                    404 | 405 => f.write_str(": check the token URL"),
                    _ => Ok(()),
                }
            }
            Self::Undecodable(reason) => {
                write!(
                    f,
                    "the answer of the token endpoint is no token, since {reason}"
                )
            }
            Self::BadToken(reason) => write!(
                f,
                "the token that the token endpoint granted {reason}: ask the gateway what it issues"
            ),
            Self::Unusable(reason) => {
                write!(
                    f,
                    "the answer of the token endpoint is no token, since {reason}"
                )
            }
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "status {}", self.status)?;
        self.code.map_or(Ok(()), |code| write!(f, ", {code}"))
    }
}

impl Error for NoToken {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Transport(error) => Some(error),
            Self::Undecodable(reason) => Some(reason),
            _ => None,
        }
    }
}

/// Why a token cannot be sent. `Display` is what follows on "the token", and repeats nothing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BadToken {
    /// There is none.
    Empty,
    /// It has a byte that is not ASCII.
    BeyondAscii,
    /// It has a space, a line break or another control character.
    Invisible,
    /// The HTTP library does not take it.
    NoHeader,
}

impl fmt::Display for BadToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "is empty",
            Self::BeyondAscii => "has a character that is not ASCII",
            Self::Invisible => "has a space, a line break or a control character",
            Self::NoHeader => "cannot be sent in a header",
        })
    }
}
