//! Credentials: what a document declares, and what a request shows.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::document::Place;
use crate::server::Received;

/// The bearer token that the judge gives to clients.
pub const BEARER: &str = "token-of-the-judge";
/// The user name and the password that the judge gives to clients.
pub const BASIC: (&str, &str) = ("judge", "p:ssword");

/// One credential of a request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Credential {
    /// [`BEARER`].
    Bearer,
    /// [`BASIC`].
    Basic,
    /// The [key](key_of) of a scheme.
    Key {
        /// The name of the scheme.
        scheme: String,
        /// Where it is sent.
        place: Place,
        /// The name of the header, the cookie or the parameter.
        name: String,
    },
}

/// The API key that the judge gives to clients for a scheme.
#[must_use]
pub fn key_of(scheme: &str) -> String {
    let letters = scheme.chars().filter(char::is_ascii_alphanumeric);
    format!("key-of-{}", letters.collect::<String>())
}

/// Reads a security scheme; `None` for one of which the document does not say what is sent.
pub(crate) fn credential(name: &str, scheme: &Value) -> Option<Credential> {
    let word = |key: &str| scheme.get(key).and_then(Value::as_str);
    match word("type")? {
        "oauth2" | "openIdConnect" => Some(Credential::Bearer),
        "http" => match word("scheme")?.to_ascii_lowercase().as_str() {
            "bearer" => Some(Credential::Bearer),
            "basic" => Some(Credential::Basic),
            _ => None,
        },
        "apiKey" => Some(Credential::Key {
            scheme: name.to_owned(),
            place: match word("in")? {
                "query" => Place::Query,
                "header" => Place::Header,
                "cookie" => Place::Cookie,
                _ => return None,
            },
            name: word("name")?.to_owned(),
        }),
        _ => None,
    }
}

impl Credential {
    /// Returns whether a request shows it.
    pub(crate) fn is_in(&self, request: &Received) -> bool {
        match self {
            Self::Bearer => request
                .headers("authorization")
                .any(|value| value == format!("Bearer {BEARER}")),
            Self::Basic => {
                let plain = format!("{}:{}", BASIC.0, BASIC.1);
                let expected = format!("Basic {}", STANDARD.encode(plain));
                request
                    .headers("authorization")
                    .any(|value| value == expected)
            }
            Self::Key {
                scheme,
                place,
                name,
            } => {
                let key = key_of(scheme);
                match place {
                    Place::Header => request.headers(name).any(|value| value == key),
                    Place::Cookie => request
                        .cookies()
                        .any(|(own, value)| own == name && value == key),
                    Place::Query | Place::Path => request
                        .query_pairs()
                        .any(|(own, value)| own == *name && value == key),
                }
            }
        }
    }

    /// Returns whether it takes this place of a request.
    pub(crate) fn takes(&self, place: Place, name: &str) -> bool {
        match self {
            Self::Key {
                place: own,
                name: own_name,
                ..
            } => *own == place && own_name == name,
            Self::Bearer | Self::Basic => false,
        }
    }
}
