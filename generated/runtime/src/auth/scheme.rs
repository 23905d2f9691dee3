//! Credentials other than a bearer token, and which of them an operation asks for.

use std::fmt;

use base64::prelude::{BASE64_STANDARD, Engine};
use http::{HeaderName, HeaderValue, header};
use percent_encoding::utf8_percent_encode;
use zeroize::Zeroizing;

use super::secret::{self, Secret};
use crate::request::encoder::{ESCAPED, cookie_name, is_cookie_value};
use crate::wire::Violations;

/// One kind of credentials that an operation asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// A bearer token, whether it was given or is got by client credentials.
    Token,
    /// A user name and a password.
    Basic,
    /// The API key of this name in the specification.
    Key(&'static str),
}

impl Scheme {
    /// The method of the builder that takes it.
    const fn method(&self) -> &'static str {
        match self {
            Self::Token => "bearer",
            Self::Basic => "basic",
            Self::Key(_) => "api_key",
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Token => f.write_str("the bearer token"),
            Self::Basic => f.write_str("the user name and the password"),
            Self::Key(name) => write!(f, "the API key `{name}`"),
        }
    }
}

/// An API key that a specification declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// What the specification calls the scheme: what [`api_key`](crate::ClientBuilder::api_key) takes.
    pub scheme: &'static str,
    /// Where the key is sent.
    pub place: KeyPlace,
    /// The name under which it is sent there.
    pub name: &'static str,
}

/// Where an API key is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyPlace {
    /// In a header.
    Header,
    /// In the query.
    Query,
    /// In a cookie.
    Cookie,
}

/// The credentials that a client holds beside a token. `Debug` shows none of them.
#[derive(Default)]
pub(crate) struct Keys {
    basic: Option<HeaderValue>,
    keys: Vec<(ApiKey, Secret)>,
}

impl Keys {
    /// Checks what a builder was given against what the specification declares.
    ///
    /// The error says what is wrong, and never repeats a secret.
    pub(crate) fn new(
        basic: Option<&(String, Secret)>,
        given: &[(String, Secret)],
        declared: &'static [ApiKey],
    ) -> Result<Self, String> {
        let basic = match basic {
            Some((user, password)) => Some(self::basic(user, password.expose())?),
            None => None,
        };
        let mut keys: Vec<(ApiKey, Secret)> = Vec::new();
        for (scheme, key) in given {
            let Some(known) = declared.iter().find(|known| known.scheme == scheme) else {
                let names: Vec<&str> = declared.iter().map(|known| known.scheme).collect();
                return Err(match names.is_empty() {
                    true => "the API takes no API key: remove it".to_owned(),
                    false => format!(
                        "there is no API key of that name: the API knows {}",
                        names.join(", ")
                    ),
                });
            };
            let text = key.expose();
            if text.is_empty() || !text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
                return Err(format!(
                    "the API key `{}` is empty or has a character that no key has: copy it again",
                    known.scheme
                ));
            }
            if known.place == KeyPlace::Cookie && !is_cookie_value(text) {
                return Err(format!(
                    "the API key `{}` has a character that a cookie cannot carry: a space, a quotation mark, a comma, a semicolon \
                     or a backslash",
                    known.scheme
                ));
            }
            keys.retain(|(other, _)| other != known);
            keys.push((*known, key.clone()));
        }
        Ok(Self { basic, keys })
    }

    /// Whether a header carries one of the keys, also in calls that need none.
    pub(crate) fn has_header(&self, name: &HeaderName) -> bool {
        { self.keys.iter() }.any(|(key, _)| {
            key.place == KeyPlace::Header && key.name.eq_ignore_ascii_case(name.as_str())
        })
    }

    /// Whether one kind of credentials is there.
    pub(crate) fn holds(&self, scheme: Scheme, token: bool) -> bool {
        match scheme {
            Scheme::Token => token,
            Scheme::Basic => self.basic.is_some(),
            Scheme::Key(name) => self.keys.iter().any(|(key, _)| key.scheme == name),
        }
    }

    /// Everything that is there, for a call that says nothing of what it needs: one of those that share a header.
    pub(crate) fn all(&self, token: bool) -> Vec<Scheme> {
        let first = match (token, &self.basic) {
            (true, _) => Some(Scheme::Token),
            (false, Some(_)) => Some(Scheme::Basic),
            (false, None) => None,
        };
        let keys = self.keys.iter().map(|(key, _)| Scheme::Key(key.scheme));
        first.into_iter().chain(keys).collect()
    }

    /// Adds credentials to a request.
    pub(crate) fn add(&self, schemes: &[Scheme], request: &mut reqwest::Request) {
        if let (true, Some(basic)) = (schemes.contains(&Scheme::Basic), &self.basic) {
            request
                .headers_mut()
                .insert(header::AUTHORIZATION, basic.clone());
        }
        for (key, key_secret) in &self.keys {
            if !schemes.contains(&Scheme::Key(key.scheme)) {
                continue;
            }
            match key.place {
                KeyPlace::Header => {
                    if let (Ok(name), Some(value)) = (
                        header::HeaderName::from_bytes(key.name.as_bytes()),
                        secret::header(secret::joined(&[key_secret.expose()])),
                    ) {
                        request.headers_mut().insert(name, value);
                    }
                }
                // No error and no span shows the address of a request.
                KeyPlace::Query => {
                    let pair = pair(key.name, key_secret.expose());
                    let url = request.url_mut();
                    let query = match url.query() {
                        Some(others) => format!("{others}&{pair}"),
                        None => pair,
                    };
                    url.set_query(Some(&query));
                }
                KeyPlace::Cookie => {
                    let headers = request.headers_mut();
                    let others = headers
                        .get(header::COOKIE)
                        .and_then(|value| value.to_str().ok());
                    let name: String = cookie_name(key.name).collect();
                    let before = others.map_or([""; 2], |others| [others, "; "]);
                    let all = [before[0], before[1], &name, "=", key_secret.expose()];
                    if let Some(value) = secret::header(secret::joined(&all)) {
                        headers.insert(header::COOKIE, value);
                    }
                }
            }
        }
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys")
            .field("basic", &self.basic.is_some())
            .field("keys", &self.keys.len())
            .finish()
    }
}

/// Which credentials a call carries: the first of the alternatives of which all are held, or none.
pub(crate) fn chosen(
    alternatives: &'static [&'static [Scheme]],
    keys: &Keys,
    token: bool,
) -> &'static [Scheme] {
    let held = |schemes: &&&[Scheme]| schemes.iter().all(|scheme| keys.holds(*scheme, token));
    // An empty alternative says that none are needed; those that are held are sent all the same.
    alternatives
        .iter()
        .filter(|schemes| !schemes.is_empty())
        .find(held)
        .copied()
        .unwrap_or_default()
}

/// Reports the credentials that a client lacks for a call: all of an alternative must be there. The gateway would reject the call.
pub(crate) fn check_held(
    alternatives: &'static [&'static [Scheme]],
    keys: &Keys,
    token: bool,
    at: &mut Violations,
) {
    let holds = |scheme: &Scheme| keys.holds(*scheme, token);
    let is_held = |schemes: &&[Scheme]| schemes.iter().all(holds);
    if alternatives.is_empty() || alternatives.iter().any(is_held) {
        return;
    }
    let mut begun = alternatives.iter();
    if let Some(begun) = begun.find(|schemes| schemes.iter().any(holds)) {
        for scheme in begun.iter().filter(|scheme| !holds(scheme)) {
            at.field("credentials", |at| {
                at.violation(
                    format!("must have {scheme} beside the others"),
                    format!(
                        "give it to the builder of the client: `{}`",
                        scheme.method()
                    ),
                );
            });
        }
        return;
    }
    let list = |schemes: &&[Scheme]| {
        let schemes: Vec<String> = schemes.iter().map(Scheme::to_string).collect();
        schemes.join(" and ")
    };
    let lists: Vec<String> = alternatives.iter().map(list).collect();
    let mut methods: Vec<String> = Vec::new();
    for scheme in alternatives.iter().copied().flatten() {
        let method = format!("`{}`", scheme.method());
        if !methods.contains(&method) {
            methods.push(method);
        }
    }
    at.field("credentials", |at| {
        at.violation(
            format!("must have {}", lists.join(", or ")),
            format!(
                "give them to the builder of the client ({}), or make the call with `without_credentials`",
                methods.join(", ")
            ),
        );
    });
}

fn pair(name: &str, secret: &str) -> String {
    let escaped = |text: &str| utf8_percent_encode(text, ESCAPED).to_string();
    format!("{}={}", escaped(name), escaped(secret))
}

/// A user name and a password as the value of their header (RFC 7617).
fn basic(user: &str, password: &str) -> Result<HeaderValue, String> {
    if user.contains(':') {
        return Err("the user name has a colon, which ends it: remove it".to_owned());
    }
    if user.chars().chain(password.chars()).any(char::is_control) {
        return Err(
            "the user name or the password has a control character, such as a line break: remove it"
                .to_owned(),
        );
    }
    let both = secret::joined(&[user, ":", password]);
    let mut encoded = Zeroizing::new(String::with_capacity(both.len() * 4 / 3 + 4));
    BASE64_STANDARD.encode_string(both.as_bytes(), &mut encoded);
    secret::header(secret::joined(&["Basic ", &encoded]))
        .ok_or_else(|| "the user name and the password cannot be sent in a header".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &[ApiKey] = &[
        ApiKey {
            scheme: "app",
            place: KeyPlace::Header,
            name: "X-App",
        },
        ApiKey {
            scheme: "session",
            place: KeyPlace::Cookie,
            name: "sid",
        },
        ApiKey {
            scheme: "signature",
            place: KeyPlace::Query,
            name: "sig",
        },
    ];

    fn keys(given: &[(&str, &str)]) -> Result<Keys, String> {
        let given: Vec<_> = given
            .iter()
            .map(|(scheme, key)| ((*scheme).to_owned(), Secret::new(*key)))
            .collect();
        Keys::new(
            Some(&("Aladdin".to_owned(), Secret::new("open sesame"))),
            &given,
            KEYS,
        )
    }

    #[test]
    fn each_key_goes_where_the_specification_says() {
        let keys = keys(&[("app", "a-1"), ("session", "s+/=:2"), ("signature", "x&y")]).unwrap();
        let url = reqwest::Url::parse("https://example.com/things?a=b").unwrap();
        let mut request = reqwest::Request::new(http::Method::GET, url);
        let cookie = HeaderValue::from_static("a=b");
        request.headers_mut().insert(header::COOKIE, cookie);
        keys.add(&keys.all(false), &mut request);
        assert_eq!(request.url().query(), Some("a=b&sig=x%26y"));
        let headers = request.headers();
        assert_eq!(headers["x-app"], "a-1");
        assert_eq!(headers[header::COOKIE], "a=b; sid=s+/=:2");
        assert_eq!(
            headers[header::AUTHORIZATION],
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
        );
        assert!(headers.values().all(HeaderValue::is_sensitive));
        let shown = format!("{keys:?}");
        assert!(!shown.contains("a-1") && !shown.contains("QWx"), "{shown}");
    }

    #[test]
    fn the_first_alternative_that_can_be_met_is_taken() {
        const WAYS: &[&[Scheme]] = &[
            &[Scheme::Key("app"), Scheme::Key("session")],
            &[],
            &[Scheme::Token],
            &[Scheme::Key("app")],
        ];
        let keys = keys(&[("app", "a-1")]).unwrap();
        assert_eq!(chosen(WAYS, &keys, true), [Scheme::Token]);
        assert_eq!(chosen(WAYS, &keys, false), [Scheme::Key("app")]);
        assert!(chosen(&WAYS[..2], &keys, false).is_empty());
    }

    #[test]
    fn what_cannot_be_a_key_is_refused_without_being_repeated() {
        for (scheme, key, word) in [
            ("other", "k-4711", "app, session, signature"),
            ("app", "k-4711\n", "copy it again"),
            ("app", "", "copy it again"),
            ("session", "k;4711", "a cookie cannot carry"),
            ("session", "k 4711", "a cookie cannot carry"),
        ] {
            let error = keys(&[(scheme, key)]).unwrap_err();
            assert!(error.contains(word) && !error.contains("4711"), "{error}");
        }
        let user = |user: &str| basic(user, "p-4711\n").unwrap_err();
        assert!(user("a:b").contains("colon") && !user("a").contains("4711"));
    }
}
