//! The client credentials of OAuth 2.0, and the request for a token that they make.

use std::fmt;

use bytes::Bytes;
use form_urlencoded::byte_serialize;
use http::HeaderValue;
use reqwest::Url;
use zeroize::Zeroizing;

use super::secret::{self, Secret};
use crate::http::base_url::BaseUrl;
use crate::http::path::check_path;

/// A client id and a client secret, with which the client gets its own bearer tokens (OAuth 2.0 client credentials).
///
/// ```
/// use malipo_runtime::ClientCredentials;
///
/// # fn secret_from_the_vault() -> String { "not-this-one".to_owned() }
/// let credentials = ClientCredentials::new("shop-17", secret_from_the_vault())
///     .token_url("/connect/token")
///     .scope("orders");
/// assert_eq!(format!("{credentials:?}"), "ClientCredentials { .. }");
/// ```
///
/// They are given to [`ClientBuilder::client_credentials`](crate::ClientBuilder::client_credentials), which also says
/// how tokens are kept and renewed. Nothing is checked before the client is built. `Debug` shows none of it.
#[derive(Clone)]
pub struct ClientCredentials {
    client_id: String,
    client_secret: Secret,
    scope: Option<String>,
    token_url: Option<String>,
    json: bool,
}

impl ClientCredentials {
    /// Begins with the id and the secret. Where tokens are asked for has to be said as well, by [`token_url`](Self::token_url).
    pub fn new(client_id: impl Into<String>, client_secret: impl Into<String>) -> Self {
        Self {
            client_id: client_id.into(),
            client_secret: Secret::new(client_secret),
            scope: None,
            token_url: None,
            json: false,
        }
    }

    /// Asks for tokens of this scope: one name, or several with a space between. Without it, none is named.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// Names no scope after all, for a gateway whose default has one.
    pub fn no_scope(mut self) -> Self {
        self.scope = None;
        self
    }

    /// Asks for tokens at a path under the client's base URL, such as `/connect/token`, or at an address of its own: https, or
    /// plain http to this machine.
    pub fn token_url(mut self, path_or_url: impl Into<String>) -> Self {
        self.token_url = Some(path_or_url.into());
        self
    }

    /// Asks for tokens with a body of JSON in place of a form, where a gateway wants it so.
    pub const fn json(mut self) -> Self {
        self.json = true;
        self
    }

    /// The request for a token, or what to change.
    pub(crate) fn request(&self, base: &BaseUrl) -> Result<TokenRequest, String> {
        let said = |what, text| check_text(text).map_err(|reason| format!("the {what} {reason}"));
        said("client id", &self.client_id)?;
        said("client secret", self.client_secret.expose())?;
        if let Some(scope) = &self.scope {
            said("scope", scope)?;
        }
        let Some(token_url) = &self.token_url else {
            return Err("the client credentials have no `token_url`, where tokens are asked for: set it to a path such as /connect/token, or a URL".to_owned());
        };
        let (url, encrypted) = match parse_token_url(token_url)? {
            None => (Ok(base.join(token_url, None)), base.is_encrypted()),
            // Unlike a base URL, it keeps a slash at its end.
            Some(own) => {
                let url = Url::parse(token_url.trim()).map_err(|_| "the token URL is not a URL");
                (url, own.is_encrypted())
            }
        };
        let (media, body) = self.body();
        Ok(TokenRequest {
            url: url?,
            encrypted,
            media: HeaderValue::from_static(media),
            body,
            scope: self.scope.clone(),
        })
    }

    fn body(&self) -> (&'static str, Bytes) {
        let fields = [
            ("client_id", Some(&*self.client_id)),
            ("client_secret", Some(self.client_secret.expose())),
            ("grant_type", Some("client_credentials")),
            ("scope", self.scope.as_deref()),
        ];
        let fields = fields
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)));
        // An escaped character takes six bytes at most, so the buffer never grows and leaves no copy of the secret behind.
        let room = |(name, value): (&str, &str)| name.len() + 6 * value.len() + 8;
        let mut body = Zeroizing::new(String::with_capacity(fields.clone().map(room).sum()));
        if self.json {
            for (name, value) in fields {
                let before = if body.is_empty() { "{\"" } else { ",\"" };
                body.push_str(before);
                body.push_str(name);
                body.push_str("\":\"");
                // What `check_text` lets pass needs no other escape.
                for character in value.chars() {
                    if matches!(character, '"' | '\\') {
                        body.push('\\');
                    }
                    body.push(character);
                }
                body.push('"');
            }
            body.push('}');
            return ("application/json", secret::bytes(body));
        }
        for (name, value) in fields {
            if !body.is_empty() {
                body.push('&');
            }
            body.push_str(name);
            body.push('=');
            body.extend(byte_serialize(value.as_bytes()));
        }
        ("application/x-www-form-urlencoded", secret::bytes(body))
    }
}

/// Refuses what no authorisation server has issued (RFC 6749, appendix A), most often a line break at the end of a secret.
pub fn check_text(text: &str) -> Result<(), &'static str> {
    if text.is_empty() {
        return Err("is empty");
    }
    let printable = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if !printable || text.trim() != text {
        return Err("has a line break, a space around it or a character beyond ASCII: remove it");
    }
    Ok(())
}

/// The longest path for tokens: as a base URL.
const LONGEST_PATH: usize = 4096;

/// Refuses what is neither a path under a base URL nor an address of its own; gives the address, if it is one.
fn parse_token_url(text: &str) -> Result<Option<BaseUrl>, String> {
    let own = match text.starts_with('/') {
        true if text.len() > LONGEST_PATH => Err("is longer than 4,096 bytes"),
        true => check_path(text).map(|()| None),
        false => BaseUrl::parse(text).map(Some),
    };
    own.map_err(|reason| format!("the token URL {reason}"))
}

/// Refuses what is neither a path under a base URL nor an address of its own.
pub fn check_token_url(text: &str) -> Result<(), String> {
    parse_token_url(text).map(|_| ())
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials").finish_non_exhaustive()
    }
}

/// A request for a token. Two that are equal get tokens that stand in for each other: it is the environment, the client, its
/// secret and the scope. (The secret too: who knows only an id must not be served what another got with the right secret.)
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct TokenRequest {
    pub(super) url: Url,
    encrypted: bool,
    pub(super) media: HeaderValue,
    pub(super) body: Bytes,
    pub(super) scope: Option<String>,
}

impl TokenRequest {
    /// Whether it is encrypted; if not, it goes to this machine.
    pub(crate) const fn is_encrypted(&self) -> bool {
        self.encrypted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credentials() -> ClientCredentials {
        ClientCredentials::new("shop-17", "s3cr&t=+ %4711").token_url("/connect/token")
    }

    fn request(credentials: &ClientCredentials) -> Result<TokenRequest, String> {
        credentials.request(&BaseUrl::parse("https://api.example.com/v1/").unwrap())
    }

    #[test]
    fn a_form_is_escaped_and_names_a_scope_only_if_there_is_one() {
        let plain = request(&credentials()).unwrap();
        assert_eq!(plain.media, "application/x-www-form-urlencoded");
        assert_eq!(
            plain.body,
            "client_id=shop-17&client_secret=s3cr%26t%3D%2B+%254711&grant_type=client_credentials"
        );
        let scoped = request(&credentials().scope("pay read")).unwrap();
        assert!(scoped.body.ends_with(b"&scope=pay+read"));
    }

    #[test]
    fn json_carries_the_same_fields() {
        let json = request(&credentials().scope("pay").json()).unwrap();
        assert_eq!(json.media, "application/json");
        assert_eq!(
            json.body,
            r#"{"client_id":"shop-17","client_secret":"s3cr&t=+ %4711","grant_type":"client_credentials","scope":"pay"}"#
        );
    }

    #[test]
    fn the_token_url_is_a_path_under_the_base_url_or_one_of_its_own() {
        for (credentials, url) in [
            (credentials(), "https://api.example.com/v1/connect/token"),
            (
                credentials().token_url(" https://id.example.com/token/\n"),
                "https://id.example.com/token/",
            ),
            (
                credentials().token_url("http://127.0.0.1:8080/token"),
                "http://127.0.0.1:8080/token",
            ),
        ] {
            assert_eq!(request(&credentials).unwrap().url.as_str(), url);
        }
    }

    #[test]
    fn what_cannot_work_is_refused_with_the_reason_and_without_a_value() {
        let unplaced = ClientCredentials::new("shop-17", "4711");
        for (credentials, says) in [
            (ClientCredentials::new("", "4711"), "the client id is empty"),
            (
                ClientCredentials::new("shop-17", ""),
                "the client secret is empty",
            ),
            (
                ClientCredentials::new("shop-17", "s4711\n"),
                "the client secret has a line break",
            ),
            (
                ClientCredentials::new("shop-17", "s4711\u{e9}"),
                "the client secret has a line break",
            ),
            (credentials().scope(""), "the scope is empty"),
            (unplaced, "have no `token_url`"),
            (
                credentials().token_url("connect/4711"),
                "the token URL is not a URL",
            ),
            (
                credentials().token_url(format!("/{}4711", "a".repeat(70_000))),
                "the token URL is longer than 4,096 bytes",
            ),
            (
                credentials().token_url("/../4711"),
                "the token URL must hold no segment",
            ),
            (
                credentials().token_url("http://id.example.com/4711"),
                "the token URL must begin with https://",
            ),
            (
                credentials().token_url("https://u:4711@id.example.com/"),
                "the token URL must hold no user name",
            ),
        ] {
            let reason = request(&credentials).err().unwrap();
            assert!(reason.contains(says), "{reason}");
            assert!(
                !reason.contains("4711") && !reason.contains("17"),
                "{reason}"
            );
        }
    }

    #[test]
    fn requests_are_equal_when_the_place_the_client_its_secret_and_the_scope_are() {
        let first = request(&credentials().scope("pay")).unwrap();
        assert!(first == request(&credentials().scope("pay")).unwrap());
        for other in [
            credentials(),
            credentials().scope("read"),
            credentials().scope("pay").token_url("/oauth/token"),
            ClientCredentials::new("shop-18", "s3cr&t=+ %4711")
                .token_url("/connect/token")
                .scope("pay"),
            ClientCredentials::new("shop-17", "wrong")
                .token_url("/connect/token")
                .scope("pay"),
        ] {
            assert!(first != request(&other).unwrap());
        }
    }
}
