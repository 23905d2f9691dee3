//! What is emitted for waiting, paging and events must be possible: the declarations must fit what they are about.

use super::paths;
use crate::diagnostic::{Code, Report};
use crate::ir::{Api, EffectKind, EventKind, Events, Location, Operation, Output, Shape, Type};
use crate::span::step;
use crate::vocabulary as x;

/// Looks at what [`facts`](super::facts) found to exist.
pub(super) fn check(api: &Api, report: &mut Report) {
    for operation in &api.operations {
        pages(api, operation, report);
    }
    if let Some(events) = &api.events {
        self::events(api, events, report);
    }
}

fn error(at: &str, what: impl Into<String>, help: &str, report: &mut Report) {
    report.error(Code::ExtensionTarget, at, what, help);
}

fn pages(api: &Api, operation: &Operation, report: &mut Report) {
    let (Some(pages), Some(output)) = (&operation.pages, paths::output(&operation.output)) else {
        return;
    };
    let here = format!("{}/{}", operation.pointer, x::PAGES);
    if operation.effect.kind != EffectKind::Reads {
        error(
            &here,
            format!(
                "`{}` does more than read, so it cannot be called for page after page",
                operation.id
            ),
            "declare pages on an operation that reads",
            report,
        );
    }
    let parts = [
        ("items", &pages.items, false),
        ("current", &pages.current, true),
        ("last", &pages.last, true),
    ];
    for (key, path, is_number) in parts {
        let Ok(ty) = paths::walk(api, output, path) else {
            continue;
        };
        if is_number && !is_integer(ty) {
            error(
                &format!("{here}/{key}"),
                format!("`{path}` is not an integer"),
                "name the property with the number of the page",
                report,
            );
        }
        if !is_certain(api, output, path) {
            error(
                &format!("{here}/{key}"),
                format!("`{path}` may be absent or null, but an answer without it is no page"),
                "make every property on the way required, and none of them nullable",
                report,
            );
        }
    }
    let parameter = operation
        .parameters
        .iter()
        .find(|parameter| parameter.name.wire == pages.page);
    if parameter.is_some_and(|parameter| {
        parameter.required || parameter.location != Location::Query || !is_integer(&parameter.ty)
    }) {
        error(
            &format!("{here}/page"),
            format!("`{}` is not an optional integer in the query", pages.page),
            "without it, the first page must come",
            report,
        );
    }
}

const fn is_integer(ty: &Type) -> bool {
    matches!(ty, Type::Integer32 | Type::Integer64)
}

/// Whether a path leads to a value in every answer.
fn is_certain(api: &Api, ty: &Type, path: &str) -> bool {
    let mut current = ty;
    path.split('.').all(|name| {
        api.property(current, name).is_some_and(|field| {
            current = &field.ty;
            field.required && !field.nullable
        })
    })
}

fn events(api: &Api, events: &Events, report: &mut Report) {
    let root = format!("/{}", x::EVENTS);
    let Some(signature) = &events.signature else {
        report.warning(
            Code::MissingFact,
            &root,
            "events without a signature are not supported yet, so no code is made for them",
            "declare the `signature`, or treat the events as undocumented",
        );
        return;
    };
    let Some(reference) = &events.reference else {
        report.error(
            Code::MissingFact,
            &root,
            "it is not said by which value an event is confirmed",
            "add `reference:` with the path of the gateway's reference in the event",
        );
        return;
    };
    if !signature.over.contains(reference) {
        error(
            &format!("{root}/reference"),
            format!("`{reference}` is not among the values that are signed"),
            "asking about a reference that anybody may have written confirms nothing",
            report,
        );
    }
    for (wire, kind) in &events.kinds {
        let here = step(&format!("{root}/kinds"), wire);
        let confirm = kind.confirm.as_ref().and_then(|id| api.operation(id));
        if let Some(operation) = confirm {
            confirms(api, events, operation, &here, report);
        }
        if kind.claims.is_some() && confirm.is_none_or(|operation| operation.settles.is_none()) {
            error(
                &format!("{here}/claims"),
                format!("what `{wire}` claims cannot be compared with anything"),
                "name an operation with `x-malipo-settles` under `confirm`",
                report,
            );
        }
        compares(api, events, kind, confirm, report);
    }
}

/// An operation that confirms is called with the reference and nothing else, and answers as the others do.
fn confirms(api: &Api, events: &Events, operation: &Operation, here: &str, report: &mut Report) {
    let here = format!("{here}/confirm");
    let required: Vec<&Type> = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.required)
        .map(|parameter| &parameter.ty)
        .collect();
    let reads = operation.effect.kind == EffectKind::Reads;
    let with_body = operation.body.as_ref().is_some_and(|body| body.required);
    if !reads || with_body || required != [&Type::String] {
        error(
            &here,
            format!("`{}` does not read something by one text", operation.id),
            "an event is confirmed by an operation that takes the gateway's reference, and nothing else",
            report,
        );
    }
    let first = events
        .kinds
        .values()
        .find_map(|kind| api.operation(kind.confirm.as_ref()?));
    let same = first.is_none_or(|first| first.output == operation.output);
    if !same || !matches!(operation.output, Output::One(_)) {
        report.error(
            Code::UnsupportedSchema,
            &here,
            format!(
                "`{}` does not answer as the other operations that confirm events",
                operation.id
            ),
            "different answers are not supported yet: use one schema for all of them",
        );
    }
}

/// What is compared must be a plain value on both sides.
fn compares(
    api: &Api,
    events: &Events,
    kind: &EventKind,
    confirm: Option<&Operation>,
    report: &mut Report,
) {
    for (said, is) in &events.compares {
        let here = step(&format!("/{}/compares", x::EVENTS), said);
        let sides = [
            (Some(&kind.ty), said, "an event"),
            (
                confirm.and_then(|operation| paths::output(&operation.output)),
                is,
                "the answer",
            ),
        ];
        for (ty, path, whose) in sides {
            let Some(ty) = ty else { continue };
            match paths::walk(api, ty, path) {
                Ok(ty) if is_plain(api, ty) => {}
                Ok(_) => error(
                    &here,
                    format!("`{path}` of {whose} is not one plain value"),
                    "compare texts, numbers, amounts, phone numbers and enums",
                    report,
                ),
                Err(lost) => lost.report(whose, path, &here, report),
            }
        }
    }
}

fn is_plain(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Named(_) => matches!(
            api.type_def(ty).map(|def| &def.shape),
            Some(Shape::StringEnum(_))
        ),
        Type::Sensitive(inner) => !matches!(**inner, Type::Named(_)) && is_plain(api, inner),
        Type::List(_) | Type::Map(_) | Type::Nullable(_) | Type::Json | Type::Float => false,
        _ => true,
    }
}
