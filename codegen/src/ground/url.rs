//! Addresses of servers.

use std::net::{Ipv4Addr, Ipv6Addr};

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
