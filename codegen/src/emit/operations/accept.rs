//! Which media types an operation asks for.

use crate::ir::{AnswerBody, Media, Operation, Type, essence, is_range};

const JSON: &str = "application/json";

/// What a success may be written as, where that is not JSON alone.
pub(super) fn accept(operation: &Operation) -> Option<String> {
    let contents = operation.successes.iter().flat_map(|answer| {
        let contents = answer.contents().enumerate();
        contents.map(|(number, body)| (number > 0, body))
    });
    let mut types: Vec<(String, bool)> = Vec::new();
    for (is_second, body) in contents {
        for (number, name) in names(body).enumerate() {
            if !types.iter().any(|(known, _)| *known == name) {
                types.push((name, is_second || number > 0));
            }
        }
    }
    let is = |known: &str| types.iter().all(|(name, second)| name == known && !second);
    if is(JSON) {
        return None;
    }
    let either =
        |(name, second): &(String, bool)| !second && [JSON, "text/plain"].contains(&&**name);
    if types.iter().all(either) {
        return Some(format!("text/plain, {JSON}"));
    }
    // Errors are mostly JSON, whatever a success is.
    let covers_json = |name: &str| {
        let essence = essence(name);
        // Plain JSON would be another version than one that is asked for by a parameter.
        let is_version = essence.ends_with("+json") && name.contains(';');
        is_version || [JSON, "*/*", "application/*"].contains(&&*essence)
    };
    if !types.iter().any(|(name, _)| covers_json(name)) {
        types.push((JSON.to_owned(), false));
    }
    let types = types.into_iter().map(|(name, second)| match second {
        // What is read without knowing more is preferred.
        true => format!("{name};q=0.9"),
        false => name,
    });
    Some(types.collect::<Vec<_>>().join(", "))
}

/// The media types of a body, the one that is preferred first.
fn names(body: &AnswerBody) -> impl Iterator<Item = String> {
    let is_json = body.media == Media::Json && is_range(&body.media_type);
    // A value that may come as plain text is asked for as whatever the document allows; anything else is JSON.
    let main = match is_json {
        true => JSON.to_owned(),
        false => body.media_type.clone(),
    };
    let range = (is_json && is_anything(&body.ty)).then(|| body.media_type.clone());
    let also = body.also.iter().cloned();
    std::iter::once(main).chain(range).chain(also)
}

/// Whether a value can be read from plain text as well as from JSON.
pub(super) const fn is_anything(ty: &Type) -> bool {
    matches!(
        ty,
        Type::String
            | Type::Json
            | Type::Boolean
            | Type::Integer32
            | Type::Integer64
            | Type::Unsigned64
            | Type::Float
            | Type::Number
            | Type::Amount(_)
    )
}
