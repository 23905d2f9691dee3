//! What is said of the end of a payment: the status must exist, each of its values mean one thing, and each failure be
//! conclusive or not.

use super::lookups::values_exist;
use super::paths;
use super::unknown::unknown;
use crate::diagnostic::{Code, Report};
use crate::ground::pointer::step;
use crate::ir::{About, Api, Codes, Conclusive, EffectKind, Operation, Settles, Shape, Type};
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
            Code::NoSingleSuccess,
            &format!("{here}/status"),
            format!(
                "`{}` has no single success schema with `{}`",
                operation.id, settles.status
            ),
            "declare one schema for the responses of success",
        );
        return;
    };
    if let Some(about) = &settles.about {
        repeats(api, operation, output, about, &here, report);
        values_exist(api, output, &about.values, &format!("{here}/about"), report);
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
    let same_line = |path: &str, here: &str, report: &mut Report| {
        let same = api.at_list(output, path).map(|(list, ..)| list) == list;
        if !same {
            report.error(
                Code::PaymentLines,
                here,
                format!("`{path}` is not in the list of the status"),
                "name a property in the same list as the status, or in none if the status is in none",
            );
        }
        same
    };
    if let Some(duplicate) = &settles.duplicate {
        let here = format!("{here}/duplicate");
        let path = format!("{here}/path");
        if same_line(&duplicate.path, &path, report)
            && let Some(known) = values(api, operation, &duplicate.path, &path, report)
        {
            listed(&duplicate.values, &known, &format!("{here}/values"), report);
        }
    }
    if let Some(conclusive) = &settles.conclusive {
        let here = format!("{here}/conclusive");
        each_failure(settles, conclusive, &here, report);
        let path = format!("{here}/path");
        if same_line(&conclusive.path, &path, report) {
            codes(api, operation, conclusive, &here, report);
        }
    }
    if let Some(lines) = &settles.lines {
        let here = format!("{here}/lines");
        one_method(api, operation, output, &here, report);
        let optional = lines.by.iter().map(|path| ("by", path));
        let required = [("reference", &lines.reference), ("reason", &lines.reason)];
        for (key, path) in required.into_iter().chain(optional) {
            let here = step(&here, key);
            if list.is_none() {
                report.error(
                    Code::PaymentLines,
                    &here,
                    "the status is in no list, so the payment has no lines",
                    "declare `lines` only where the status is in a list",
                );
            } else if same_line(path, &here, report) {
                line_text(api, output, path, &here, report);
            }
        }
    }
    for (number, path) in settles.ids.iter().enumerate() {
        let here = format!("{here}/ids/{number}");
        // An identifier of the whole payment is in no line.
        if api.at_list(output, path).is_none() || same_line(path, &here, report) {
            shown(api, operation, path, &here, report);
        }
    }
}

/// The method `lines` of a response is made of one declaration, on an operation that reads.
fn one_method(api: &Api, operation: &Operation, output: &Type, here: &str, report: &mut Report) {
    if operation.effect.kind != EffectKind::Reads {
        report.error(
            Code::TargetEffect,
            here,
            format!(
                "`{}` does not read, so its response has no lines",
                operation.id
            ),
            "declare `lines` on the operation that reads the payment",
        );
        return;
    }
    let earlier = api
        .operations
        .iter()
        .take_while(|other| other.id != operation.id);
    let same = earlier.into_iter().find(|other| {
        let declares = other
            .settles
            .as_ref()
            .is_some_and(|settles| settles.lines.is_some());
        declares
            && other.effect.kind == EffectKind::Reads
            && paths::output(&other.output) == Some(output)
    });
    if let Some(other) = same {
        report.error(
            Code::LinesTwice,
            here,
            format!("`{}` declares `lines` for the same response type", other.id),
            "declare `lines` on one of the two operations",
        );
    }
}

/// A path that leads to a string in a line.
fn line_text(api: &Api, output: &Type, path: &str, here: &str, report: &mut Report) {
    let Some((_, item, rest)) = api.at_list(output, path) else {
        return;
    };
    match paths::walk(api, item, rest) {
        Err(lost) => lost.report("a line of the response", rest, here, report),
        Ok(Type::String) => {}
        Ok(Type::Sensitive(inner)) if **inner == Type::String => {}
        Ok(_) => report.error(
            Code::TargetType,
            here,
            format!("`{path}` is not a string"),
            "name a string in the line",
        ),
    }
}

/// Every value that means a failure says when it is conclusive, and no other value does.
fn each_failure(settles: &Settles, conclusive: &Conclusive, here: &str, report: &mut Report) {
    let here = format!("{here}/of");
    for value in conclusive.of.keys() {
        if !settles.failed.contains(value) {
            let known = settles.failed.iter().map(String::as_str);
            let here = step(&here, value);
            unknown(
                "the values that mean a failure",
                value,
                known,
                &here,
                report,
            );
        }
    }
    for value in &settles.failed {
        if !conclusive.of.contains_key(value) {
            report.error(
                Code::ConclusiveCodes,
                &here,
                format!("`conclusive.of` has no entry for `{value}`"),
                "add it with `only` or `except`; `except: []` means always",
            );
        }
    }
}

/// The codes exist, and are of a type that can be compared.
fn codes(
    api: &Api,
    operation: &Operation,
    conclusive: &Conclusive,
    here: &str,
    report: &mut Report,
) {
    let path = format!("{here}/path");
    let Some(ty) = found(api, operation, &conclusive.path, &path, report) else {
        return;
    };
    let known = known(api, ty);
    if known.is_none() && !is_text(ty) {
        report.error(
            Code::TargetType,
            &path,
            format!("`{}` is neither an enum nor a string", conclusive.path),
            "name the property with the result code",
        );
    }
    for (value, declared) in &conclusive.of {
        let (word, codes) = match &declared.codes {
            Codes::Only(codes) => ("only", codes),
            Codes::Except(codes) => ("except", codes),
        };
        if let Some(known) = &known {
            let here = format!("{}/{word}", step(&format!("{here}/of"), value));
            listed(codes, known, &here, report);
        }
    }
}

/// An identifier can be shown to anybody.
fn shown(api: &Api, operation: &Operation, path: &str, here: &str, report: &mut Report) {
    if let Some(ty) = found(api, operation, path, here, report)
        && !is_text(ty)
    {
        report.error(
            Code::TargetType,
            here,
            format!("`{path}` is not a string, or is sensitive"),
            "name a string that is not sensitive; errors show it",
        );
    }
}

/// Whether a value is a string or a number that is kept as it was sent.
fn is_text(ty: &Type) -> bool {
    match ty {
        Type::String | Type::Text | Type::IntegerOrText => true,
        Type::OrUnset(inner, _) => is_text(inner),
        _ => false,
    }
}

/// Each value is one of the enum.
fn listed(values: &[String], known: &[String], here: &str, report: &mut Report) {
    for (number, value) in values.iter().enumerate() {
        if !known.contains(value) {
            let here = format!("{here}/{number}");
            let names = known.iter().map(String::as_str);
            unknown("the values of that enum", value, names, &here, report);
        }
    }
}

/// The type at a path, which may lead through one list.
fn found<'a>(
    api: &'a Api,
    operation: &'a Operation,
    path: &'a str,
    here: &str,
    report: &mut Report,
) -> Option<&'a Type> {
    let output = paths::output(&operation.output)?;
    let (ty, rest) = api
        .at_list(output, path)
        .map_or((output, path), |(_, item, rest)| (item, rest));
    paths::walk(api, ty, rest)
        .map_err(|lost| {
            let root = format!("the response of `{}`", operation.id);
            lost.report(&root, path, here, report);
        })
        .ok()
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
            Code::TargetType,
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
            Code::TargetType,
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
    let found = found(api, operation, path, here, report)?;
    let known = known(api, found);
    if known.is_none() {
        report.error(
            Code::TargetType,
            here,
            format!("`{path}` is not an enum"),
            "name an enum; its values decide which states are final",
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
                    Code::StatusMeaning,
                    &here,
                    format!("the status `{value}` has two meanings"),
                    "list it once, under `pending`, `succeeded` or `failed`",
                );
            }
            placed.push(value);
        }
    }
    for value in known {
        if !placed.contains(&value) {
            report.error(
                Code::StatusMeaning,
                here,
                format!("the status `{value}` has no meaning"),
                "list it under `pending`, `succeeded` or `failed`",
            );
        }
    }
}
