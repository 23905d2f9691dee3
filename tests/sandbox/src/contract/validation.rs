//! Whether a request, and our own answer to it, is what the specification says.

use std::collections::BTreeMap;
use std::fmt;

use malipo_codegen::ir::{Api, Location, Media, Operation, Parameter, Type};
use malipo_codegen::{Misfit, Strictness, fit, fit_parameter};
use serde_json::Value;

use crate::Moment;

/// A request that has been routed and taken apart, not yet checked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Call {
    /// Values of the path parameters, decoded.
    pub(crate) path: BTreeMap<String, String>,
    /// Names and values of the query, decoded, in order.
    pub(crate) query: Vec<(String, String)>,
    /// Headers, in order.
    pub(crate) headers: Vec<(String, String)>,
    /// The body as text; nothing if there was none.
    pub(crate) body: Option<String>,
}

impl Call {
    /// The first value of a query parameter.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(candidate, _)| candidate == name)
            .map(|(_, value)| value.as_str())
    }

    fn values<'a>(&'a self, parameter: &'a Parameter) -> Vec<&'a str> {
        let name = parameter.name.wire.as_str();
        match parameter.location {
            Location::Path => self
                .path
                .get(name)
                .map(String::as_str)
                .into_iter()
                .collect(),
            Location::Query => self
                .query
                .iter()
                .filter(|(candidate, _)| candidate == name)
                .map(|(_, value)| value.as_str())
                .collect(),
            Location::Header => self
                .headers
                .iter()
                .filter(|(candidate, _)| candidate.eq_ignore_ascii_case(name))
                .map(|(_, value)| value.as_str())
                .collect(),
            Location::Cookie => self
                .headers
                .iter()
                .filter(|(candidate, _)| candidate.eq_ignore_ascii_case("cookie"))
                .flat_map(|(_, cookies)| cookies.split("; "))
                .filter_map(|cookie| cookie.split_once('='))
                .filter(|(candidate, _)| *candidate == name)
                .map(|(_, value)| value)
                .collect(),
        }
    }
}

/// The part of a request in which something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Where {
    Path,
    Query,
    Header,
    Body,
}

impl fmt::Display for Where {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Body => "body",
        })
    }
}

impl From<Location> for Where {
    fn from(location: Location) -> Self {
        match location {
            Location::Path => Self::Path,
            Location::Query => Self::Query,
            Location::Header | Location::Cookie => Self::Header,
        }
    }
}

/// One thing that is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Breach {
    /// In which part.
    pub(crate) part: Where,
    /// The name of the parameter or the dotted path of the property; empty for the body as a whole.
    pub(crate) field: String,
    /// The rule.
    pub(crate) rule: &'static str,
    /// What is wrong, as a sentence.
    pub(crate) what: String,
}

/// Everything that is wrong with a request; an unparsable body is the caller's affair.
pub(crate) fn check_request(
    api: &Api,
    operation: &Operation,
    call: &Call,
    body: Option<&Value>,
) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let parameters = operation.parameters.iter();
    // The headers of a part are in the body.
    for parameter in parameters.filter(|parameter| parameter.part.is_none()) {
        check_parameter(api, parameter, call, &mut breaches);
    }
    for (name, _) in &call.query {
        let declared = operation
            .parameters
            .iter()
            .any(|parameter| parameter.location == Location::Query && parameter.name.wire == *name);
        if !declared {
            breaches.push(Breach {
                part: Where::Query,
                field: name.clone(),
                rule: "undeclared",
                what: format!("{} has no query parameter \"{name}\"", operation.id),
            });
        }
    }
    match (&operation.body, body) {
        (Some(declared), Some(value)) => breaches.extend(
            fit(api, &declared.ty, value, Strictness::Strict)
                .into_iter()
                .map(|misfit| in_body(&misfit)),
        ),
        (Some(declared), None) if declared.required => breaches.push(Breach {
            part: Where::Body,
            field: String::new(),
            rule: "required",
            what: format!("{} needs a body", operation.id),
        }),
        (None, Some(_)) => breaches.push(Breach {
            part: Where::Body,
            field: String::new(),
            rule: "undeclared",
            what: format!("{} takes no body", operation.id),
        }),
        _ => {}
    }
    breaches
}

fn check_parameter(api: &Api, parameter: &Parameter, call: &Call, breaches: &mut Vec<Breach>) {
    let breach = |rule, what| Breach {
        part: parameter.location.into(),
        field: parameter.name.wire.clone(),
        rule,
        what,
    };
    let values = call.values(parameter);
    if values.is_empty() && parameter.required {
        breaches.push(breach("required", "it is missing".to_owned()));
    }
    if values.len() > 1 && !matches!(parameter.ty, Type::List(_)) {
        breaches.push(breach("repeated", "it is there more than once".to_owned()));
    }
    for value in values {
        let mut misfits = fit_parameter(api, parameter, value);
        // The form alone is not enough: a day that is in no calendar would filter nothing.
        let moment = matches!(parameter.ty, Type::LocalDateTime);
        if moment && misfits.is_empty() && value.parse::<Moment>().is_err() {
            misfits.push(Misfit {
                at: String::new(),
                rule: "local-datetime",
                what: "this should be a date and a time that there are".to_owned(),
            });
        }
        // Other enums are open in a query: a list can be filtered by a value that the documents do not name.
        if let Some(only) = parameter.constant(api)
            && misfits.is_empty()
            && value != only
        {
            misfits.push(Misfit {
                at: String::new(),
                rule: "enum",
                what: format!("this should be `{only}`"),
            });
        }
        breaches.extend(
            misfits
                .into_iter()
                .map(|misfit| breach(misfit.rule, misfit.what)),
        );
    }
}

fn in_body(misfit: &Misfit) -> Breach {
    Breach {
        part: Where::Body,
        field: misfit
            .at
            .trim_start_matches('/')
            .replace('/', ".")
            .replace("~1", "/")
            .replace("~0", "~"),
        rule: misfit.rule,
        what: misfit.what.clone(),
    }
}

/// What is wrong with an answer of ours: a simulator that departs from the specification is of no use.
pub(crate) fn check_answer(
    api: &Api,
    operation: &Operation,
    status: u16,
    body: &str,
) -> Vec<String> {
    let Some(answer) = operation.answer(status) else {
        return vec![format!("{} declares no status {status}", operation.id)];
    };
    if body.is_empty() {
        let complete = answer.bodies.is_empty() || answer.empty_body;
        return if complete {
            Vec::new()
        } else {
            vec![format!(
                "{} declares a body for status {status}",
                operation.id
            )]
        };
    }
    let text = answer
        .bodies
        .first()
        .is_some_and(|body| body.media == Media::Text);
    let read = match text {
        true => Ok(Value::from(body)),
        false => serde_json::from_str(body),
    };
    let value: Value = match read {
        Ok(value) => value,
        Err(error) => {
            return vec![format!(
                "the answer of {} is not JSON: {error}",
                operation.id
            )];
        }
    };
    let mut closest = vec![format!(
        "{} declares no body for status {status}",
        operation.id
    )];
    for (index, declared) in answer.bodies.iter().enumerate() {
        let misfits: Vec<_> = fit(api, &declared.ty, &value, Strictness::Strict)
            .into_iter()
            .map(|misfit| format!("{} {status}: {}: {}", operation.id, misfit.at, misfit.what))
            .collect();
        if misfits.is_empty() {
            return misfits;
        }
        if index == 0 {
            closest = misfits;
        }
    }
    closest
}
