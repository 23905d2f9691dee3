//! What is said of the end of a payment: the status must exist, and each of its values mean one thing.

use super::{paths, unknown};
use crate::diagnostic::{Code, Report};
use crate::ir::{About, Api, Operation, Settles, Shape, Type};
use crate::vocabulary as x;

pub(super) fn check(api: &Api, report: &mut Report) {
    for operation in &api.operations {
        if let Some(settles) = &operation.settles {
            operation_settles(api, operation, settles, report);
        }
    }
}

fn operation_settles(api: &Api, operation: &Operation, settles: &Settles, report: &mut Report) {
    let here = format!("{}/{}", operation.pointer, x::SETTLES);
    let Some(output) = paths::output(&operation.output) else {
        report.error(
            Code::ExtensionTarget,
            &format!("{here}/status"),
            format!(
                "`{}` has not one type of answer to look for `{}` in",
                operation.id, settles.status
            ),
            "declare one schema for the answers of success",
        );
        return;
    };
    if let Some(about) = &settles.about {
        repeats(api, operation, output, about, &here, report);
    }
    let list = api.at_list(output, &settles.status).map(|(list, ..)| list);
    let status = values(
        api,
        operation,
        &settles.status,
        &format!("{here}/status"),
        report,
    );
    if let Some(known) = &status {
        placed(settles, known, &here, report);
    }
    if let Some(duplicate) = &settles.duplicate {
        let here = format!("{here}/duplicate");
        if api.at_list(output, &duplicate.path).map(|(list, ..)| list) != list {
            report.error(
                Code::ExtensionTarget,
                &format!("{here}/path"),
                format!("`{}` is not in the same line as the status", duplicate.path),
                "name a property that stands in the same list as the status, or in none if the status is in none",
            );
            return;
        }
        if let Some(known) = values(
            api,
            operation,
            &duplicate.path,
            &format!("{here}/path"),
            report,
        ) {
            for (number, value) in duplicate.values.iter().enumerate() {
                if !known.contains(value) {
                    let here = format!("{here}/values/{number}");
                    let names = known.iter().map(String::as_str);
                    unknown("the values of that enum", value, names, &here, report);
                }
            }
        }
    }
}

/// The parameter that takes the reference and the value that repeats it are both strings.
fn repeats(
    api: &Api,
    operation: &Operation,
    output: &Type,
    about: &About,
    here: &str,
    report: &mut Report,
) {
    let here = format!("{here}/about");
    let parameter = operation
        .parameters
        .iter()
        .find(|known| known.name.wire == about.parameter);
    let at = format!("{here}/parameter");
    match parameter {
        None => {
            let names = operation
                .parameters
                .iter()
                .map(|known| known.name.wire.as_str());
            unknown("the parameters", &about.parameter, names, &at, report);
        }
        Some(known) if known.ty != Type::String || !known.required => report.error(
            Code::ExtensionTarget,
            &at,
            format!("`{}` is not a required string", about.parameter),
            "name the parameter that takes the reference",
        ),
        Some(_) => {}
    }
    let at = format!("{here}/match");
    match paths::walk(api, output, &about.matches) {
        Ok(Type::String) => {}
        Ok(_) => report.error(
            Code::ExtensionTarget,
            &at,
            format!("`{}` is not a string", about.matches),
            "name the property that repeats the reference",
        ),
        Err(lost) => {
            let root = format!("the response of `{}`", operation.id);
            lost.report(&root, &about.matches, &at, report);
        }
    }
}

/// The values of the enum at a path, which may lead through one list.
fn values(
    api: &Api,
    operation: &Operation,
    path: &str,
    here: &str,
    report: &mut Report,
) -> Option<Vec<String>> {
    let output = paths::output(&operation.output)?;
    let (ty, rest) = api
        .at_list(output, path)
        .map_or((output, path), |(_, item, rest)| (item, rest));
    let found = match paths::walk(api, ty, rest) {
        Ok(found) => found,
        Err(lost) => {
            let root = format!("the answer of `{}`", operation.id);
            lost.report(&root, path, here, report);
            return None;
        }
    };
    let known = known(api, found);
    if known.is_none() {
        report.error(
            Code::ExtensionTarget,
            here,
            format!("`{path}` is not an enum"),
            "only an enum can tell which states are final",
        );
    }
    known
}

fn known(api: &Api, ty: &Type) -> Option<Vec<String>> {
    match &api.type_def(ty)?.shape {
        Shape::StringEnum(values) => Some(
            values
                .values
                .iter()
                .map(|value| value.wire.clone())
                .collect(),
        ),
        Shape::IntegerEnum(values) => Some(
            values
                .values
                .iter()
                .map(|value| value.wire.to_string())
                .collect(),
        ),
        Shape::Struct(_) | Shape::OneOf(_) => None,
    }
}

/// Each value of the status is said to mean one thing.
fn placed(settles: &Settles, known: &[String], here: &str, report: &mut Report) {
    let mut placed: Vec<&String> = Vec::new();
    for (group, list) in [
        ("pending", &settles.pending),
        ("succeeded", &settles.succeeded),
        ("failed", &settles.failed),
    ] {
        for (number, value) in list.iter().enumerate() {
            let here = format!("{here}/{group}/{number}");
            if !known.contains(value) {
                let names = known.iter().map(String::as_str);
                unknown("the values of the status", value, names, &here, report);
            } else if placed.contains(&value) {
                report.error(
                    Code::ExtensionTarget,
                    &here,
                    format!("`{value}` is placed twice"),
                    "a status is pending, succeeded or failed",
                );
            }
            placed.push(value);
        }
    }
    for value in known {
        if !placed.contains(&value) {
            report.error(
                Code::ExtensionTarget,
                here,
                format!("it is not said what `{value}` means"),
                "put it under `pending`, `succeeded` or `failed`",
            );
        }
    }
}
