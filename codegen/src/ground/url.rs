//! URLs, as far as a document can have them wrong (RFC 3986). Characters outside ASCII may stand in them as they are, since documents are
//! full of them.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Returns what stands before the first colon of a URL, if that can be a scheme. A host with a port has none.
pub(crate) fn scheme(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once(':')?;
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    let is_scheme =
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.bytes().all(is_letter);
    (is_scheme && !is_port(before_path(rest))).then_some(scheme)
}

/// Returns whether a scheme is that of HTTP, encrypted or not.
pub(crate) fn is_http(scheme: &str) -> bool {
    ["http", "https"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(scheme))
}

/// Returns whether a string can be a URL, absolute or relative. Names in braces stand for any part of it.
pub(crate) fn is_url(text: &str) -> bool {
    const NEVER: &str = "<>\"\\^`|{}";
    let url = &filled(text);
    let is_never = |c: char| c.is_whitespace() || c.is_control() || NEVER.contains(c);
    if url.contains(is_never) || !is_percent_encoded(url) {
        return false;
    }
    let (scheme, rest) = match scheme(url) {
        Some(scheme) => (Some(scheme), &url[scheme.len() + 1..]),
        None => (None, url.as_str()),
    };
    match (scheme, rest.strip_prefix("//")) {
        (Some("file"), Some(rest)) if rest.starts_with('/') => true,
        (_, Some(rest)) => is_authority(before_path(rest)),
        (Some(scheme), None) => !is_http(scheme) && !rest.is_empty(),
        (None, None) => match before_path(rest).split_once(':') {
            Some((host, port)) => !host.is_empty() && is_port(port),
            None => true,
        },
    }
}

/// Returns whether two hexadecimal digits follow each `%`.
pub(crate) fn is_percent_encoded(text: &str) -> bool {
    let mut parts = text.split('%').skip(1);
    parts.all(|part| {
        let digits = part.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}

/// A URL in which each name in braces is replaced.
fn filled(text: &str) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{')
        && let Some((_, after)) = after.split_once('}')
    {
        filled.push_str(before);
        // A scheme, or what a host and a port can be.
        filled.push_str(if filled.is_empty() { "https" } else { "1" });
        rest = after;
    }
    filled.push_str(rest);
    filled
}

fn before_path(text: &str) -> &str {
    text.split(|letter| "/?#".contains(letter))
        .next()
        .unwrap_or_default()
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u16>().is_ok()
}

/// Whether a text is a host, with a port or without, and behind what tells who asks.
fn is_authority(text: &str) -> bool {
    let host = text.rsplit_once('@').map_or(text, |(_, host)| host);
    let (is_host, port) = match host.strip_prefix('[') {
        Some(inner) => match inner.split_once(']') {
            Some((address, port)) => {
                let is_address = address.parse::<Ipv6Addr>().is_ok();
                (
                    is_address && (port.is_empty() || port.starts_with(':')),
                    port.trim_start_matches(':'),
                )
            }
            None => return false,
        },
        None => {
            let (host, port) = host.split_once(':').unwrap_or((host, ""));
            (!host.is_empty() && !host.contains(['[', ']']), port)
        }
    };
    is_host && (port.is_empty() || is_port(port))
}

/// Returns whether requests to an absolute URL cross a network without encryption. The client sends none there.
pub(crate) fn is_unencrypted(url: &str) -> bool {
    let Some((scheme, rest)) = url.trim().split_once("://") else {
        return false;
    };
    scheme.eq_ignore_ascii_case("http") && !is_this_machine(host(rest))
}

/// Returns the path of an absolute URL, without slashes around it.
pub(crate) fn path(url: &str) -> &str {
    let rest = url.trim().split_once("://").map_or("", |(_, rest)| rest);
    let rest = rest
        .split(|letter| "?#".contains(letter))
        .next()
        .unwrap_or_default();
    rest.split_once('/')
        .map_or("", |(_, path)| path.trim_matches('/'))
}

/// Returns the host of what follows on `http://`.
fn host(rest: &str) -> &str {
    let authority = rest
        .split(|letter| "/?#".contains(letter))
        .next()
        .unwrap_or_default();
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    match host.strip_prefix('[').and_then(|host| host.split_once(']')) {
        Some((host, _)) => host,
        None => host.split(':').next().unwrap_or_default(),
    }
}

fn is_this_machine(host: &str) -> bool {
    let v4 = host.parse().map(|address: Ipv4Addr| address.is_loopback());
    let v6 = host.parse().map(|address: Ipv6Addr| address.is_loopback());
    host.eq_ignore_ascii_case("localhost") || v4 == Ok(true) || v6 == Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rfc_3986_allows_is_a_url_and_nothing_else() {
        for url in [
            "",
            "/",
            "v1/a",
            "//a.b/c",
            "https://a.b",
            "HTTPS://user:p%40ss@a.b:443/c?d[e]=f#g",
            "http://[::1]:8080/",
            "https://{host}.b:{port}/{base}",
            "{scheme}://{host}",
            "https://bücher.example/ä",
            "localhost:8080/a",
            "mailto:a@b.c",
            "file:///etc/passwd",
            "urn:a:b",
            "www.example.com",
        ] {
            assert!(is_url(url), "{url}");
        }
        for text in [
            "a b",
            "https://",
            "https:///a",
            "https://?a",
            "https:a.b",
            "https://a.b:99999/",
            "https://a.b:x/",
            "https://a.b:+1/",
            "https://a.b/%zz",
            "https://a.b/%4",
            "https://{h/",
            "https://a}.b",
            "http://[",
            "http://[a]/",
            "http://[::1]a",
            "https://a[b/",
            "::",
            ":::",
            ":80",
            "a b://c",
            "javascript:",
        ] {
            assert!(!is_url(text), "{text}");
        }
    }

    #[test]
    fn a_host_with_a_port_has_no_scheme() {
        assert_eq!(scheme("https://a.b"), Some("https"));
        assert_eq!(scheme("mailto:a@b.c"), Some("mailto"));
        for url in ["localhost:8080", "a/b:c", "::", "/a:b", "1a:b"] {
            assert_eq!(scheme(url), None, "{url}");
        }
    }

    #[test]
    fn plain_http_is_unencrypted_except_to_this_machine() {
        for url in [
            "http://api.example.com/v1",
            "HTTP://api.example.com",
            "http://localhost.example.com",
            "http://10.0.0.1:8080/",
            "http://localhost@example.com",
            "http://[::2]/v1",
        ] {
            assert!(is_unencrypted(url), "{url}");
        }
        for url in [
            "https://api.example.com",
            "http://localhost:8080/v1",
            "http://LOCALHOST",
            "http://127.9.8.7",
            "http://[::1]:8080",
            "ftp://files.example.com",
            "/v1",
            "",
        ] {
            assert!(!is_unencrypted(url), "{url}");
        }
    }

    #[test]
    fn a_path_is_what_follows_on_the_host() {
        for (url, expected) in [
            ("http://a.example/v1/b/", "v1/b"),
            ("http://a.example", ""),
            ("http://a.example/v1?b=/c", "v1"),
        ] {
            assert_eq!(path(url), expected, "{url}");
        }
    }
}
