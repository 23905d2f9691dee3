//! The documentation of the client, with the credentials that its document declares.

use super::markdown::{code, linked, markdown};
use super::parts::attributes;
use crate::emit::rust::Rust;
use crate::ir::{Api, Credential, Location, SecurityScheme};

/// Doc comment of the client.
pub(in crate::emit) fn client(api: &Api) -> Rust {
    let mut parts = vec![markdown(&format!(
        "A client of {}: cheap to clone, and safe to share between tasks.",
        api.gateway.title
    ))];
    if !api.security_schemes.is_empty() {
        parts.push("# Authentication".to_owned());
        let schemes = api.security_schemes.iter();
        let schemes: Vec<String> = schemes.map(|scheme| authentication(api, scheme)).collect();
        parts.push(schemes.join("\n"));
    }
    attributes(&parts, false)
}

/// What a scheme is, and the words of the document about it.
fn authentication(api: &Api, scheme: &SecurityScheme) -> String {
    let name = code(&scheme.name);
    let what = match &scheme.credential {
        Credential::Bearer => "a bearer token".to_owned(),
        Credential::OAuth2 => "a bearer token, by OAuth 2.0".to_owned(),
        Credential::OpenIdConnect => "a bearer token, by OpenID Connect".to_owned(),
        Credential::Basic => "a user name and a password, by HTTP Basic".to_owned(),
        Credential::Key(key) => {
            let place = match key.place {
                Location::Query => "in the query",
                Location::Cookie => "in a cookie",
                Location::Header | Location::Path => "in a header",
            };
            format!(
                "an API key, sent as {} {place}; the builder's `api_key` takes the name {name}",
                code(&key.name)
            )
        }
        Credential::Unsupported(http) => {
            format!("HTTP {}, which the client does not support", code(http))
        }
    };
    match linked(api, &scheme.docs) {
        words if words.is_empty() => format!("- {name}: {what}."),
        words => format!("- {name}: {what}. {words}"),
    }
}
