//! One request per connection, written and read by hand.

use malipo_sandbox::{Gateway, Sandbox};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer, taken apart.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(candidate, _)| candidate.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
    }
}

/// Host and port of a simulator.
pub(crate) fn authority<G: Gateway>(sandbox: &Sandbox<G>) -> &str {
    let rest = sandbox.base_url().strip_prefix("http://").unwrap();
    rest.split('/').next().unwrap()
}

/// A correct call of a path below the base URL.
pub(crate) async fn call(
    sandbox: &Sandbox,
    method: &str,
    path: &str,
    body: Option<&str>,
) -> Answer {
    let token = sandbox.token();
    let mut headers = format!("authorization: Bearer {token}\r\naccept: application/json\r\n");
    if body.is_some() {
        headers.push_str("content-type: application/json\r\n");
    }
    with_headers(sandbox, method, path, &headers, body).await
}

/// A call with these headers and no others but those that HTTP demands.
pub(crate) async fn with_headers(
    sandbox: &Sandbox,
    method: &str,
    path: &str,
    headers: &str,
    body: Option<&str>,
) -> Answer {
    let host = authority(sandbox);
    let body = body.unwrap_or_default();
    let length = match body.len() {
        0 => String::new(),
        length => format!("content-length: {length}\r\n"),
    };
    raw(
        sandbox,
        &format!("{method} /v1{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{headers}{length}\r\n{body}"),
    )
    .await
}

/// Sends a text and reads until the other side has finished.
pub(crate) async fn raw<G: Gateway>(sandbox: &Sandbox<G>, request: &str) -> Answer {
    let mut stream = TcpStream::connect(authority(sandbox)).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer {
        status,
        head: head.to_owned(),
        body: body.to_owned(),
    }
}
