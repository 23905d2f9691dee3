//! Rules that need the whole: what a declaration names must be there, and what is declared must be possible.

mod answers_only;
mod country_codes;
mod error_roles;
mod events;
mod facts;
mod flows;
mod lookups;
mod members;
mod paths;
mod proofs;
mod settles;
mod unknown;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostics, Report};
use crate::document::Input;
use crate::ground::regex;
use crate::ir::{
    AmountWire, Api, Constraints, Field, Output, Shape, Type, TypeDef, can_start_with,
};
use crate::naming::Scope;
use crate::vocabulary as x;

/// Returns what is wrong with the modules of documents that are generated together: each needs its own.
pub(crate) fn modules(read: &[(&Input, Api)]) -> Diagnostics {
    let mut found = Diagnostics::new();
    let mut known: BTreeMap<&str, &Input> = BTreeMap::new();
    for (input, api) in read {
        if let Some(other) = known.insert(&api.gateway.module, input) {
            let mut report = Report::new(&input.file);
            let module = &api.gateway.module;
            report.error(
                Code::ModuleTwice,
                &format!("/{}/module", x::GATEWAY),
                format!("`{}` has the module `{module}` too", other.file),
                "give each document its own module",
            );
            found.extend(report.finish(&input.text));
        }
    }
    found
}

/// What can be said of each type alone; it may refer to one that could not be represented.
pub(crate) fn types(api: &Api, report: &mut Report) {
    for def in api.types.values() {
        fields(api, def, report);
    }
    error_roles::check(api, report);
}

/// What can be said once every reference leads somewhere.
pub(crate) fn whole(api: &Api, report: &mut Report) {
    for operation in &api.operations {
        for parameter in &operation.parameters {
            let schema = format!("{}/schema", parameter.pointer);
            answers_only::check(&parameter.ty, &schema, report);
            possible(&parameter.constraints, &schema, report);
            unchecked_pattern(&parameter.constraints, &schema, report);
            default_fits(
                api,
                (&parameter.ty, &parameter.constraints),
                parameter.default.as_ref(),
                &schema,
                report,
            );
        }
    }
    for operation in &api.operations {
        for body in operation.body.iter().flat_map(crate::ir::Body::choices) {
            let at = format!("{}/requestBody", operation.pointer);
            answers_only::check(&body.ty, &at, report);
        }
    }
    rust_types(api, report);
    facts::check(api, report);
    lookups::check(api, report);
    settles::check(api, report);
    proofs::check(api, report);
    flows::check(api, report);
    events::check(api, report);
    lookups::check_fit(api, report);
}

/// Reports an essential property that is sent, or that cannot be an empty string.
fn essential(api: &Api, def: &TypeDef, field: &Field, report: &mut Report) {
    let is_string = match &field.ty {
        Type::Sensitive(inner) => matches!(**inner, Type::String),
        Type::String | Type::Text => true,
        ty => matches!(
            api.type_def(ty).map(|def| &def.shape),
            Some(Shape::StringEnum(_))
        ),
    };
    let at = format!("{}/{}", def.pointer, x::ESSENTIAL);
    let name = &field.name.wire;
    if def.usage.request {
        report.error(
            Code::MisplacedExtension,
            &at,
            format!(
                "`{}` has no meaning here: `{}` is sent in a request",
                x::ESSENTIAL,
                def.name.wire
            ),
            "use `minLength: 1` in a request",
        );
    } else if !is_string || field.nullable {
        report.error(
            Code::EssentialProperty,
            &at,
            format!(
                "`{name}` in `{}` is not a string that is always present",
                x::ESSENTIAL
            ),
            "list only required strings that cannot be null",
        );
    }
}

fn fields(api: &Api, def: &TypeDef, report: &mut Report) {
    let Shape::Struct(structure) = &def.shape else {
        return;
    };
    let mut names: BTreeSet<&str> = structure
        .fields
        .iter()
        .map(|field| field.name.wire.as_str())
        .collect();
    for field in &structure.fields {
        possible(&field.constraints, &field.pointer, report);
        if field.essential {
            essential(api, def, field, report);
        }
        members::check(api, def, field, report);
        if def.usage.request {
            match members::paid_number(field) {
                Some(form) => members::pattern(field, form, report),
                None => unchecked_pattern(&field.constraints, &field.pointer, report),
            }
            sent(api, field, report);
            answers_only::check(&field.ty, &field.pointer, report);
        }
        for alias in &field.aliases {
            if !names.insert(alias) {
                report.error(
                    Code::AliasTaken,
                    &format!("{}/x-malipo-aliases", field.pointer),
                    format!("the alias `{alias}` is the name of another property"),
                    "write an alias that no other property of this schema has",
                );
            }
        }
        if !(field.nullable
            && field
                .default
                .as_ref()
                .is_some_and(serde_json::Value::is_null))
        {
            default_fits(
                api,
                (&field.ty, &field.constraints),
                field.default.as_ref(),
                &field.pointer,
                report,
            );
        }
    }
    if structure.choice.is_some() && !def.usage.request {
        report.error(
            Code::MisplacedExtension,
            &format!("{}/{}", def.pointer, x::CHOICE),
            format!(
                "`{}` has no meaning here: `{}` is not sent in a request",
                x::CHOICE,
                def.name.wire
            ),
            "use the schema in a request body",
        );
    }
}

fn unchecked_pattern(constraints: &Constraints, at: &str, report: &mut Report) {
    for pattern in &constraints.patterns {
        let Err(reason) = &pattern.translated else {
            continue;
        };
        // What is no regular expression was reported as such.
        if regex::fault(&pattern.source).is_some() {
            continue;
        }
        report.warning(
            Code::UncheckedPattern,
            &format!("{at}/pattern"),
            format!("the `pattern` is not checked before sending: it has {reason}"),
            "check the value before the call where it matters",
        );
    }
}

fn default_fits(
    api: &Api,
    (ty, constraints): (&Type, &Constraints),
    default: Option<&serde_json::Value>,
    at: &str,
    report: &mut Report,
) {
    let Some(default) = default else { return };
    if matches!(ty, Type::Named(_)) && api.type_def(ty).is_none() {
        return;
    }
    let strictness = crate::fit::Strictness::Lenient;
    let misfits = crate::fit::fit_constrained(api, ty, constraints, default, strictness);
    if let Some(misfit) = misfits.first() {
        let at = format!("{at}/default");
        let what = format!("the default does not fit its schema: {}", misfit.what);
        let help = "correct the default or the schema";
        // One that was only put in quotes, or is no list where a list should be, is left out. What is no value at all may be
        // in the wrong place.
        match crate::fit::is_another_scalar(ty, default) {
            true => report.error(Code::DefaultType, &at, what, help),
            false => report.warning(Code::DefaultType, &at, what, help),
        }
    }
}

/// What is sent must have a Rust form for what the document says of it.
fn sent(api: &Api, field: &Field, report: &mut Report) {
    if let (Some(only), Some(default)) = (field.constant(api), &field.default)
        && default.as_str().unwrap_or(&default.to_string()) != only
    {
        report.warning(
            Code::DefaultBesideConstant,
            &format!("{}/default", field.pointer),
            "the default differs from the only value of the property",
            "write the only value, or no default; the client sends it by itself",
        );
    }
    if field.required
        && let Some(default) = &field.default
        && !can_start_with(api, &field.ty, default)
    {
        report.warning(
            Code::RequiredDefault,
            &format!("{}/default", field.pointer),
            "a default of this type is not supported for a required property that is sent",
            "give the value in the call",
        );
    }
    if field.ty.holds(&Type::Amount(AmountWire::Text)) {
        report.error(
            Code::StringAmount,
            &field.pointer,
            "an amount in a request must be a number, not a string",
            "write `type: number` if the gateway accepts a number",
        );
    }
}

fn possible(constraints: &Constraints, at: &str, report: &mut Report) {
    let lengths = [
        (
            constraints.min_length,
            constraints.max_length,
            "minLength",
            "maxLength",
        ),
        (
            constraints.min_items,
            constraints.max_items,
            "minItems",
            "maxItems",
        ),
        (
            constraints.min_properties,
            constraints.max_properties,
            "minProperties",
            "maxProperties",
        ),
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
}

fn impossible(at: &str, low: &str, high: &str, report: &mut Report) {
    report.warning(
        Code::Bounds,
        &format!("{at}/{low}"),
        format!("no value can meet `{low}` and `{high}`"),
        "swap or correct the bounds",
    );
}

/// Every name in the module of the operations, and each builder's in the module of the types.
fn rust_types(api: &Api, report: &mut Report) {
    let mut scope = Scope::default();
    for set in &api.refusals {
        // Two operations that differ in name cannot give the same set name twice: see below.
        let _ = scope.take(&set.rust_type, "an enum of error responses");
    }
    for operation in &api.operations {
        let at = format!("{}/operationId", operation.pointer);
        let output = match &operation.output {
            Output::Many { rust_type, .. } => Some(rust_type),
            Output::One(_) | Output::Unit => None,
        };
        let body = operation
            .body
            .as_ref()
            .and_then(|body| operation.body_type(body));
        let names = std::iter::once(&operation.rust_type).chain(output);
        for rust in names.chain(&body).chain(&operation.headers_type()) {
            if let Err(owner) = scope.take(rust, &format!("`{}`", operation.id)) {
                report.error(
                    Code::NameCollision,
                    &at,
                    format!(
                        "`{}` and {owner} both map to the Rust type `{rust}`",
                        operation.id
                    ),
                    "write another `operationId`",
                );
            }
        }
    }
    let by_name: BTreeMap<&str, &TypeDef> = api
        .types
        .values()
        .map(|def| (def.name.rust.as_str(), def))
        .collect();
    let structs = api
        .types
        .values()
        .filter(|def| matches!(def.shape, Shape::Struct(_)));
    for def in structs.filter(|def| def.usage.request) {
        // The builder, and what it keeps of the fields that may be left alone.
        for suffix in ["Builder", "BuilderRest"] {
            let builder = format!("{}{suffix}", def.name.rust);
            if let Some(other) = by_name.get(builder.as_str()) {
                report.error(
                    Code::NameCollision,
                    &other.pointer,
                    format!(
                        "`{}` and the builder of `{}` both map to the Rust type `{builder}`",
                        other.name.wire, def.name.wire
                    ),
                    "give them names that differ by more than `Builder`",
                );
            }
        }
    }
}
