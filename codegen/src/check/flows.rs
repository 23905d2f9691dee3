//! What is emitted for waiting, paging and events must be possible: the declarations must fit what they are about.

use super::paths;
use crate::diagnostic::{Code, Report};
use crate::fit::plain;
use crate::ir::{Api, EffectKind, Location, Operation, Type};
use crate::vocabulary as x;

/// Looks at what [`facts`](super::facts) found to exist.
pub(super) fn check(api: &Api, report: &mut Report) {
    for operation in &api.operations {
        pages(api, operation, report);
    }
}

pub(super) fn error(at: &str, what: impl Into<String>, help: &str, report: &mut Report) {
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
    for (key, path) in pages.numbers() {
        if paths::walk(api, output, path).is_ok_and(|ty| !is_integer(ty)) {
            error(
                &format!("{here}/{key}"),
                format!("`{path}` is not an integer"),
                "name the property with the number",
                report,
            );
        }
    }
    if let Some(next) = &pages.next
        && paths::walk(api, output, next).is_ok_and(|ty| *plain(ty) != Type::String)
    {
        error(
            &format!("{here}/next"),
            format!("`{next}` is not a string"),
            "name the property with the address of the next page",
            report,
        );
    }
    let items = &pages.items;
    if paths::walk(api, output, items).is_ok() && !is_certain(api, output, items) {
        error(
            &format!("{here}/items"),
            format!("`{items}` may be absent or null, but a response without it is not a page"),
            "make every property on the way required, and none of them nullable",
            report,
        );
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
