//! Headers that a caller adds to each attempt.

use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, HeaderName, header};

use crate::auth::Keys;
use crate::request::Method;

/// An attempt of a call, as the [hook for headers](crate::ClientBuilder::headers) sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// The name of the operation in the specification: `createCollection`.
    pub operation: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path template: `/collections/{transactionReference}`.
    pub path: &'static str,
    /// The number of the attempt, from 1.
    pub number: u32,
}

/// What adds headers to each attempt.
#[derive(Clone)]
pub(crate) struct Hook(Arc<dyn Fn(&Attempt) -> HeaderMap + Send + Sync>);

impl Hook {
    pub(crate) fn new(hook: impl Fn(&Attempt) -> HeaderMap + Send + Sync + 'static) -> Self {
        Self(Arc::new(hook))
    }

    /// Adds the headers that are not the client's own. Returns false if there are more than a request can carry.
    pub(crate) fn add(&self, attempt: &Attempt, keys: &Keys, headers: &mut HeaderMap) -> bool {
        let given = (self.0)(attempt);
        for name in given.keys() {
            if is_closed(name) || keys.has_header(name) || headers.contains_key(name) {
                tracing::warn!(header = name.as_str(), "a header of the hook is ignored");
                continue;
            }
            for value in given.get_all(name) {
                if headers.try_append(name.clone(), value.clone()).is_err() {
                    return false;
                }
            }
        }
        true
    }
}

impl fmt::Debug for Hook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hook")
    }
}

/// Whether a header is of credentials, of the body or of the connection, also where the client does not send it.
fn is_closed(name: &HeaderName) -> bool {
    const CLOSED: [HeaderName; 15] = [
        header::ACCEPT,
        header::ACCEPT_ENCODING,
        header::AUTHORIZATION,
        header::CONNECTION,
        header::COOKIE,
        header::EXPECT,
        header::HOST,
        header::PROXY_AUTHORIZATION,
        header::RANGE,
        header::TE,
        header::TRAILER,
        header::TRANSFER_ENCODING,
        header::UPGRADE,
        header::USER_AGENT,
        HeaderName::from_static("keep-alive"),
    ];
    CLOSED.contains(name) || name.as_str().starts_with("content-")
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;
    use crate::auth::{ApiKey, KeyPlace, Secret};

    const ATTEMPT: Attempt = Attempt {
        operation: "pay",
        method: Method::Post,
        path: "/pay",
        number: 1,
    };

    fn added(
        hook: &[(&'static str, &'static str)],
        own: &[(&'static str, &'static str)],
    ) -> Vec<String> {
        let map = |pairs: &[(&'static str, &'static str)]| {
            let mut map = HeaderMap::new();
            for (name, value) in pairs {
                map.append(*name, HeaderValue::from_static(value));
            }
            map
        };
        let (given, mut headers) = (map(hook), map(own));
        let hook = Hook::new(move |_| given.clone());
        assert!(hook.add(&ATTEMPT, &Keys::default(), &mut headers));
        let lines = headers.iter();
        lines
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
            .collect()
    }

    #[test]
    fn headers_of_the_hook_are_added_with_all_their_values() {
        let both = [
            ("traceparent", "00-1"),
            ("baggage", "a=1"),
            ("baggage", "b=2"),
        ];
        let found = added(&both, &[("accept", "application/json")]);
        assert_eq!(
            found,
            [
                "accept: application/json",
                "traceparent: 00-1",
                "baggage: a=1",
                "baggage: b=2"
            ]
        );
    }

    #[test]
    fn neither_what_the_client_sets_nor_credentials_nor_the_body_can_be_changed() {
        let own = [("x-request", "mine"), ("authorization", "Bearer tok")];
        for (name, value) in [
            ("x-request", "theirs"),
            ("authorization", "Bearer other"),
            ("cookie", "sid=1"),
            ("host", "evil.example"),
            ("content-length", "0"),
            ("content-type", "text/plain"),
            ("transfer-encoding", "chunked"),
            ("connection", "upgrade"),
            ("expect", "100-continue"),
            ("user-agent", "other"),
        ] {
            let found = added(&[(name, value)], &own);
            assert_eq!(
                found,
                ["x-request: mine", "authorization: Bearer tok"],
                "{name}"
            );
        }
    }

    #[test]
    fn the_header_of_an_api_key_is_closed_also_where_the_call_does_not_carry_it() {
        const APP: &[ApiKey] = &[ApiKey {
            scheme: "app",
            place: KeyPlace::Header,
            name: "X-App",
        }];
        let given = [("app".to_owned(), Secret::new("a-1"))];
        let keys = Keys::new(None, &given, APP).unwrap();
        let mut theirs = HeaderMap::new();
        theirs.insert("x-app", HeaderValue::from_static("other"));
        let hook = Hook::new(move |_| theirs.clone());
        let mut headers = HeaderMap::new();
        assert!(hook.add(&ATTEMPT, &keys, &mut headers));
        assert!(headers.is_empty(), "{headers:?}");
    }
}
