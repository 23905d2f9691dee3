//! The shapes in which the gateway says no: a list of fields (1), a reason (2), a problem of ASP.NET (3), a validation that
//! failed (4), and something that is not there (5), which an integrator has. With which status they come is mostly not
//! documented; it is 400 here.

use std::collections::BTreeMap;

use serde::Serialize;

use super::DOMAIN;
use crate::Moment;
use crate::contract::Breach;
use crate::exchange::Reply;
use crate::identity::identity;
use crate::simulated::Refusal;

/// A request that is not carried out, in the shape that its operation uses.
pub(super) fn reply(operation: Option<&str>, refusal: &Refusal<'_>, now: Moment) -> Reply {
    match refusal {
        Refusal::NoSuchPath => Reply::empty(404),
        Refusal::OtherMethods => Reply::empty(405),
        Refusal::Unauthorised => Reply::empty(401),
        Refusal::NotAllowed { .. } => Reply::empty(403),
        Refusal::TooManyRequests => Reply::empty(429),
        Refusal::NotAcceptable => Reply {
            outside_contract: true,
            ..Reply::empty(406)
        },
        Refusal::Unreadable(reason) => {
            unfit(operation, &[("$".to_owned(), (*reason).to_owned())], now)
        }
        Refusal::Unfit(breaches) => {
            let errors: Vec<_> = breaches.iter().map(error_of).collect();
            unfit(operation, &errors, now)
        }
        Refusal::NotSimulated(what) => Reply {
            headers: vec![("content-type", "text/plain".to_owned())],
            body: format!(
                "malipo-sandbox does not simulate {what} yet; the gateway itself does not answer this."
            ),
            outside_contract: true,
            ..Reply::empty(501)
        },
    }
}

fn unfit(operation: Option<&str>, errors: &[(String, String)], now: Moment) -> Reply {
    match operation {
        Some("requestToken" | "requestTokenAsJson") => token(400, "invalid_request"),
        // Nothing is known of what it says when it is not well.
        Some("checkHealth") => Reply::empty(400),
        Some("createPaymentOrder" | "createExpressDeposit") => fields(None, errors, now),
        _ => problems(errors, now),
    }
}

/// The field in the style of .NET, and a sentence about it.
fn error_of(breach: &Breach) -> (String, String) {
    let field = match breach.field.as_str() {
        "" => "$".to_owned(),
        field => dotted(field),
    };
    let message = match breach.rule {
        "required" => {
            let name = field.rsplit('.').next().unwrap_or_default();
            format!("The {name} field is required.")
        }
        _ => format!("The field is invalid: {}.", breach.what),
    };
    (field, message)
}

/// `paymentOrderLines.0.recipient` as `PaymentOrderLines[0].Recipient`.
fn dotted(field: &str) -> String {
    let mut path = String::new();
    for part in field.split('.') {
        if !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()) {
            path.push_str(&format!("[{part}]"));
            continue;
        }
        if !path.is_empty() {
            path.push('.');
        }
        let mut letters = part.chars();
        path.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        path.extend(letters);
    }
    path
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FieldRefusal<'a> {
    app_domain_name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    timestamp: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    system_conversation_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    originator_conversation_id: Option<&'a str>,
    errors: Vec<FieldError<'a>>,
}

#[derive(Serialize)]
struct FieldError<'a> {
    field: &'a str,
    message: &'a str,
}

/// Shape 1: what is wrong with which field.
pub(super) fn fields(originator: Option<&str>, errors: &[(String, String)], now: Moment) -> Reply {
    list(Some("BadRequest"), originator, errors, now)
}

/// Shape 1, as the deposit's page shows a duplicate: without a status.
pub(super) fn duplicate(field: &str, originator: &str, now: Moment) -> Reply {
    let message = format!("duplicate originator conversation id '{originator}'");
    list(None, Some(originator), &[(field.to_owned(), message)], now)
}

fn list(
    status: Option<&'static str>,
    originator: Option<&str>,
    errors: &[(String, String)],
    now: Moment,
) -> Reply {
    written(
        400,
        &FieldRefusal {
            app_domain_name: DOMAIN,
            status,
            timestamp: now.universal(),
            system_conversation_id: originator.map(|_| trace(now)),
            originator_conversation_id: originator,
            errors: errors
                .iter()
                .map(|(field, message)| FieldError { field, message })
                .collect(),
        },
    )
}

/// Shape 2: a reason.
pub(super) fn reason(reason: &str, now: Moment) -> Reply {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Reason<'a> {
        app_domain_name: &'static str,
        timestamp: String,
        reason: &'a str,
    }
    written(
        400,
        &Reason {
            app_domain_name: DOMAIN,
            timestamp: now.universal(),
            reason,
        },
    )
}

/// Shape 3, for one field.
pub(super) fn problem(field: &str, complaint: &str, now: Moment) -> Reply {
    problems(&[(field.to_owned(), complaint.to_owned())], now)
}

fn problems(errors: &[(String, String)], now: Moment) -> Reply {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Problem<'a> {
        errors: BTreeMap<&'a str, Vec<&'a str>>,
        #[serde(rename = "type")]
        kind: &'static str,
        title: &'static str,
        status: u16,
        trace_id: String,
    }
    let mut bag: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (field, message) in errors {
        bag.entry(field).or_default().push(message);
    }
    let trace = trace(now).replace('-', "");
    written(
        400,
        &Problem {
            errors: bag,
            kind: "https://tools.ietf.org/html/rfc7231#section-6.5.1",
            title: "One or more validation errors occurred.",
            status: 400,
            trace_id: format!("00-{trace}-{}-00", trace.get(..16).unwrap_or_default()),
        },
    )
}

/// Shape 4: an account number that could not be validated.
pub(super) fn validation(stan: &str, message: &str) -> Reply {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Validation<'a> {
        system_trace_audit_number: &'a str,
        error_message: &'a str,
    }
    written(
        400,
        &Validation {
            system_trace_audit_number: stan,
            error_message: message,
        },
    )
}

/// Shape 5: there is nothing under an identifier.
pub(super) fn not_found(id: &str, id_type: &str) -> Reply {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Notice<'a> {
        id: &'a str,
        id_type: &'a str,
        message: &'static str,
    }
    written(
        400,
        &Notice {
            id,
            id_type,
            message: "Record not found",
        },
    )
}

/// No token, in the form of OAuth 2.0.
pub(super) fn token(status: u16, error: &'static str) -> Reply {
    #[derive(Serialize)]
    struct Refused {
        error: &'static str,
    }
    written(status, &Refused { error })
}

fn written(status: u16, body: &impl Serialize) -> Reply {
    match serde_json::to_string(body) {
        Ok(body) => Reply::json(status, body),
        Err(_) => Reply::empty(500),
    }
}

fn trace(now: Moment) -> String {
    identity(&format!("refusal at {now}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_named_in_the_style_of_the_vendors_samples() {
        assert_eq!(
            dotted("paymentOrderLines.0.recipient"),
            "PaymentOrderLines[0].Recipient"
        );
        assert_eq!(dotted("accountNumber"), "AccountNumber");
        assert_eq!(dotted("client_id"), "Client_id");
    }

    #[test]
    fn what_is_not_simulated_is_told_by_the_simulator_and_not_by_the_gateway() {
        let told = reply(
            None,
            &Refusal::NotSimulated("captureCardPayment"),
            Moment::START,
        );
        assert_eq!(told.status, 501);
        assert!(told.outside_contract, "no specification declares it");
        assert!(
            told.body
                .contains("malipo-sandbox does not simulate captureCardPayment")
        );
    }
}
