//! The two shapes in which the gateway says no: the envelope, and the bare map of a 422.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::contract::{Breach, Where};
use crate::exchange::Reply;
use crate::simulated::Refusal;

#[derive(Serialize)]
struct Envelope<'a> {
    code: u16,
    status: &'a str,
    message: &'a str,
}

/// The envelope of code, status and message.
pub(super) fn envelope(status: u16, word: &str, message: &str) -> Reply {
    let envelope = Envelope {
        code: status,
        status: word,
        message,
    };
    match serde_json::to_string(&envelope) {
        Ok(body) => Reply::json(status, body),
        // Three plain members cannot fail to be written; an empty body is an answer the specification allows.
        Err(_) => Reply::json(500, String::new()),
    }
}

pub(super) fn reply(refusal: &Refusal<'_>) -> Reply {
    match refusal {
        Refusal::NoSuchPath => not_found("There is no such resource."),
        Refusal::OtherMethods => envelope(
            405,
            "Method Not Allowed",
            "The resource does not take this method; the Allow header names those that it takes.",
        ),
        Refusal::Unauthorised => envelope(
            401,
            "Unauthorized",
            "The API KEY you supplied is either INVALID or API access has been DISABLED because your account is \
             unverified. If this error persists, please contact support@zengapay.com",
        ),
        // The vendor's own words, the slip about "NOT unauthorized" included.
        Refusal::NotAllowed { peer, path } => envelope(
            403,
            "Forbidden",
            &format!(
                "Connection refused from unauthorized IP: {peer},  This IP is NOT unauthorized to access the {path} \
                 endpoint on your account. If you believe this is in error, please contact support@zengapay.com"
            ),
        ),
        // An integrator's sample: the word for the outcome is in lower case here.
        Refusal::TooManyRequests => envelope(429, "error", "429 Too Many Requests"),
        Refusal::NotAcceptable => envelope(
            406,
            "Not Acceptable",
            "Only application/json is available; ask for it in the Accept header.",
        ),
        Refusal::Unreadable(reason) => envelope(400, "Bad Request", reason),
        Refusal::Unfit(breaches) if breaches.iter().any(|breach| breach.part == Where::Path) => {
            not_found("There is no such resource.")
        }
        Refusal::Unfit(breaches) => fields(breaches),
        Refusal::NotSimulated(what) => Reply {
            outside_contract: true,
            ..envelope(
                501,
                "Not Implemented",
                &format!(
                    "malipo-sandbox does not simulate {what} yet; the gateway itself does not answer this."
                ),
            )
        },
    }
}

pub(super) fn not_found(message: &str) -> Reply {
    envelope(404, "Not Found", message)
}

pub(super) fn internal(message: &str) -> Reply {
    envelope(500, "Internal Server Error", message)
}

/// The bare map from a field to what is wrong with it, for one field.
pub(super) fn field(name: &str, complaint: &str) -> Reply {
    bag(&BTreeMap::from([(name, vec![sentence(name, complaint)])]))
}

/// The refusal of a request that breaks the specification in a way which is seen only when its body is read exactly.
pub(super) fn unfit(breach: Breach) -> Reply {
    Reply {
        breach: Some(Box::new(breach.clone())),
        ..fields(&[breach])
    }
}

fn fields(breaches: &[Breach]) -> Reply {
    let mut messages: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for breach in breaches {
        let name = match breach.field.as_str() {
            "" => "body",
            field => field,
        };
        let message = if breach.rule == "required" {
            sentence(name, "is required")
        } else {
            sentence(name, &format!("is invalid: {}", breach.what))
        };
        messages.entry(name).or_default().push(message);
    }
    bag(&messages)
}

fn sentence(field: &str, complaint: &str) -> String {
    format!("The {} field {complaint}.", field.replace('_', " "))
}

fn bag(messages: &BTreeMap<&str, Vec<String>>) -> Reply {
    match serde_json::to_string(messages) {
        Ok(body) => Reply::json(422, body),
        Err(error) => internal(&error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_simulated_is_told_by_the_simulator_and_not_by_the_gateway() {
        let told = reply(&Refusal::NotSimulated("sendAirtime"));
        assert_eq!(told.status, 501);
        assert!(told.outside_contract, "no specification declares it");
        assert!(
            told.body
                .contains("malipo-sandbox does not simulate sendAirtime")
        );
    }
}
