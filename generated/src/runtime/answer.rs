//! What came back.

use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::HeaderMap;
use serde::de::DeserializeOwned;

use super::http_date;
use super::reading::{self, Failure};
use super::reference::is_digits;

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
        let until = http_date::parse(asked)?;
        let now = self.date().unwrap_or_else(SystemTime::now);
        // A time that is over asks for nothing.
        Some(until.duration_since(now).unwrap_or_default())
    }

    /// The time of the response by the gateway's clock, if its `Date` can be read.
    pub(crate) fn date(&self) -> Option<SystemTime> {
        self.header("date").and_then(http_date::parse)
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
    /// then among its [`Unreadable`](super::Unreadable) members.
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

    /// Reads the body as text.
    ///
    /// # Errors
    ///
    /// When it is not UTF-8.
    pub fn text(&self) -> Result<&str, Undecodable> {
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

/// A body that does not have the shape it should have. It says where, and repeats nothing of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecodable(Reason);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Reason {
    Empty,
    Nothing,
    NotText,
    NotJson { line: usize, column: usize },
    Truncated,
    MissingField { name: String },
    WrongShape { line: usize, column: usize },
    At(Failure),
    Repeated { line: usize, column: usize },
    TooDeep { line: usize, column: usize },
    Contradicts { path: &'static str },
    OfAnother { path: &'static str },
}

impl Undecodable {
    pub(crate) const fn empty() -> Self {
        Self(Reason::Empty)
    }

    /// JSON in which there is no value.
    pub(crate) const fn nothing() -> Self {
        Self(Reason::Nothing)
    }

    /// Not text in UTF-8.
    pub(crate) const fn not_text() -> Self {
        Self(Reason::NotText)
    }

    /// A value that cannot be read, at a known path.
    pub(crate) const fn at(failure: Failure) -> Self {
        Self(Reason::At(failure))
    }

    /// Not JSON, from here on.
    pub(crate) const fn not_json(line: usize, column: usize) -> Self {
        Self(Reason::NotJson { line, column })
    }

    /// JSON in which the name of this value is there twice.
    pub(crate) const fn repeated(line: usize, column: usize) -> Self {
        Self(Reason::Repeated { line, column })
    }

    /// JSON in which this value lies within too many others.
    pub(crate) const fn too_deep(line: usize, column: usize) -> Self {
        Self(Reason::TooDeep { line, column })
    }

    /// A success without what makes it one.
    pub(crate) fn lacking(path: &'static str) -> Self {
        let name = path.to_owned();
        Self(Reason::MissingField { name })
    }

    /// A success with a code or a status of a failure.
    pub(crate) const fn contradicting(path: &'static str) -> Self {
        Self(Reason::Contradicts { path })
    }

    /// A success of another payment than the one that was made.
    pub(crate) const fn of_another(path: &'static str) -> Self {
        Self(Reason::OfAnother { path })
    }

    /// What can be said of an error of JSON without repeating its message, which may quote the body.
    pub(crate) fn from_json(error: &serde_json::Error) -> Self {
        use serde_json::error::Category;

        let (line, column) = (error.line(), error.column());
        Self(match error.classify() {
            Category::Eof => Reason::Truncated,
            Category::Syntax | Category::Io => Reason::NotJson { line, column },
            // The name of a missing field comes from our own types, not from the body.
            Category::Data => match missing_field(&error.to_string()) {
                Some(name) => Reason::MissingField { name },
                None => Reason::WrongShape { line, column },
            },
        })
    }

    /// Whether there was nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0 == Reason::Empty
    }

    /// Whether the body ended too early.
    pub fn is_truncated(&self) -> bool {
        self.0 == Reason::Truncated
    }

    /// Whether the body itself reports a failure, under a status of success.
    pub(crate) const fn reports_a_failure(&self) -> bool {
        matches!(self.0, Reason::Contradicts { .. })
    }

    /// Returns the path of the value that is missing or cannot be read, such as `data.transactionReference`, where it is known.
    pub fn path(&self) -> Option<&str> {
        match &self.0 {
            Reason::At(failure) => Some(failure.path()),
            Reason::MissingField { name } => Some(name),
            Reason::Contradicts { path } | Reason::OfAnother { path } => Some(path),
            _ => None,
        }
    }

    /// The line and the column, counted from 1, at which reading stopped.
    pub fn position(&self) -> Option<(usize, usize)> {
        match self.0 {
            Reason::NotJson { line, column }
            | Reason::WrongShape { line, column }
            | Reason::Repeated { line, column }
            | Reason::TooDeep { line, column } => Some((line, column)),
            _ => None,
        }
    }
}

fn missing_field(message: &str) -> Option<String> {
    let name = message.strip_prefix("missing field `")?.split('`').next()?;
    Some(name.to_owned())
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reason::Empty => f.write_str("the body is empty"),
            Reason::Nothing => f.write_str("the body is JSON without any value"),
            Reason::NotText => f.write_str("the body is not text in UTF-8"),
            Reason::NotJson { line, column } => {
                write!(f, "the body is not JSON at line {line}, column {column}")
            }
            Reason::Truncated => f.write_str("the body is JSON that ends too early"),
            Reason::At(failure) => write!(f, "{failure}"),
            Reason::MissingField { name } => write!(f, "the body has no field `{name}`"),
            Reason::WrongShape { line, column } => {
                write!(
                    f,
                    "the body is JSON of another shape at line {line}, column {column}"
                )
            }
            Reason::Repeated { line, column } => {
                write!(
                    f,
                    "the body repeats a member at line {line}, column {column}"
                )
            }
            Reason::TooDeep { line, column } => {
                write!(
                    f,
                    "the body is nested too deeply at line {line}, column {column}"
                )
            }
            Reason::Contradicts { path } => {
                write!(f, "`{path}` in the body reports a failure")
            }
            Reason::OfAnother { path } => {
                write!(
                    f,
                    "`{path}` in the body is the reference of another payment"
                )
            }
        }
    }
}

impl std::error::Error for Undecodable {}

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
