//! Whether a look-up could be sent.

use super::Lookups;
use crate::auth::{Scheme, chosen};
use crate::call::Operation;
use crate::call::client::Inner;
use crate::call::execute::LONGEST_URL;
use crate::request::Encoder;
use crate::request::encoder::Encoded;
use crate::wire::{Violation, Violations};

impl Lookups<'_> {
    /// Records a violation of this field if the look-up, which holds the reference, could not be sent.
    pub fn sendable<O: Operation>(&mut self, field: &str, lookup: &O) {
        let mut broken = Violations::new();
        lookup.check(&mut broken);
        let mut encoder = Encoder::new();
        lookup.encode(&mut encoder);
        let id = O::SPEC.id;
        match encoder.finish(broken) {
            Ok(request) if fits::<O>(self.client, &request) => {}
            Ok(_) => self.found.field(field, |at| {
                at.violation(
                    format!(
                        "makes the URL of `{id}`, which looks the payment up, longer than 65,534 bytes"
                    ),
                    "shorten it",
                );
            }),
            Err(broken) => {
                let rules: Vec<&str> = broken.iter().map(Violation::rule).collect();
                self.found.field(field, |at| {
                    at.violation(
                        format!(
                            "cannot be sent with `{id}`, which looks the payment up: there it {}",
                            rules.join(", and ")
                        ),
                        "use another reference",
                    );
                });
            }
        }
    }
}

/// Whether the URL of a request is short enough to be sent.
fn fits<O: Operation>(client: &Inner, request: &Encoded) -> bool {
    // What cannot be addressed is not too long.
    let Ok(base) = client.address(O::SERVER) else {
        return true;
    };
    let schemes = match O::SPEC.authenticated {
        true => chosen(O::SECURITY, &client.keys, client.auth.is_some()),
        false => &[],
    };
    let length = base.as_str().len() + request.path.len() + request.query.len();
    if schemes.iter().all(|scheme| *scheme == Scheme::Token) && length < LONGEST_URL / 2 {
        return true;
    }
    let query = Some(&*request.query).filter(|query| !query.is_empty());
    let url = base.join(&request.path, query);
    let mut sent = reqwest::Request::new(O::SPEC.method.to_http(), url);
    client.keys.add(schemes, &mut sent);
    sent.url().as_str().len() <= LONGEST_URL
}
