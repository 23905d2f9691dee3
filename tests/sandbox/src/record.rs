//! What came in, and what was wrong with it.

use std::fmt;

use serde_json::Value;

use crate::recent::{FRAME, Record};
use crate::{Fault, Moment, printable};

/// A request as it was received, credentials left out.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReceivedRequest {
    /// Its number, from 1.
    pub number: usize,
    /// The simulator's time when it was received.
    pub received: Moment,
    /// The method, in upper case.
    pub method: String,
    /// The path exactly as sent, still percent-encoded.
    pub path: String,
    /// The query exactly as sent, without the question mark; empty if there was none.
    pub query: String,
    /// The headers in the order and the spelling in which they were sent; credentials are replaced by `[redacted]`.
    pub headers: Vec<(String, String)>,
    /// The body exactly as sent, but for a client secret, which is replaced by `[redacted]`.
    pub body: Vec<u8>,
    /// The request line and the headers, with their line ends, exactly as sent but for the credentials.
    pub head: String,
    /// The operation of the specification that was called, if it is one.
    pub operation: Option<String>,
    /// The number of the connection on which it came, from 1.
    pub connection: usize,
    /// The fault that it met, if any.
    pub fault: Option<Fault>,
    /// Whether the gateway dealt with it, be it by refusing it; false if it met a fault before.
    pub carried_out: bool,
    /// The status of the answer, as it left the simulator; 0 if no complete answer did.
    pub status: u16,
}

impl ReceivedRequest {
    /// The value of the first header with this name, whatever its case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(candidate, _)| candidate.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The body as text; what is not UTF-8 is replaced.
    #[must_use]
    pub fn body_text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

// Not derived: bytes of the body would be printed as numbers.
impl fmt::Debug for ReceivedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceivedRequest")
            .field("number", &self.number)
            .field("received", &self.received.to_string())
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &self.query)
            .field("headers", &self.headers)
            .field("body", &self.body_text())
            .field("operation", &self.operation)
            .field("connection", &self.connection)
            .field("fault", &self.fault)
            .field("carried_out", &self.carried_out)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl Record for ReceivedRequest {
    fn bytes(&self) -> usize {
        // The headers are there twice: in the head, and each with its name and its value.
        FRAME + self.path.len() + self.query.len() + self.body.len() + 4 * self.head.len()
    }
}

/// A breach of the specification.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The number of the request, as in [`ReceivedRequest::number`].
    pub request: usize,
    /// Method and path of the request.
    pub call: String,
    /// Where the breach is: `path`, `query.limit`, `body/amount`, `header.accept` and the like.
    pub at: String,
    /// The rule, such as `required` or `undeclared`.
    pub rule: String,
    /// What is wrong, as a sentence.
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "request {} ({}): {}: {} [{}]",
            self.request,
            printable(&self.call),
            printable(&self.at),
            printable(&self.what),
            self.rule
        )
    }
}

impl Record for Violation {
    fn bytes(&self) -> usize {
        FRAME + self.call.len() + self.at.len() + self.what.len()
    }
}

/// The head of a request with the credentials of every `Authorization` header replaced; the scheme stays.
pub(crate) fn redacted_head(raw: &[u8]) -> String {
    let end = raw
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .map_or(raw.len(), |position| position + 4);
    let head = String::from_utf8_lossy(raw.get(..end).unwrap_or(raw));
    let mut out = String::with_capacity(head.len());
    for line in head.split_inclusive("\r\n") {
        match line.split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("authorization") => {
                out.push_str(name);
                out.push_str(": ");
                // A single word may be the token itself.
                if let Some((scheme, _)) = value.trim().split_once(' ') {
                    out.push_str(scheme);
                    out.push(' ');
                }
                out.push_str("[redacted]\r\n");
            }
            _ => out.push_str(line),
        }
    }
    out
}

/// A body, a form or JSON, with the values of these properties replaced.
pub(crate) fn redacted_body(body: Vec<u8>, secrets: &[&str]) -> Vec<u8> {
    let text = String::from_utf8_lossy(&body);
    if !secrets.iter().any(|name| text.contains(name)) {
        return body;
    }
    if let Ok(Value::Object(object)) = serde_json::from_str(&text) {
        let mut text = text.into_owned();
        for secret in secrets.iter().filter_map(|name| object.get(*name)) {
            let written = secret.to_string();
            if !text.contains(&written) {
                // Written with other escapes than ours.
                return b"[redacted]".to_vec();
            }
            text = text.replace(&written, "\"[redacted]\"");
        }
        return text.into_bytes();
    }
    let fields: Vec<_> = text
        .split('&')
        .map(|field| match field.split_once('=') {
            Some((name, _)) if secrets.contains(&name) => format!("{name}=[redacted]"),
            _ => field.to_owned(),
        })
        .collect();
    let redacted = fields.join("&");
    match redacted.as_str() == text {
        // The name is there, and not where it belongs: half a body, or an escaped name.
        true => b"[redacted]".to_vec(),
        false => redacted.into_bytes(),
    }
}

/// The headers of a head, in the order and the spelling in which they were sent.
pub(crate) fn headers_of(head: &str) -> Vec<(String, String)> {
    head.split("\r\n")
        .skip(1)
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_replaced_and_everything_else_stays() {
        let raw = b"POST /v1/collections HTTP/1.1\r\nHost: x\r\nAUTHORIZATION:  Bearer secret-token\r\naccept: */*\r\n\r\n{\"a\":1}";
        let head = redacted_head(raw);
        assert_eq!(
            head,
            "POST /v1/collections HTTP/1.1\r\nHost: x\r\nAUTHORIZATION: Bearer [redacted]\r\naccept: */*\r\n\r\n"
        );
        assert_eq!(
            headers_of(&head),
            [
                ("Host", "x"),
                ("AUTHORIZATION", "Bearer [redacted]"),
                ("accept", "*/*")
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
    }

    #[test]
    fn a_secret_in_a_body_is_replaced_in_a_form_and_in_json_and_however_it_is_written() {
        for (body, redacted) in [
            (
                "client_id=a&client_secret=s%26cret&scope=b",
                "client_id=a&client_secret=[redacted]&scope=b",
            ),
            (
                r#"{"client_id": "a", "client_secret": "s&cret"}"#,
                r#"{"client_id": "a", "client_secret": "[redacted]"}"#,
            ),
            (r#"{"client_secret": "s\u0026cret"}"#, "[redacted]"),
            (r#"{"client_secret": "s&cr"#, "[redacted]"),
            (r#"{"amount": 1}"#, r#"{"amount": 1}"#),
        ] {
            let written = redacted_body(body.as_bytes().to_vec(), &["client_secret"]);
            assert_eq!(String::from_utf8(written).unwrap(), redacted);
        }
    }

    #[test]
    fn a_header_without_a_scheme_shows_nothing_of_it() {
        let head = redacted_head(b"GET / HTTP/1.1\r\nauthorization: secret-token\r\n\r\n");
        assert!(!head.contains("secret-token"), "{head}");
    }
}
