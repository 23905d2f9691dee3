//! The documentation of media types: how the caller gives that of a body, and asks for that of a response.

use super::markdown::code;
use crate::ground::text::joined;
use crate::ir::{Body, Media, Operation, is_multipart, is_range};

/// What the caller can say of the media types of an operation.
pub(super) fn media_types(operation: &Operation) -> Vec<String> {
    let bodies = operation.body.iter().flat_map(Body::choices);
    bodies.filter_map(sent).chain(received(operation)).collect()
}

fn sent(body: &Body) -> Option<String> {
    const CALL: &str = "[`Call::content_type`](rt::Call::content_type)";
    let media_type = &body.media_type;
    if body.media == Media::Bytes && is_multipart(media_type) {
        return Some(format!(
            "The caller writes the parts of the body. {CALL} names their boundary: {}.",
            code(&format!("{media_type}; boundary=x"))
        ));
    }
    let usual = match body.media {
        Media::Text => "text/plain",
        Media::Bytes => "application/octet-stream",
        _ if body.also.is_empty() => return None,
        _ => media_type,
    };
    if is_range(media_type) {
        return Some(format!(
            "The document allows {} for the body. {CALL} gives its media type; without it, that is {}.",
            code(media_type),
            code(usual)
        ));
    }
    let also = list(body.also.iter().map(String::as_str))?;
    Some(format!(
        "The body is sent as {}. {CALL} gives another media type: {also}.",
        code(media_type)
    ))
}

fn received(operation: &Operation) -> Option<String> {
    let answers = operation.successes.iter();
    let answer = answers.max_by_key(|answer| answer.alternatives.len())?;
    if answer.alternatives.is_empty() {
        return None;
    }
    let all = list(answer.contents().map(|body| body.media_type.as_str()))?;
    Some(format!(
        "The client asks for all media types of the response. [`Call::accept`](rt::Call::accept) asks for one: {all}."
    ))
}

fn list<'t>(media_types: impl Iterator<Item = &'t str>) -> Option<String> {
    let quoted: Vec<String> = media_types.map(code).collect();
    (!quoted.is_empty()).then(|| joined(&quoted, "or"))
}
