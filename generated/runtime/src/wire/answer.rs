//! What came back.

use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::HeaderMap;
use serde::de::DeserializeOwned;

use crate::wire::media_type::MediaType;
use crate::wire::reference::is_digits;
use crate::wire::{RawJson, Undecodable, reading};

/// A complete response of the gateway, before it is parsed.
#[derive(Clone)]
pub struct Answer {
    status: u16,
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    /// Creates a response from its parts, for tests of code that reads one.
    pub fn new(status: u16, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            headers,
            body: body.into(),
        }
    }

    /// The HTTP status.
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The headers.
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// A header's value, if it is there and is a text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// How long the gateway asks to wait: in seconds, or until a time by its own clock.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        let asked = self.header("retry-after")?.trim();
        if is_digits(asked) {
            // More than can be counted is for ever.
            return Some(Duration::from_secs(asked.parse().unwrap_or(u64::MAX)));
        }
        let until = httpdate::parse_http_date(asked).ok()?;
        let now = self.date().unwrap_or_else(SystemTime::now);
        // A time that is over asks for nothing.
        Some(until.duration_since(now).unwrap_or_default())
    }

    /// The time of the response by the gateway's clock, if its `Date` can be read.
    pub(crate) fn date(&self) -> Option<SystemTime> {
        httpdate::parse_http_date(self.header("date")?.trim()).ok()
    }

    /// The content coding of the body, if it has another than `identity`. Only known names are repeated.
    pub(crate) fn coding(&self) -> Option<&'static str> {
        const KNOWN: [&str; 7] = [
            "gzip",
            "x-gzip",
            "br",
            "deflate",
            "zstd",
            "compress",
            "x-compress",
        ];
        let codings = self.headers.get_all(http::header::CONTENT_ENCODING);
        if self.body.is_empty() {
            return None;
        }
        codings
            .iter()
            .flat_map(|value| value.as_bytes().split(|byte| *byte == b','))
            .map(|coding| coding.trim_ascii())
            .filter(|coding| !coding.is_empty() && !coding.eq_ignore_ascii_case(b"identity"))
            .map(|coding| {
                let known = |name: &&str| coding.eq_ignore_ascii_case(name.as_bytes());
                KNOWN.into_iter().find(known).unwrap_or("an unknown coding")
            })
            .next()
    }

    /// The body, as it was sent.
    pub const fn body(&self) -> &Bytes {
        &self.body
    }

    /// Whether the status is one of success (2xx).
    pub const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    /// Returns true for 202, 203, 206 and 226: not the gateway's own, final, complete response.
    pub(crate) const fn is_incomplete_or_changed(&self) -> bool {
        matches!(self.status, 202 | 203 | 206 | 226)
    }

    /// Reads the body as JSON, after a byte order mark if there is one.
    ///
    /// A type of this crate is read leniently: what it can do without may have another JSON type than documented, and is
    /// then among its [`Unreadable`](crate::Unreadable) members.
    ///
    /// # Errors
    ///
    /// When it is no JSON, or not of that shape. The error says where, and repeats nothing of the body.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Undecodable> {
        let body = self
            .body
            .strip_prefix("\u{feff}".as_bytes())
            .unwrap_or(&self.body);
        if body.trim_ascii().is_empty() {
            return Err(Undecodable::empty());
        }
        reading::decode(body).map_err(|error| match std::str::from_utf8(body) {
            // Only then: what is valid need not be looked at twice.
            Err(_) => Undecodable::not_text(),
            Ok(_) => error,
        })
    }

    /// Reads nothing, where nothing is expected.
    ///
    /// # Errors
    ///
    /// Never.
    pub const fn nothing(&self) -> Result<(), Undecodable> {
        Ok(())
    }

    /// Reads the body as it was sent.
    ///
    /// # Errors
    ///
    /// Never.
    pub fn bytes(&self) -> Result<Bytes, Undecodable> {
        Ok(self.body.clone())
    }

    /// Reads a string, where the specification allows any media type or JSON beside plain text: JSON if the `Content-Type` says
    /// so and the body is a JSON string, else the body itself. Without a `Content-Type`, a JSON string is one.
    ///
    /// # Errors
    ///
    /// When it is not UTF-8.
    pub fn string(&self) -> Result<String, Undecodable> {
        let media_type = self.content_type();
        if media_type.is_none_or(|media_type| media_type.is_json())
            && let Ok(text) = self.json::<String>()
        {
            return Ok(text);
        }
        self.text().map(str::to_owned)
    }

    /// Reads any JSON, where the specification allows any media type: a body that is no JSON, and of a type that is none, is a
    /// JSON string.
    ///
    /// # Errors
    ///
    /// When it is not UTF-8, or JSON by its `Content-Type` only.
    pub fn any(&self) -> Result<RawJson, Undecodable> {
        let read = self.json();
        let media_type = self.content_type();
        if read.is_ok() || media_type.is_none_or(|media_type| media_type.is_json()) {
            return read;
        }
        RawJson::new(self.text()?)
    }

    /// Reads a number, a boolean or a value of an enum that is sent as plain text.
    ///
    /// # Errors
    ///
    /// When it is not UTF-8, or not such a value.
    pub fn plain<T: DeserializeOwned>(&self) -> Result<T, Undecodable> {
        let text = self.text()?;
        let quoted = serde_json::Value::from(text.trim()).to_string();
        reading::decode(quoted.as_bytes()).or_else(|_| self.json())
    }

    /// The number of the media type that the body is, of several that the specification lists; 0 if it is none of them.
    ///
    /// One that is equal with its parameters comes first, then one of the same name, then JSON of any name, then a range.
    pub fn among(&self, media_types: &[&str]) -> usize {
        let Some(found) = self.content_type() else {
            return 0;
        };
        let mut best = (0, 0);
        for (number, listed) in media_types.iter().enumerate() {
            let fits = found.fits(listed);
            if fits > best.0 {
                best = (fits, number);
            }
        }
        best.1
    }

    fn content_type(&self) -> Option<MediaType<'_>> {
        MediaType::new(self.header("content-type")?)
    }

    /// Reads the body as text.
    ///
    /// # Errors
    ///
    /// When it is not UTF-8, or has other characters than ASCII and another charset by its `Content-Type`.
    pub fn text(&self) -> Result<&str, Undecodable> {
        let media_type = self.content_type();
        let is_other = media_type.is_some_and(MediaType::has_other_charset);
        if is_other && !self.body.is_ascii() {
            return Err(Undecodable::not_text());
        }
        std::str::from_utf8(&self.body).map_err(|_| Undecodable::not_text())
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("headers", &self.headers.len())
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

/// A success with everything that came with it.
#[derive(Clone)]
pub struct Response<T> {
    value: T,
    answer: Answer,
}

impl<T> Response<T> {
    pub(crate) const fn new(value: T, answer: Answer) -> Self {
        Self { value, answer }
    }

    /// Returns the parsed body.
    pub const fn value(&self) -> &T {
        &self.value
    }

    /// Returns the parsed body by value.
    pub fn into_value(self) -> T {
        self.value
    }

    /// Returns the parsed body and the response as it came.
    pub(crate) fn into_parts(self) -> (T, Answer) {
        (self.value, self.answer)
    }

    /// Returns the response as it came.
    pub const fn answer(&self) -> &Answer {
        &self.answer
    }

    /// The HTTP status.
    pub const fn status(&self) -> u16 {
        self.answer.status
    }

    /// The headers.
    pub const fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// The body, as it was sent.
    pub const fn body(&self) -> &Bytes {
        &self.answer.body
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("value", &self.value)
            .field("answer", &self.answer)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    struct Body {
        #[allow(dead_code)]
        reference: u8,
    }

    fn failure(body: &'static str) -> Undecodable {
        Answer::new(200, HeaderMap::new(), body)
            .json::<Body>()
            .unwrap_err()
    }

    #[test]
    fn an_unreadable_body_says_where_and_repeats_nothing() {
        for (body, says) in [
            ("", "the body is empty"),
            (" \r\n", "the body is empty"),
            (
                "<html>secret</html>",
                "the body is not JSON at line 1, column 1",
            ),
            (
                r#"{"reference": "secret"#,
                "the body is JSON that ends too early",
            ),
            (
                r#"{"reference": "secret"}"#,
                "the body is JSON of another shape at line 1, column 22",
            ),
            (r#"{"secret": 1}"#, "the body has no field `reference`"),
        ] {
            let error = failure(body);
            assert_eq!(error.to_string(), says);
            assert!(!format!("{error:?}").contains("secret"));
        }
    }

    fn of_type(media_type: Option<&'static str>, body: &'static str) -> Answer {
        let mut headers = HeaderMap::new();
        if let Some(media_type) = media_type {
            let value = http::HeaderValue::from_static(media_type);
            headers.insert(http::header::CONTENT_TYPE, value);
        }
        Answer::new(200, headers, body)
    }

    #[test]
    fn the_content_type_says_whether_a_string_is_json() {
        for (media_type, body, expected) in [
            (Some("text/plain"), "hi", "hi"),
            (Some("text/plain;charset=UTF-8"), "\"hi\"", "\"hi\""),
            (Some("application/json"), "\"hi\"", "hi"),
            (Some("application/vnd.a+json"), "\"hi\"", "hi"),
            // Spring sends a string as it is, whatever it calls it.
            (Some("application/json"), "hi", "hi"),
            (None, "\"hi\"", "hi"),
            (None, "hi", "hi"),
            (Some("text/plain"), "", ""),
        ] {
            let answer = of_type(media_type, body);
            assert_eq!(answer.string().unwrap(), expected, "{media_type:?} {body}");
        }
        let any = |media_type, body| {
            of_type(media_type, body)
                .any()
                .map(|raw| raw.get().to_owned())
        };
        assert_eq!(any(Some("text/plain"), "h\"i").unwrap(), "\"h\\\"i\"");
        assert_eq!(any(Some("text/plain"), "[1]").unwrap(), "[1]");
        assert!(any(Some("application/json"), "hi").is_err());
        assert!(any(None, "hi").is_err());
    }

    #[test]
    fn a_plain_text_can_be_a_number_or_a_boolean() {
        let answer = |body| of_type(Some("text/plain"), body);
        assert_eq!(answer("12").plain::<i64>().unwrap(), 12);
        assert!(answer("true").plain::<bool>().unwrap());
        assert_eq!(answer(" open\n").plain::<String>().unwrap(), "open");
        assert!(answer("much").plain::<i64>().is_err());
    }

    #[test]
    fn a_text_in_another_charset_is_not_read_as_utf_8() {
        for (media_type, body, reads) in [
            ("text/plain; charset=iso-8859-1", "\u{c3}\u{a9}", false),
            ("text/plain;Charset=\"windows-1252\"", "\u{e9}", false),
            ("text/csv; header=present; charset=utf-16", "\u{e9}", false),
            ("text/plain; charset=iso-8859-1", "plain", true),
            ("text/plain; charset=us-ascii", "plain", true),
            ("text/plain; charset=UTF-8", "\u{e9}", true),
            ("text/plain; charset=utf8", "\u{e9}", true),
            ("text/plain", "\u{e9}", true),
        ] {
            let answer = of_type(Some(media_type), body);
            assert_eq!(answer.text().ok(), reads.then_some(body), "{media_type}");
            assert_eq!(answer.string().is_ok(), reads, "{media_type}");
            assert_eq!(answer.body(), body.as_bytes());
        }
    }

    #[test]
    fn the_nearest_media_type_is_that_of_a_body() {
        let listed = [
            "application/json;version=2",
            "application/json; version=3",
            "text/csv",
            "text/*",
            "*/*",
        ];
        for (media_type, number) in [
            ("application/json;version=2", 0),
            ("Application/JSON; charset=utf-8; VERSION=\"3\"", 1),
            ("application/json", 0),
            ("application/json;version=4", 0),
            ("application/problem+json", 0),
            ("text/csv; header=present", 2),
            ("text/html", 3),
            ("image/png", 4),
            ("nonsense", 0),
        ] {
            assert_eq!(
                of_type(Some(media_type), "").among(&listed),
                number,
                "{media_type}"
            );
        }
        assert_eq!(of_type(None, "").among(&listed), 0);
        assert_eq!(
            of_type(Some("image/png"), "").among(&["text/csv", "a/b"]),
            0
        );
    }

    #[test]
    fn a_byte_order_mark_is_passed_over() {
        let answer = Answer::new(200, HeaderMap::new(), "\u{feff}{\"reference\":1}");
        assert!(answer.json::<Body>().is_ok());
    }

    #[test]
    fn debug_shows_the_size_of_a_body_and_no_header() {
        let mut headers = HeaderMap::new();
        headers.insert("set-cookie", http::HeaderValue::from_static("secret"));
        let response = Response::new(1, Answer::new(200, headers, "secret"));
        let shown = format!("{response:?}");
        assert!(!shown.contains("secret"), "{shown}");
        assert!(shown.contains("body_bytes: 6"), "{shown}");
        assert_eq!(response.answer().header("Set-Cookie"), Some("secret"));
    }
}
