//! The address of a gateway.

use std::net::{Ipv4Addr, Ipv6Addr};

use reqwest::Url;

/// The longest base URL. With a usual path, one that is longer would be longer than servers accept.
const LONGEST: usize = 4096;

/// How long the path and the query behind a base URL are at most, as a rule.
const USUAL_PATH: usize = 64;

/// A checked URL of a gateway: no slash at its end, no query, no credentials; https, or http to this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    /// Parsed once: parsing is a tenth of what a call costs.
    url: Url,
    /// The same with a long path, so that a copy of it has room for a usual one.
    roomy: Url,
    /// Its path without a slash at the end: empty, or `/v1`.
    path: String,
    encrypted: bool,
}

impl BaseUrl {
    /// Reads a URL. The error is what follows on "the URL": what is wrong and what to do. It does not repeat the URL, which may
    /// hold a secret.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        // A URL parser drops tabs and line breaks and turns backslashes round, so these would hide what is meant.
        if text.contains(|character: char| {
            character.is_whitespace() || character.is_control() || character == '\\'
        }) {
            return Err("holds a space, a control character or a backslash: remove it");
        }
        let url = Url::parse(text)
            .map_err(|_| "is not a URL: write it like https://api.example.com/v1")?;
        let encrypted = match url.scheme() {
            "https" => true,
            "http" if is_loopback(&url) => false,
            "http" => {
                return Err(
                    "must begin with https://, since plain http is for this machine only (localhost, 127.0.0.1, [::1])",
                );
            }
            _ => return Err("must begin with https://"),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(
                "must hold no user name or password: give the credentials to the builder instead",
            );
        }
        if url.query().is_some() {
            return Err("must hold no query: remove everything from the `?` on");
        }
        if url.fragment().is_some() {
            return Err("must hold no fragment: remove everything from the `#` on");
        }
        if url.port() == Some(0) {
            return Err("must not have port 0: write the port that the gateway listens on");
        }
        if url.as_str().len() > LONGEST {
            return Err("is longer than 4,096 bytes: give the address alone");
        }
        if url.domain().is_some_and(|domain| !is_resolvable(domain)) {
            return Err(
                "has a host name that DNS does not allow: use at most 253 characters, and 1 to 63 between dots",
            );
        }
        if url.as_str().parse::<http::Uri>().is_err() {
            return Err("has a character that HTTP does not allow in a URL: remove or escape it");
        }
        let path = url.path().trim_end_matches('/').to_owned();
        let mut roomy = url.clone();
        roomy.set_path(&[&path, "/", &"x".repeat(USUAL_PATH)].concat());
        Ok(Self {
            url,
            roomy,
            path,
            encrypted,
        })
    }

    /// Another base, which a specification may give in relation to this one: `/v2`. `None` where it cannot be used.
    pub(crate) fn relative(&self, address: &str) -> Option<Self> {
        let whole = Url::parse(self.as_str()).ok()?.join(address).ok()?;
        Self::parse(whole.as_str()).ok()
    }

    /// The URL of a path under this base. The path begins with a slash; both are escaped already.
    ///
    /// Only the path and the query of the parsed URL are written anew, so whatever they hold, the host stays.
    pub(crate) fn join(&self, path: &str, query: Option<&str>) -> Url {
        let mut url = self.roomy.clone();
        if self.path.is_empty() {
            url.set_path(path);
        } else {
            url.set_path(&[&self.path, path].concat());
        }
        if query.is_some() {
            url.set_query(query);
        }
        url
    }

    /// Whether connections are encrypted; if not, they go to this machine.
    pub(crate) const fn is_encrypted(&self) -> bool {
        self.encrypted
    }

    pub(crate) fn as_str(&self) -> &str {
        self.url.as_str().trim_end_matches('/')
    }
}

/// Whether DNS can have such a name (RFC 1035, section 2.3.4).
fn is_resolvable(domain: &str) -> bool {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    domain.len() <= 253 && domain.split('.').all(|label| matches!(label.len(), 1..=63))
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || bare
            .parse()
            .is_ok_and(|address: Ipv4Addr| address.is_loopback())
        || bare
            .parse()
            .is_ok_and(|address: Ipv6Addr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_and_plain_http_to_this_machine_are_accepted() {
        for (text, kept) in [
            ("https://api.example.com/v1", "https://api.example.com/v1"),
            ("https://api.example.com/v1/", "https://api.example.com/v1"),
            ("https://api.example.com", "https://api.example.com"),
            (
                " https://API.example.com:8443/v1\n",
                "https://api.example.com:8443/v1",
            ),
            ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"),
            ("http://127.9.8.7", "http://127.9.8.7"),
            ("http://[::1]:8080", "http://[::1]:8080"),
            ("http://localhost:8080", "http://localhost:8080"),
            ("http://LOCALHOST", "http://localhost"),
        ] {
            assert_eq!(BaseUrl::parse(text).unwrap().as_str(), kept);
        }
    }

    #[test]
    fn a_path_and_a_query_are_put_under_the_base_as_they_stand_and_cannot_leave_its_host() {
        for (base, path, query, url) in [
            (
                "https://example.com/v1/",
                "/a%2Fb",
                None,
                "https://example.com/v1/a%2Fb",
            ),
            ("https://example.com", "/", None, "https://example.com/"),
            (
                "http://[::1]:8080/x/y",
                "/a",
                Some("b=c%26d&e=f"),
                "http://[::1]:8080/x/y/a?b=c%26d&e=f",
            ),
            (
                "https://example.com",
                "//evil.example/a",
                None,
                "https://example.com//evil.example/a",
            ),
            (
                "https://example.com",
                "/a?b#c@evil.example",
                None,
                "https://example.com/a%3Fb%23c@evil.example",
            ),
        ] {
            let joined = BaseUrl::parse(base).unwrap().join(path, query);
            assert_eq!(joined.as_str(), url);
            // What goes over the wire is what a parser reads.
            assert_eq!(Url::parse(url).unwrap(), joined);
        }
    }

    #[test]
    fn everything_else_is_refused_with_the_reason_and_without_the_url() {
        for (text, word) in [
            ("", "not a URL"),
            ("api.example.com/v1", "not a URL"),
            ("//api.example.com", "not a URL"),
            ("ftp://api.example.com", "https://"),
            ("file:///etc/secret-4711", "https://"),
            ("http://api.example.com/v1", "this machine only"),
            ("http://localhost.example.com", "this machine only"),
            ("http://127.0.0.1.example.com", "this machine only"),
            ("http://0.0.0.0", "this machine only"),
            ("http://10.0.0.1", "this machine only"),
            ("http://[::ffff:127.0.0.1]", "this machine only"),
            ("http://secret-4711@example.com", "this machine only"),
            ("https://secret-4711@example.com", "user name or password"),
            (
                "https://user:secret-4711@example.com",
                "user name or password",
            ),
            ("https://example.com/?key=secret-4711", "no query"),
            ("https://example.com/?", "no query"),
            ("https://example.com/#secret-4711", "no fragment"),
            ("https://example.com\\@evil.example", "backslash"),
            ("https://exa\tmple.com", "control character"),
            ("https://example.com:0", "port 0"),
        ] {
            let error = BaseUrl::parse(text).unwrap_err();
            assert!(error.contains(word), "{text}: {error}");
            assert!(!error.contains("4711"), "{text}: {error}");
        }
    }
}
