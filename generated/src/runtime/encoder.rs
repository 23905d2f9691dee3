//! From an operation's parameters to the parts of a request.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::{Form, ToForm, ToParameter, ToParameterList, Violations};

/// Everything but the unreserved characters of RFC 3986, so that no value can end its segment, its parameter or the path.
pub(super) const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Headers that the client itself decides.
const RESERVED: [HeaderName; 6] = [
    header::AUTHORIZATION,
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::HOST,
    header::TRANSFER_ENCODING,
    header::EXPECT,
];

/// Writes a request: the path, the query, the headers and the body.
///
/// What cannot be written is recorded as a violation, so that it is reported with all others and nothing is sent.
#[derive(Default)]
pub struct Encoder {
    path: String,
    query: String,
    headers: HeaderMap,
    body: Option<EncodedBody>,
    violations: Violations,
}

/// Room for any usual path, so that it need not be moved while it is written.
const USUAL_PATH: usize = 64;

/// The parts of a request, ready to be sent.
pub(crate) struct Encoded {
    /// Escaped, from the first `/` on.
    pub(crate) path: String,
    /// Escaped, and without the `?`; empty if there is none.
    pub(crate) query: String,
    /// Those that the operation or the caller set, most often none: the others are added when the request is sent, so that
    /// there is one map for an attempt, and nothing to copy.
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<EncodedBody>,
}

/// A body and what it is.
pub(crate) struct EncodedBody {
    pub(crate) data: Bytes,
    pub(crate) media_type: &'static str,
}

impl Encoder {
    /// An empty request.
    pub fn new() -> Self {
        Self {
            path: String::with_capacity(USUAL_PATH),
            ..Self::default()
        }
    }

    /// Appends a part of the path as it stands in the specification.
    pub fn literal(&mut self, text: &str) {
        self.path.push_str(text);
    }

    /// Appends a value to the path, escaped.
    ///
    /// An empty value, `.` and `..` are violations: a URL parser drops such a segment even when it is escaped, and the
    /// request would go elsewhere.
    pub fn path_parameter<T: ToParameter + ?Sized>(&mut self, name: &str, value: &T) {
        let text = value.to_parameter().unwrap_or_default();
        if matches!(&*text, "" | "." | "..") {
            self.violations.field(name, |at| {
                at.violation("must not be empty, `.` or `..`", "it is a part of the path");
            });
        }
        self.path.extend(utf8_percent_encode(&text, ESCAPED));
    }

    /// Appends a parameter to the query, unless its value is absent.
    pub fn query<T: ToParameter + ?Sized>(&mut self, name: &str, value: &T) {
        if let Some(text) = value.to_parameter() {
            self.push_query(name, &text);
        }
    }

    /// Appends a parameter to the query once for each item: `tag=a&tag=b`.
    pub fn query_list<T: ToParameterList + ?Sized>(&mut self, name: &str, values: &T) {
        for text in values.to_parameter_list() {
            self.push_query(name, &text);
        }
    }

    /// Sets a header, unless its value is absent.
    pub fn header<T: ToParameter + ?Sized>(&mut self, name: &str, value: &T) {
        let Some(text) = value.to_parameter() else {
            return;
        };
        let header = HeaderName::from_bytes(name.as_bytes());
        let text = HeaderValue::from_str(&text);
        self.violations.field(name, |at| match (header, text) {
            (Ok(header), _) if RESERVED.contains(&header) => {
                at.violation("is a header that the client sets itself", "leave it out");
            }
            (Ok(header), Ok(mut text)) => {
                text.set_sensitive(true);
                self.headers.insert(header, text);
            }
            (Err(_), _) => at.violation("is no name of a header", "use letters, digits and dashes"),
            (_, Err(_)) => at.violation(
                "has a character that a header cannot carry",
                "use visible ASCII characters, and no line break",
            ),
        });
    }

    /// Sets the body, as JSON.
    pub fn json<T: Serialize + ?Sized>(&mut self, body: &T) {
        match serde_json::to_vec(body) {
            Ok(json) => self.body(json, "application/json"),
            // The reason may repeat a value, so it is not kept.
            Err(_) => self.violations.field("body", |at| {
                at.violation("cannot be written as JSON", "use text keys in its maps");
            }),
        }
    }

    /// Sets the body, as a form.
    pub fn form<T: ToForm + ?Sized>(&mut self, body: &T) {
        let mut form = Form::new();
        body.to_form(&mut form);
        self.body(form.into_text(), "application/x-www-form-urlencoded");
    }

    /// Asks for plain text beside JSON: for an operation that answers with a text.
    pub fn accept_text(&mut self) {
        self.headers.insert(
            header::ACCEPT,
            HeaderValue::from_static("text/plain, application/json"),
        );
    }

    fn body(&mut self, body: impl Into<Bytes>, media_type: &'static str) {
        self.body = Some(EncodedBody {
            data: body.into(),
            media_type,
        });
    }

    /// Records a violation of something that is not a parameter.
    pub(crate) fn violations(&mut self) -> &mut Violations {
        &mut self.violations
    }

    /// The parts, or everything that is wrong: first what the operation's own check found.
    pub(crate) fn finish(self, mut checked: Violations) -> Result<Encoded, Violations> {
        checked.append(self.violations);
        if !checked.is_empty() {
            return Err(checked);
        }
        Ok(Encoded {
            path: self.path,
            query: self.query,
            headers: self.headers,
            body: self.body,
        })
    }

    fn push_query(&mut self, name: &str, value: &str) {
        if !self.query.is_empty() {
            self.query.push('&');
        }
        self.query.extend(utf8_percent_encode(name, ESCAPED));
        self.query.push('=');
        self.query.extend(utf8_percent_encode(value, ESCAPED));
    }
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Encoder")
            .field("violations", &self.violations)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::Sensitive;

    fn target(write: impl FnOnce(&mut Encoder)) -> Result<String, String> {
        let mut encoder = Encoder::new();
        write(&mut encoder);
        encoder
            .finish(Violations::new())
            .map(|encoded| match &*encoded.query {
                "" => encoded.path,
                query => format!("{}?{query}", encoded.path),
            })
            .map_err(|violations| violations.to_string())
    }

    #[test]
    fn no_path_parameter_can_leave_its_segment() {
        for (value, segment) in [
            ("a/b", "a%2Fb"),
            ("../account", "..%2Faccount"),
            ("a?b=c", "a%3Fb%3Dc"),
            ("a#b", "a%23b"),
            ("%2f", "%252f"),
            ("%2e%2e", "%252e%252e"),
            ("a b+c", "a%20b%2Bc"),
            ("é€", "%C3%A9%E2%82%AC"),
            ("...", "..."),
            ("a\\b", "a%5Cb"),
            ("a\r\nb", "a%0D%0Ab"),
            ("9e8a1c1e-1.~_", "9e8a1c1e-1.~_"),
        ] {
            let found = target(|request| {
                request.literal("/collections/");
                request.path_parameter("transactionReference", value);
            });
            let expected = format!("/collections/{segment}");
            assert_eq!(found.as_deref(), Ok(&*expected));
            // The URL parser must take it as it stands, and find as many segments as there are.
            let url = reqwest::Url::parse(&format!("https://example.com/v1{expected}")).unwrap();
            assert_eq!(url.path(), format!("/v1{expected}"));
            assert_eq!(url.query(), None);
        }
    }

    #[test]
    fn a_path_parameter_that_a_url_parser_would_drop_is_a_violation() {
        for value in ["", ".", ".."] {
            let found = target(|request| request.path_parameter("id", value));
            assert_eq!(
                found.unwrap_err(),
                "`id` must not be empty, `.` or `..` (it is a part of the path)"
            );
        }
        assert!(target(|request| request.path_parameter("id", &None::<String>)).is_err());
    }

    #[test]
    fn a_query_is_escaped_and_leaves_out_what_is_absent() {
        let found = target(|request| {
            request.literal("/statement");
            request.query("start", "2021-01-01 00:00:00");
            request.query("end", &None::<String>);
            request.query("limit", &Some(5_i64));
            request.query("a&b", &Sensitive::new("c=d&e#f+é".to_owned()));
            request.query_list("tag", &vec!["x", "y z"]);
            request.query_list("none", &None::<Vec<String>>);
            request.query("yes", &true);
        });
        assert_eq!(
            found.as_deref(),
            Ok(
                "/statement?start=2021-01-01%2000%3A00%3A00&limit=5&a%26b=c%3Dd%26e%23f%2B%C3%A9&tag=x&tag=y%20z&yes=true"
            )
        );
    }

    #[test]
    fn a_header_that_cannot_be_sent_is_a_violation_without_its_value() {
        let message = target(|request| {
            request.header("x-name", "evil-value\r\nInjected: 1");
            request.header("bad name", "x");
            request.header("Authorization", "Bearer stolen");
            request.header("x-absent", &None::<String>);
        })
        .unwrap_err();
        assert!(message.contains("`x-name` has a character"), "{message}");
        assert!(message.contains("`bad name` is no name"), "{message}");
        assert!(
            message.contains("`Authorization` is a header that"),
            "{message}"
        );
        assert!(
            !message.contains("evil-value") && !message.contains("stolen"),
            "{message}"
        );
    }

    #[test]
    fn a_body_that_is_no_json_is_a_violation_without_its_value() {
        let map = std::collections::BTreeMap::from([(vec!["secret"], 1)]);
        let message = target(|request| request.json(&map)).unwrap_err();
        assert!(
            message.starts_with("`body` cannot be written as JSON"),
            "{message}"
        );
        assert!(!message.contains("secret"), "{message}");
    }

    #[test]
    fn a_body_is_called_what_it_is() {
        struct Token;
        impl ToForm for Token {
            fn to_form(&self, form: &mut Form) {
                form.field("scope", "a b");
            }
        }
        let sent = |write: fn(&mut Encoder)| {
            let mut encoder = Encoder::new();
            write(&mut encoder);
            let body = encoder.finish(Violations::new()).unwrap().body.unwrap();
            (body.media_type, body.data)
        };
        let (form, body) = sent(|request| request.form(&Token));
        assert_eq!(
            (form, &*body),
            ("application/x-www-form-urlencoded", &b"scope=a+b"[..])
        );
        let (json, body) = sent(|request| request.json("a b"));
        assert_eq!((json, &*body), ("application/json", &br#""a b""#[..]));
    }

    #[test]
    fn debug_shows_no_part_of_the_request() {
        let mut encoder = Encoder::new();
        encoder.path_parameter("id", "256770000017");
        encoder.json("256770000017");
        assert!(!format!("{encoder:?}").contains("2567"));
    }
}
