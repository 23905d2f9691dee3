//! What an operation says of money, of settling, of pages and of events must be about things that exist.

use super::paths;
use super::unknown::unknown;
use crate::diagnostic::{Code, Report};
use crate::ground::pointer::step;
use crate::ir::{Api, EffectKind, Operation, Shape, Type};
use crate::vocabulary as x;

pub(super) fn check(api: &Api, report: &mut Report) {
    // A document that declares sources is one of ours: it must say of each operation what is known of it.
    let ours = !api.sources.is_empty();
    for operation in &api.operations {
        if ours {
            stated(operation, report);
        }
        effect(api, operation, report);
        pages(api, operation, report);
    }
    events(api, report);
    callbacks(api, report);
}

fn at(operation: &Operation, key: &str) -> String {
    format!("{}/{key}", operation.pointer)
}

fn stated(operation: &Operation, report: &mut Report) {
    if operation.docs.source.is_none() {
        report.error(
            Code::MissingSource,
            &operation.pointer,
            format!("`{}` has no source", operation.id),
            format!("add `{}` with `from` and `confidence`", x::SOURCE),
        );
    }
    if operation.docs.text.is_empty() {
        report.error(
            Code::MissingDescription,
            &operation.pointer,
            format!("`{}` has no description", operation.id),
            "describe it in one sentence",
        );
    }
    if operation.effect.kind != EffectKind::Reads && operation.method == "GET" {
        report.error(
            Code::GetThatWrites,
            &operation.pointer,
            format!("`{}` is a GET with an effect", operation.id),
            format!("correct `{}` or the method", x::EFFECT),
        );
    }
}

/// What only some of several requests do is said of options that exist, and each does less than the whole may.
fn effect_of_options(api: &Api, operation: &Operation, report: &mut Report) {
    let body = operation
        .body
        .as_ref()
        .and_then(|body| api.type_def(&body.ty));
    let options: Vec<&str> = match body.map(|def| &def.shape) {
        Some(Shape::OneOf(one_of)) => one_of
            .options
            .iter()
            .filter_map(|option| match &option.ty {
                Type::Named(name) => Some(name.as_str()),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    for (name, kind) in &operation.effect.options {
        let here = step(&format!("{}/options", at(operation, x::EFFECT)), name);
        if !options.contains(&name.as_str()) {
            let options = options.iter().copied();
            unknown(
                "the options of the request body",
                name,
                options,
                &here,
                report,
            );
        } else if *kind >= operation.effect.kind {
            report.error(
                Code::OptionEffect,
                &here,
                format!("the option `{name}` has no smaller effect than the operation"),
                "leave the option out; the effect of the operation holds for it",
            );
        }
    }
}

fn effect(api: &Api, operation: &Operation, report: &mut Report) {
    effect_of_options(api, operation, report);
    let Some(reference) = &operation.effect.reference else {
        if operation.effect.kind == EffectKind::MovesMoney {
            report.error(
                Code::MissingReference,
                &at(operation, x::EFFECT),
                format!(
                    "`{}` moves money without a reference of the merchant",
                    operation.id
                ),
                "add `reference` with the name of a property of the request body",
            );
        }
        return;
    };
    let at = format!("{}/reference", at(operation, x::EFFECT));
    let Some(body) = operation.body.as_ref().map(|body| &body.ty) else {
        return unknown(
            "the properties of the request body",
            &reference.wire,
            [],
            &at,
            report,
        );
    };
    // Of one of several objects, those that move no money need none.
    let options = match api.type_def(body).map(|def| &def.shape) {
        Some(Shape::OneOf(one_of)) => one_of.options.iter().map(|option| &option.ty).collect(),
        _ => vec![body],
    };
    for body in options {
        let must = operation.effect.of_option(body) == EffectKind::MovesMoney;
        let chosen = paths::structure(api, body).is_some_and(|structure| {
            let choice = structure.choice.as_ref();
            choice.is_some_and(|choice| choice.governs(&reference.wire))
        });
        match api.property(body, &reference.wire) {
            Some(field)
                if field.ty == Type::String
                    && (field.required || !must)
                    && !field.nullable
                    && !chosen => {}
            Some(_) => report.error(
                Code::ReferenceProperty,
                &at,
                format!(
                    "`{}` is not a required string, so it cannot be the reference",
                    reference.wire
                ),
                "name a required string; a payment without a reference cannot be found again",
            ),
            None if !must => {}
            None => unknown(
                "the properties of the request body",
                &reference.wire,
                api.type_def(body).into_iter().flat_map(field_names),
                &at,
                report,
            ),
        }
    }
}

pub(super) fn field_names(def: &crate::ir::TypeDef) -> Vec<&str> {
    match &def.shape {
        Shape::Struct(structure) => structure
            .fields
            .iter()
            .map(|field| field.name.wire.as_str())
            .collect(),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::OneOf(_) => Vec::new(),
    }
}

pub(super) fn find<'a>(
    api: &'a Api,
    id: &str,
    here: &str,
    report: &mut Report,
) -> Option<&'a Operation> {
    let found = api.operation(id);
    if found.is_none() && !api.left_out.iter().any(|gone| gone == id) {
        unknown(
            "the operations",
            id,
            api.operations.iter().map(|operation| operation.id.as_str()),
            here,
            report,
        );
    }
    found
}

/// The type of the rows that a dotted path into an operation's answer leads to.
pub(super) fn rows<'a>(
    api: &'a Api,
    operation: &'a Operation,
    path: &'a str,
    here: &str,
    report: &mut Report,
) -> Option<&'a Type> {
    match leads(api, operation, path, here, report)? {
        Type::List(row) => Some(row),
        _ => {
            report.error(
                Code::TargetType,
                here,
                format!("`{path}` of `{}` is not a list", operation.id),
                "name the list of the rows",
            );
            None
        }
    }
}

pub(super) fn leads<'a>(
    api: &'a Api,
    operation: &'a Operation,
    path: &'a str,
    here: &str,
    report: &mut Report,
) -> Option<&'a Type> {
    match paths::output(&operation.output).map(|ty| paths::walk(api, ty, path)) {
        Some(Ok(ty)) => return Some(ty),
        Some(Err(lost)) => lost.report(
            &format!("the response of `{}`", operation.id),
            path,
            here,
            report,
        ),
        None => report.error(
            Code::NoSingleSuccess,
            here,
            format!(
                "`{}` has no single success schema with `{path}`",
                operation.id
            ),
            "declare one schema for the responses of success",
        ),
    }
    None
}

fn pages(api: &Api, operation: &Operation, report: &mut Report) {
    let Some(pages) = &operation.pages else {
        return;
    };
    let here = at(operation, x::PAGES);
    rows(
        api,
        operation,
        &pages.items,
        &format!("{here}/items"),
        report,
    );
    for (key, path) in pages.numbers() {
        leads(api, operation, path, &format!("{here}/{key}"), report);
    }
    if let Some(next) = &pages.next {
        leads(api, operation, next, &format!("{here}/next"), report);
    }
    if operation
        .parameters
        .iter()
        .all(|parameter| parameter.name.wire != pages.page)
    {
        unknown(
            "the parameters",
            &pages.page,
            operation
                .parameters
                .iter()
                .map(|parameter| parameter.name.wire.as_str()),
            &format!("{here}/page"),
            report,
        );
    }
}

fn callbacks(api: &Api, report: &mut Report) {
    for (wire, callback) in &api.callbacks {
        if let Some(confirm) = &callback.confirm {
            let here = step(&format!("/{}", x::CALLBACKS), wire);
            find(api, confirm, &format!("{here}/confirm"), report);
        }
    }
}

fn events(api: &Api, report: &mut Report) {
    let Some(events) = &api.events else { return };
    let root = format!("/{}", x::EVENTS);
    let over = events
        .signature
        .iter()
        .flat_map(|signature| &signature.over)
        .enumerate();
    let needed: Vec<(String, &str)> = over
        .map(|(number, path)| (format!("{root}/signature/over/{number}"), path.as_str()))
        .chain([(format!("{root}/name"), events.name.as_str())])
        .collect();
    for (wire, kind) in &events.kinds {
        let here = step(&format!("{root}/kinds"), wire);
        if let Some(confirm) = &kind.confirm {
            find(api, confirm, &format!("{here}/confirm"), report);
        }
        for (here, path) in &needed {
            if let Err(lost) = paths::walk(api, &kind.ty, path) {
                lost.report(&format!("the event `{wire}`"), path, here, report);
            }
        }
    }
}
