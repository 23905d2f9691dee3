//! How an unclear payment is found again: what a look-up names must exist, and asking must be possible.

use std::collections::BTreeMap;

use super::facts::{field_names, find, leads, rows};
use super::paths;
use super::unknown::unknown;
use crate::diagnostic::{Code, Report};
use crate::ground::pointer::step;
use crate::ir::{
    Api, EffectKind, Location, Lookup, LookupBy, Missing, Operation, Parameter, RowSettles,
    SentLines, Shape, Since, Type,
};
use crate::vocabulary as x;

/// Looks at whether what is named exists.
pub(super) fn check(api: &Api, report: &mut Report) {
    for (payment, lookup, here) in lookups(api) {
        let operation = format!("{here}/operation");
        let Some(target) = find(api, &lookup.operation, &operation, report) else {
            continue;
        };
        match &lookup.by {
            LookupBy::Row {
                items,
                matches,
                only,
                settles,
            } => {
                if let Some(since) = &only.since {
                    since_exists(target, since, &here, report);
                }
                let list = rows(api, target, items, &format!("{here}/items"), report);
                if let Some(row) = list {
                    row_has(api, row, matches, &format!("{here}/match"), report);
                    if let Some(id) = &only.id {
                        row_has(api, row, id, &format!("{here}/id"), report);
                    }
                    if let Some(date) = &only.date {
                        row_has(api, row, date, &format!("{here}/date"), report);
                    }
                    values_exist(api, row, &only.values, &here, report);
                    if let Some(settles) = settles {
                        settles_exists(api, row, settles, &here, report);
                    }
                }
            }
            LookupBy::Parameter {
                parameter,
                matches,
                missing,
                values,
                lines,
            } => {
                parameter_of(target, parameter, &format!("{here}/parameter"), report);
                leads(api, target, matches, &format!("{here}/match"), report);
                if let Some(missing) = missing {
                    missing_exists(api, target, missing, &here, report);
                }
                if let Some(output) = paths::output(&target.output) {
                    values_exist(api, output, values, &here, report);
                }
                if let Some(lines) = lines {
                    lines_exist(
                        api,
                        payment,
                        target,
                        lines,
                        &format!("{here}/lines"),
                        report,
                    );
                }
            }
        }
    }
}

/// Looks at whether what exists can be asked, and its answers read.
pub(super) fn check_fit(api: &Api, report: &mut Report) {
    for (operation, lookup, here) in lookups(api) {
        if operation.effect.kind != EffectKind::MovesMoney {
            report.error(
                Code::TargetEffect,
                &here,
                format!("`{}` moves no money, so it needs no look-up", operation.id),
                "declare it on an operation that moves money",
            );
        }
        let Some(target) = api.operation(&lookup.operation) else {
            continue;
        };
        let named = format!("{here}/operation");
        if target.effect.kind != EffectKind::Reads {
            report.error(
                Code::TargetEffect,
                &named,
                format!(
                    "`{}` does more than read, so it cannot look a payment up",
                    target.id
                ),
                "name an operation that reads",
            );
        }
        match &lookup.by {
            LookupBy::Row { .. } => {
                asks_for_nothing_else(api, target, None, &named, report);
                row_fits(api, target, &lookup.by, &here, report);
            }
            LookupBy::Parameter {
                parameter, matches, ..
            } => {
                asks_for_nothing_else(api, target, Some(parameter), &named, report);
                parameter_fits(api, target, parameter, matches, &here, report);
            }
        }
    }
}

/// Every look-up with the operation whose payments it finds, and its place.
fn lookups(api: &Api) -> impl Iterator<Item = (&Operation, &Lookup, String)> {
    api.operations.iter().flat_map(|operation| {
        let at = format!("{}/{}", operation.pointer, x::LOOKUP);
        let lookups = operation.lookup.iter().enumerate();
        lookups.map(move |(number, lookup)| (operation, lookup, format!("{at}/{number}")))
    })
}

fn parameter_of<'a>(
    target: &'a Operation,
    name: &str,
    here: &str,
    report: &mut Report,
) -> Option<&'a Parameter> {
    let found = target
        .parameters
        .iter()
        .find(|known| known.name.wire == name);
    if found.is_none() {
        let names = target
            .parameters
            .iter()
            .map(|known| known.name.wire.as_str());
        unknown("the parameters", name, names, here, report);
    }
    found
}

fn since_exists(target: &Operation, since: &Since, here: &str, report: &mut Report) {
    if let Some(parameter) = &since.parameter {
        let here = format!("{here}/since/parameter");
        parameter_of(target, parameter, &here, report);
    }
}

/// The refusal that says that there is no such payment is one of the operation, and repeats the reference.
fn missing_exists(
    api: &Api,
    target: &Operation,
    missing: &Missing,
    here: &str,
    report: &mut Report,
) {
    let here = format!("{here}/missing");
    let refusals = target.refusals.and_then(|index| api.refusals.get(index));
    let variants = || refusals.iter().flat_map(|set| &set.variants);
    let is_it = |ty: &Type| matches!(ty, Type::Named(name) if *name == missing.schema);
    let schema = format!("{here}/schema");
    let Some(variant) = variants().find(|variant| is_it(&variant.ty)) else {
        let names = variants().filter_map(|variant| match &variant.ty {
            Type::Named(name) => Some(name.as_str()),
            _ => None,
        });
        return unknown(
            "the bodies of its errors",
            &missing.schema,
            names,
            &schema,
            report,
        );
    };
    if !variants().any(|variant| missing.is_said_by(variant)) {
        report.error(
            Code::NotFoundStatus,
            &schema,
            format!(
                "`{}` lists `{}` under no 4xx status of its own",
                target.id, missing.schema
            ),
            "list the body under a status such as `'404'`; a proxy may have sent one under `default` or `4XX`",
        );
    }
    let body = &variant.ty;
    for property in missing.values.keys() {
        if api.property(body, property).is_none() {
            let names = api.type_def(body).map(field_names).unwrap_or_default();
            unknown(
                "the properties of that body",
                property,
                names,
                &format!("{here}/values/{property}"),
                report,
            );
        }
    }
    let here = format!("{here}/match");
    match paths::walk(api, body, &missing.matches) {
        Ok(_) => is_text(api, body, &missing.matches, &here, report),
        Err(lost) => {
            let root = format!("`{}`", missing.schema);
            lost.report(&root, &missing.matches, &here, report);
        }
    }
}

/// The lines of the request have references of their own, and the response repeats those of its lines.
fn lines_exist(
    api: &Api,
    payment: &Operation,
    target: &Operation,
    lines: &SentLines,
    here: &str,
    report: &mut Report,
) {
    let name = &lines.of;
    let field = payment
        .body
        .as_ref()
        .and_then(|body| api.property(&body.ty, name));
    if field.is_none_or(|field| !field.required || field.constraints.unique_by.is_none()) {
        report.error(
            Code::TargetType,
            &format!("{here}/of"),
            format!(
                "`{name}` is no required property of the request of `{}` with `{}`",
                payment.id,
                x::UNIQUE_BY
            ),
            "name the list of lines, and declare there which string of a line is the merchant's reference of it",
        );
    }
    let Some(output) = paths::output(&target.output) else {
        return;
    };
    let here = format!("{here}/match");
    let Some((_, line, rest)) = api.at_list(output, &lines.matches) else {
        return report.error(
            Code::TargetType,
            &here,
            format!(
                "`{}` does not lead through a list of the response of `{}`",
                lines.matches, target.id
            ),
            "name the string in a line that repeats the merchant's reference of it",
        );
    };
    match paths::walk(api, line, rest) {
        Ok(_) => is_text(api, line, rest, &here, report),
        Err(lost) => lost.report("a line", rest, &here, report),
    }
}

/// The type at a path into a row.
fn row_has<'a>(
    api: &'a Api,
    row: &'a Type,
    path: &'a str,
    here: &str,
    report: &mut Report,
) -> Option<&'a Type> {
    let found = paths::walk(api, row, path).ok();
    if found.is_none() {
        unknown(
            "the properties",
            path,
            api.type_def(row).into_iter().flat_map(field_names),
            here,
            report,
        );
    }
    found
}

/// Each path leads to an enum that has these values.
pub(super) fn values_exist(
    api: &Api,
    root: &Type,
    told: &BTreeMap<String, Vec<String>>,
    here: &str,
    report: &mut Report,
) {
    for (path, values) in told {
        let here = step(&format!("{here}/where"), path);
        let Some(ty) = row_has(api, root, path, &here, report) else {
            continue;
        };
        let known: Option<Vec<String>> = match api.type_def(ty).map(|def| &def.shape) {
            Some(Shape::StringEnum(known)) => {
                let values = known.values.iter();
                Some(values.map(|value| value.wire.clone()).collect())
            }
            Some(Shape::IntegerEnum(known)) => {
                let values = known.values.iter();
                Some(values.map(|value| value.wire.to_string()).collect())
            }
            _ => None,
        };
        let Some(known) = known else {
            report.error(
                Code::TargetType,
                &here,
                format!("`{path}` is not an enum"),
                "name an enum whose other values are those of other payments",
            );
            continue;
        };
        let names = || known.iter().map(String::as_str);
        for (number, value) in values.iter().enumerate() {
            if !names().any(|name| name == value) {
                let here = format!("{here}/{number}");
                unknown("the values of that enum", value, names(), &here, report);
            }
        }
    }
}

fn settles_exists(api: &Api, row: &Type, settles: &RowSettles, here: &str, report: &mut Report) {
    let here = format!("{here}/settles");
    let status = row_has(api, row, &settles.status, &format!("{here}/status"), report);
    let as_named = format!("{here}/as");
    let Some(like) = find(api, &settles.like, &as_named, report) else {
        return;
    };
    let Some(told) = &like.settles else {
        report.error(
            Code::LookupStates,
            &as_named,
            format!("`{}` does not declare `x-malipo-settles`", like.id),
            format!("name an operation with `{}`", x::SETTLES),
        );
        return;
    };
    if told.conclusive.is_some() || told.duplicate.is_some() {
        report.error(
            Code::LookupStates,
            &as_named,
            format!(
                "a failure in `{}` depends on a code that rows do not have",
                like.id
            ),
            "leave `settles` out; the state of a row is then unknown",
        );
    }
    let theirs = paths::output(&like.output).and_then(|output| {
        let (ty, rest) = api
            .at_list(output, &told.status)
            .map_or((output, told.status.as_str()), |(_, item, rest)| {
                (item, rest)
            });
        paths::walk(api, ty, rest).ok()
    });
    if let (Some(status), Some(theirs)) = (status, theirs)
        && status != theirs
    {
        report.error(
            Code::LookupStates,
            &format!("{here}/status"),
            format!(
                "`{}` has another enum than the status of `{}`",
                settles.status, like.id
            ),
            "refer to the same schema in both",
        );
    }
}

/// An operation that is asked about a payment takes nothing that nobody gives.
fn asks_for_nothing_else(
    api: &Api,
    target: &Operation,
    given: Option<&String>,
    here: &str,
    report: &mut Report,
) {
    let mut parameters = target.parameters.iter();
    if given.is_some_and(|given| !parameters.clone().any(|known| known.name.wire == *given)) {
        return;
    }
    let missing = parameters.find(|parameter| {
        parameter.required
            && parameter.constant(api).is_none()
            && Some(&parameter.name.wire) != given
    });
    let missing = missing.map(|parameter| parameter.name.wire.as_str());
    let body = target.body.as_ref().filter(|body| body.required);
    if let Some(missing) = missing.or(body.map(|_| "a body")) {
        report.error(
            Code::LookupInputs,
            here,
            format!("`{}` also needs {}", target.id, quoted(missing)),
            "name an operation that can be asked with the reference alone",
        );
    }
}

fn quoted(missing: &str) -> String {
    match missing {
        "a body" => missing.to_owned(),
        name => format!("`{name}`"),
    }
}

fn parameter_fits(
    api: &Api,
    target: &Operation,
    name: &str,
    matches: &str,
    here: &str,
    report: &mut Report,
) {
    let parameter = target
        .parameters
        .iter()
        .find(|known| known.name.wire == name);
    if parameter.is_some_and(|known| known.ty != Type::String || !known.required) {
        report.error(
            Code::TargetType,
            &format!("{here}/parameter"),
            format!("`{name}` is not a required string"),
            "name a required parameter that is a string",
        );
    }
    if let Some(output) = paths::output(&target.output) {
        is_text(api, output, matches, &format!("{here}/match"), report);
    }
}

fn row_fits(api: &Api, target: &Operation, by: &LookupBy, here: &str, report: &mut Report) {
    let LookupBy::Row {
        items,
        matches,
        only,
        ..
    } = by
    else {
        return;
    };
    let output = paths::output(&target.output);
    let row = match output.map(|output| paths::walk(api, output, items)) {
        Some(Ok(Type::List(row))) => row,
        _ => return,
    };
    if target
        .pages
        .as_ref()
        .is_none_or(|pages| pages.items != *items)
    {
        report.error(
            Code::LookupPages,
            &format!("{here}/items"),
            format!(
                "`{items}` is not the list that `{}` pages through",
                target.id
            ),
            "declare `x-malipo-pages` on it with the same `items`",
        );
    }
    is_text(api, row, matches, &format!("{here}/match"), report);
    if let Some(id) = &only.id
        && paths::walk(api, row, id).is_ok_and(|ty| *ty != Type::String)
    {
        report.error(
            Code::TargetType,
            &format!("{here}/id"),
            format!("`{id}` is not a string"),
            "name the string with the gateway's identifier of the payment",
        );
    }
    if let Some(date) = &only.date
        && paths::walk(api, row, date).is_ok_and(|ty| *ty != Type::LocalDateTime)
    {
        not_a_local_time(date, &format!("{here}/date"), report);
    }
    let parameter = only
        .since
        .as_ref()
        .and_then(|since| since.parameter.as_ref());
    if let Some(name) = parameter
        && let mut parameters = target.parameters.iter()
        && let Some(known) = parameters.find(|known| known.name.wire == *name)
        && (known.ty != Type::LocalDateTime || known.location != Location::Query || known.required)
    {
        not_a_local_time(name, &format!("{here}/since/parameter"), report);
    }
}

fn not_a_local_time(name: &str, here: &str, report: &mut Report) {
    report.error(
        Code::TargetType,
        here,
        format!("`{name}` is not a `local-datetime`"),
        "name a property, or an optional parameter of the query, of the kind `local-datetime`",
    );
}

fn is_text(api: &Api, root: &Type, path: &str, here: &str, report: &mut Report) {
    if paths::walk(api, root, path).is_ok_and(|ty| *ty != Type::String) {
        report.error(
            Code::TargetType,
            here,
            format!("`{path}` is not a string"),
            "name the string with the merchant's reference",
        );
    }
}
