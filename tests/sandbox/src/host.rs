//! Which hosts are this machine.
//!
//! A web page can let a name of its own point to 127.0.0.1, and then its scripts may read what comes from there (DNS
//! rebinding). The browser still sends that name in `Host`, so a gateway that responds to its own names only is out of reach.

use std::net::IpAddr;

use hyper::Version;
use hyper::header::HOST;
use hyper::http::request::Parts;
use hyper::http::uri::Authority;

use crate::printable;

/// Returns true for the names and the addresses of the loopback, in the form that `Host` and URLs have.
pub(crate) fn is_this_machine(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    if host == "localhost" || host.ends_with(".localhost") {
        return true;
    }
    let bare = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .unwrap_or(&host);
    bare.parse().is_ok_and(is_loopback)
}

/// Returns true for an address of this machine, also for one of IPv4 in the form of IPv6.
pub(crate) fn is_loopback(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

/// A request that is not meant for this machine, or does not say for whom it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Misdirected {
    pub(crate) status: u16,
    pub(crate) what: String,
}

/// Checks for whom a request is: every host that it names must be this machine, with any port.
pub(crate) fn check(request: &Parts) -> Result<(), Misdirected> {
    let bad = |what: &str| Misdirected {
        status: 400,
        what: what.to_owned(),
    };
    // A proxy's form of the request line names a host too.
    if let Some(authority) = request.uri.authority() {
        of_this_machine(authority.as_str())?;
    }
    let mut hosts = request.headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => match host.to_str() {
            Ok(host) => of_this_machine(host),
            Err(_) => Err(bad("the header Host is not readable; send it in ASCII")),
        },
        // The only version that has no such header.
        (None, _) if request.version <= Version::HTTP_10 => Ok(()),
        (None, _) => Err(bad("the header Host is missing; HTTP/1.1 requires it")),
        (Some(_), Some(_)) => Err(bad("the header Host is there twice; send it once")),
    }
}

fn of_this_machine(authority: &str) -> Result<(), Misdirected> {
    let is_ours = authority
        .parse::<Authority>()
        .is_ok_and(|parsed| !parsed.as_str().contains('@') && is_this_machine(parsed.host()));
    if is_ours {
        return Ok(());
    }
    Err(Misdirected {
        status: 421,
        what: format!(
            "the host `{}` is not this machine; malipo-sandbox responds only to 127.0.0.1, [::1] and localhost, with any \
             port, so that no web page can reach it",
            printable(authority)
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::Request;

    #[test]
    fn names_and_addresses_of_the_loopback_are_this_machine() {
        for host in [
            "localhost",
            "LocalHost",
            "localhost.",
            "shop.localhost",
            "127.0.0.1",
            "127.8.9.10",
            "[::1]",
            "::1",
            "[::ffff:127.0.0.1]",
        ] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in [
            "",
            ".",
            "localhost.example",
            "127.0.0.1.example",
            "notlocalhost",
            "0.0.0.0",
            "192.0.2.1",
            "[::2]",
            "[::1",
            "2130706433",
        ] {
            assert!(!is_this_machine(host), "{host}");
        }
    }

    fn checked(version: Version, uri: &str, hosts: &[&str]) -> Option<u16> {
        let mut request = Request::get(uri).version(version);
        for host in hosts {
            request = request.header(HOST, *host);
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        check(&parts).err().map(|error| error.status)
    }

    #[test]
    fn a_request_names_this_machine_once_and_only_http_1_0_may_name_none() {
        for (version, uri, hosts, refused) in [
            (Version::HTTP_11, "/", &["127.0.0.1:4010"] as &[&str], None),
            (Version::HTTP_11, "/", &["localhost:1"], None),
            (Version::HTTP_11, "/", &["[::1]"], None),
            (Version::HTTP_10, "/", &[], None),
            (Version::HTTP_11, "/", &[], Some(400)),
            (
                Version::HTTP_11,
                "/",
                &["localhost", "localhost"],
                Some(400),
            ),
            (
                Version::HTTP_11,
                "/",
                &["localhost", "evil.example"],
                Some(400),
            ),
            (Version::HTTP_11, "/", &[""], Some(421)),
            (Version::HTTP_11, "/", &["evil.example:4010"], Some(421)),
            (Version::HTTP_10, "/", &["evil.example"], Some(421)),
            (
                Version::HTTP_11,
                "/",
                &["localhost@evil.example"],
                Some(421),
            ),
            (Version::HTTP_11, "/", &["evil@localhost"], Some(421)),
            (
                Version::HTTP_11,
                "http://evil.example/",
                &["localhost"],
                Some(421),
            ),
            (
                Version::HTTP_11,
                "http://localhost:1/",
                &["localhost"],
                None,
            ),
        ] {
            assert_eq!(checked(version, uri, hosts), refused, "{uri} {hosts:?}");
        }
    }
}
