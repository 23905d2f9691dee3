//! Wire goldens: requests as they must leave the client, written by hand (see `tests/wire/README.md`).

use std::fs;
use std::io;

/// A request as text: request line, sorted headers, empty line, body.
///
/// # Errors
///
/// When the file cannot be read.
pub fn golden(name: &str, token: &str, host: &str, version: &str) -> io::Result<String> {
    let path = crate::root("tests/wire").join(name).with_extension("http");
    let text = fs::read_to_string(&path)
        .map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", path.display())))?;
    let request: String = text
        .split_inclusive('\n')
        .skip_while(|line| line.starts_with('#'))
        .collect();
    // The line end after a body is the file's; the one after the head is the request's.
    let request = match request.strip_suffix('\n') {
        Some(with_body) if !with_body.ends_with('\n') => with_body,
        _ => &request,
    };
    Ok(request
        .replace("<TOKEN>", token)
        .replace("<HOST>", host)
        .replace("<VERSION>", version))
}

/// The bytes of a request in the form of a golden: names of headers in lower case and sorted, nothing else changed.
#[must_use]
pub fn captured(request: &[u8]) -> String {
    let text = String::from_utf8_lossy(request);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let mut lines = head.split("\r\n");
    let first = lines.next().unwrap_or_default();
    let mut headers: Vec<String> = lines
        .map(|line| match line.split_once(':') {
            Some((name, value)) => format!("{}:{value}", name.to_lowercase()),
            None => line.to_owned(),
        })
        .collect();
    headers.sort();
    let mut out = format!("{first}\n");
    for header in headers {
        out.push_str(&header);
        out.push('\n');
    }
    out.push('\n');
    out.push_str(body);
    out
}
