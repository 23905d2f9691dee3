//! What is emitted for waiting, paging and events must be possible: the declarations must fit what they are about.

use super::paths;
use crate::diagnostic::{Code, Report};
use crate::ir::{Api, EffectKind, Location, Operation, Type};
use crate::vocabulary as x;

/// Looks at what [`facts`](super::facts) found to exist.
pub(super) fn check(api: &Api, report: &mut Report) {
    for operation in &api.operations {
        pages(api, operation, report);
    }
}

fn pages(api: &Api, operation: &Operation, report: &mut Report) {
    let (Some(pages), Some(output)) = (&operation.pages, paths::output(&operation.output)) else {
        return;
    };
    let here = format!("{}/{}", operation.pointer, x::PAGES);
    if operation.effect.kind != EffectKind::Reads {
        report.error(
            Code::TargetEffect,
            &here,
            format!("`{}` does more than read, so it has no pages", operation.id),
            "declare `x-malipo-pages` on an operation that reads",
        );
    }
    for (key, path) in pages.numbers() {
        if paths::walk(api, output, path).is_ok_and(|ty| !is_integer(ty)) {
            report.error(
                Code::TargetType,
                &format!("{here}/{key}"),
                format!("`{path}` is not an integer"),
                "name the property with the number",
            );
        }
    }
    if let Some(next) = &pages.next
        && paths::walk(api, output, next).is_ok_and(|ty| *ty.bare() != Type::String)
    {
        report.error(
            Code::TargetType,
            &format!("{here}/next"),
            format!("`{next}` is not a string"),
            "name the property with the address of the next page",
        );
    }
    let items = &pages.items;
    if paths::walk(api, output, items).is_ok() && !is_certain(api, output, items) {
        report.error(
            Code::PageItems,
            &format!("{here}/items"),
            format!("`{items}` may be absent or null in a page"),
            "make each property on the path required, and none nullable",
        );
    }
    let parameter = operation
        .parameters
        .iter()
        .find(|parameter| parameter.name.wire == pages.page);
    if parameter.is_some_and(|parameter| {
        parameter.required || parameter.location != Location::Query || !is_integer(&parameter.ty)
    }) {
        report.error(
            Code::PageParameter,
            &format!("{here}/page"),
            format!("`{}` is not an optional integer in the query", pages.page),
            "name an optional integer in the query",
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
