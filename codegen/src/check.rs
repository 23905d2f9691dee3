//! Rules that need the whole: what a declaration names must be there, and what is declared must be possible.

mod facts;
mod paths;

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Report, did_you_mean};
use crate::ir::{Api, Constraints, Shape, Type, TypeDef};
use crate::naming::Scope;

pub(crate) fn check(api: &Api, report: &mut Report) {
    for def in api.types.values() {
        fields(api, def, report);
        infinite(api, def, report);
    }
    for operation in &api.operations {
        for parameter in &operation.parameters {
            possible(&parameter.constraints, &parameter.pointer, report);
        }
    }
    operation_types(api, report);
    facts::check(api, report);
}

fn fields(api: &Api, def: &TypeDef, report: &mut Report) {
    let Shape::Struct(structure) = &def.shape else { return };
    let mut names: BTreeSet<&str> = structure.fields.iter().map(|field| field.name.wire.as_str()).collect();
    for field in &structure.fields {
        possible(&field.constraints, &field.pointer, report);
        if field.constraints.pattern.is_some() && def.usage.request {
            report.warning(
                Code::UncheckedConstraint,
                &format!("{}/pattern", field.pointer),
                "a pattern is documented, but not checked before sending",
                "the gateway will judge; use a kind such as `msisdn` where there is one",
            );
        }
        for alias in &field.aliases {
            if !names.insert(alias) {
                report.error(
                    Code::NameCollision,
                    &format!("{}/x-malipo-aliases", field.pointer),
                    format!("`{alias}` is the name of another property"),
                    "an alias must be a name that nothing else in this schema has",
                );
            }
        }
        if let Some(default) = &field.default {
            let misfits = crate::fit::fit(api, &field.ty, default, crate::fit::Strictness::Lenient);
            if let Some(misfit) = misfits.first()
                && !(field.nullable && default.is_null())
            {
                report.error(
                    Code::Contradiction,
                    &format!("{}/default", field.pointer),
                    format!("the default does not fit its own schema: {}", misfit.what),
                    "mend the default or the schema",
                );
            }
        }
    }
}

fn possible(constraints: &Constraints, at: &str, report: &mut Report) {
    let lengths = [
        (constraints.min_length, constraints.max_length, "minLength", "maxLength"),
        (constraints.min_items, constraints.max_items, "minItems", "maxItems"),
    ];
    for (least, greatest, low, high) in lengths {
        if let (Some(least), Some(greatest)) = (least, greatest)
            && least > greatest
        {
            impossible(at, low, high, report);
        }
    }
    if let (Some(low), Some(high)) = (&constraints.minimum, &constraints.maximum)
        && let (Ok(least), Ok(greatest)) = (low.value.parse::<f64>(), high.value.parse::<f64>())
        && (least > greatest || (least == greatest && (low.exclusive || high.exclusive)))
    {
        impossible(at, "minimum", "maximum", report);
    }
    if constraints.multiple_of.as_deref().is_some_and(|step| step.parse::<f64>().is_ok_and(|step| step <= 0.0)) {
        report.error(
            Code::Contradiction,
            &format!("{at}/multipleOf"),
            "`multipleOf` is not above zero",
            "write the step, such as `0.01`",
        );
    }
}

fn impossible(at: &str, low: &str, high: &str, report: &mut Report) {
    report.error(
        Code::Contradiction,
        &format!("{at}/{low}"),
        format!("no value can meet `{low}` and `{high}`"),
        "swap or mend them",
    );
}

/// A struct that holds itself, other than through a list, a map or an optional part, has no end; one that
/// holds itself through an optional part has no size in Rust, which is not supported yet.
fn infinite(api: &Api, def: &TypeDef, report: &mut Report) {
    let mut seen = BTreeSet::new();
    let mut open = vec![def];
    while let Some(current) = open.pop() {
        let Shape::Struct(structure) = &current.shape else { continue };
        for field in &structure.fields {
            let inner = match &field.ty {
                Type::Sensitive(inner) => inner,
                other => other,
            };
            let Some(next) = api.type_def(inner) else { continue };
            if next.name == def.name {
                report.error(
                    Code::CyclicReference,
                    &field.pointer,
                    format!("`{}` holds itself without a list or a map between", def.name.wire),
                    "recursive schemas are not supported yet: put a list between, or receive raw JSON",
                );
            } else if seen.insert(next.name.wire.as_str()) {
                open.push(next);
            }
        }
    }
}

fn operation_types(api: &Api, report: &mut Report) {
    let mut scope = Scope::default();
    for set in &api.refusals {
        // Two operations that differ in name cannot give the same set name twice: see below.
        let _ = scope.take(&set.rust_type, "an enum of error answers");
    }
    for operation in &api.operations {
        if let Err(owner) = scope.take(&operation.rust_type, &operation.id) {
            report.error(
                Code::NameCollision,
                &format!("{}/operationId", operation.pointer),
                format!("`{}` and {owner} would both be the Rust type `{}`", operation.id, operation.rust_type),
                "rename the operation",
            );
        }
    }
}

/// Reports a name that nothing has, with the nearest that something has.
fn unknown<'a>(what: &str, name: &str, known: impl IntoIterator<Item = &'a str>, at: &str, report: &mut Report) {
    let help = match did_you_mean(name, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name one that is in this document".to_owned(),
    };
    report.error(Code::ExtensionTarget, at, format!("there is no {what} `{name}`"), help);
}
