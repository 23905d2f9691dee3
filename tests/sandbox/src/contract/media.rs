//! What a body is called and holds, and which answers a request accepts.

use malipo_codegen::form_as_json;
use malipo_codegen::ir::{Answer, Media, Operation};
use serde_json::Value;

use super::Contract;

/// The body as text and as a value; where and why, if it is not what the operation takes.
pub(crate) fn read_body(
    contract: &Contract,
    operation: &Operation,
    body: &Result<Vec<u8>, String>,
    content_type: Option<&str>,
) -> Result<Option<(String, Value)>, (&'static str, String)> {
    let bytes = body.as_ref().map_err(|reason| ("body", reason.clone()))?;
    if bytes.is_empty() {
        return Ok(None);
    }
    let form = operation
        .body
        .as_ref()
        .filter(|body| body.media == Media::Form);
    let wanted = match form {
        Some(_) => "application/x-www-form-urlencoded",
        None => "application/json",
    };
    let media_type = content_type
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default();
    if !media_type.trim().eq_ignore_ascii_case(wanted) {
        let what = match content_type {
            Some(other) => format!("the body is called {other}; the gateway takes {wanted}"),
            None => format!("the body has no content type; the gateway takes {wanted}"),
        };
        return Err(("header.content-type", what));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| ("body", format!("the body is not UTF-8: {error}")))?;
    let value = match form {
        Some(body) => form_as_json(contract.api(), &body.ty, pairs(text)),
        None => serde_json::from_str(text)
            .map_err(|error| ("body", format!("the body is not JSON: {error}")))?,
    };
    Ok(Some((text.to_owned(), value)))
}

/// The type of an operation's answers.
pub(crate) fn answer_type(operation: &Operation) -> &'static str {
    let text = |answer: &Answer| answer.bodies.iter().any(|body| body.media == Media::Text);
    match operation.successes.iter().any(text) {
        true => "text/plain",
        false => "application/json",
    }
}

pub(crate) fn accepts(accept: &str, wanted: &str) -> bool {
    let family = wanted.split('/').next().unwrap_or_default();
    accept.split(',').any(|range| {
        let range = range.split(';').next().unwrap_or_default().trim();
        [wanted, &format!("{family}/*"), "*/*"]
            .iter()
            .any(|fine| range.eq_ignore_ascii_case(fine))
    })
}

/// Names and values of a query or a form, decoded, in order.
pub(crate) fn pairs(text: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(text.as_bytes())
        .into_owned()
        .collect()
}
