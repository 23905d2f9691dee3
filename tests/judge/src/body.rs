//! Bodies: JSON, forms, parts, and what is sent as it is.

mod multipart;

use serde_json::Value;

use crate::document::{Content, Style, essence, is_json, style_of};
use crate::json::Json;
use crate::plan::Given;
use crate::request::{Finding, pairs, unclear};
use crate::server::Received;
use crate::styles::{Pair, Written, in_query};
use crate::text::Spelled;

/// Compares a body with the value that was given.
pub(crate) fn judge(content: &Content<'_>, given: &Given, request: &Received) -> Vec<Finding> {
    let mut findings: Vec<Finding> = media_type(&given.sent_as, request).into_iter().collect();
    let value = &given.value;
    let kind = essence(&given.sent_as);
    let text = String::from_utf8_lossy(&request.body);
    if is_json(&given.sent_as) {
        findings.extend(match Json::read(&text) {
            Ok(sent) => value
                .difference(&sent)
                .map(|what| Finding::Wrong(format!("the body{what}"))),
            Err(error) => Some(Finding::Wrong(format!("the body is no JSON: {error}"))),
        });
    } else if kind == "application/x-www-form-urlencoded" {
        findings.extend(form(content, value, &text));
    } else if kind.starts_with("multipart/") {
        findings.extend(multipart::judge(content, value, request));
    } else if value.scalar().as_deref() != Some(&text) {
        findings.push(Finding::Wrong(format!(
            "the body is {text:?}; it should be {value}"
        )));
    }
    findings
}

fn media_type(expected: &str, request: &Received) -> Option<Finding> {
    let sent: Vec<&str> = request.headers("content-type").collect();
    let normal = |media_type: &str| {
        let parts = media_type
            .split(';')
            .map(|part| part.trim().to_ascii_lowercase());
        // UTF-8 is what a string is sent in; the others are parameters that `multipart` needs.
        let ours = ["charset=utf-8", "boundary=", "type="];
        let parts = parts.filter(|part| !ours.iter().any(|parameter| part.starts_with(parameter)));
        parts.collect::<Vec<_>>().join(";")
    };
    let expected = normal(expected);
    match sent.as_slice() {
        [sent] if normal(sent) == expected => None,
        _ => Some(Finding::Wrong(format!(
            "`Content-Type` is {sent:?}; it should be {expected}"
        ))),
    }
}

/// How a property is written, if the document says so.
fn encoding<'d>(content: &Content<'d>, name: &str) -> Option<&'d Value> {
    content.encoding.and_then(|encoding| encoding.get(name))
}

fn form(content: &Content<'_>, value: &Json, text: &str) -> Vec<Finding> {
    let Json::Object(members) = value else {
        return vec![Finding::Unclear("the form is no object".to_owned())];
    };
    let mut findings = Vec::new();
    let mut expected: Vec<Pair> = Vec::new();
    for (name, value) in members {
        if *value == Json::Null {
            findings.push(unclear(
                name,
                "OpenAPI does not say how `null` is written in a form",
            ));
            continue;
        }
        let encoding = encoding(content, name);
        let has_style = |encoding: &&Value| {
            ["style", "explode"]
                .iter()
                .any(|key| encoding.get(key).is_some())
        };
        let styled = encoding.filter(has_style);
        let media_type = encoding.and_then(|encoding| encoding.get("contentType")?.as_str());
        let style = match styled {
            Some(styled) => style_of(styled, "form"),
            None => Some(Style {
                name: "form",
                explode: true,
            }),
        };
        let pairs = match (styled, media_type, style) {
            (None, Some(media_type), _) if is_json(media_type) => {
                Ok(vec![(Spelled::value(name), Written::Json(value.clone()))])
            }
            (None, _, _) if matches!(value, Json::Object(_)) => {
                Err("OpenAPI 3.0 does not say whether an object in a form is JSON or pairs")
            }
            (_, _, Some(style)) => in_query(style, name, value),
            (_, _, None) => Err("the style is unknown"),
        };
        match pairs {
            Ok(pairs) => expected.extend(pairs),
            Err(reason) => findings.push(unclear(name, reason)),
        }
    }
    let is_unclear = !findings.is_empty();
    findings.extend(pairs(&expected, text, is_unclear, |_| false));
    findings
}
